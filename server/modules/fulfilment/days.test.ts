import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { receive } from '#stock'
import { begun } from '#test/platform'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { startPicking } from './accept.ts'
import { cancelFulfilments } from './cancel.ts'
import { article, findings, first, ofOrder, place } from './fulfilment.test-support.ts'
import type { Placed, Wanted } from './fulfilment.test-support.ts'
import { resolve } from './move.ts'
import { reject } from './reject.ts'

let shop: Shop
let goods: Omit<Wanted, 'quantity'>
beforeAll(async () => {
  shop = await openShop()
  await shop.write((ctx) => ctx.sql`update location set max_orders_per_day = 1`)
})
afterAll(() => shop.close())

/** Every test in a week of its own, with goods of its own at the warehouse and in one shop. */
beforeEach(async () => {
  shop.clock.advance({ days: 7 })
  goods = await article(shop, { [shop.ids.loc_central]: 9, [shop.ids.loc_sol]: 9 })
})

const ordered = (quantity = 1): Promise<Placed> => place(shop, [{ ...goods, quantity }])
const rejected = (fulfilment_id: string, more = {}) =>
  shop.write((ctx) => reject(ctx, { fulfilment_id, reason: 'damaged', ...more }))

/** Orders counted this week, by place. */
const taken = async (): Promise<Record<string, number>> => {
  const rows = await shop.read(
    (ctx) => ctx.sql<{ location_id: string; taken: number }>`
      select location_id, sum(taken)::int as taken from stock_capacity where on_date >= ${ctx.now}::date and taken > 0 group by 1`,
  )
  return Object.fromEntries(rows.map((row) => [row.location_id, row.taken]))
}
const other = (location_id: string | null) =>
  location_id === shop.ids.loc_central ? shop.ids.loc_sol : shop.ids.loc_central

test('a refused parcel takes its day with it to the next place, however often it is said', async () => {
  const { order_id, fulfilments } = await ordered()
  const { id, location_id } = first(fulfilments)
  expect(await taken()).toEqual({ [location_id!]: 1 })
  await Promise.all(Array.from({ length: 8 }, () => rejected(id)))
  expect(await taken()).toEqual({ [other(location_id)]: 1 })
  expect(await findings(shop)).toEqual([])
  await shop.write((ctx) => cancelFulfilments(ctx, { order_id, reason: 'changed_mind' }))
  expect(await taken()).toEqual({})
  await shop.write((ctx) => cancelFulfilments(ctx, { order_id, reason: 'changed_mind' }))
  expect(await taken()).toEqual({})
})

test('a place that gives some of it keeps its day, and who gives the rest takes one', async () => {
  const { order_id, fulfilments, line_ids } = await ordered(3)
  const { id, location_id } = first(fulfilments)
  await rejected(id, { lines: [{ order_line_id: line_ids[0], quantity: 1 }] })
  expect(await taken()).toEqual({ [shop.ids.loc_central]: 1, [shop.ids.loc_sol]: 1 })
  await rejected(id)
  expect((await ofOrder(shop, order_id)).map(({ status }) => status)).toEqual(['rejected', 'assigned', 'assigned'])
  expect(await taken()).toEqual({ [other(location_id)]: 2 })
})

test('a parcel nobody can give takes no day, until a person sends it', async () => {
  goods = await article(shop, { [shop.ids.loc_central]: 1 })
  const { fulfilments } = await ordered()
  const { next } = await rejected(first(fulfilments).id)
  expect(next).toMatchObject([{ status: 'exception' }])
  expect(await taken()).toEqual({})
  const { loc_sol } = shop.ids
  const lines = [{ variant_id: goods.variant_id, quantity: 1 }]
  await shop.write((ctx) => receive(ctx, { id: newId(), location_id: loc_sol, lines }))
  const how = { ship_to: null }
  await shop.write((ctx) => resolve(ctx, { fulfilment_id: first(next).id, how }))
  expect(await taken()).toEqual({ [loc_sol]: 1 })
})

test('parcels that two places refuse at once, each for the other, are counted where they are', async () => {
  const [a, b] = [first((await ordered()).fulfilments), first((await ordered()).fulfilments)]
  expect(new Set([a.location_id, b.location_id]).size).toBe(2)
  const answers = await Promise.all([a, b].map(({ id }) => rejected(id)))
  // Whoever comes second may find that the other place has refused the article, too.
  const sent = answers.flatMap(({ next }) => next).filter(({ status }) => status === 'assigned')
  expect(await taken()).toEqual(Object.fromEntries(sent.map(({ location_id }) => [location_id, 1])))
})

test('what is being picked when it is cancelled has cost its place the day', async () => {
  const { order_id, fulfilments } = await ordered()
  const { id, location_id } = first(fulfilments)
  await shop.write((ctx) => startPicking(ctx, { fulfilment_id: id }))
  await shop.write((ctx) => cancelFulfilments(ctx, { order_id, reason: 'changed_mind' }))
  expect(await taken()).toEqual({ [location_id!]: 1 })
})

test('who waits for a day keeps nobody from the shelf', async () => {
  const { fulfilments } = await ordered()
  const { id, location_id } = first(fulfilments)
  const letGo = await begun(
    shop.write,
    (ctx) => ctx.sql`select from stock_capacity where location_id = ${location_id} for no key update`,
  )
  const waiting = rejected(id, { shelf_empty: true })
  await expect
    .poll(() => shop.read((ctx) => ctx.sql`select pid from pg_stat_activity where wait_event_type = 'Lock'`))
    .toHaveLength(1)
  await shop.write(
    (ctx) => ctx.sql`select from stock_level where variant_id = ${goods.variant_id} for no key update nowait`,
  )
  await letGo()
  await waiting
})

test('a day that counts one more or one less than is its work is found', async () => {
  const { fulfilments } = await ordered()
  const { location_id } = first(fulfilments)
  const miscount = (by: number) =>
    shop.write(
      (ctx) =>
        ctx.sql`update stock_capacity set taken = taken + ${by}::int where location_id = ${location_id} and on_date >= ${ctx.now}::date and taken > 0`,
    )
  const miscounted = async () =>
    (await findings(shop)).filter(({ check }) => check === 'a day counts the orders that are its work')
  expect(await miscounted()).toEqual([])
  await miscount(1)
  expect(await miscounted()).toMatchObject([{ expected: '1', found: '2' }])
  await miscount(-2)
  expect(await miscounted()).toMatchObject([{ expected: '1', found: '0' }])
  await shop.write(
    (ctx) =>
      ctx.sql`update stock_capacity set taken = 1 where location_id = ${location_id} and on_date >= ${ctx.now}::date`,
  )
})
