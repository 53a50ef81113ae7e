import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { Type } from 'typebox'
import { gate, openPlatform } from '#test/platform'
import { systemActor } from './actor.ts'
import type { Ctx } from './ctx.ts'
import { refused } from './errors.ts'
import { defineEvent } from './events.ts'
import { Gathering, gathered } from './gathered.ts'
import type { Line } from './gathered.ts'
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
const look = gathered<string, boolean>(async ({ sql }, texts) => {
  const rows = await sql<{ text: string }>`select text from note where text = any(${texts}::text[])`
  return texts.map((text) => rows.some((row) => row.text === text))
})
const looking = async (ctx: Ctx, text: string): Promise<void> => {
  if (await look(ctx, text)) throw refused('known', { detail: 'It is there.' })
}

/** Does this while all ways are taken, so that everybody it begins has to wait; then lets them go. */
async function inRush<T>(begin: () => Promise<T>[]): Promise<PromiseSettledResult<T>[]> {
  const free = gate()
  const taken: Promise<void>[] = []
  for (let ways = 0; ways < CONVOYS; ways++) {
    const begun = gate()
    taken.push(
      together(async (ctx) => {
        await ctx.sql`select 1`
        begun.open()
        await free.opened
      }),
    )
    await begun.opened
  }
  const waiting = Promise.allSettled(begin())
  await new Promise((turn) => setImmediate(turn))
  free.open()
  await Promise.all(taken)
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
})

describe('one statement for several', () => {
  /** What is said, in its order. */
  function gathering(travellers: readonly object[] = []) {
    const said: string[] = []
    const line = {} as Line
    const one = new Gathering(line, (_, send) => send(), travellers)
    const says = (name: string) => async (_: Line, asks: readonly string[]) => {
      said.push(`${name}(${asks.join(' ')})`)
      return asks.map((ask) => `${name} ${ask}`)
    }
    return { one, said, says }
  }

  test('each gets its own answer, and keeps its own order', async () => {
    const { one, said, says } = gathering()
    const [x, y] = [says('x'), says('y')]
    const [a, b, c] = [{}, {}, {}]
    const answers = [one.join(a, x, 'a1'), one.join(a, y, 'a2'), one.join(b, y, 'b1'), one.join(b, x, 'b2')]
    answers.push(one.join(c, x, 'c1'), one.join(c, y, 'c2'))
    expect(await Promise.all(answers)).toEqual(['x a1', 'y a2', 'y b1', 'x b2', 'x c1', 'y c2'])
    // b says x after y: it must not come before.
    expect(said).toEqual(['x(a1 c1)', 'y(a2 b1 c2)', 'x(b2)'])
  })

  test('one that fails fails whoever asked it, and no other', async () => {
    const { one, says } = gathering()
    const failing = async () => Promise.reject(new Error('no'))
    const outcomes = await Promise.allSettled([
      one.join({}, failing, 'a'),
      one.join({}, says('x'), 'b'),
      one.join({}, failing, 'c'),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected'])
  })

  test('what comes last is said at once for all, when nobody is still on the way there', async () => {
    const [a, b, c] = [{}, {}, {}]
    const { one, said, says } = gathering([a, b, c])
    const [x, shelf] = [says('x'), says('shelf')]
    const first = one.join(a, shelf, 'a', 'last')
    await one.join(b, x, 'b')
    one.arrive(c)
    await one.join(b, x, 'b again')
    expect(said).toEqual(['x(b)', 'x(b again)'])
    const second = one.join(b, shelf, 'b', 'last')
    // Whatever is said in the same turn is said before.
    const other = one.join(b, x, 'b at last')
    expect(await Promise.all([first, second, other])).toEqual(['shelf a', 'shelf b', 'x b at last'])
    expect(said.slice(2)).toEqual(['x(b at last)', 'shelf(a b)'])
    // Whoever goes on is waited for again.
    const more = one.join(a, shelf, 'a again', 'last')
    await one.join(b, x, 'b goes on')
    expect(said.at(-1)).toBe('x(b goes on)')
    one.arrive(b)
    expect(await more).toBe('shelf a again')
  })

  test('who leaves is not waited for, and what they had not said is not said', async () => {
    const [a, b] = [{}, {}]
    const { one, said, says } = gathering([a, b])
    const [x, shelf] = [says('x'), says('shelf')]
    const stays = one.join(a, shelf, 'a', 'last')
    const gone = Promise.allSettled([one.join(b, x, 'b'), one.join(b, shelf, 'b', 'last')])
    one.leave(b)
    expect(await stays).toBe('shelf a')
    expect((await gone).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(said).toEqual(['shelf(a)'])
  })
})

describe('turns', () => {
  test('of one turn one is on the way at a time, in the order they came; others go past', async () => {
    const order: string[] = []
    const [begun, free] = [gate(), gate()]
    const of = (turn: string | null, name: string, until?: Promise<unknown>) =>
      db.writeTogether(
        { actor: systemActor('test') },
        async (ctx) => {
          order.push(`${name} begins`)
          begun.open()
          await ctx.sql`select 1`
          await until
          order.push(`${name} ends`)
        },
        turn,
      )
    const first = of('cart 1', 'first', free.opened)
    await begun.opened
    const [second, third, other] = [of('cart 1', 'second'), of('cart 1', 'third'), of('cart 2', 'other')]
    await other
    expect(order).toEqual(['first begins', 'other begins', 'other ends'])
    free.open()
    await Promise.all([first, second, third])
    expect(order.slice(3)).toEqual(['first ends', 'second begins', 'second ends', 'third begins', 'third ends'])
  })

  test('who waits for a row alone keeps the way from nobody for long', async () => {
    const held = gate()
    const locks = gate()
    const holder = write(async (ctx) => {
      await ctx.sql`insert into note (text) values ('held')`
      locks.open()
      await held.opened
    })
    await locks.opened
    // One at every way, each waiting for whoever has the text.
    const stuck = []
    for (let way = 0; way < CONVOYS; way++) {
      stuck.push(together((ctx) => ctx.sql`insert into note (text) values ('held') on conflict do nothing`))
      await new Promise((turn) => setImmediate(turn))
    }
    expect(await together((ctx) => ctx.sql`select 1 as one`)).toEqual([{ one: 1 }])
    held.open()
    await Promise.all([holder, ...stuck])
    expect(await notes()).toEqual(['held'])
  })

  test('a convoy that waits too long for a lock is no more: each goes alone, and who need not wait does not', async () => {
    const held = gate()
    const locks = gate()
    const holder = write(async (ctx) => {
      await ctx.sql`insert into note (text) values ('held')`
      locks.open()
      await held.opened
    })
    await locks.opened
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
    held.open()
    expect(reasonsOf(await riders)).toEqual(['done', 'done'])
    await holder
    expect(await notes()).toEqual(['free', 'held'])
  })
})
