import { Type } from 'typebox'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { gate, openPlatform } from '#test/platform'
import { EVENTS_PER_TRANSACTION_MAX, defineEvent } from './events.ts'
import type { EventRow } from './events.ts'
import { retryDeadLetter } from './hearing.ts'
import { startListeners } from './listeners.ts'
import type { Listening } from './listeners.ts'
import { createLog } from './log.ts'
import type { Listener } from './module.ts'

const platform = await openPlatform()
const { db, write, read, notes } = platform
afterAll(() => platform.close())

const told = defineEvent('note.told', Type.Object({ n: Type.Integer() }))
const other = defineEvent('note.other', Type.Object({ n: Type.Integer() }))
const silent = createLog('silent')

const running: Listening[] = []
afterEach(async () => {
  for (const listening of running.splice(0)) await listening.stop()
  await write((ctx) => ctx.sql`delete from note`)
})

let names = 0
const listener = (handle: Listener['handle'], types = ['note.told']): Listener => ({
  name: `test.${++names}`,
  types,
  handle,
})

async function start(listeners: Listener[], polling = false): Promise<Listening> {
  const listening = await startListeners(db, listeners, silent, polling)
  running.push(listening)
  return listening
}

const tell = (...numbers: number[]) => write(async (ctx) => numbers.forEach((n) => ctx.emit(told, { n })))
const n = ({ data }: EventRow): number => data['n'] as number
const lettersOf = ({ name }: Listener) =>
  read(
    (ctx) => ctx.sql<{ id: string; error: string; attempts: number; resolved_at: Date | null; n: number }>`
    select id, error, attempts, resolved_at, (event->'data'->>'n')::int as n from dead_letter where listener = ${name} order by n`,
  )

describe('the log', () => {
  test('a transaction that began earlier and commits later is not skipped', async () => {
    const heard: number[] = []
    const listening = await start([listener(async (_ctx, event) => void heard.push(n(event)))])
    const begun = gate()
    const late = gate()
    const slow = write(async (ctx) => {
      ctx.emit(told, { n: 1 })
      await ctx.sql`select pg_current_xact_id()`
      begun.open()
      await late.opened
    })
    await begun.opened
    await tell(2, 3)
    listening.poke()
    const [quick] = await read(
      (ctx) => ctx.sql<{ n: number }>`select count(*) as n from event where type = 'note.told'`,
    )
    expect(quick).toEqual({ n: 2 })
    late.open()
    await slow
    await listening.settle()
    expect(heard).toEqual([1, 2, 3])
  })

  test('one transaction keeps the order in which it told', async () => {
    const heard: number[] = []
    const listening = await start([listener(async (_ctx, event) => void heard.push(n(event)))])
    const numbers = Array.from({ length: 450 }, (_, i) => i)
    await tell(...numbers)
    await listening.settle()
    expect(heard).toEqual(numbers)
  })

  test('what an attempt undoes, it did not tell either', async () => {
    await write(async (ctx) => {
      ctx.emit(other, { n: 1 })
      const attempt = ctx.attempt(async () => {
        await ctx.sql`insert into note (text) values ('undone')`
        ctx.emit(other, { n: 2 })
        throw new Error('no')
      })
      await expect(attempt).rejects.toThrow('no')
      ctx.emit(other, { n: 3 })
    })
    const rows = await read(
      (ctx) =>
        ctx.sql<{
          n: number
        }>`select (data->>'n')::int as n from event where type = 'note.other' order by xid, position`,
    )
    expect(rows).toEqual([{ n: 1 }, { n: 3 }])
    expect(await notes()).toEqual([])
  })

  test('an attempt that fails after an inner one had failed undoes all of its own', async () => {
    await write(async (ctx) => {
      await ctx.sql`insert into note (text) values ('before')`
      const outer = ctx.attempt(async () => {
        await ctx.sql`insert into note (text) values ('outer')`
        await expect(ctx.attempt(() => ctx.sql`insert into note (text) values ('outer')`)).rejects.toThrow(
          'duplicate key',
        )
        throw new Error('no')
      })
      await expect(outer).rejects.toThrow('no')
    })
    expect(await notes()).toEqual(['before'])
  })

  test('ten thousand facts fit into a transaction, one more stops it whole', async () => {
    const many = (count: number) =>
      write(async (ctx) => {
        for (let i = 0; i < count; i++) ctx.emit(other, { n: i })
      })
    await many(EVENTS_PER_TRANSACTION_MAX)
    const count = () => read((ctx) => ctx.sql<{ n: number }>`select count(*) as n from event where type = 'note.other'`)
    const before = await count()
    await expect(many(EVENTS_PER_TRANSACTION_MAX + 1)).rejects.toThrow('too many events')
    expect(await count()).toEqual(before)
  })

  test('strange texts in the data come back as they were', async () => {
    const data = { text: `'); drop table event; -- {"a"} \\ , NULL "" 👩🏽‍🚀`, n: 1 }
    await write(async (ctx) => ctx.emit(defineEvent('note.strange', Type.Any()), data))
    const [row] = await read((ctx) => ctx.sql<{ data: object }>`select data from event where type = 'note.strange'`)
    expect(row?.data).toEqual(data)
  })
})

