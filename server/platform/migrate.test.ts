import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import pg from 'pg'
import { Type } from 'typebox'
import { afterAll, describe, expect, test } from 'vitest'
import { openPlatform } from '#test/platform'
import { defineEvent } from './events.ts'
import { createLog } from './log.ts'
import { addMonths, migrate, migrations } from './migrate.ts'
import type { Migration } from './migrate.ts'

const log = createLog('silent')
const platform = await openPlatform()
afterAll(() => platform.close())

const piece = (name: string, text: string): Migration => ({ name, text, checksum: `${name} ${text}` })

/** An empty database on the same server. */
async function emptyDatabase(): Promise<string> {
  const name = `empty_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  const client = await platform.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(platform.url)
  url.pathname = `/${name}`
  return url.href
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

describe('migrations', () => {
  test('three programs that start at once on an empty database apply each file once', async () => {
    const url = await emptyDatabase()
    const list = migrations()
    const applied = await Promise.all([1, 2, 3].map(() => migrate({ url, schema: 'hilo', log })))
    expect(applied.toSorted((a, b) => a - b)).toEqual([0, 0, list.length])
    expect(await query(url, 'select name from hilo.migration order by name')).toEqual(
      list.map(({ name }) => ({ name })),
    )
    expect(await migrate({ url, schema: 'hilo', log })).toBe(0)
  })

  test('a file changed after it was applied stops the start and changes nothing', async () => {
    const url = platform.url
    const list = [...migrations(), piece('20990101T0000_new.sql', 'create table never (id int)')]
    list[2] = { ...list[2]!, checksum: 'other' }
    await expect(migrate({ url, schema: 'hilo', log, list })).rejects.toThrow(`migration ${list[2]!.name} was changed`)
    expect(await query(url, `select from pg_tables where tablename = 'never'`)).toEqual([])
  })

  test('a file that fails half-way leaves nothing, is named, and can be mended', async () => {
    const url = platform.url
    const name = '20990101T0001_half.sql'
    const half = [...migrations(), piece(name, 'create table half (id int); insert into nowhere values (1)')]
    await expect(migrate({ url, schema: 'hilo', log, list: half })).rejects.toThrow(
      `migration ${name} failed: relation "nowhere" does not exist`,
    )
    const mended = [...migrations(), piece(name, 'create table half (id int)')]
    expect(await migrate({ url, schema: 'hilo', log, list: mended })).toBe(1)
  })

  test('two retailers live side by side in one database', async () => {
    const url = platform.url
    await Promise.all([migrate({ url, schema: 'otra', log }), migrate({ url, schema: 'tercera', log })])
    const [row] = await query<{ tables: number }>(
      url,
      `select count(distinct n) as tables from (select nspname as n from pg_namespace join pg_class c on c.relnamespace = pg_namespace.oid where relname = 'event') x`,
    )
    expect(row).toEqual({ tables: 3 })
  })

  test('a server older than 15 is refused in words', async () => {
    const old = await oldServer()
    const url = `postgres://hilo@127.0.0.1:${(old.address() as AddressInfo).port}/hilo`
    await expect(migrate({ url, schema: 'hilo', log })).rejects.toThrow(/PostgreSQL 15 or newer is needed/)
    old.close()
  })
})

describe('months of the log', () => {
  const partitions = async (): Promise<string[]> =>
    (
      await platform.read(
        (ctx) => ctx.sql<{ name: string }>`
      select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = 'event'::regclass order by c.relname`,
      )
    ).map(({ name }) => name)
  const told = defineEvent('note.told', Type.Any())
  const add = async (now: Date) => {
    const client = await platform.connect()
    await addMonths(async (text) => (await client.query(text)).rows, now)
    await client.end()
  }

  test('this month and three ahead exist, and once more is no more', async () => {
    await add(new Date('2031-11-30T23:59:59Z'))
    await add(new Date('2031-11-30T23:59:59Z'))
    const names = await partitions()
    expect(names.filter((name) => /2031m|2032m/.test(name))).toEqual([
      'event_y2031m11',
      'event_y2031m12',
      'event_y2032m01',
      'event_y2032m02',
    ])
    expect(names).toContain('event_other')
  })

  test('facts of far away are kept all the same, and months added later do not stumble over them', async () => {
    platform.clock.now = new Date('2041-05-05T00:00:00Z')
    await platform.write(async (ctx) => ctx.emit(told, { n: 1 }, { occurred_at: new Date('1999-01-01T00:00:00Z') }))
    const [row] = await platform.read(
      (ctx) =>
        ctx.sql<{
          place: string
        }>`select tableoid::regclass::text as place from event where recorded_at = ${platform.clock.now}`,
    )
    expect(row).toEqual({ place: 'event_other' })
    await add(new Date('2041-04-01T00:00:00Z'))
    expect(await partitions()).toContain('event_y2041m06')
    const rows = await platform.read((ctx) => ctx.sql`select data from event where recorded_at = ${platform.clock.now}`)
    expect(rows).toEqual([{ data: { n: 1 } }])
  })
})

/** Speaks just enough of the protocol (PostgreSQL 18 docs, 54.7) to say that it is version 14. */
async function oldServer(): Promise<Server> {
  const message = (type: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts)
    const length = Buffer.alloc(4)
    length.writeInt32BE(body.length + 4)
    return Buffer.concat([Buffer.from(type), length, body])
  }
  const int = (size: 2 | 4, value: number) => {
    const bytes = Buffer.alloc(size)
    bytes.writeIntBE(value, 0, size)
    return bytes
  }
  const text = Buffer.from('140011')
  const ready = message('Z', Buffer.from('I'))
  const answer = Buffer.concat([
    message(
      'T',
      int(2, 1),
      Buffer.from('server_version_num\0'),
      int(4, 0),
      int(2, 0),
      int(4, 25),
      int(2, -1),
      int(4, -1),
      int(2, 0),
    ),
    message('D', int(2, 1), int(4, text.length), text),
    message('C', Buffer.from('SHOW\0')),
    ready,
  ])
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', int(4, 0)), ready]))
      socket.on('data', (bytes) => void (bytes[0] === 'X'.charCodeAt(0) ? socket.end() : socket.write(answer)))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return server
}
