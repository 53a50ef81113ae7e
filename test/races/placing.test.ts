import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { atOnce, openRaces, statuses } from '#test/races'
import type { Cart, Races } from '#test/races'

const PRICE = 4_990

let at: Races
beforeAll(async () => {
  at = await openRaces()
})
afterEach(() => at.mustBeSound())
afterAll(() => at.close())

const inGranVia = () => ({ method: 'pickup' as const, pickup_store_id: at.shop.ids.granvia })
const stocked = (units: number, elsewhere: Record<string, number> = {}) =>
  at.goods({ price: PRICE, stock: { [at.shop.ids.loc_granvia]: units, ...elsewhere } })
const place = (api: Races['desk'], cart: Cart, more: object = {}) =>
  api.post(`/carts/${cart.id}/orders`, { expected_total: cart.gross, ...more })
const ordersOf = (cart_id: string) =>
  at.shop.read(
    (ctx) => ctx.sql<{ id: string; gross: number; units: number }>`
      select o.id, o.gross, (select sum(quantity)::int from order_line where order_id = o.id) as units from orders o where cart_id = ${cart_id}`,
  )

test('the provider’s notice, the return and a double tap make one order', async () => {
  const boots = await stocked(5)
  const { api } = await at.shopper()
  const cart = await at.fill(api, { [boots]: 2 }, inGranVia())
  const { body: payment } = await at.pays(api, `/carts/${cart.id}/payments`)
  await Promise.all([
    at.shop.settle(),
    ...[0, 1, 2].map(() => api.post(`/payments/${payment.id}/refresh`, {})),
    ...[0, 1, 2, 3].map(() => place(api, cart)),
    api.post(`/carts/${cart.id}/lines`, { variant_id: boots, quantity: 1 }),
  ])
  await at.rest()
  await place(api, cart)
  await at.rest(async () => {
    const placed = await ordersOf(cart.id)
    const { captured, held } = await at.money(cart.id)
    // The third pair came in time, and then the money does not reach; or it came too late.
    expect(placed).toEqual(placed.length === 0 ? [] : [{ id: expect.any(String), units: 2, gross: 2 * PRICE }])
    if (placed[0]) expect({ captured, held }).toEqual({ captured: placed[0].gross, held: 0 })
    else expect(captured).toBe(0)
  })
})

test('a cart edited by two hands while it is placed: the order is what was charged', async () => {
  const [boots, socks] = [await stocked(50), await at.goods({ price: 1_111, stock: { [at.shop.ids.loc_granvia]: 50 } })]
  for (let round = 0; round < 2; round++) {
    const { api } = await at.shopper()
    const cart = await at.fill(api, { [boots]: 2, [socks]: 1 }, inGranVia())
    await at.pays(api, `/carts/${cart.id}/payments`)
    const sock = cart.lines.find((line) => line.variant_id === socks)!
    const lines = `/carts/${cart.id}/lines`
    const replies = await Promise.all([
      api.delete(`${lines}/${sock.line_id}`),
      at.desk.post(lines, { variant_id: socks, quantity: 3 }),
      place(api, cart),
      api.patch(`${lines}/${cart.lines[0]!.line_id}`, { quantity: 1 }),
      at.rest(),
      place(api, cart),
    ])
    expect(replies.every((reply) => !reply || reply.status < 500)).toBe(true)
    await at.rest(async () => {
      const [order] = await ordersOf(cart.id)
      const { captured, held } = await at.money(cart.id)
      if (order) expect({ captured, held }).toEqual({ captured: order.gross, held: 0 })
      else expect(captured).toBe(0)
    })
  }
})

