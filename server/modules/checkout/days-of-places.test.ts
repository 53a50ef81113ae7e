import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { begun } from '#test/platform'
import { HOME, openRaces } from '#test/races'
import type { Races } from '#test/races'

const PRICE = 8_490

let at: Races
let boots: string
const place = () => at.shop.ids.loc_sol
beforeAll(async () => {
  at = await openRaces()
  await at.shop.write((ctx) => ctx.sql`update location set max_orders_per_day = 1 where id = ${place()}`)
})
afterAll(async () => {
  await at.mustBeSound()
  await at.shop.close()
})
/** Every test in a week of its own, with goods that only one place has. */
beforeEach(async () => {
  at.shop.clock.advance({ days: 7 })
  boots = await at.goods({ price: PRICE, stock: { [place()]: 60 } })
})

/** An order by telephone, to be sent; answers its id. */
async function ordered(quantity = 1): Promise<string> {
  const amount = quantity * PRICE
  const order = {
    id: newId(),
    delivery: { method: 'ship', address: HOME },
    contact: { name: 'Ana', phone: '+34612345678' },
    lines: [{ id: newId(), variant_id: boots, quantity }],
    tenders: [{ id: newId(), provider: 'terminal', amount }],
    expected_total: amount,
  }
  const { status, body } = await at.desk.post('/orders', order, { 'hilo-channel': 'web' })
  expect(body).toMatchObject({ order_id: order.id })
  expect(status).toBe(201)
  return body.order_id
}
const cancelled = async (order_id: string, more = {}) =>
  (await at.desk.post(`/orders/${order_id}/cancellations`, { reason: 'changed_mind', ...more })).status
const dueAt = async (order_id: string): Promise<string> =>
  (await at.desk.get(`/orders/${order_id}`)).body.expectations[0].due_at

/** Orders counted at the place, this week. */
const taken = async (): Promise<number> => {
  const [row] = await at.shop.read(
    (ctx) => ctx.sql<{ taken: number }>`
      select coalesce(sum(taken), 0)::int as taken from stock_capacity where location_id = ${place()} and on_date >= ${ctx.now}::date`,
  )
  return row!.taken
}

test('an order that is cancelled gives its place the day back: the next one is promised for it', async () => {
  const one = await ordered()
  const due_at = await dueAt(one)
  expect(await taken()).toBe(1)
  for (const _ of [1, 2]) await cancelled(one)
  expect(await taken()).toBe(0)
  expect(await dueAt(await ordered())).toBe(due_at)
  expect(new Date(await dueAt(await ordered())).getTime()).toBeGreaterThan(new Date(due_at).getTime())
})

test('who takes only some of it back leaves the place its day; the last piece gives it back', async () => {
  const order_id = await ordered(2)
  const [line] = (await at.desk.get(`/orders/${order_id}`)).body.lines
  const onePiece = { id: newId(), lines: [{ line_id: line.id, quantity: 1 }] }
  for (const _ of [1, 2]) expect(await cancelled(order_id, onePiece)).toBe(200)
  expect(await taken()).toBe(1)
  expect(await cancelled(order_id, { ...onePiece, id: newId() })).toBe(200)
  expect(await taken()).toBe(0)
})

test('orders that come in a rush, and go, leave the days as they were', async () => {
  const orders = await Promise.all(Array.from({ length: 12 }, () => ordered()))
  expect(await taken()).toBe(12)
  const [gone, left] = [orders.slice(0, 8), orders.slice(8)]
  const more = Array.from({ length: 8 }, () => ordered())
  await Promise.all([...[...gone, ...gone].map((order_id) => cancelled(order_id)), ...more])
  expect(await taken()).toBe(left.length + more.length)
})

/** Until the act waits for the place's day, which somebody else has; nothing keeps others from the shelf meanwhile. */
async function whileTheDayIsTaken(act: () => Promise<unknown>): Promise<void> {
  const letGo = await begun(
    at.shop.write,
    (ctx) => ctx.sql`select from stock_capacity where location_id = ${place()} for no key update`,
  )
  const acting = act()
  const waiting = () =>
    at.shop.read(
      (ctx) =>
        ctx.sql`select pid from pg_stat_activity where wait_event_type = 'Lock' and query like '%stock_capacity%'`,
    )
  await expect.poll(waiting).toHaveLength(1)
  const shelf = at.shop.write(
    (ctx) => ctx.sql`select from stock_level where variant_id = ${boots} for no key update nowait`,
  )
  await shelf.finally(letGo)
  await acting
}

test('an order, or a cancellation, that waits for a day keeps nobody from the shelf', async () => {
  const one = await ordered()
  await whileTheDayIsTaken(() => cancelled(one))
  await ordered()
  // The day after is where this one is counted.
  await ordered()
  await whileTheDayIsTaken(() => ordered())
  expect(await taken()).toBe(3)
})
