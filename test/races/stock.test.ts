import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { HOME, atOnce, openRaces } from '#test/races'
import type { Races } from '#test/races'

const PRICE = 2_500

let at: Races
beforeAll(async () => {
  at = await openRaces()
})
afterEach(() => at.mustBeSound())
afterAll(() => at.close())

const inGranVia = () => ({ method: 'pickup' as const, pickup_store_id: at.shop.ids.granvia })
const placeLater = (cart: { id: string; gross: number }) =>
  at.desk.post(`/carts/${cart.id}/orders`, { expected_total: cart.gross, pay_later: true })

test('everybody wants the last pair at once: one gets it, and the till is never told no', async () => {
  const { ids } = at.shop
  for (let round = 0; round < 3; round++) {
    const boots = await at.goods({ price: PRICE, stock: { [ids.loc_granvia]: 1 } })
    const people = await atOnce(4, () => at.shopper())
    const waiting = await Promise.all(people.map(({ api }) => at.fill(api, {}, inGranVia())))
    const tilled = round !== 1
    const [holds, transfer, sale] = await Promise.all([
      Promise.all(
        people.map(({ api }, n) => api.post(`/carts/${waiting[n]!.id}/lines`, { variant_id: boots, quantity: 1 })),
      ),
      at.desk.post('/stock/transfers', {
        id: newId(),
        from_id: ids.loc_granvia,
        to_id: ids.loc_sol,
        lines: [{ variant_id: boots, quantity: 1 }],
      }),
      tilled ? at.till.post('/sales', at.sale(boots, PRICE)) : null,
      at.desk.post('/stock/counts', {
        location_id: ids.loc_granvia,
        reason: 'shelf',
        lines: [{ id: newId(), variant_id: boots, counted: 1 }],
      }),
    ])
    const held = holds.filter(({ body }) => body.lines?.[0]?.held)
    expect(held.length).toBeLessThanOrEqual(1)
    expect([201, 422]).toContain(transfer.status)
    if (sale) expect(sale.status).toBe(201)
    // Sent away and then counted again, the pair is in the book once more: what is there is what can be ordered.
    const { on_hand, reserved } = await at.level(boots, ids.loc_granvia)
    if (!tilled) expect(reserved).toBeLessThanOrEqual(on_hand)
    const placed = await Promise.all(waiting.map(({ id }) => placeLater({ id, gross: PRICE })))
    const orders = placed.filter(({ status }) => status === 201)
    expect(orders.length).toBeLessThanOrEqual(1)
    if (!tilled) expect(orders).toHaveLength(on_hand)
  }
})

test('carts that hold nothing are placed at once for the last pairs: as many orders as pairs', async () => {
  const { ids } = at.shop
  const boots = await at.goods({ price: PRICE, stock: { [ids.loc_granvia]: 2, [ids.loc_central]: 1 } })
  const people = await atOnce(8, () => at.shopper())
  const carts = await Promise.all(
    people.map(({ api }, n) => at.fill(api, { [boots]: 1 }, n % 2 ? inGranVia() : { method: 'ship', address: HOME })),
  )
  at.shop.clock.advance({ hours: 2 })
  const placed = await Promise.all([...carts, ...carts].map(placeLater))
  const orders = new Set(placed.filter(({ status }) => status === 201).map(({ body }) => body.order_id))
  expect(orders.size).toBe(3)
  const left = await Promise.all([ids.loc_granvia, ids.loc_central].map((location) => at.level(boots, location)))
  expect(left).toMatchObject([
    { on_hand: 2, allocated: 2 },
    { on_hand: 1, allocated: 1 },
  ])
})

