import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addKey } from '#access'
import { newId } from '#platform/ids'
import { atOnce, openRaces } from '#test/races'
import type { Races } from '#test/races'

// Whole orders in one call, so many at once that they travel together (server/platform/convoy.ts).

const PRICE = 4_990

let at: Races
let phone: Races['desk']
beforeAll(async () => {
  at = await openRaces()
  const key = { kind: 'secret', name: 'phone', channel: 'phone', permissions: ['orders.place'] } as const
  phone = await at.door(
    (await at.shop.write((ctx) => addKey(ctx, { ...key, permissions: [...key.permissions] }))).secret,
  )
})
afterEach(() => at.mustBeSound())
afterAll(() => at.close())

type Order = { id: string; lines: { id: string; variant_id: string; quantity: number }[]; tenders: object[] }

/** An order of one of each, paid on the phone's terminal. */
function orderOf(variant_ids: readonly string[], more: object = {}): Order {
  const total = variant_ids.length * PRICE
  return {
    id: newId(),
    delivery: { method: 'pickup', pickup_store_id: at.shop.ids.granvia },
    contact: { name: 'Ana', phone: '+34612345678' },
    lines: variant_ids.map((variant_id) => ({ id: newId(), variant_id, quantity: 1 })),
    tenders: [{ id: newId(), provider: 'terminal', amount: total }],
    expected_total: total,
    ...more,
  } as Order
}
const stocked = (units: number) => at.goods({ price: PRICE, stock: { [at.shop.ids.loc_granvia]: units } })
const take = (order: object, key?: string) =>
  phone.post('/orders', order, key === undefined ? undefined : { 'idempotency-key': key })
const told = (type: string, subject_id: string) =>
  at.shop.read(
    (ctx) =>
      ctx.sql`select id from event where type = ${type} and (subject_id = ${subject_id} or data->>'variant_id' = ${subject_id})`,
  )

test('of 30 units 60 buyers get 30: each order once, whole, and the last unit is told once', async () => {
  const [scarce, plenty] = [await stocked(30), await stocked(1_000)]
  const orders = Array.from({ length: 60 }, () => orderOf([scarce, plenty]))
  const replies = await Promise.all(orders.map((order) => take(order)))
  const taken = orders.filter((_, index) => replies[index]?.status === 201)
  expect(taken).toHaveLength(30)
  expect(replies.filter(({ status }) => status !== 201).map(({ body }) => body.code)).toEqual(
    Array.from({ length: 30 }, () => 'out_of_stock'),
  )
  expect(await at.level(scarce, at.shop.ids.loc_granvia)).toEqual({ on_hand: 30, allocated: 30, reserved: 0 })
  expect(await at.level(plenty, at.shop.ids.loc_granvia)).toMatchObject({ allocated: 30 })
  expect(await told('stock.ran_out', scarce)).toHaveLength(1)
  for (const order of taken) {
    expect(await told('order.placed', order.id)).toHaveLength(1)
    expect(await at.money(order.id)).toEqual({ captured: 2 * PRICE, refunded: 0, held: 0 })
  }
})

test('as many buyers as units: all are sold, and the last one is told once', async () => {
  for (const units of [8, 23]) {
    const boots = await stocked(units)
    const replies = await atOnce(units, () => take(orderOf([boots])))
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: units }, () => 201))
    expect(await told('stock.ran_out', boots)).toHaveLength(1)
  }
})

test('an order said again with other lines and other money is the order there is', async () => {
  const boots = await stocked(1_000)
  const id = newId()
  const replies = await atOnce(8, () => take(orderOf([boots], { id })))
  expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201))
  expect(new Set(replies.map(({ body }) => body.number)).size).toBe(1)
  expect(replies.filter(({ body }) => body.created)).toHaveLength(1)
  expect(await at.money(id)).toEqual({ captured: PRICE, refunded: 0, held: 0 })
})

test('in a rush everybody gets their own answer, right or wrong, and its repeat', async () => {
  const boots = await stocked(1_000)
  const right = () => orderOf([boots])
  const kinds = [
    { order: right, code: undefined },
    { order: () => ({ ...right(), expected_total: 1 }), code: 'cart_changed' },
    { order: right, code: undefined },
    { order: () => ({ ...right(), tenders: [] }), code: 'payment_short' },
    { order: right, code: undefined },
    { order: () => orderOf([newId()]), code: 'unknown_article' },
  ]
  const sent = Array.from({ length: 48 }, (_, n) => {
    const { order, code } = kinds[n % kinds.length]!
    return { order: order(), code, key: newId() }
  })
  const replies = await Promise.all(sent.map(({ order, key }) => take(order, key)))
  expect(replies.map(({ body }) => body.code)).toEqual(sent.map(({ code }) => code))
  for (const [index, { body }] of replies.entries())
    if (sent[index]?.code === undefined) expect(body.order_id).toBe(sent[index]?.order.id)
  const again = await Promise.all(sent.map(({ order, key }) => take(order, key)))
  expect(again.map(({ body }) => body)).toEqual(replies.map(({ body }) => body))
  expect(await at.level(boots, at.shop.ids.loc_granvia)).toMatchObject({ allocated: 24 })
})

test('the same order, the same tender and the same key among them are done once', async () => {
  const boots = await stocked(1_000)
  const [twice, key] = [orderOf([boots]), newId()]
  const tender = { id: newId(), provider: 'terminal', amount: PRICE }
  const replies = await Promise.all([
    ...Array.from({ length: 6 }, () => take(twice)),
    ...Array.from({ length: 6 }, () => take(orderOf([boots], { tenders: [tender] }))),
    ...Array.from({ length: 6 }, () => take(orderOf([boots]), key)),
    ...Array.from({ length: 6 }, () => take(orderOf([boots]))),
  ])
  const codes = replies.map(({ status, body }) => (status === 201 ? 'taken' : body.code))
  const [same, paying, keyed, others] = [codes.slice(0, 6), codes.slice(6, 12), codes.slice(12, 18), codes.slice(18)]
  expect(same).toEqual(Array.from({ length: 6 }, () => 'taken'))
  expect(new Set(replies.slice(0, 6).map(({ body }) => body.number)).size).toBe(1)
  expect(paying.filter((code) => code === 'taken')).toHaveLength(1)
  expect(new Set(paying)).toEqual(new Set(['taken', 'payment_differs']))
  expect(keyed.filter((code) => code === 'taken')).toHaveLength(1)
  expect(keyed.every((code) => ['taken', 'idempotency_key_reused', 'still_in_flight'].includes(code))).toBe(true)
  expect(others).toEqual(Array.from({ length: 6 }, () => 'taken'))
  expect(await at.level(boots, at.shop.ids.loc_granvia)).toMatchObject({ allocated: 9 })
})

test('orders that cross, to be sent from places whose days are short, are all taken', async () => {
  const { ids } = at.shop
  const stock = { [ids.loc_granvia]: 200, [ids.loc_sol]: 200 }
  const goods = [await at.goods({ price: PRICE, stock }), await at.goods({ price: PRICE, stock })]
  const address = { name: 'Ana', line1: 'Calle Mayor 1', city: 'Madrid', postcode: '28013', country: 'ES' }
  const replies = await atOnce(40, (n) =>
    take(orderOf(n % 2 === 0 ? goods : goods.toReversed(), { delivery: { method: 'ship', address } })),
  )
  expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 201))
})
