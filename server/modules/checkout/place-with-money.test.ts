import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { atOnce, openRaces } from '#test/races'
import type { Cart, Races } from '#test/races'

// Money that is taken face to face with the placing: recorded with the order, or not at all.

const PRICE = 2_500
let at: Races
beforeAll(async () => {
  at = await openRaces()
})
afterEach(() => at.mustBeSound())
afterAll(() => at.close())

const stocked = (units: number) => at.goods({ price: PRICE, stock: { [at.shop.ids.loc_granvia]: units } })
async function filled(variant_id: string, quantity = 2): Promise<Cart> {
  const { api } = await at.shopper()
  return at.fill(api, { [variant_id]: quantity }, { method: 'pickup', pickup_store_id: at.shop.ids.granvia })
}
const tender = (amount: number, more: object = {}) => ({
  id: newId(),
  store_id: at.shop.ids.granvia,
  provider: 'terminal',
  amount,
  ...more,
})
const place = ({ id, gross }: Cart, tenders: object[], api = at.till) =>
  api.post(`/carts/${id}/orders`, { expected_total: gross, tenders })
const taken = async ({ id }: Cart) => (await at.money(id)).captured
const told = (order_id: string) =>
  at.shop.read(
    (ctx) => ctx.sql<{ type: string; order_id: string }>`
      select type, data->>'order_id' as order_id from event where data->>'order_id' = ${order_id} or subject_id = ${order_id} order by xid, position`,
  )

test('an order and its money are one: paid at once, told once, and said again it is the same', async () => {
  const cart = await filled(await stocked(5))
  const paid = [tender(2_000), tender(cart.gross - 2_000, { provider: 'cash', given: 5_000 })]
  const { status, body } = await place(cart, paid)
  expect(status).toBe(201)
  const { body: order } = await at.desk.get(`/orders/${body.order_id}`)
  expect(order).toMatchObject({ paid: cart.gross })
  const { items } = (await at.desk.get(`/payments?order_id=${body.order_id}`)).body
  expect(items).toHaveLength(2)
  expect(items.every((payment: { cart_id: string }) => payment.cart_id === cart.id)).toBe(true)
  expect((await told(body.order_id)).filter(({ type }) => type === 'payment.taken')).toHaveLength(2)
  expect(await place(cart, paid)).toMatchObject({ status: 201, body: { order_id: body.order_id, created: false } })
  expect(await taken(cart)).toBe(cart.gross)
})

test('with a refusal nothing is taken', async () => {
  const cart = await filled(await stocked(2))
  const all = tender(cart.gross)
  const refusals: [string, object[], number?][] = [
    ['payment_short', [tender(cart.gross - 1)]],
    ['nothing_to_pay', [tender(cart.gross + 1)]],
    ['given_too_little', [tender(cart.gross, { provider: 'cash', given: 1 })]],
    ['tender_twice', [all, all]],
    ['cart_changed', [all], 409],
  ]
  for (const [code, tenders, status = 422] of refusals) {
    const seen = code === 'cart_changed' ? { ...cart, gross: cart.gross - 1 } : cart
    expect(await place(seen, tenders)).toMatchObject({ status, body: { code } })
  }
  expect(await taken(cart)).toBe(0)
  expect((await place(cart, [all])).status).toBe(201)
  expect(await taken(cart)).toBe(cart.gross)
})

test('who is no till and may not take money takes none', async () => {
  const { api } = await at.shopper()
  const cart = await at.fill(api, { [await stocked(2)]: 1 }, { method: 'pickup', pickup_store_id: at.shop.ids.granvia })
  expect(await place(cart, [tender(cart.gross)], api)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  const elsewhere = tender(cart.gross, { store_id: at.shop.ids.sol })
  expect(await place(cart, [elsewhere])).toMatchObject({ status: 403, body: { code: 'other_store' } })
  expect(await taken(cart)).toBe(0)
})

test('what was taken before counts once, and a rest may come with the order', async () => {
  const cart = await filled(await stocked(5))
  const [first, rest] = [tender(1_000), tender(cart.gross - 1_000)]
  expect((await at.till.post(`/carts/${cart.id}/tenders`, first)).status).toBe(201)
  expect(await place(cart, [{ ...first, amount: 999 }, rest])).toMatchObject({ body: { code: 'payment_differs' } })
  expect((await place(cart, [first, rest])).status).toBe(201)
  expect(await taken(cart)).toBe(cart.gross)
})

test('money of another sale pays for nothing here', async () => {
  const [one, other] = [await filled(await stocked(5)), await filled(await stocked(5))]
  const paid = tender(one.gross)
  expect((await place(one, [paid])).status).toBe(201)
  expect(await place(other, [paid])).toMatchObject({ status: 409, body: { code: 'payment_differs' } })
  expect(await taken(other)).toBe(0)
})

test('twenty tills take the money of one cart at once: one order, one payment, and the others are told', async () => {
  const cart = await filled(await stocked(5))
  const replies = await atOnce(20, () => place(cart, [tender(cart.gross)]))
  const { 201: placed = [], 409: closed = [] } = Object.groupBy(replies, ({ status }) => status)
  expect([placed.length, closed.length]).toEqual([1, 19])
  expect(closed.every(({ body }) => body.code === 'cart_closed' && body.order_id === placed[0]?.body.order_id)).toBe(
    true,
  )
  expect(await taken(cart)).toBe(cart.gross)
})

test('in a rush the last goods go to as many as there are, and only they have paid', async () => {
  const scarce = await stocked(6)
  const carts = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const { api } = await at.shopper()
      return at.fill(api, { [scarce]: 1 }, { method: 'pickup', pickup_store_id: at.shop.ids.granvia })
    }),
  )
  const replies = await atOnce(12, (index) => place(carts[index]!, [tender(carts[index]!.gross)]))
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(6)
  for (const [index, { status }] of replies.entries())
    expect(await taken(carts[index]!)).toBe(status === 201 ? PRICE : 0)
})
