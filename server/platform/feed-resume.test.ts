import { Type } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { feedRoute, readEvents } from '#test/event-stream'
import type { EventReader } from '#test/event-stream'
import { openPlatform, shopper, staff } from '#test/platform'
import type { Served } from '#test/platform'
import type { Ctx } from './ctx.ts'
import { defineEvent } from './events.ts'
import { newId } from './ids.ts'

/** What a shop has seen before the shopper of this test comes: many facts, and none of them theirs. */
const OTHERS = 4_000
const [eva, evas_phone, luis] = [newId(), newId(), newId()]

const platform = await openPlatform()
afterAll(() => platform.close())

const told = defineEvent('note.told', Type.Any())
const ended = defineEvent('note.ended', Type.Any())
const created = defineEvent('customer.created', Type.Any())
const merged = defineEvent('customer.merged', Type.Any())

/** What happens once somebody was asked after, and before anything of theirs is read. */
let between: (() => Promise<void>) | null = null
/** Who is one person, told by the table `note`, as the real ones are told by a table of theirs. */
const heardBy = async (ctx: Ctx): Promise<string[]> => {
  spent.clusters += 1
  const joined = await ctx.sql<{ text: string }>`select text from note where text = ${evas_phone}`
  await between?.()
  const own = ctx.actor.customer_id ?? ''
  return own === eva && joined.length > 0 ? [eva, evas_phone] : [own]
}
const join = (act: (ctx: Ctx) => unknown = () => {}) =>
  platform.write(async (ctx) => {
    await ctx.sql`insert into note (text) values (${evas_phone})`
    ctx.emit(merged, { kept_id: evas_phone, joined_id: eva }, { customer_id: evas_phone })
    act(ctx)
  })
const part = () => platform.write((ctx) => ctx.sql`delete from note where text = ${evas_phone}`)

/** What the server asks of the database, and what it gets to read. */
const spent = { statements: 0, rows: 0, clusters: 0 }
const { read } = platform.db
platform.db.read = (scope, work) =>
  read(scope, (ctx) =>
    work({
      ...ctx,
      sql: async <Row extends object>(parts: TemplateStringsArray, ...values: unknown[]) => {
        const rows = await ctx.sql<Row>(parts, ...values)
        spent.statements += 1
        spent.rows += rows.length
        return rows
      },
    }),
  )

let served: Served
const readers: EventReader[] = []
beforeAll(async () => {
  served = await platform.serve({
    routes: [feedRoute],
    actors: { desk: staff(), eva: shopper(eva), luis: shopper(luis) },
    heardBy,
  })
  await platform.write(async (ctx) => {
    for (let n = 0; n < OTHERS; n++) ctx.emit(n % 8 ? told : created, { n }, { customer_id: newId() })
  })
  // The first the desk may have read by itself, at its beginning. The second it is told: then the common reader has passed
  // all that came before.
  const desk = await listen('desk')
  for (const times of [1, 2]) {
    await platform.write(async (ctx) => ctx.emit(ended, {}))
    await desk.until((list) => list.filter(({ type }) => type === 'note.ended').length === times)
  }
  desk.hangUp()
})
afterAll(() => readers.forEach((reader) => reader.hangUp()))

async function listen(who: string, last?: string): Promise<EventReader> {
  const reader = await readEvents(`${served.url}/api/feed`, who, last)
  readers.push(reader)
  return reader
}
const tell = (customer_id: string, count = 1) =>
  platform.write(async (ctx) => {
    for (let n = 0; n < count; n++) ctx.emit(told, { n }, { customer_id, subject_id: newId() })
  })
const logOf = async (ids: string[]): Promise<string[]> => {
  const rows = await platform.read(
    (ctx) => ctx.sql<{ id: string }>`
      select xid || '.' || position as id from event where customer_id = any(${ids}::uuid[]) order by xid, position`,
  )
  return rows.map(({ id }) => id)
}
const heard = (reader: EventReader): string[] => reader.told.map(({ id }) => id)

test('a shopper who asks for all from the beginning is read only what is theirs', { timeout: 20_000 }, async () => {
  // What was there before is read for everybody first, as soon as no older transaction of anybody's runs.
  const live = await listen('luis')
  await tell(luis, 3)
  await live.until((list) => list.length === 3)
  live.hangUp()
  const before = { ...spent }
  const reader = await listen('luis', '0.-1')
  await reader.until((list) => list.length === 3)
  // What is told now is told live: the reading is over.
  await tell(luis)
  await reader.until((list) => list.length === 4)
  expect(heard(reader)).toEqual(await logOf([luis]))
  expect(spent.rows - before.rows).toBeLessThan(100)
  expect(spent.statements - before.statements).toBeLessThan(40)
  reader.hangUp()
})

