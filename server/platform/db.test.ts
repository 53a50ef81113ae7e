import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gate, openPlatform } from '#test/platform'
import type { Platform, Served } from '#test/platform'
import { publicActor } from './actor.ts'
import type { Ctx } from './ctx.ts'
import { openDatabase } from './db.ts'
import { Outside } from './errors.ts'
import { createLog } from './log.ts'
import { migrate } from './migrate.ts'
import { removeCluster, startPostgres } from './postgres.ts'
import type { Postgres } from './postgres.ts'
import { readRoute, writeRoute } from './route.ts'

const platform = await openPlatform()
afterAll(() => platform.close())
const { write, read, notes } = platform
const silent = createLog('silent')

const add = (ctx: Ctx, text: string) => ctx.sql`insert into note (text) values (${text})`
const sizeOf = async (ctx: Ctx): Promise<number> => (await ctx.sql<{ n: number }>`select count(*) as n from note`)[0]!.n

describe('a transaction that lost a race', () => {
  test('is done again when two could not be told apart in order', async () => {
    const bothRead = [gate(), gate()] as const
    let tries = 0
    const count = (own: 0 | 1) =>
      write(async (ctx) => {
        tries += 1
        await ctx.sql`set transaction isolation level serializable`
        const n = await sizeOf(ctx)
        bothRead[own].open()
        await bothRead[1 - own]!.opened
        await add(ctx, `${own} saw ${n}`)
      })
    await Promise.all([count(0), count(1)])
    expect(tries).toBeGreaterThan(2)
    expect((await notes()).map((text) => text.slice(-1)).toSorted()).toEqual(['0', '1'])
    await write((ctx) => ctx.sql`delete from note`)
  })

  test('is done again when each waited for the other', async () => {
    await write(async (ctx) => {
      await add(ctx, 'left')
      await add(ctx, 'right')
    })
    const locked = { left: gate(), right: gate() }
    let tries = 0
    const change = (first: 'left' | 'right', second: 'left' | 'right') =>
      write(async (ctx) => {
        tries += 1
        await ctx.sql`select id from note where text = ${first} for update`
        locked[first].open()
        await locked[second].opened
        await ctx.sql`select id from note where text = ${second} for update`
        await add(ctx, `${first} then ${second}`)
      })
    await Promise.all([change('left', 'right'), change('right', 'left')])
    expect(tries).toBeGreaterThan(2)
    expect(await notes()).toEqual(['left', 'left then right', 'right', 'right then left'])
    await write((ctx) => ctx.sql`delete from note`)
  })

  test('any other failure is not tried again and leaves nothing', async () => {
    let tries = 0
    const failing = write(async (ctx) => {
      tries += 1
      await add(ctx, 'never')
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(tries).toBe(1)
    expect(await notes()).toEqual([])
  })
})

describe('values', () => {
  test('a read cannot write', async () => {
    await expect(read((ctx) => add(ctx, 'x'))).rejects.toMatchObject({ code: '25006' })
    await expect(read(async (ctx) => ctx.emit({ name: 'note.told', schema: Type.Any() }, {}))).rejects.toThrow(
      'a read announces nothing',
    )
    expect(await notes()).toEqual([])
  })

  test('counts and money are safe integers, or fail', async () => {
    const value = (text: string) => read((ctx) => ctx.sql<{ n: number }>`select ${text}::bigint as n`)
    expect(await value('9007199254740991')).toEqual([{ n: Number.MAX_SAFE_INTEGER }])
    expect(await value('-9007199254740991')).toEqual([{ n: Number.MIN_SAFE_INTEGER }])
    await expect(value('9007199254740992')).rejects.toThrow('safe range')
    expect(await value('1')).toEqual([{ n: 1 }])
  })

  test('lists of them too, whatever they hold', async () => {
    const list = (text: string) => read((ctx) => ctx.sql<{ list: (number | null)[] }>`select ${text}::bigint[] as list`)
    expect(await list('{}')).toEqual([{ list: [] }])
    expect(await list('{1,-2,9007199254740991}')).toEqual([{ list: [1, -2, Number.MAX_SAFE_INTEGER] }])
    expect(await list('{1,NULL}')).toEqual([{ list: [1, null] }])
    await expect(list('{9007199254740993}')).rejects.toThrow('safe range')
  })

  test('a day stays a text, a moment is a moment', async () => {
    const [row] = await read((ctx) => ctx.sql`select date '2026-03-29' as day, timestamptz '2026-03-29 02:30+02' as at`)
    expect(row).toEqual({ day: '2026-03-29', at: new Date('2026-03-29T00:30:00Z') })
  })
})

describe('a database that does not answer in time', () => {
  test('a statement without end is a failure outside of us', async () => {
    const slow = write(async (ctx) => {
      await ctx.sql`set local statement_timeout = 50`
      await ctx.sql`select pg_sleep(5)`
    })
    await expect(slow).rejects.toMatchObject({ name: 'Outside', code: 'database_unavailable' })
  })

  test('a transaction left lying about is ended, the failure is outside of us, the pool lives on', async () => {
    const idle = write(async (ctx) => {
      await ctx.sql`set local idle_in_transaction_session_timeout = 50`
      const [me] = await ctx.sql<{ pid: number }>`select pg_backend_pid() as pid`
      for (let gone = false; !gone;) {
        const rows = await read((other) => other.sql`select from pg_stat_activity where pid = ${me!.pid}`)
        gone = rows.length === 0
      }
      await add(ctx, 'late')
    })
    await expect(idle).rejects.toBeInstanceOf(Outside)
    expect(await Promise.all(Array.from({ length: 30 }, () => write(sizeOf)))).toEqual(
      Array.from({ length: 30 }, () => 0),
    )
  })

  test('a connection that is ended under a statement is a failure outside of us', async () => {
    const struck = write(async (ctx) => {
      const [me] = await ctx.sql<{ pid: number }>`select pg_backend_pid() as pid`
      await Promise.all([
        ctx.sql`select pg_sleep(5)`,
        write((other) => other.sql`select pg_terminate_backend(${me!.pid})`),
      ])
    })
    await expect(struck).rejects.toBeInstanceOf(Outside)
    expect(await write(sizeOf)).toBe(0)
  })

  test.each(['postgres://nobody@127.0.0.1:1/x', 'postgres://nobody@no-such-host.invalid/x'])(
    'nobody at %s: outside of us',
    async (url) => {
      const nowhere = openDatabase({ url, schema: 'hilo', log: silent })
      await expect(nowhere.read({ actor: publicActor }, (ctx) => ctx.sql`select 1`)).rejects.toBeInstanceOf(Outside)
      await expect(nowhere.write({ actor: publicActor }, (ctx) => ctx.sql`select 1`)).rejects.toBeInstanceOf(Outside)
      await nowhere.close()
    },
  )
})

describe('a server whose database goes away', () => {
  const data_dir = mkdtempSync(join(tmpdir(), 'hilo-away-'))
  const start = () => startPostgres({ data_dir, log: silent, volatile: true, ...(port === 0 ? {} : { port }) })
  let port = 0
  let postgres: Postgres
  let lonely: Platform
  let served: Served
  const routes = [
    readRoute({
      operation: 'look',
      method: 'GET',
      path: '/look',
      summary: 'Looks',
      who: ['public'],
      reply: Type.Object({ n: Type.Integer() }),
      handle: async (ctx) => ({ n: await sizeOf(ctx) }),
    }),
    writeRoute({
      operation: 'note',
      method: 'POST',
      path: '/notes',
      summary: 'Notes',
      who: ['public'],
      reply: Type.Null(),
      handle: async (ctx) => {
        await add(ctx, crypto.randomUUID())
        return null
      },
    }),
  ]
  beforeAll(async () => {
    postgres = await start()
    port = Number(new URL(postgres.url).port)
    await migrate({ url: postgres.url, schema: 'hilo', log: silent })
    lonely = await openPlatform({ url: postgres.url })
    served = await lonely.serve({ routes })
  })
  afterAll(async () => {
    await lonely.close()
    await postgres.stop()
    removeCluster(data_dir)
  })

  test('says 503 and when to come again, and recovers by itself', { timeout: 30_000 }, async () => {
    const api = served.api()
    const key = crypto.randomUUID()
    expect(await api.post('/notes', undefined, { 'idempotency-key': key })).toMatchObject({ status: 200 })
    await postgres.stop()
    for (const answer of [await api.get('/look'), await api.post('/notes'), await api.get('/look')]) {
      expect(answer).toMatchObject({ status: 503, body: { code: 'database_unavailable' } })
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    postgres = await start()
    expect(await api.get('/look')).toMatchObject({ status: 200, body: { n: 1 } })
    expect((await api.post('/notes', undefined, { 'idempotency-key': key })).headers.get('idempotent-replayed')).toBe(
      'true',
    )
    expect(await api.post('/notes')).toMatchObject({ status: 200 })
  })
})
