import { request } from 'node:http'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { feedRoute, readEvents } from '#test/event-stream'
import type { EventReader } from '#test/event-stream'
import { gate, openPlatform, shopper, staff } from '#test/platform'
import type { Served } from '#test/platform'
import type { About } from './events.ts'
import { defineEvent } from './events.ts'
import { newId } from './ids.ts'
import { registry } from './metrics.ts'
import { streamRoute } from './route.ts'

const platform = await openPlatform()
afterAll(() => platform.close())
const { write, read } = platform

const told = defineEvent('note.told', Type.Any())
const [paid, filled] = [defineEvent('payment.told', Type.Any()), defineEvent('cart.filled', Type.Any())]
const [eva, evas_phone, luis] = [newId(), newId(), newId()]
const [sol, gracia, shared_cart] = [newId(), newId(), newId()]

let atTheDoor: () => Promise<void> = async () => {}
const slowFeed = streamRoute({
  ...feedRoute,
  operation: 'slow_follow',
  path: '/slow-feed',
  handle: async (stream) => {
    await atTheDoor()
    await stream.follow({})
  },
})

let served: Served
const readers: EventReader[] = []
beforeAll(async () => {
  served = await platform.serve({
    routes: [feedRoute, slowFeed],
    actors: { desk: staff(), sol: staff({ store_ids: [sol] }), eva: shopper(eva), luis: shopper(luis) },
    heardBy: async ({ actor: { customer_id } }) => (customer_id === eva ? [eva, evas_phone, shared_cart] : [luis]),
    max_in_flight: 20,
  })
})
afterAll(() => readers.forEach((reader) => reader.hangUp()))

async function listen(credential: string, last?: string, query = ''): Promise<EventReader> {
  const reader = await readEvents(`${served.url}/api/feed${query}`, credential, last)
  readers.push(reader)
  return reader
}
const tell = (n: number, about: About = {}, text = '') => write(async (ctx) => ctx.emit(told, { n, text }, about))
const numbers = (reader: EventReader): number[] => reader.told.map(({ data }) => data.data.n)
const until = (reader: EventReader, n: number) => reader.until((list) => list.some(({ data }) => data.data?.n === n))
const openStreams = async (): Promise<number> =>
  (await registry.getSingleMetric('hilo_feed_connections')!.get()).values[0]!.value
const newest = async (): Promise<string> => {
  const [row] = await read(
    (ctx) =>
      ctx.sql<{ id: string }>`select xid || '.' || position as id from event order by xid desc, position desc limit 1`,
  )
  return row!.id
}

describe('who is told what', () => {
  test('a shopper hears that something of theirs changed, of every id they are and of what is shared with them, and no data', async () => {
    const [mine, strangers] = [await listen('eva'), await listen('luis')]
    await tell(1, { customer_id: eva, subject_kind: 'cart', subject_id: newId() })
    await tell(2, { customer_id: luis })
    await tell(3)
    await tell(4, { customer_id: evas_phone })
    const theirs = { customer_id: luis, subject_id: shared_cart }
    await write(async (ctx) => {
      for (const fact of [paid, filled]) ctx.emit(fact, {}, theirs)
    })
    await mine.until((list) => list.length === 3)
    await strangers.until((list) => list.length === 3)
    for (const { data } of [...mine.told, ...strangers.told]) {
      expect(Object.keys(data).toSorted()).toEqual([
        'channel',
        'id',
        'occurred_at',
        'subject_id',
        'subject_kind',
        'type',
      ])
    }
    expect(mine.told.map(({ type }) => type)).toEqual(['note.told', 'note.told', 'cart.filled'])
    expect(strangers.told).toHaveLength(3)
  })

  test('staff of a shop hear of their shop and of customers; the desk hears all, also of staff and keys', async () => {
    const [desk, of_sol] = [await listen('desk'), await listen('sol')]
    await tell(11, { store_id: gracia })
    await tell(12, { store_id: sol })
    await tell(13)
    await tell(14, { customer_id: newId() })
    await until(desk, 14)
    await until(of_sol, 14)
    expect(numbers(of_sol)).toEqual([12, 14])
    expect(numbers(desk)).toEqual([11, 12, 13, 14])
  })

  test('a filter narrows', async () => {
    const order = newId()
    const reader = await listen('desk', undefined, `?subject_id=${order}`)
    await tell(21, { subject_id: newId() })
    await tell(22, { subject_id: order })
    await until(reader, 22)
    expect(numbers(reader)).toEqual([22])
  })

  test.each([
    'x',
    '1',
    '1.2.3',
    '-1.0',
    '99999999999999999999.0',
    "1.0'; drop table event",
    '18446744073709551616.0',
    '1.9999999999',
    '053680351016.0',
    '010.0',
  ])('a Last-Event-ID that is none of ours (%s) is refused', async (last) => {
    const answer = await fetch(`${served.url}/api/feed`, {
      headers: { authorization: 'Bearer desk', 'last-event-id': last },
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'bad_cursor' })
  })

  test('asking only for the head of a stream does not open one', async () => {
    const answer = await fetch(`${served.url}/api/feed`, {
      method: 'HEAD',
      headers: { authorization: 'Bearer desk' },
      signal: AbortSignal.timeout(2_000),
    })
    expect(answer.status).toBe(405)
  })
})

