import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { doctor } from './doctor.ts'
import { enrolTill, saleOf } from './tills.test-support.ts'
import type { TestTill } from './tills.test-support.ts'

const PRICE = 1_210
const STOCK = 500

let shop: Shop
let till: TestTill
let boots: string

beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  boots = await shop.write((ctx) => article(ctx, { price: PRICE, stock: { [shop.ids.loc_granvia]: STOCK } }))
  till = await enrolTill(shop)
  await till.open()
})

/** A sale of two, its line under this id. */
const sellAs = (id: string) => {
  const given = { shift_id: till.shift_id, receipt: { series: till.series, number: 1 }, version: '' }
  const { lines } = saleOf([{ variant_id: boots, price: PRICE, quantity: 2 }], given)
  return till.sell([{ variant_id: boots, price: PRICE, quantity: 2 }], {
    lines: lines.map((line) => ({ ...line, id })),
  })
}

test.each(['in one call', 'in two'])(
  'a line that has the id of another sale is a sale all the same: %s',
  async (calls) => {
    const id = newId()
    const [first, second] = [await sellAs(id), await sellAs(id.toUpperCase())]
    await till.sell([{ variant_id: boots, price: PRICE }])
    if (calls === 'in two') expect((await till.send(till.facts.slice(0, 2))).status).toBe(200)
    const { status, body } = await till.send(till.facts.slice(calls === 'in two' ? 2 : 0))
    expect(status, JSON.stringify(body)).toBe(200)
    for (const { body: sale } of [first, second]) {
      const order = (await till.api.get(`/orders/${(sale as { order_id: string }).order_id}`)).body
      expect(order).toMatchObject({
        payment_status: 'paid',
        gross: 2 * PRICE,
        lines: [{ quantity: 2, gross: 2 * PRICE }],
      })
    }
    const [level] = await shop.read(
      (ctx) => ctx.sql<{ on_hand: number }>`
      select on_hand from stock_level where variant_id = ${boots} and location_id = ${shop.ids.loc_granvia}`,
    )
    expect(level?.on_hand).toBe(STOCK - 5)
    expect(await shop.read((ctx) => doctor(ctx, 20))).toEqual([])
    // Said again it is known, and changes nothing.
    expect((await till.send()).status).toBe(200)
  },
)

test('a line that stands twice in one sale is the fault of the program', async () => {
  const given = { shift_id: till.shift_id, receipt: { series: till.series, number: 1 }, version: '' }
  const { lines } = saleOf([{ variant_id: boots, price: PRICE / 2 }], given)
  await till.sell([{ variant_id: boots, price: PRICE }], { lines: [...lines, ...lines] })
  expect(await till.send()).toMatchObject({ status: 422, body: { code: 'bad_sale' } })
})
