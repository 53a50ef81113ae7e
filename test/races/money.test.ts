import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { unseal } from '#platform/secrets'
import { newId } from '#platform/ids'
import { APPROVE } from '#test/sandbox'
import { HOME, atOnce, openRaces } from '#test/races'
import type { Cart, Races, Shopper } from '#test/races'

const PRICE = 3_333

let at: Races
beforeAll(async () => {
  at = await openRaces()
})
afterEach(() => at.mustBeSound())
afterAll(() => at.close())

const inGranVia = () => ({ method: 'pickup' as const, pickup_store_id: at.shop.ids.granvia })

/** Units of one article in a cart of somebody's own, nothing paid yet. */
async function filled(units: number): Promise<Shopper & { cart: Cart; boots: string }> {
  const boots = await at.goods({ price: PRICE, stock: { [at.shop.ids.loc_granvia]: units } })
  const shopper = await at.shopper()
  return { ...shopper, boots, cart: await at.fill(shopper.api, { [boots]: units }, inGranVia()) }
}

/** An order whose money was taken by card. */
async function paid(units: number) {
  const { cart, ...shopper } = await filled(units)
  await at.pays(shopper.api, `/carts/${cart.id}/payments`)
  let order = { id: '', lines: [{ id: '' }], expectations: [{ id: '' }] }
  await at.rest(async () => {
    const { body } = await shopper.api.get(`/carts/${cart.id}`)
    order = (await shopper.api.get(`/orders/${body.order_id}`)).body
    expect((await at.money(cart.id)).captured).toBe(cart.gross)
  })
  return { ...shopper, order, line_id: order.lines[0]!.id, fulfilment_id: order.expectations[0]!.id }
}

const stands = (id: string, expected: object) =>
  at.rest(async () => {
    await at.desk.get(`/payments?order_id=${id}`)
    expect(await at.money(id)).toEqual(expected)
  })

test('two cards are held for one cart: the order takes what is due and lets the rest go', async () => {
  const { api, cart } = await filled(2)
  const started = await atOnce(2, () => api.post(`/carts/${cart.id}/payments`, { provider: 'sandbox' }))
  await Promise.all(started.map(({ body }) => at.sandbox.pay(body, APPROVE)))
  await Promise.all(started.map(({ body }) => api.post(`/payments/${body.id}/refresh`, {})))
  await stands(cart.id, { captured: cart.gross, refunded: 0, held: 0 })
})

test('a second card that is held after the order was placed is let go', async () => {
  const { api, cart } = await filled(2)
  const [first, second] = (await atOnce(2, () => api.post(`/carts/${cart.id}/payments`, { provider: 'sandbox' }))).map(
    ({ body }) => body,
  )
  await at.sandbox.pay(first, APPROVE)
  await stands(cart.id, { captured: cart.gross, refunded: 0, held: 0 })
  await at.sandbox.pay(second, APPROVE)
  await api.post(`/payments/${second.id}/refresh`, {})
  await stands(cart.id, { captured: cart.gross, refunded: 0, held: 0 })
})

test('a payment that begins while its cart is placed is let go when it is held', async () => {
  const { api, cart } = await filled(1)
  const [, ...late] = await Promise.all([
    at.desk.post(`/carts/${cart.id}/orders`, { expected_total: cart.gross, pay_later: true }),
    ...[0, 1, 2].map(() => at.pays(api, `/carts/${cart.id}/payments`)),
  ])
  const [order] = await at.shop.read((ctx) => ctx.sql<{ id: string }>`select id from orders where cart_id = ${cart.id}`)
  // One of them pays the order that was to be paid later; whatever is beyond goes back.
  for (const { body, status } of late) if (status === 201) await api.post(`/payments/${body.id}/refresh`, {})
  await at.desk.post(`/orders/${order!.id}/cancellations`, { reason: 'no' })
  await stands(cart.id, { captured: 0, refunded: 0, held: 0 })
})