test('the news of other people costs a shopper nothing', async () => {
  const reader = await listen('luis')
  await tell(luis)
  await reader.until((list) => list.length === 1)
  const before = spent.clusters
  await platform.write(async (ctx) => {
    for (let n = 0; n < 200; n++) ctx.emit(created, { known: false }, { customer_id: newId() })
    ctx.emit(merged, { kept_id: newId(), joined_id: newId() }, { customer_id: newId() })
  })
  await tell(luis)
  await reader.until((list) => list.length === 2)
  expect(spent.clusters).toBe(before)
  reader.hangUp()
})

test('who is joined with somebody hears of both from then on, whichever of the two the fact stands under', async () => {
  const reader = await listen('eva')
  await tell(eva)
  await reader.until((list) => list.length === 1)
  await tell(evas_phone)
  await join((ctx) => (ctx as Ctx).emit(told, { n: 1 }, { customer_id: evas_phone }))
  await tell(evas_phone)
  await reader.until((list) => list.length === 4)
  expect(reader.told.map(({ type }) => type)).toEqual(['note.told', 'customer.merged', 'note.told', 'note.told'])
  expect(heard(reader).slice(1)).toEqual((await logOf([eva, evas_phone])).slice(-3))
  reader.hangUp()
  await part()
})

test('who is joined at the very moment they are read to misses nothing, on either side', async () => {
  await tell(eva, 2)
  const [before] = (await logOf([eva])).slice(-2)
  between = async () => {
    between = null
    await join()
    await tell(evas_phone)
    await tell(eva)
  }
  const reader = await listen('eva', before)
  await reader.until((list) => list.length === 4)
  expect(heard(reader)).toEqual((await logOf([eva, evas_phone])).slice(-4))
  reader.hangUp()
  await part()
})

test('who catches up while others are told things without end is soon done', async () => {
  const desk = await listen('desk')
  const [last] = (await logOf([luis])).slice(-1)
  await tell(luis)
  let rounds = 0
  // Each time the ids are asked for, the common reader moves on.
  between = async () => {
    if ((rounds += 1) > 20) return
    const heardBefore = desk.told.length
    await tell(newId())
    await desk.until((list) => list.length > heardBefore)
  }
  const reader = await listen('luis', last)
  await reader.until((list) => list.length === 1)
  await tell(luis)
  await reader.until((list) => list.length === 2)
  between = null
  expect(rounds).toBeLessThan(5)
  expect(heard(reader)).toEqual((await logOf([luis])).slice(-2))
  reader.hangUp()
  desk.hangUp()
})

test('more than a batch of one’s own comes whole, in order, once', { timeout: 20_000 }, async () => {
  for (let n = 0; n < 3; n++) await tell(eva, 501)
  const own = await logOf([eva])
  const all = await listen('eva', '0.-1')
  const rest = await listen('eva', own[700])
  await all.until((list) => list.length >= own.length)
  await rest.until((list) => list.length >= own.length - 701)
  await tell(eva)
  await all.until((list) => list.length > own.length)
  expect(heard(all)).toEqual(await logOf([eva]))
  await rest.until((list) => list.length > own.length - 701)
  expect(heard(rest)).toEqual((await logOf([eva])).slice(701))
})

test(
  'coming and going while they are joined and much is written, nothing is missed and nothing repeated',
  { timeout: 30_000 },
  async () => {
    const from = (await logOf([eva])).at(-1)!
    const work = (async () => {
      for (let n = 0; n < 60; n++) {
        if (n === 30) await join()
        await Promise.all([tell(eva), tell(luis), tell(newId()), tell(n < 30 ? luis : evas_phone)])
      }
      await platform.write(async (ctx) => ctx.emit(ended, {}, { customer_id: eva }))
    })()
    const wander = async (seed: number): Promise<string[]> => {
      const all: string[] = []
      for (let round = 0; ; round++) {
        const reader = await listen('eva', all.at(-1) ?? from)
        const isLast = () => reader.told.at(-1)?.type === 'note.ended'
        await reader.until((list) => list.length >= (seed * 5 + round * 3) % 11 || isLast())
        reader.hangUp()
        await reader.ended
        all.push(...heard(reader))
        if (isLast()) return all
      }
    }
    const wanderers = await Promise.all([1, 2, 3, 4].map(wander))
    await work
    const [xid, position] = from.split('.')
    const rows = await platform.read(
      (ctx) => ctx.sql<{ id: string }>`
        select xid || '.' || position as id from event
         where customer_id = any(${[eva, evas_phone]}::uuid[]) and (xid, position) > (${xid}::xid8, ${Number(position)})
         order by xid, position`,
    )
    for (const all of wanderers) expect(all).toEqual(rows.map(({ id }) => id))
    await part()
  },
)
