import { afterAll, afterEach, expect, test } from 'vitest'
import { gate, openPlatform } from '#test/platform'
import { inTurn } from './ctx.ts'
import type { Ctx } from './ctx.ts'
import { registry } from './metrics.ts'

const platform = await openPlatform()
afterAll(() => platform.close())
const { db, write, read, notes } = platform
afterEach(() => write((ctx) => ctx.sql`delete from note`))

const add = (ctx: Ctx, text: string) => ctx.sql`insert into note (text) values (${text})`
const flights = async (work: () => Promise<unknown>): Promise<number> => {
  const count = async () => Number(/^hilo_db_flights_total (\d+)/m.exec(await registry.metrics())?.[1] ?? 0)
  const before = await count()
  await work()
  return (await count()) - before
}

test('begin and commit travel with what they enclose', async () => {
  expect(await flights(() => write((ctx) => add(ctx, 'one')))).toBe(2)
  expect(
    await flights(() =>
      write(async (ctx) => {
        await inTurn(add(ctx, 'two'), add(ctx, 'three'))
        ctx.post`insert into note (text) values ('four')`
      }),
    ),
  ).toBe(2)
  expect(await notes()).toEqual(['four', 'one', 'three', 'two'])
})

test('what was posted and fails, fails the transaction with its own reason', async () => {
  await write((ctx) => add(ctx, 'there'))
  const posting = write(async (ctx) => {
    await add(ctx, 'new')
    ctx.post`insert into note (text) values ('there')`
    ctx.post`insert into note (text) values ('behind it')`
  })
  await expect(posting).rejects.toMatchObject({ code: '23505' })
  const asking = write(async (ctx) => {
    ctx.post`insert into note (text) values ('there')`
    await add(ctx, 'behind it')
  })
  await expect(asking).rejects.toMatchObject({ code: '23505' })
  expect(await notes()).toEqual(['there'])
})

test('a failure that the work swallows is no commit', async () => {
  await write((ctx) => add(ctx, 'there'))
  const swallowing = write(async (ctx) => {
    await add(ctx, 'new')
    await add(ctx, 'there').catch(() => {})
  })
  await expect(swallowing).rejects.toMatchObject({ code: '23505' })
  expect(await notes()).toEqual(['there'])
})

test('what is posted in an attempt fails the attempt and nothing else', async () => {
  await write(async (ctx) => {
    await add(ctx, 'there')
    const attempt = ctx.attempt(async () => {
      ctx.post`insert into note (text) values ('there')`
    })
    await expect(attempt).rejects.toMatchObject({ code: '23505' })
    ctx.post`insert into note (text) values ('after')`
  })
  expect(await notes()).toEqual(['after', 'there'])
})

test('of several sent together the first that failed is told, but never that the transaction is aborted', async () => {
  await write((ctx) => add(ctx, 'there'))
  const failing = (ctx: Ctx) => inTurn(ctx.sql`select 1`, add(ctx, 'there'), ctx.sql`select 1 / ${0}::int`)
  await expect(write(failing)).rejects.toMatchObject({ code: '23505' })
  const behind = (ctx: Ctx) => {
    const bad = add(ctx, 'there')
    return inTurn(ctx.sql`select 2`, bad)
  }
  await expect(write(behind)).rejects.toMatchObject({ code: '23505' })
})

test('who is not admitted is told at once, and the work sent along leaves nothing', async () => {
  const [locked, done] = [gate(), gate()]
  await write((ctx) => add(ctx, 'shelf'))
  const holder = write(async (ctx) => {
    await ctx.sql`select id from note where text = 'shelf' for update`
    locked.open()
    await done.opened
  })
  await locked.opened
  const scope = {
    actor: (await read(async (ctx) => ctx)).actor,
    admit: async () => Promise.reject(new Error('not you')),
  }
  const turnedAway = db.write(scope, async (ctx) => {
    await ctx.sql`update note set text = 'taken' where text = 'shelf'`
  })
  await expect(turnedAway).rejects.toThrow('not you')
  done.open()
  await holder
  await expect.poll(notes).toEqual(['shelf'])
})

test('work that goes on after another part of it failed speaks into nobody else’s transaction', async () => {
  const failed = gate()
  let late: Promise<unknown> = Promise.resolve()
  const failing = write(async (ctx) => {
    late = failed.opened.then(() => add(ctx, 'late'))
    late.catch(() => {})
    await ctx.sql`select 1 / ${0}::int`
  })
  await expect(failing).rejects.toMatchObject({ code: '22012' })
  failed.open()
  await expect(late).rejects.toThrow('the transaction is over')
  expect(await notes()).toEqual([])
})

test('jobs are enqueued with the commit, in one flight; of one key the last, of an attempt undone none', async () => {
  type Row = { name: string; payload: object; key: string | null; max_attempts: number }
  const asking = async (ctx: Ctx) => {
    await add(ctx, 'there')
    ctx.job('test.first', { n: 1 })
    ctx.job('test.keyed', { n: 2 }, { key: 'one', max_attempts: 3 })
    const undone = ctx.attempt(async () => {
      ctx.job('test.undone', {})
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    ctx.job('test.keyed', { n: 3, text: 'a "quoted" {word}' }, { key: 'one', max_attempts: 3 })
  }
  // The insert, the attempt's undoing, and the commit with all the rest.
  expect(await flights(() => write(asking))).toBe(3)
  const rows = await read(
    (ctx) => ctx.sql<Row>`
      select t.identifier as name, j.payload, j.key, j.max_attempts from hilo_jobs._private_jobs j
        join hilo_jobs._private_tasks t on t.id = j.task_id where t.identifier like 'test.%' order by t.identifier`,
  )
  expect(rows).toEqual([
    { name: 'test.first', payload: { n: 1 }, key: null, max_attempts: 12 },
    { name: 'test.keyed', payload: { n: 3, text: 'a "quoted" {word}' }, key: 'one', max_attempts: 3 },
  ])
})

test('a transaction that fails asks for nothing', async () => {
  const failing = write(async (ctx) => {
    ctx.job('test.never', {})
    await add(ctx, 'there')
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  const rows = await read(
    (ctx) => ctx.sql`select identifier from hilo_jobs._private_tasks where identifier = 'test.never'`,
  )
  expect(rows).toEqual([])
})