test('money that is held when the order is cancelled already goes back', async () => {
  const { api, cart } = await filled(2)
  const order_id = await at.ordered(cart)
  const { body: payment } = await api.post(`/orders/${order_id}/payments`, { provider: 'sandbox' })
  await Promise.all([
    at.sandbox.pay(payment, APPROVE).then(() => api.post(`/payments/${payment.id}/refresh`, {})),
    api.post(`/orders/${order_id}/cancellations`, { reason: 'changed my mind' }),
    api
      .post(`/orders/${order_id}/payments`, { provider: 'sandbox' })
      .then(({ body, status }) => (status === 201 ? at.sandbox.pay(body, APPROVE) : null)),
  ])
  const all = await at.shop.read((ctx) => ctx.sql<{ id: string }>`select id from payment where order_id = ${order_id}`)
  for (const { id } of all) await api.post(`/payments/${id}/refresh`, {})
  await at.rest(async () => {
    const { captured, refunded, held } = await at.money(order_id)
    expect({ kept: captured - refunded, held }).toEqual({ kept: 0, held: 0 })
  })
})

test('money held for a cart that ends without an order is let go', async () => {
  const { api, cart } = await filled(1)
  const part = await at.pays(api, `/carts/${cart.id}/payments`, 100)
  await api.post(`/payments/${part.body.id}/refresh`, {})
  at.shop.clock.advance({ days: 31 })
  const other = await filled(1)
  await other.api.get(`/carts/${other.cart.id}`)
  await at.job('carts.expire')
  await stands(cart.id, { captured: 0, refunded: 0, held: 0 })
})

test('money held for a cart that became part of another is let go', async () => {
  const [ana, eva] = [await filled(1), await filled(1)]
  const part = await at.pays(ana.api, `/carts/${ana.cart.id}/payments`, 100)
  await ana.api.post(`/payments/${part.body.id}/refresh`, {})
  at.shop.clock.advance({ seconds: 1 })
  await eva.api.patch(`/carts/${eva.cart.id}/lines/${eva.cart.lines[0]!.line_id}`, { quantity: 1 })
  const evidence = { rule: 'staff', note: 'one person' }
  await at.desk.post(`/customers/${eva.customer_id}/merges`, { joined_id: ana.customer_id, evidence })
  await stands(ana.cart.id, { captured: 0, refunded: 0, held: 0 })
  expect((await at.desk.get(`/carts/${ana.cart.id}`)).body.status).toBe('merged')
})

test('tries to pay a cart that come all at once do not slip past the limit', async () => {
  const { api, cart } = await filled(1)
  const replies = await atOnce(26, () => api.post(`/carts/${cart.id}/payments`, { provider: 'sandbox' }))
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(20)
  const refused = replies.filter(({ status }) => status === 422)
  expect(refused.map(({ body }) => body.code)).toEqual(Array(6).fill('too_many_payments'))
})

test('parts are cancelled side by side with the whole and with the packing: every cent goes back once', async () => {
  for (let round = 0; round < 2; round++) {
    const { api, order, line_id, fulfilment_id } = await paid(7)
    const part = (quantity: number) =>
      api.post(`/orders/${order.id}/cancellations`, { lines: [{ line_id, quantity }], reason: 'less' })
    const replies = await Promise.all([
      part(1),
      part(2),
      part(3),
      part(4),
      at.desk.post(`/fulfilments/${fulfilment_id}/acceptances`, {}),
      ...(round > 0 ? [api.post(`/orders/${order.id}/cancellations`, { reason: 'all of it' })] : []),
      ...(round > 0 ? [at.desk.post(`/fulfilments/${fulfilment_id}/picking`, {})] : []),
    ])
    const back = replies.reduce((sum, { status, body }) => sum + (status === 200 ? (body.to_refund ?? 0) : 0), 0)
    expect(back).toBeGreaterThan(0)
    await at.rest(async () => expect((await at.money(order.id)).refunded).toBe(back))
    expect(back % PRICE).toBe(0)
  }
})

test('one cancellation id for two orders is two cancellations', async () => {
  const [one, two] = [await paid(1), await paid(1)]
  const id = newId()
  const replies = await Promise.all(
    [one, two, one, two].map(({ api, order }) => api.post(`/orders/${order.id}/cancellations`, { id, reason: 'no' })),
  )
  expect(replies.map(({ status, body }) => [status, body.to_refund])).toEqual([0, 1, 2, 3].map(() => [200, PRICE]))
  for (const { order } of [one, two]) await stands(order.id, { captured: PRICE, refunded: PRICE, held: 0 })
})

