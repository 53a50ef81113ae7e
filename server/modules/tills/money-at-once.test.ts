import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { article, fullCart } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { doctor } from './doctor.ts'
import { enrolTill } from './tills.test-support.ts'
import type { TestTill } from './tills.test-support.ts'

const PRICE = 1_210
const ROUNDS = 5
const MANY = 12

let shop: Shop
let boots: string
beforeAll(async () => {
  shop = await openShop()
  boots = await shop.write((ctx) => article(ctx, { price: PRICE, stock: { [shop.ids.loc_granvia]: 500 } }))
})
afterAll(() => shop.close())

/** Two tills with an open shift and an empty drawer. */
const pair = async (): Promise<TestTill[]> => {
  const tills = [await enrolTill(shop), await enrolTill(shop)]
  for (const till of tills) await till.open(0)
  return tills
}
const paid = async (till: TestTill): Promise<string> => {
  const cart = await shop.write((ctx) => fullCart(ctx, { store_id: shop.ids.granvia, lines: { [boots]: 1 } }))
  const tender = { id: newId(), provider: 'cash', amount: PRICE, store_id: shop.ids.granvia }
  expect((await till.api.post(`/carts/${cart.id}/tenders`, tender)).status).toBe(201)
  return tender.id
}
const tell = (till: TestTill, payment_id: string) =>
  till.say('tender_taken', { payment_id, shift_id: till.shift_id, order_id: null, kind: 'cash', amount: PRICE })

/** Sends at once what both say; what their drawers should hold, and what a person is told. */
async function sentAtOnce(tills: readonly TestTill[]): Promise<{ cash: number; kinds: string[] }> {
  const replies = await Promise.all(tills.map((till) => till.send()))
  expect(replies.map(({ status }) => status)).toEqual([200, 200])
  const kinds = replies.flatMap(({ body }) => body.results.flatMap(({ tasks }: any) => tasks.map((t: any) => t.kind)))
  const [drawers] = await shop.read(
    (ctx) => ctx.sql<{ cash: number }>`
      select sum(cash + cash_in)::bigint as cash from till_shift where id = any(${tills.map(({ shift_id }) => shift_id)}::uuid[])`,
  )
  return { cash: drawers!.cash, kinds }
}

test('two tills that tell the same payment at once count it once, and one of them is told', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const tills = await pair()
    const id = await paid(tills[0]!)
    await tell(tills[0]!, id)
    await tell(tills[1]!, id.toUpperCase())
    expect(await sentAtOnce(tills)).toEqual({ cash: PRICE, kinds: ['told_twice'] })
  }
})

test('and the same cash that was moved', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const tills = await pair()
    const moved = { movement_id: newId(), direction: 'in' as const, amount: 500, reason: 'Cambio' }
    for (const till of tills) await till.say('cash_moved', { ...moved, shift_id: till.shift_id })
    expect(await sentAtOnce(tills)).toEqual({ cash: 500, kinds: ['told_twice'] })
  }
})

test('tills that tell the same of many payments in crossing order do not wait for each other', async () => {
  const [one, other] = (await pair()) as [TestTill, TestTill]
  const ids = []
  for (let n = 0; n < MANY; n++) ids.push(await paid(one))
  for (const id of ids) await tell(one, id)
  for (const id of ids.toReversed()) await tell(other, id)
  const kinds = Array.from({ length: MANY }, () => 'told_twice')
  expect(await sentAtOnce([one, other])).toEqual({ cash: MANY * PRICE, kinds })
  expect(await shop.read((ctx) => doctor(ctx, 20))).toEqual([])
})
