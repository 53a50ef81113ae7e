import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { paymentsOf, recordTender } from '#payments'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { doctor } from './doctor.ts'
import { cancelLines, putMoneyRight, writeOrder } from './index.ts'
import { line, orderOf } from './orders.test-support.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

test('money beyond what is due goes back, and the doctor finds it as long as nobody has asked for it', async () => {
  const lines = [line(2, 1_000)]
  const input = orderOf(lines)
  const order_id = input.id
  await shop.write(async (ctx) => {
    const { number } = await writeOrder(ctx, { ...input, paid: input.gross })
    await recordTender(ctx, {
      id: newId(),
      order_id,
      provider: 'cash',
      amount: input.gross,
      currency: 'EUR',
      store_id: shop.ids.granvia,
    })
    expect(await doctor(ctx, 10)).toEqual([])
    await cancelLines(ctx, { order_id, reason: 'changed_mind', lines: [{ line_id: lines[0]!.id, quantity: 1 }] })
    expect(await doctor(ctx, 10)).toMatchObject([{ subject: number, found: '500' }])
    await putMoneyRight(ctx, order_id)
    await putMoneyRight(ctx, order_id)
    expect(await doctor(ctx, 10)).toEqual([])
    expect(await paymentsOf(ctx, { order_id })).toMatchObject([{ owed: 500 }])
  })
})