describe('nothing is missed', () => {
  test('a transaction that began earlier and commits later is told, after those that overtook it', async () => {
    const reader = await listen('desk')
    const [begun, late] = [gate(), gate()]
    const slow = write(async (ctx) => {
      ctx.emit(told, { n: 31 })
      await ctx.sql`select pg_current_xact_id()`
      begun.open()
      await late.opened
    })
    await begun.opened
    await tell(32)
    late.open()
    await slow
    await until(reader, 32)
    expect(numbers(reader)).toEqual([31, 32])
  })

  test('two hundred writes while readers hang up and come back: no gap, no repeat', { timeout: 20_000 }, async () => {
    const from = await newest()
    const steady = await listen('desk')
    const writing = (async () => {
      for (let i = 0; i < 200; i += 8) await Promise.all(Array.from({ length: 8 }, (_, k) => tell(1_000 + i + k)))
      await tell(2_000)
    })()
    const wander = async (seed: number): Promise<string[]> => {
      const heard: string[] = []
      let last = from
      for (let round = 0; ; round++) {
        const reader = await listen('desk', last)
        const patience = (seed * 7 + round * 3) % 23
        await reader.until((list) => list.length >= patience || list.some(({ data }) => data.data.n === 2_000))
        reader.hangUp()
        await reader.ended
        heard.push(...reader.told.map(({ id }) => id))
        last = heard.at(-1) ?? from
        if (reader.told.some(({ data }) => data.data.n === 2_000)) return heard
      }
    }
    const wanderers = await Promise.all([1, 2, 3, 4, 5].map(wander))
    await writing
    const [xid, position] = from.split('.')
    const log = await read(
      (ctx) => ctx.sql<{ id: string }>`
      select xid || '.' || position as id from event where (xid, position) > (${xid}::xid8, ${Number(position)}) order by xid, position`,
    )
    for (const heard of wanderers) expect(heard).toEqual(log.map(({ id }) => id))
    await until(steady, 2_000)
    expect(new Set(numbers(steady)).size).toBe(201)
  })

  test('a reader who slept through megabytes gets them all in one go', { timeout: 20_000 }, async () => {
    const from = await newest()
    const text = 'x'.repeat(10_000)
    await write(async (ctx) => {
      for (let n = 3_001; n <= 3_900; n++) ctx.emit(told, { n, text })
    })
    const reader = await listen('desk', from)
    await until(reader, 3_900)
    expect(numbers(reader)).toEqual(Array.from({ length: 900 }, (_, i) => 3_001 + i))
  })
})

describe('a limit on everything', () => {
  test(
    'who dozes off gets all at its own pace; who does not read at all is let go; the others live on',
    { timeout: 30_000 },
    async () => {
      const [deaf, dozing, other] = [await listen('desk'), await listen('desk'), await listen('desk')]
      const all = await openStreams()
      deaf.response.pause()
      dozing.response.pause()
      const text = 'x'.repeat(25_000)
      for (let n = 4_001; n <= 4_400; n++) await tell(n, {}, text)
      await until(other, 4_400)
      dozing.response.resume()
      await until(dozing, 4_400)
      expect(numbers(dozing)).toEqual(Array.from({ length: 400 }, (_, i) => 4_001 + i))
      while ((await openStreams()) === all) await new Promise((done) => setTimeout(done, 50))
      deaf.response.resume()
      await deaf.ended
      expect(deaf.told.length).toBeLessThan(400)
      await tell(4_500)
      await until(other, 4_500)
    },
  )

  test('who hangs up before they are let in leaves no place taken', async () => {
    const before = await openStreams()
    for (let n = 0; n < 3; n++) {
      const [arrived, gone, let_in] = [gate(), gate(), gate()]
      atTheDoor = async () => {
        arrived.open()
        await let_in.opened
      }
      const hasty = request(`${served.url}/api/slow-feed`, { headers: { authorization: 'Bearer desk' }, agent: false })
      hasty.on('error', gone.open).end()
      await arrived.opened
      hasty.destroy()
      await gone.opened
      // Another's whole request later the server has heard of it, too.
      await listen('desk').then((reader) => reader.hangUp())
      let_in.open()
    }
    await expect.poll(openStreams).toBe(before)
  })

  test('open streams are not requests in flight: thirty screens leave the doors open', async () => {
    const screens = await Promise.all(Array.from({ length: 30 }, () => listen('desk')))
    expect(screens.map(({ status }) => status)).toEqual(screens.map(() => 200))
    for (const screen of screens) screen.hangUp()
  })
})
