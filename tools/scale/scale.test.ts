import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PERMISSIONS, addKey } from '#access'
import { searchProducts } from '#catalog'
import { findCustomers } from '#customers'
import type { EventRow } from '#platform/events'
import { availability } from '#stock'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { unsound } from '../trade/soundness.ts'
import { timeline } from '#touchpoints'
import { everything } from '../../server/program.ts'
import { fillAtScale } from './index.ts'

const SCALE = { stores: 3, variants: 40, customers: 300, orders: 800 }
const FILL_MS = 120_000

let shop: Shop
let built: object[]

/** Indexes, keys and references, each as PostgreSQL writes it. */
const structure = (of: Shop): Promise<object[]> =>
  of.read(
    (ctx) => ctx.sql<{ what: string }>`
      select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated as what
        from pg_constraint where connamespace = current_schema()::regnamespace and conparentid = 0 and conrelid::regclass::text !~ '_y[0-9]{4}m'
       union all
      select pg_get_indexdef(indexrelid) || ' ' || indisvalid from pg_index
       where indrelid in (select oid from pg_class where relnamespace = current_schema()::regnamespace) and indrelid::regclass::text !~ '_y[0-9]{4}m'
       order by what`,
  )

beforeAll(async () => {
  shop = await openShop({ bare: true })
  built = await structure(shop)
  await fillAtScale(shop.db, SCALE)
}, FILL_MS)
afterAll(() => shop.close())

test('what is asked for is there', async () => {
  const [found] = await shop.read(
    (ctx) => ctx.sql<Record<string, number>>`
      select (select count(*) from store) as stores, (select count(*) from location) as locations, (select count(*) from variant) as variants,
             (select count(*) from stock_level) as levels, (select count(*) from customer) as customers, (select count(*) from orders) as orders,
             (select count(*) from order_line) as lines, (select count(*) from event_other) as without_month`,
  )
  expect(found).toEqual({
    ...SCALE,
    locations: 4,
    levels: 160,
    lines: 1_600,
    without_month: 0,
  })
})

test('indexes, keys and references are as the migrations made them', async () => {
  expect(await structure(shop)).toEqual(built)
})

test('every counter is what its ledger says, and nothing else is unsound', async () => {
  const { secret } = await shop.write((ctx) =>
    addKey(ctx, { kind: 'secret', name: 'desk', permissions: [...PERMISSIONS] }),
  )
  expect(await unsound(await shop.api(secret), { read: (work) => shop.read(work) })).toEqual([])
})

test('every fact has the shape its module gave it, and the month it happened in', async () => {
  const facts = await shop.read(
    (ctx) => ctx.sql<EventRow>`
      select distinct on (type, channel, store_id is null) type, data, occurred_at, recorded_at from event
       where type in ('order.placed', 'order.completed', 'order.canceled', 'payment.captured', 'payment.taken', 'payment.voided', 'customer.created',
                      'fulfilment.assigned', 'fulfilment.shipped', 'fulfilment.handed_over', 'fulfilment.canceled')`,
  )
  const types = new Map(everything.flatMap((module) => module.events ?? []).map((type) => [type.name, type]))
  expect(new Set(facts.map(({ type }) => type)).size).toBe(11)
  for (const { type, data } of facts) expect([type, ...Value.Errors(types.get(type)!.schema, data)]).toEqual([type])
})

test('a customer with many orders is found by name, mail and order, and has a thread', async () => {
  const [known] = await shop.read(
    (ctx) => ctx.sql<{ id: string; name: string; email: string; number: string; orders: number }>`
      select c.id, c.given_name || ' ' || c.family_name as name, i.value as email, min(o.number) as number, count(*) as orders
        from orders o join customer c on c.id = o.customer_id join customer_identity i on i.customer_id = c.id and i.kind = 'email'
       group by c.id, i.value order by count(*) desc limit 1`,
  )
  expect(known!.orders).toBeGreaterThan(10)
  for (const text of [known!.name, known!.email, known!.number]) {
    const hits = await shop.read((ctx) => findCustomers(ctx, { text, limit: 20 }))
    expect(hits.map(({ id }) => id)).toContain(known!.id)
  }
  const thread = await shop.read((ctx) => timeline(ctx, { customer_id: known!.id, limit: 50 }))
  expect(thread.items).toHaveLength(50)
  expect(new Set(thread.items.map(({ type }) => type))).toContain('order.placed')
})

test('an article is found by its words and is available where its level says', async () => {
  const { items } = await shop.read((ctx) => searchProducts(ctx, { text: 'bota', locale: 'es', limit: 5 }))
  expect(items.length).toBeGreaterThan(0)
  const [level] = await shop.read(
    (ctx) => ctx.sql<{ variant_id: string; location_id: string; free: number }>`
      select l.variant_id, l.location_id, l.on_hand - l.allocated as free from stock_level l join location p on p.id = l.location_id
       where p.kind = 'store' and l.on_hand - l.allocated > 5 order by 1, 2 limit 1`,
  )
  const system = shop.actor({ kind: 'system' })
  const { stores } = await shop.read(
    (ctx) => availability(ctx, { variant_id: level!.variant_id, channel: 'web', near: { lat: 40.4, lng: -3.7 } }),
    system,
  )
  expect(stores).toHaveLength(SCALE.stores)
  expect(stores.find(({ location_id }) => location_id === level!.location_id)?.available).toBe(level!.free)
})

test(
  'another retailer of that size is the same one',
  async () => {
    const digest = (of: Shop) =>
      of.read(
        (ctx) => ctx.sql<{ orders: string; people: string; levels: string }>`
        select (select md5(string_agg(o::text, ',' order by id)) from orders o) as orders,
               (select md5(string_agg(t::text, ',' order by t)) from customer_term t) as people,
               (select md5(string_agg(on_hand || ' ' || allocated, ',' order by variant_id, location_id)) from stock_level) as levels`,
      )
    const other = await openShop({ bare: true })
    try {
      await fillAtScale(other.db, SCALE)
      expect(await digest(other)).toEqual(await digest(shop))
    } finally {
      await other.close()
    }
  },
  FILL_MS,
)