describe('those who hear', () => {
  test('a fact that cannot be taken is parked after its tries, the others are heard exactly once', async () => {
    const tries: number[] = []
    const bad = listener(async (ctx, event) => {
      tries.push(n(event))
      // The careful step comes no further than the first, as on a machine that is busy.
      if (tries.filter((t) => t === 1).length === 4 && n(event) === 1) await new Promise((done) => setTimeout(done, 30))
      await ctx.sql`insert into note (text) values (${`heard ${n(event)}`})`
      if (n(event) === 2) throw new Error('cannot take two')
    })
    const listening = await start([bad])
    await tell(1, 2, 3)
    await listening.settle()
    expect(await notes()).toEqual(['heard 1', 'heard 3'])
    expect(tries.filter((t) => t === 2)).toHaveLength(4)
    expect(await lettersOf(bad)).toMatchObject([
      { n: 2, error: 'Error: cannot take two', attempts: 1, resolved_at: null },
    ])
  })

  test.each(['53100', '40P01', 'ECONNRESET', '57014', '55P03'])(
    'a database in trouble (%s) is no fault of the fact: it is heard when that is over, and not parked',
    async (code) => {
      const heard: number[] = []
      let trouble = 6
      const troubled = listener(async (_ctx, event) => {
        if (trouble-- > 0) throw Object.assign(new Error('no space left, or a race lost'), { code })
        heard.push(n(event))
      })
      const listening = await start([troubled])
      await tell(1)
      await listening.settle()
      await listening.settle()
      expect(heard).toEqual([1])
      expect(await lettersOf(troubled)).toEqual([])
    },
  )

  test('a fact that is too slow for longer than any lock lasts is parked, so that the others are heard', async () => {
    const slow = listener(async (_ctx, event) => {
      if (n(event) === 1) throw Object.assign(new Error('statement timeout'), { code: '57014' })
    })
    const listening = await start([slow])
    await tell(1)
    await write(
      (ctx) => ctx.sql`update event set recorded_at = recorded_at - interval '11 minutes' where type = 'note.told'`,
    )
    await tell(2)
    await listening.settle()
    expect(await lettersOf(slow)).toMatchObject([{ n: 1, error: 'Error: statement timeout' }])
  })

  test('a retry that works resolves the letter, one that fails keeps it and its effects are undone', async () => {
    let broken = true
    const fickle = listener(async (ctx, event) => {
      await ctx.sql`insert into note (text) values (${`again ${n(event)}`})`
      if (broken) throw new Error('not yet')
    })
    const listening = await start([fickle])
    await tell(7)
    await listening.settle()
    const [letter] = await lettersOf(fickle)
    const retry = () => write((ctx) => retryDeadLetter(ctx, letter!.id, [fickle]))
    expect(await retry()).toEqual({ resolved: false, error: 'not yet' })
    expect(await notes()).toEqual([])
    broken = false
    expect(await retry()).toEqual({ resolved: true, error: null })
    expect(await retry()).toEqual({ resolved: true, error: null })
    expect(await notes()).toEqual(['again 7'])
    expect((await lettersOf(fickle))[0]?.resolved_at).not.toBeNull()
  })

  test('two people who press retry at once hand the fact over once', async () => {
    let broken = true
    const slow = listener(async (ctx, event) => {
      if (broken) throw new Error('not yet')
      await ctx.sql`insert into note (text) values (${`once ${n(event)}`})`
    })
    const listening = await start([slow])
    await tell(8)
    await listening.settle()
    broken = false
    const [letter] = await lettersOf(slow)
    const both = await Promise.all([1, 2].map(() => write((ctx) => retryDeadLetter(ctx, letter!.id, [slow]))))
    expect(both).toEqual([
      { resolved: true, error: null },
      { resolved: true, error: null },
    ])
    expect(await notes()).toEqual(['once 8'])
  })

  test('effect and cursor are one: what is thrown after the effect leaves no effect', async () => {
    let failures = 2
    const late = listener(async (ctx, event) => {
      await ctx.sql`insert into note (text) values (${`effect ${n(event)}`})`
      if (failures-- > 0) throw new Error('after the effect')
    })
    const listening = await start([late])
    await tell(4)
    await listening.settle()
    expect(await notes()).toEqual(['effect 4'])
    expect(await lettersOf(late)).toEqual([])
  })

  test('two processes at one listener hear each fact once and in order', async () => {
    const common = defineEvent('note.common', Type.Any())
    const shared = listener(
      async (ctx, event) => void (await ctx.sql`insert into note (text) values (${String(n(event))})`),
      ['note.common'],
    )
    const [one, two] = [await start([shared], true), await start([shared], true)]
    await Promise.all(Array.from({ length: 300 }, (_, i) => write(async (ctx) => ctx.emit(common, { n: i }))))
    await Promise.all([one.settle(), two.settle()])
    await Promise.all([one.stop(), two.stop()])
    await (await start([shared])).settle()
    const heard = await read((ctx) => ctx.sql`select text from note order by id`)
    const log = await read(
      (ctx) => ctx.sql`select data->>'n' as text from event where type = 'note.common' order by xid, position`,
    )
    expect(heard).toHaveLength(300)
    expect(heard).toEqual(log)
    expect(await lettersOf(shared)).toEqual([])
  })

  test('what a listener tells is heard by others, in the channel of the fact it heard', async () => {
    const heard: EventRow[] = []
    const listening = await start([
      listener(async (_ctx, event) => void heard.push(event), ['note.echo']),
      listener(async (ctx, event) => ctx.emit(defineEvent('note.echo', Type.Any()), { n: n(event) })),
    ])
    await write(async (ctx) => ctx.emit(told, { n: 5 }, { channel: 'phone' }))
    await listening.settle()
    expect(heard.map(({ data, channel }) => ({ data, channel }))).toEqual([{ data: { n: 5 }, channel: 'phone' }])
  })

  test('a new listener begins with what is committed from now on, a known one goes on where it was', async () => {
    const begun = gate()
    const late = gate()
    // Open all along: what commits meanwhile lies after the oldest place still open.
    const slow = write(async (ctx) => {
      ctx.emit(told, { n: 0 })
      await ctx.sql`select pg_current_xact_id()`
      begun.open()
      await late.opened
    })
    await begun.opened
    await tell(1)
    const heard: number[] = []
    const fresh = listener(async (_ctx, event) => void heard.push(n(event)))
    const first = await start([fresh])
    await tell(2)
    late.open()
    await slow
    await first.settle()
    await first.stop()
    await tell(3)
    await (await start([fresh])).settle()
    expect(heard).toEqual([0, 2, 3])
  })
})