test('delivery goes back and forth between stores while another takes the stock', async () => {
  const { ids } = at.shop
  const boots = await stocked(1, { [ids.loc_sol]: 1 })
  const { api } = await at.shopper()
  const cart = await at.fill(api, { [boots]: 1 }, inGranVia())
  const rival = await at.shopper()
  const choose = (pickup_store_id: string) =>
    api.put(`/carts/${cart.id}/delivery`, { method: 'pickup', pickup_store_id })
  const others = await Promise.all(
    [ids.granvia, ids.sol].map((pickup_store_id) => at.fill(rival.api, {}, { method: 'pickup', pickup_store_id })),
  )
  await Promise.all([
    ...[ids.sol, ids.granvia, ids.sol, ids.granvia, ids.sol].map(choose),
    ...others.map((other) => rival.api.post(`/carts/${other.id}/lines`, { variant_id: boots, quantity: 1 })),
  ])
  const carts = await Promise.all([
    api.get(`/carts/${cart.id}`),
    ...others.map((other) => rival.api.get(`/carts/${other.id}`)),
  ])
  const held = carts.filter(({ body }) => body.lines[0]?.held)
  expect(held.length).toBeLessThanOrEqual(2)
  const placed = await Promise.all(carts.map(({ body }) => place(at.desk, body, { pay_later: true })))
  expect(placed.filter(({ status }) => status === 201)).toHaveLength(2)
  for (const location of [ids.loc_granvia, ids.loc_sol])
    expect(await at.level(boots, location)).toMatchObject({ allocated: 1, reserved: 0 })
})

test('one key with different bodies: one of them is done, the others are refused', async () => {
  const boots = await stocked(50)
  const { api } = await at.shopper()
  const cart = await at.fill(api, {}, inGranVia())
  const key = { 'idempotency-key': 'the-same' }
  const replies = await atOnce(12, (n) =>
    api.post(`/carts/${cart.id}/lines`, { variant_id: boots, quantity: 1 + (n % 3) }, key),
  )
  const done = replies.filter(({ status }) => status === 201)
  const quantities = new Set(done.map(({ body }) => body.lines[0].quantity))
  expect(quantities.size).toBe(1)
  expect(replies.every(({ status }) => [201, 409, 422].includes(status))).toBe(true)
  expect((await api.get(`/carts/${cart.id}`)).body.lines[0].quantity).toBe([...quantities][0])
})

test('a hold ends at the very second its cart is placed: a rival or the owner, never both', async () => {
  for (const before of [1, 0]) {
    const boots = await stocked(1)
    const [mine, theirs] = [await at.shopper(), await at.shopper()]
    const cart = await at.fill(mine.api, { [boots]: 1 }, inGranVia())
    const rival = await at.fill(theirs.api, { [boots]: 1 }, inGranVia())
    const { body } = await mine.api.get(`/carts/${cart.id}`)
    at.shop.clock.set(new Date(new Date(body.lines[0].held.until).getTime() - before))
    const replies = await Promise.all([
      place(at.desk, cart, { pay_later: true }),
      place(at.desk, rival, { pay_later: true }),
      theirs.api.patch(`/carts/${rival.id}/lines/${rival.lines[0]!.line_id}`, { quantity: 1 }),
    ])
    expect(replies.slice(0, 2).filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await at.level(boots, at.shop.ids.loc_granvia)).toEqual({ on_hand: 1, allocated: 1, reserved: 0 })
    if (before > 0) expect(replies[0]!.status).toBe(201)
  }
})

test('a cart that ends while it is placed is one of the two', async () => {
  const boots = await stocked(20)
  const { api } = await at.shopper()
  const carts = await Promise.all(Array.from({ length: 6 }, () => at.fill(api, { [boots]: 1 }, inGranVia())))
  const expires = (await api.get(`/carts/${carts[0]!.id}`)).body.expires_at
  at.shop.clock.set(new Date(new Date(expires).getTime() - 1))
  const placing = carts.map((cart) => place(at.desk, cart, { pay_later: true }))
  at.shop.clock.advance({ seconds: 1 })
  await Promise.all([
    ...placing,
    at.job('carts.expire'),
    ...carts.map((cart) => place(at.desk, cart, { pay_later: true })),
    at.job('carts.expire'),
  ])
  const states = await at.shop.read(
    (ctx) => ctx.sql<{ status: string; orders: number }>`
      select status, (select count(*)::int from orders o where o.cart_id = c.id) as orders from cart c where id = any(${carts.map(({ id }) => id)}::uuid[])`,
  )
  for (const { status, orders } of states)
    expect([
      ['placed', 1],
      ['expired', 0],
    ]).toContainEqual([status, orders])
})

