import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { availability } from '#stock'
import { stores } from '#organisation'
import { systemActor } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { cloneDatabase } from '#test/database'
import { timeline } from '#touchpoints'
import { openDatabase } from '../server/platform/db.ts'
import type { Database } from '../server/platform/db.ts'
import { createLog } from '../server/platform/log.ts'
import { everything } from '../server/program.ts'
import { readDemoAccess, seedDemo } from './demo/index.ts'
import { STORY_BOOTS } from './demo/goods/stock.ts'

const SEED_MS = 240_000
/** Cut off while customers are let in: goods, prices and stock are there, their history is not. */
const CUT_AT = 32

const log = createLog('silent')
let folder: string
let db: Database
let drop: () => Promise<void>

const read = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => db.read({ actor: systemActor('test') }, work)
const count = (table: string): Promise<number> =>
  read(async (ctx) => {
    const counts = await ctx.sql<Record<string, number>>`
      select (select count(*) from event) as event, (select count(*) from customer) as customer, (select count(*) from orders) as orders,
             (select count(*) from touchpoint) as touchpoint, (select count(*) from customer_merge) as customer_merge,
             (select count(*) from stock_movement) as stock_movement, (select count(*) from price_history) as price_history,
             (select count(*) from cart where status = 'open') as open_cart,
             (select count(*) from fulfilment where status in ('assigned', 'accepted', 'picking', 'ready', 'exception')) as work`
    return counts[0]?.[table] ?? -1
  })

/** The same database, until its `acts`-th write: then the machine goes off. */
function cutOff(whole: Database, acts: number): Database {
  let left = acts
  return {
    ...whole,
    write: (scope, work) => (--left > 0 ? whole.write(scope, work) : Promise.reject(new Error('power cut'))),
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hilo-demo-'))
  process.env['HILO_DATA'] = folder
  const clone = await cloneDatabase()
  drop = clone.drop
  db = openDatabase({ url: clone.url, schema: 'hilo', log })
  await expect(seedDemo(cutOff(db, CUT_AT), log)).rejects.toThrow('power cut')
  expect(readDemoAccess()).toBeNull()
  await seedDemo(db, log)
}, SEED_MS)

afterAll(async () => {
  await db.close()
  await drop()
  rmSync(folder, { recursive: true, force: true })
})

describe('the demo retailer', () => {
  test('has its shops, its people and fourteen months of orders, though the first attempt was cut off', async () => {
    expect(await read(stores)).toHaveLength(10)
    expect(await count('customer')).toBe(1_080 + 15 + 1)
    expect(await count('orders')).toBeGreaterThanOrEqual(3_300 + 60 + 20)
    expect(await count('customer_merge')).toBe(15)
  })

  test('shows every product with a picture and in both languages', async () => {
    const rows = await read(
      (ctx) => ctx.sql<{ slug: string; pictures: number; languages: number; unpriced: number }>`
        select p.slug, (select count(*)::int from media m where m.product_id = p.id) as pictures,
               (select count(*)::int from product_text t where t.product_id = p.id and length(t.name) > 5 and length(t.description) > 40) as languages,
               (select count(*)::int from variant v where v.product_id = p.id and not exists (select from price where variant_id = v.id)) as unpriced
          from product p`,
    )
    expect(rows.length).toBeGreaterThanOrEqual(150)
    expect(rows.filter(({ pictures, languages, unpriced }) => pictures < 1 || languages !== 2 || unpriced > 0)).toEqual(
      [],
    )
    expect(rows.map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(['botas-chelsea-cuesta', 'calcetines-lana-tregua']),
    )
  })

  test('keeps the boots of the story in Gran Vía and not in Sol', async () => {
    const [boots] = await read((ctx) => ctx.sql<{ id: string }>`select id from variant where sku = ${STORY_BOOTS}`)
    const shown = await read((ctx) => availability(ctx, { variant_id: boots?.id ?? '', channel: 'web' }))
    const units = Object.fromEntries(shown.stores.map(({ code, available }) => [code, available]))
    expect(units['gran-via']).toBeGreaterThan(0)
    expect(units['sol']).toBe(0)
  })

  test('leaves work for the staff and open carts', async () => {
    expect(await count('work')).toBeGreaterThanOrEqual(20)
    expect(await count('open_cart')).toBeGreaterThanOrEqual(30)
  })

  test('tells the thread of Lucía over every channel she used', async () => {
    const { items } = await read((ctx) =>
      timeline(ctx, { customer_id: readDemoAccess()?.story_customer_id ?? '', limit: 200 }),
    )
    expect(new Set(items.map(({ channel }) => channel))).toEqual(new Set(['web', 'mobile', 'pos', 'phone']))
    expect(items.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'advert.clicked',
        'call.received',
        'cart.line_added',
        'fulfilment.handed_over',
        'order.completed',
      ]),
    )
  })

  test('adds up: no doctor finds a difference', async () => {
    for (const module of everything)
      expect(await read(async (ctx) => module.doctor?.(ctx, 20) ?? []), module.name).toEqual([])
  })

  test('is made once: starting again changes nothing and knows how to come in', async () => {
    const [access, before] = [
      readDemoAccess(),
      await Promise.all(['event', 'customer', 'orders', 'touchpoint', 'stock_movement', 'price_history'].map(count)),
    ]
    expect(await seedDemo(db, log)).toEqual(access)
    expect(
      await Promise.all(['event', 'customer', 'orders', 'touchpoint', 'stock_movement', 'price_history'].map(count)),
    ).toEqual(before)
    expect(access?.staff.map(({ role }) => role)).toEqual([
      'owner',
      'manager',
      'assistant',
      'assistant',
      'agent',
      'marketer',
      'analyst',
    ])
    expect(statSync(join(folder, 'demo.json')).mode & 0o777).toBe(0o600)
  })
})