test('cancelled, handed over or expired at the same second: one of them', async () => {
  for (let round = 0; round < 2; round++) {
    const { api, order, fulfilment_id, boots } = await paid(2)
    const path = `/fulfilments/${fulfilment_id}`
    await at.desk.post(`${path}/picking`, {})
    const { body: bag } = await at.desk.post(`${path}/ready`, { picked_all: true })
    const [{ handover_code: kept }] = (await at.shop.read(
      (ctx) => ctx.sql<{ handover_code: string }>`select handover_code from fulfilment where id = ${fulfilment_id}`,
    )) as [{ handover_code: string }]
    const code = unseal(kept)
    at.shop.clock.set(new Date(new Date(bag.hold_until).getTime() + 1))
    const [given, , canceled] = await Promise.all([
      at.desk.post(`${path}/handovers`, { code }),
      at.job('fulfilment.expire'),
      ...(round > 0 ? [api.post(`/orders/${order.id}/cancellations`, { reason: 'late' })] : []),
      at.desk.post(`${path}/extensions`, { until: '2027-03-01' }),
    ])
    await at.job('fulfilment.expire')
    const { refunded } = await at.money(order.id)
    const level = await at.level(boots, at.shop.ids.loc_granvia)
    if (given!.status === 200) expect([refunded, level.on_hand]).toEqual([0, 0])
    else {
      expect(level).toEqual({ on_hand: 2, allocated: 0, reserved: 0 })
      await at.rest(async () => expect((await at.money(order.id)).refunded).toBe(2 * PRICE))
    }
    expect(canceled!.status).toBeLessThan(500)
  }
})

test('a line that comes from two places gives back the promise of the place that was called off', async () => {
  const { ids } = at.shop
  const boots = await at.goods({ price: PRICE, stock: { [ids.loc_sol]: 1, [ids.loc_gracia]: 1 } })
  const { api } = await at.shopper()
  const cart = await at.fill(api, { [boots]: 2 }, { method: 'ship', address: HOME })
  const order_id = await at.ordered(cart)
  const { body: order } = await api.get(`/orders/${order_id}`)
  expect(order.expectations).toHaveLength(2)
  for (const { id } of order.expectations
    .toSorted((a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1))
    .slice(0, 1))
    await at.desk.post(`/fulfilments/${id}/picking`, {})
  const replies = await atOnce(3, () =>
    api.post(`/orders/${order_id}/cancellations`, {
      lines: [{ line_id: order.lines[0].id, quantity: 1 }],
      reason: 'one is enough',
    }),
  )
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('two bags of an order that is held: one is not collected, the other is paid, nothing stays held', async () => {
  const { ids } = at.shop
  const boots = await at.goods({ price: PRICE, stock: { [ids.loc_granvia]: 2, [ids.loc_sol]: 1 } })
  const { api } = await at.shopper()
  const order_id = await at.ordered(await at.fill(api, { [boots]: 2 }, inGranVia()))
  const { body: payment } = await at.pays(api, `/orders/${order_id}/payments`)
  await api.post(`/payments/${payment.id}/refresh`, {})
  const { body: order } = await api.get(`/orders/${order_id}`)
  const [{ id: kept }] = order.expectations
  const lines = [{ order_line_id: order.lines[0].id, quantity: 1 }]
  const { body: refusal } = await at.desk.post(`/fulfilments/${kept}/rejections`, { reason: 'damaged', lines })
  const gone = refusal.next[0].id
  await at.desk.post(`/fulfilments/${gone}/resolutions`, { store_id: ids.sol })
  for (const id of [kept, gone]) {
    await at.desk.post(`/fulfilments/${id}/picking`, {})
    await at.desk.post(`/fulfilments/${id}/ready`, { picked_all: true })
  }
  const day = (days: number) => new Date(at.shop.clock.now().getTime() + days * 86_400_000)
  await at.desk.post(`/fulfilments/${kept}/extensions`, { until: day(20).toISOString().slice(0, 10) })
  at.shop.clock.set(day(15))
  const [given] = await Promise.all([
    at.desk.post(`/fulfilments/${kept}/handovers`, { id_note: 'DNI 1234' }),
    at.job('fulfilment.expire'),
  ])
  await at.job('fulfilment.expire')
  expect([given.status, (await api.get(`/orders/${order_id}`)).body.lines[0]]).toMatchObject([
    200,
    { fulfilled: 1, canceled: 1 },
  ])
  await at.rest(async () => {
    const { captured, refunded, held } = await at.money(order_id)
    expect({ kept: captured - refunded, held }).toEqual({ kept: PRICE, held: 0 })
  })
})
