import { afterAll, beforeAll, expect, test } from 'vitest'
import { paymentsOf } from '#payments'
import type { Actor } from '#platform/actor'
import { newId } from '#platform/ids'
import { HOME } from '#test/races'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { paymentSeen, paymentsSeen } from './see-payments.ts'
import { takeOrder } from './take-order.ts'
import type { TakeOrder } from './take-order.ts'

const PRICE = 8_490
let shop: Shop
let boots: string
beforeAll(async () => {
  shop = await openShop()
  boots = await shop.write((ctx) =>
    article(ctx, { price: PRICE, stock: { [shop.ids.loc_granvia]: 40, [shop.ids.loc_central]: 40 } }),
  )
})
afterAll(() => shop.close())

/** An order paid from afar, or into the drawer of a store; answers its payment. */
async function paid(delivery: TakeOrder['delivery'], store_id?: string) {
  const order: TakeOrder = {
    id: newId(),
    delivery,
    contact: { name: 'Ana', phone: '+34612345678' },
    lines: [{ id: newId(), variant_id: boots, quantity: 1 }],
    tenders: [{ id: newId(), provider: 'terminal', amount: PRICE, ...(store_id ? { store_id } : {}) }],
    expected_total: PRICE,
  }
  await shop.write((ctx) => takeOrder(ctx, order), undefined, 'phone')
  const [payment] = await shop.read((ctx) => paymentsOf(ctx, { order_id: order.id }))
  return { order_id: order.id, payment_id: payment!.id }
}

/** Which of the two doors show it to them: by its id, and in the list of its order. */
async function seen(by: Actor, { order_id, payment_id }: { order_id: string; payment_id: string }) {
  const one = await shop
    .read((ctx) => paymentSeen(ctx, payment_id), by)
    .then(
      () => true,
      (error: { status: number }) => (expect(error.status).toBe(404), false),
    )
  const { items } = await shop.read((ctx) => paymentsSeen(ctx, { order_id, limit: 10 }), by)
  return [one, items.length === 1]
}

const staffOf = (...store_ids: string[]) => shop.actor({ kind: 'staff', store_ids, permissions: ['payments.read'] })

test('staff see what their stores took, and what was paid from afar for an order they may see', async () => {
  const { granvia, sol } = shop.ids
  const collected = await paid({ method: 'pickup', pickup_store_id: granvia })
  const into = await paid({ method: 'pickup', pickup_store_id: granvia }, granvia)
  const sent = await paid({ method: 'ship', address: HOME })
  for (const payment of [collected, into]) {
    expect(await seen(staffOf(granvia), payment)).toEqual([true, true])
    expect(await seen(staffOf(sol), payment)).toEqual([false, false])
    expect(await seen(staffOf(sol, granvia), payment)).toEqual([true, true])
  }
  // What is sent home is of no store: any counter may look it up for whoever asks.
  expect(await seen(staffOf(sol), sent)).toEqual([true, true])
  const all = await shop.read((ctx) => paymentsSeen(ctx, { limit: 10 }), staffOf(sol))
  expect(all.items).toEqual([])
})

test('shoppers see their own and nobody else’s', async () => {
  const payment = await paid({ method: 'ship', address: HOME })
  const stranger = shop.actor({ kind: 'customer', customer_id: newId() })
  await expect(shop.read((ctx) => paymentSeen(ctx, payment.payment_id), stranger)).rejects.toMatchObject({
    status: 404,
  })
})