test('a re-route, a web cart and a count reach for the same pair', async () => {
  const { ids } = at.shop
  for (let round = 0; round < 3; round++) {
    const boots = await at.goods({ price: PRICE, stock: { [ids.loc_sol]: 1 } })
    const { api } = await at.shopper()
    const order_id = await at.ordered(await at.fill(api, { [boots]: 1 }, { method: 'ship', address: HOME }))
    const [{ id: fulfilment_id }] = (await api.get(`/orders/${order_id}`)).body.expectations
    await at.desk.post('/stock/receipts', {
      id: newId(),
      location_id: ids.loc_gracia,
      lines: [{ variant_id: boots, quantity: 1 }],
    })
    const rival = await at.fill(api, {}, { method: 'pickup', pickup_store_id: ids.gracia })
    const reject = () =>
      at.desk.post(`/fulfilments/${fulfilment_id}/rejections`, { reason: 'not_found', shelf_empty: true })
    const [one, two, line] = await Promise.all([
      reject(),
      reject(),
      api.post(`/carts/${rival.id}/lines`, { variant_id: boots, quantity: 1 }),
      at.desk.post('/stock/counts', {
        location_id: ids.loc_gracia,
        reason: 'shelf',
        lines: [{ id: newId(), variant_id: boots, counted: 1 }],
      }),
    ])
    expect([one.status, two.status]).toEqual([200, 200])
    expect(one.body.next).toHaveLength(1)
    expect(two.body.next.map(({ id }: { id: string }) => id)).toEqual([one.body.next[0].id])
    const moved = one.body.next[0].status === 'assigned'
    expect(moved).toBe(line.body.lines[0].held === null)
    expect(await at.level(boots, ids.loc_gracia)).toEqual(
      moved ? { on_hand: 1, allocated: 1, reserved: 0 } : { on_hand: 1, allocated: 0, reserved: 1 },
    )
  }
})

test('two devices report parts of the same parcel missing: no piece goes on twice', async () => {
  const { ids } = at.shop
  const boots = await at.goods({ price: PRICE, stock: { [ids.loc_central]: 4 } })
  const { api } = await at.shopper()
  const order_id = await at.ordered(await at.fill(api, { [boots]: 4 }, { method: 'ship', address: HOME }))
  const { body: order } = await api.get(`/orders/${order_id}`)
  await at.desk.post('/stock/receipts', {
    id: newId(),
    location_id: ids.loc_gracia,
    lines: [{ variant_id: boots, quantity: 4 }],
  })
  const missing = (quantity: number) =>
    at.desk.post(`/fulfilments/${order.expectations[0].id}/rejections`, {
      reason: 'damaged',
      lines: [{ order_line_id: order.lines[0].id, quantity }],
    })
  const replies = await Promise.all([missing(3), missing(3), missing(2), missing(1)])
  expect(replies.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
  const places = await Promise.all([ids.loc_central, ids.loc_gracia].map((location) => at.level(boots, location)))
  expect(places.reduce((sum, { allocated }) => sum + allocated, 0)).toBe(4)
})

test('accepted, picked, packed and called off from five hands: goods, work and money agree', async () => {
  const { ids } = at.shop
  for (let round = 0; round < 4; round++) {
    const boots = await at.goods({ price: PRICE, stock: { [ids.loc_granvia]: 2, [ids.loc_sol]: 2 } })
    const { api } = await at.shopper()
    const order_id = await at.ordered(await at.fill(api, { [boots]: 2 }, inGranVia()))
    const { body: order } = await api.get(`/orders/${order_id}`)
    const path = `/fulfilments/${order.expectations[0].id}`
    const acts = [
      () => at.desk.post(`${path}/acceptances`, {}),
      () => at.desk.post(`${path}/picking`, {}),
      () => at.desk.post(`${path}/ready`, { picked_all: true }),
      () => at.desk.post(`${path}/rejections`, { reason: 'other' }),
      () => at.desk.patch(`/orders/${order_id}`, { pickup_store_id: ids.sol }),
      () =>
        api.post(`/orders/${order_id}/cancellations`, {
          lines: [{ line_id: order.lines[0].id, quantity: 1 }],
          reason: 'less',
        }),
      () => (round % 2 ? api.post(`/orders/${order_id}/cancellations`, { reason: 'all' }) : at.desk.get('/doctor')),
    ]
    await Promise.all(acts.map((_, n) => acts[(n + round) % acts.length]!()))
    const { body: after } = await api.get(`/orders/${order_id}`)
    const promised = await Promise.all([ids.loc_granvia, ids.loc_sol].map((location) => at.level(boots, location)))
    expect(promised.reduce((sum, { allocated }) => sum + allocated, 0)).toBe(2 - after.lines[0].canceled)
  }
})
