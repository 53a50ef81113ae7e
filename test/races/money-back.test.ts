import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { APPROVE } from '#test/sandbox'
import { atOnce, openRaces } from '#test/races'
import type { Cart, Races, Shopper } from '#test/races'

// Money for what is not bought after all.

const PRICE = 3_333

let at: Races
beforeAll(async () => {
  at = await openRaces()
})
afterEach(() => at.mustBeSound())
afterAll(() => at.close())

/** Units of one article in a cart of somebody's own, nothing paid yet. */
async function filled(units: number): Promise<Shopper & { cart: Cart; boots: string }> {
  const boots = await at.goods({ price: PRICE, stock: { [at.shop.ids.loc_granvia]: units } })
  const shopper = await at.shopper()
  const delivery = { method: 'pickup' as const, pickup_store_id: at.shop.ids.granvia }
  return { ...shopper, boots, cart: await at.fill(shopper.api, { [boots]: units }, delivery) }
}

/** Cash for a whole cart, before there is an order. */
const tender = (cart: Cart, { id = newId(), amount = cart.gross } = {}) =>
  at.till.post(`/carts/${cart.id}/tenders`, { id, store_id: at.shop.ids.granvia, provider: 'cash', amount })
const paymentsOf = async (of: string) => (await at.desk.get(`/payments?${of}`)).body.items

test('who is forgotten while paying is not charged, whenever the card is held', async () => {
  for (const when of ['before', 'at once', 'after'] as const) {
    const { api, cart, customer_id, boots } = await filled(1)
    const { body: payment } = await api.post(`/carts/${cart.id}/payments`, { provider: 'sandbox' })
    const forget = () => at.desk.post(`/customers/${customer_id}/erasure`, {})
    if (when === 'before') await forget()
    await Promise.all([at.sandbox.pay(payment, APPROVE), when === 'at once' ? forget() : null])
    if (when === 'after') await forget()
    await at.rest(async () => {
      const { captured, refunded, held } = await at.money(cart.id)
      const [order] = await at.shop.read(
        (ctx) => ctx.sql<{ id: string }>`select id from orders where cart_id = ${cart.id}`,
      )
      // Who paid in time has an order, which must still arrive.
      expect({ kept: captured - refunded, held }).toEqual({ kept: order ? cart.gross : 0, held: 0 })
      const level = await at.level(boots, at.shop.ids.loc_granvia)
      expect(level).toMatchObject({ reserved: 0, allocated: order ? 1 : 0 })
    })
  }
})

test('cash for a cart that became smaller before it was placed goes back, by whoever takes it out of a drawer', async () => {
  const { api, cart } = await filled(2)
  await tender(cart)
  const smaller = await api.patch(`/carts/${cart.id}/lines/${cart.lines[0]!.line_id}`, { quantity: 1 })
  const placed = await atOnce(3, () => api.post(`/carts/${cart.id}/orders`, { expected_total: smaller.body.gross }))
  expect(placed.map(({ status }) => status)).toEqual([201, 201, 201])
  const { order_id } = placed[0]!.body
  const [payment] = await paymentsOf(`order_id=${order_id}`)
  expect(payment).toMatchObject({ captured: 2 * PRICE, refunded: 0, owed: PRICE })
  const handed = await atOnce(3, () => at.till.post(`/payments/${payment.id}/hand-backs`, {}))
  expect(handed.map(({ body }) => body.code ?? 'handed back').toSorted()).toEqual([
    'handed back',
    'nothing_owed',
    'nothing_owed',
  ])
  expect(await at.money(order_id)).toEqual({ captured: 2 * PRICE, refunded: PRICE, held: 0 })
})

test('a tender said again is the one there is; with another amount it is refused', async () => {
  const { cart } = await filled(1)
  const id = newId()
  const said = await atOnce(3, () => tender(cart, { id, amount: 100 }))
  expect(said.map(({ body }) => body.amount)).toEqual([100, 100, 100])
  expect((await tender(cart, { id, amount: 500 })).body.code).toBe('payment_differs')
  expect(await at.money(cart.id)).toEqual({ captured: 100, refunded: 0, held: 0 })
})

test('cash for a cart that ends without an order is owed until it is handed back', async () => {
  const { cart } = await filled(1)
  await tender(cart)
  await at.shop.write((ctx) => ctx.sql`update cart set expires_at = ${ctx.now} where id = ${cart.id}`)
  await at.job('carts.expire')
  await at.rest(async () => {
    expect(await paymentsOf(`cart_id=${cart.id}`)).toMatchObject([{ captured: PRICE, refunded: 0, owed: PRICE }])
  })
})

test('a card of which the provider took less than was asked: the order owes the rest and takes it another way', async () => {
  const { api, cart } = await filled(1)
  const part = { amount_authorised: 1_000, amount_captured: 1_000 }
  await at.sandbox.distort('capture', part, 100)
  await at.pays(api, `/carts/${cart.id}/payments`)
  await at.rest()
  await at.sandbox.distort('query', part, 100)
  await at.rest(async () => {
    const { body } = await at.desk.get(`/carts/${cart.id}`)
    expect(await at.money(body.order_id)).toMatchObject({ captured: 1_000, held: 0 })
  })
  const { order_id } = (await at.desk.get(`/carts/${cart.id}`)).body
  expect((await at.desk.get(`/orders/${order_id}`)).body).toMatchObject({ payment_status: 'unpaid', paid: 1_000 })
  const rest = { id: crypto.randomUUID(), provider: 'cash', amount: PRICE - 1_000, store_id: at.shop.ids.granvia }
  expect((await at.desk.post(`/orders/${order_id}/tenders`, rest)).status).toBe(201)
  await at.rest()
  expect((await at.desk.get(`/orders/${order_id}`)).body).toMatchObject({ payment_status: 'paid', paid: PRICE })
  await at.sandbox.behave()
})
