import { afterAll, beforeAll, expect, test } from 'vitest'
import { fulfilmentsOf, planFulfilments } from '#fulfilment'
import { drawNumber, orderById, orderLines, writeOrder } from '#orders'
import { paymentsOf } from '#payments'
import { inTurn } from '#platform/ctx'
import { newId } from '#platform/ids'
import { route } from '#stock'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { changeOrder } from './change-order.ts'
import { takeOrder } from './take-order.ts'
import type { TakeOrder } from './take-order.ts'

let shop: Shop
let boots: string
let socks: string
beforeAll(async () => {
  shop = await openShop()
  ;[boots, socks] = await shop.write(async (ctx) => [
    await article(ctx, { price: 8_490, stock: { [shop.ids.loc_granvia]: 40 } }),
    await article(ctx, { name: 'Calcetines', price: 990, stock: { [shop.ids.loc_granvia]: 40 } }),
  ])
})
afterAll(() => shop.close())

const TOTAL = 8_490 + 2 * 990
const orderOf = (more: Partial<TakeOrder> = {}): TakeOrder => ({
  id: newId(),
  delivery: { method: 'pickup', pickup_store_id: shop.ids.granvia },
  contact: { name: 'Ana', phone: '+34612345678' },
  lines: [
    { id: newId(), variant_id: boots, quantity: 1 },
    { id: newId(), variant_id: socks, quantity: 2 },
  ],
  tenders: [{ id: newId(), provider: 'terminal', amount: TOTAL }],
  expected_total: TOTAL,
  ...more,
})
const take = (order: TakeOrder) => shop.write((ctx) => takeOrder(ctx, order), undefined, 'phone')
const allocated = (variant_id: string) =>
  shop.read(async (ctx) => {
    const [level] = await ctx.sql<{ allocated: number }>`
      select allocated from stock_level where variant_id = ${variant_id} and location_id = ${shop.ids.loc_granvia}`
    return level?.allocated ?? 0
  })

test('one call takes the order, the money and the goods, and tells the shop that picks', async () => {
  const order = orderOf()
  const before = await allocated(boots)
  expect(await take(order)).toMatchObject({ order_id: order.id, created: true })
  expect(await shop.read((ctx) => orderById(ctx, order.id))).toMatchObject({
    status: 'placed',
    payment_status: 'paid',
    gross: TOTAL,
    paid: TOTAL,
    channel: 'phone',
  })
  expect(await shop.read((ctx) => orderLines(ctx, order.id))).toHaveLength(2)
  expect(await shop.read((ctx) => paymentsOf(ctx, { order_id: order.id }))).toMatchObject([{ captured: TOTAL }])
  expect(await shop.read((ctx) => fulfilmentsOf(ctx, order.id))).toMatchObject([
    { kind: 'pickup', status: 'assigned', store_id: shop.ids.granvia },
  ])
  expect(await allocated(boots)).toBe(before + 1)
})

test('said ten times at once it is one order', async () => {
  const order = orderOf()
  const before = await allocated(socks)
  const taken = await Promise.all(Array.from({ length: 10 }, () => take(order)))
  expect(new Set(taken.map(({ number }) => number)).size).toBe(1)
  expect(taken.filter(({ created }) => created)).toHaveLength(1)
  expect(await allocated(socks)).toBe(before + 2)
})

test.each([
  ['cart_changed', { expected_total: TOTAL - 1 }],
  ['payment_short', { tenders: [] }],
  ['nothing_to_pay', { tenders: [{ id: newId(), provider: 'cash' as const, amount: TOTAL + 1 }] }],
  ['contact_needed', { contact: { name: 'Ana' } }],
  ['store_needed', { delivery: { method: 'pickup' as const } }],
  ['address_needed', { delivery: { method: 'ship' as const } }],
])('refused as %s, nothing of it stays', async (code, more) => {
  const order = orderOf(more)
  const before = await allocated(boots)
  await expect(take(order)).rejects.toMatchObject({ code })
  await expect(shop.read((ctx) => orderById(ctx, order.id))).rejects.toMatchObject({ status: 404 })
  expect(await allocated(boots)).toBe(before)
})

test('a line that is said twice is refused by name', async () => {
  const [line] = orderOf().lines
  await expect(take(orderOf({ lines: [line!, line!] }))).rejects.toMatchObject({ code: 'line_twice' })
})

test('more than there is cannot be ordered, and what is left unpaid waits for collection', async () => {
  const many = [{ id: newId(), variant_id: boots, quantity: 99 }]
  await expect(
    take(orderOf({ lines: many, tenders: [], expected_total: 99 * 8_490, pay_later: true })),
  ).rejects.toMatchObject({
    code: 'out_of_stock',
  })
  const later = orderOf({ tenders: [], pay_later: true })
  await take(later)
  expect(await shop.read((ctx) => orderById(ctx, later.id))).toMatchObject({ payment_status: 'unpaid' })
})

test('an id that is another order’s is refused', async () => {
  const order = orderOf()
  await take(order)
  await expect(shop.write((ctx) => takeOrder(ctx, order), undefined, 'web')).rejects.toMatchObject({
    code: 'sale_exists',
    status: 409,
  })
})

test('a number that was drawn before is drawn anew, with all that was sent along', async () => {
  const first = await take(orderOf())
  const [order, lines] = await shop.read((ctx) =>
    Promise.all([orderById(ctx, first.order_id), orderLines(ctx, first.order_id)]),
  )
  const id = newId()
  let draws = 0
  const written = await shop.write(async (ctx) => {
    const number = draws++ === 0 ? first.number : drawNumber()
    const again = lines.map((line) => ({ ...line, id: newId() }))
    const wants = again.map(({ id: key, variant_id, quantity }) => ({ key, variant_id: String(variant_id), quantity }))
    const pickup_store_id = shop.ids.granvia
    const plan = await route(ctx, { wants, channel: 'phone', method: 'pickup', pickup_store_id })
    const [one] = await inTurn(
      writeOrder(ctx, { ...order, id, number, external_id: id, lines: again }),
      planFulfilments(ctx, { order_id: id, number, customer_id: null, kind: 'pickup', pickup_store_id, plan }),
    )
    return one
  })
  expect([draws, written.created, written.number === first.number]).toEqual([2, true, false])
  expect(await shop.read((ctx) => fulfilmentsOf(ctx, id))).toMatchObject([{ number: written.number }])
})

test.each([{ phone: 'abc' }, { phone: '   ' }, { phone: '+34612345678', email: 'sin@correo' }])(
  'who cannot be reached (%j) is told so, and nothing is taken',
  async (contact) => {
    const order = orderOf({ contact })
    await expect(take(order)).rejects.toMatchObject({ code: 'bad_contact' })
    await expect(shop.read((ctx) => orderById(ctx, order.id))).rejects.toMatchObject({ code: 'not_found' })
  },
)

test('an order is not changed to a contact nobody can reach', async () => {
  const order = orderOf()
  await take(order)
  const change = (contact: object) => shop.write((ctx) => changeOrder(ctx, { order_id: order.id, contact }))
  await expect(change({ phone: 'abc' })).rejects.toMatchObject({ code: 'bad_contact' })
  await change({ phone: '612 345 679' })
  expect(await shop.read((ctx) => orderById(ctx, order.id))).toMatchObject({
    contact: { name: 'Ana', phone: '612 345 679' },
  })
})
