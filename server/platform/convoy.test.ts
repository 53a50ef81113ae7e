import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { Type } from 'typebox'
import { begun, gate, openPlatform } from '#test/platform'
import { systemActor } from './actor.ts'
import type { Ctx } from './ctx.ts'
import { refused } from './errors.ts'
import { defineEvent } from './events.ts'
import { gathered, gatheredLast } from './gathered.ts'
import type { Say } from './gathered.ts'
import { registry } from './metrics.ts'
import { CONVOYS } from './station.ts'

const platform = await openPlatform()
afterAll(() => platform.close())
const { db, write, read, notes } = platform
afterEach(() => write((ctx) => ctx.sql`delete from note`))

const together = <T>(work: (ctx: Ctx) => Promise<T>, name = 'test'): Promise<T> =>
  db.writeTogether({ actor: systemActor(name) }, work)

/** Answers the transaction it was written in. */
const add = gathered<string, string>(async ({ sql }, texts) => {
  const rows = await sql<{ xid: string }>`
    insert into note (text) select unnest(${texts}::text[]) returning pg_current_xact_id()::text as xid`
  return rows.map(({ xid }) => xid)
})
const sayLook: Say<string, boolean> = async ({ sql }, texts) => {
  const rows = await sql<{ text: string }>`select text from note where text = any(${texts}::text[])`
  return texts.map((text) => rows.some((row) => row.text === text))
}
const [look, lookLast] = [gathered(sayLook), gatheredLast(sayLook)]
const looking = async (ctx: Ctx, text: string): Promise<void> => {
  if (await look(ctx, text)) throw refused('known', { detail: 'It is there.' })
}

/** Does this while all ways are taken, so that everybody it begins has to wait; then lets them go. */
async function inRush<T>(begin: () => Promise<T>[]): Promise<PromiseSettledResult<T>[]> {
  const taken: (() => Promise<void>)[] = []
  for (let ways = 0; ways < CONVOYS; ways++) taken.push(await begun(together, (ctx) => ctx.sql`select 1`))
  const waiting = Promise.allSettled(begin())
  await new Promise((turn) => setImmediate(turn))
  await Promise.all(taken.map((letGo) => letGo()))
  return waiting
}

const reasonsOf = (outcomes: readonly PromiseSettledResult<unknown>[]): unknown[] =>
  outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as { code?: string }).code : 'done'))