test('goods carried out of the store have left it', async () => {
  const boots = await stocked(3)
  const { body: cart } = await at.till.post('/carts', {
    store_id: at.shop.ids.granvia,
    delivery: { method: 'carry_out' },
  })
  const { body: full } = await at.till.post(`/carts/${cart.id}/lines`, { variant_id: boots, quantity: 2 })
  const cash = { id: crypto.randomUUID(), store_id: at.shop.ids.granvia, provider: 'cash', amount: full.gross }
  const replies = await atOnce(5, () => place(at.till, full, { tenders: [cash] }))
  expect(statuses(replies)).toEqual([201, 201, 201, 201, 201])
  expect((await at.money(cart.id)).captured).toBe(full.gross)
  expect(await at.level(boots, at.shop.ids.loc_granvia)).toEqual({ on_hand: 1, allocated: 0, reserved: 0 })
})

test('a sale said twice at once with other tenders takes the money once', async () => {
  const boots = await stocked(9)
  const sale = at.sale(boots, PRICE)
  const again = { ...sale, tenders: [{ ...sale.tenders[0]!, id: crypto.randomUUID() }] }
  const replies = await Promise.all([sale, again, sale, again].map((body) => at.till.post('/sales', body)))
  expect(replies.filter(({ status, body }) => status === 201 && body.created)).toHaveLength(1)
  expect((await at.money(sale.id)).captured).toBe(PRICE)
  expect((await at.level(boots, at.shop.ids.loc_granvia)).on_hand).toBe(8)
})

const upper = (said: object): object =>
  JSON.parse(JSON.stringify(said).replaceAll(/"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g, (id) => id.toUpperCase()))

test('what is said again with its ids in capital letters was said before', async () => {
  const boots = await stocked(9)
  const twice = async (api: Races['desk'], path: (id: string) => string, id: string, said: object, channel = 'pos') => {
    const replies = [
      await api.post(path(id.toUpperCase()), upper(said), { 'hilo-channel': channel }),
      await api.post(path(id), said, { 'hilo-channel': channel }),
      await api.post(path(id.toUpperCase()), upper(said), { 'hilo-channel': channel }),
    ]
    for (const { status, body } of replies) expect([200, 201], JSON.stringify(body)).toContain(status)
    return replies.map(({ body }) => body)
  }
  const line = () => ({ id: crypto.randomUUID(), variant_id: boots, quantity: 1 })
  const paid = () => ({ id: crypto.randomUUID(), provider: 'terminal', amount: PRICE, store_id: at.shop.ids.granvia })
  const called = { delivery: inGranVia(), contact: { name: 'Ana', phone: '+34612345678' }, expected_total: PRICE }
  const order = { ...called, id: crypto.randomUUID(), lines: [line()], tenders: [paid()] }
  const taken = await twice(at.desk, () => '/orders', order.id, order, 'phone')
  expect(taken.map(({ created }) => created)).toEqual([true, false, false])
  const sale = at.sale(boots, PRICE)
  const sold = await twice(at.till, () => '/sales', sale.id, sale)
  expect(sold.map(({ created }) => created)).toEqual([true, false, false])
  const { api } = await at.shopper()
  const cart = await at.fill(api, { [boots]: 1 }, inGranVia())
  const more = { line_id: crypto.randomUUID(), variant_id: await stocked(9), quantity: 1 }
  const [, , filled] = await twice(api, (id) => `/carts/${id}/lines`, cart.id, more)
  expect(filled.gross).toBe(2 * PRICE)
  const card = { id: crypto.randomUUID(), provider: 'sandbox' }
  await twice(api, (id) => `/carts/${id}/payments`, cart.id, card)
  const order_id = await at.ordered(await at.fill(api, { [boots]: 1 }, inGranVia()))
  await twice(at.desk, (id) => `/orders/${id}/tenders`, order_id, paid())
  expect((await at.money(order_id)).captured).toBe(PRICE)
})