describe('in a rush', () => {
  test('those who wait are one transaction, and say in one statement what they say alike', async () => {
    const statements = async () => Number(/^hilo_db_statements_total (\d+)/m.exec(await registry.metrics())?.[1] ?? 0)
    const texts = ['a', 'b', 'c', 'd', 'e']
    const before = await statements()
    const outcomes = await inRush(() => texts.map((text) => together((ctx) => add(ctx, text))))
    // Begin, select, commit of each in front; begin, insert, commit for all five.
    expect((await statements()) - before).toBe(3 * CONVOYS + 3)
    const xids = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : null))
    expect(new Set(xids).size).toBe(1)
    expect(await notes()).toEqual(texts)
  })

  test('nobody waits for a rush that is not there', async () => {
    const xids = [await together((ctx) => add(ctx, 'a')), await together((ctx) => add(ctx, 'b'))]
    expect(new Set(xids).size).toBe(2)
  })

  test('who is refused before anything was written leaves alone, the others stay', async () => {
    await write((ctx) => ctx.sql`insert into note (text) values ('there')`)
    let tries = 0
    const one = (text: string) =>
      together(async (ctx) => {
        tries++
        await looking(ctx, text)
        return add(ctx, text)
      })
    const outcomes = await inRush(() => ['a', 'there', 'b'].map(one))
    expect(reasonsOf(outcomes)).toEqual(['done', 'known', 'done'])
    expect(tries).toBe(3)
    expect(await notes()).toEqual(['a', 'b', 'there'])
  })

  test('who is refused for what another wrote is judged again alone, and so is everybody', async () => {
    const tries = { a: 0, b: 0 }
    // The second looks after the first has written: what it sees may not come to be.
    const first = () =>
      together(async (ctx) => {
        tries.a++
        await add(ctx, 'a')
        await look(ctx, 'other')
        if (tries.a === 1) throw refused('regret', {})
        return 'a'
      })
    const second = () =>
      together(async (ctx) => {
        tries.b++
        await look(ctx, 'other')
        await looking(ctx, 'a')
        return add(ctx, 'b')
      })
    const outcomes = await inRush<unknown>(() => [first(), second()])
    expect(tries).toEqual({ a: 2, b: 2 })
    expect(reasonsOf(outcomes)[0]).toBe('done')
    expect(await notes()).toEqual(reasonsOf(outcomes)[1] === 'done' ? ['a', 'b'] : ['a'])
  })

  test('what the database refuses one of them is done again by each alone: once for whoever can', async () => {
    await write((ctx) => ctx.sql`insert into note (text) values ('there')`)
    const told: string[] = []
    const one = (text: string) =>
      together(async (ctx) => {
        await look(ctx, text)
        const xid = await add(ctx, text)
        told.push(text)
        return xid
      })
    const outcomes = await inRush(() => ['a', 'there', 'b'].map(one))
    expect(reasonsOf(outcomes)).toEqual(['done', '23505', 'done'])
    expect(told.toSorted()).toEqual(['a', 'b'])
    expect(await notes()).toEqual(['a', 'b', 'there'])
  })

  test('who has asked what was not said yet when the convoy fails is not refused for that: they do it again alone', async () => {
    let failed = false
    const breaks = () =>
      together(async (ctx) => {
        await look(ctx, 'other')
        if (!failed) {
          failed = true
          await ctx.sql`select 1 / 0`
        }
        return add(ctx, 'a')
      })
    // Waits for the other, who has not come as far as what is said last.
    const waits = () =>
      together(async (ctx) => {
        await lookLast(ctx, 'other')
        return add(ctx, 'b')
      })
    expect(reasonsOf(await inRush(() => [breaks(), waits()]))).toEqual(['done', 'done'])
    expect(await notes()).toEqual(['a', 'b'])
  })

  test('who speaks when the convoy has just failed is not refused for that: they do it again alone', async () => {
    // A moment later each: before the convoy knows, while it is being rolled back, and after.
    for (let moments = 0; moments < 30; moments++) {
      let tries = 0
      const { promise: broken, resolve: breaks } = Promise.withResolvers<void>()
      const first = () =>
        together(async (ctx) => {
          if (++tries === 1) await ctx.sql`select 1 / 0`.finally(breaks)
          return add(ctx, `a ${moments}`)
        })
      const second = () =>
        together(async (ctx) => {
          await broken
          for (let moment = 0; moment < moments; moment++) await Promise.resolve()
          return add(ctx, `b ${moments}`)
        })
      expect(reasonsOf(await inRush(() => [first(), second()])), `${moments}`).toEqual(['done', 'done'])
    }
    expect(await notes()).toHaveLength(60)
  })

  test('a fault of one of them, before it wrote or after, is nobody else’s', async () => {
    const faulty = (after: boolean) =>
      together(async (ctx) => {
        await look(ctx, 'x')
        if (after) await add(ctx, `${after}`)
        throw new Error('a fault of ours')
      })
    const right = (text: string) =>
      together(async (ctx) => {
        await look(ctx, text)
        return add(ctx, text)
      })
    for (const after of [false, true]) {
      const outcomes = await inRush(() => [right(`a${after}`), faulty(after), right(`b${after}`)])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    }
    expect(await notes()).toEqual(['afalse', 'atrue', 'bfalse', 'btrue'])
  })

  test('an attempt, which one transaction can make only for one, is made alone', async () => {
    const outcomes = await inRush<unknown>(() => [
      together((ctx) => add(ctx, 'a')),
      together(async (ctx) => {
        await add(ctx, 'b')
        await ctx.attempt(() => ctx.sql`insert into note (text) values ('b')`).catch(() => {})
      }),
    ])
    expect(reasonsOf(outcomes)).toEqual(['done', 'done'])
    expect(await notes()).toEqual(['a', 'b'])
  })

  test('each tells its own facts, once, as whoever it is; who left told nothing', async () => {
    const said = defineEvent('note.said', Type.Object({ text: Type.String() }))
    const one = (text: string) =>
      together(async (ctx) => {
        ctx.emit(said, { text })
        await looking(ctx, text)
        if (text === 'bad') throw refused('bad', {})
        return add(ctx, text)
      }, text)
    expect(reasonsOf(await inRush(() => ['a', 'bad', 'b', 'c'].map(one)))).toEqual(['done', 'bad', 'done', 'done'])
    const facts = await read(
      (ctx) => ctx.sql<{ text: string; actor_name: string; position: number; xid: string }>`
        select data->>'text' as text, actor_name, position, xid::text from event where type = 'note.said' order by xid, position`,
    )
    expect(facts.map(({ text, position }) => [text, position])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ])
    expect(facts.map(({ actor_name }) => actor_name)).toEqual(['a', 'b', 'c'])
    expect(new Set(facts.map(({ xid }) => xid)).size).toBe(1)
  })

  test('a connection that breaks before the commit loses nothing and does nothing twice', async () => {
    const breaking = gate()
    const one = (text: string) =>
      together(async (ctx) => {
        const [{ pid }] = (await ctx.sql<{ pid: number }>`select pg_backend_pid() as pid`) as [{ pid: number }]
        await add(ctx, text)
        if (text === 'a' && !broken) {
          broken = true
          const killer = await platform.connect()
          await killer.query('select pg_terminate_backend($1)', [pid])
          await killer.end()
          breaking.open()
        } else if (broken === false) await breaking.opened
        return look(ctx, text)
      })
    let broken = false
    expect(reasonsOf(await inRush(() => ['a', 'b', 'c'].map(one)))).toEqual(['done', 'done', 'done'])
    expect(await notes()).toEqual(['a', 'b', 'c'])
  })

  test('a convoy that waits too long for a lock is no more: each goes alone, and who need not wait does not', async () => {
    const letGo = await begun(write, (ctx) => ctx.sql`insert into note (text) values ('held')`)
    const outcomes: string[] = []
    const riders = inRush(() => [
      together(async (ctx) => {
        await add(ctx, 'free')
        outcomes.push('free')
      }),
      together(async (ctx) => {
        await ctx.sql`insert into note (text) values ('held') on conflict do nothing`
        outcomes.push('held')
      }),
    ])
    while (!outcomes.includes('free')) await new Promise((turn) => setTimeout(turn, 10))
    expect(outcomes).not.toContain('held')
    await letGo()
    expect(reasonsOf(await riders)).toEqual(['done', 'done'])
    expect(await notes()).toEqual(['free', 'held'])
  })
})
