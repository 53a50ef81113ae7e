import { afterAll, expect, test } from 'vitest'
import { openPlatform } from '#test/platform'
import { Connection, openPool } from './connection.ts'
import { createLog } from './log.ts'
import { shareLines } from './shared-lines.ts'

const platform = await openPlatform()
afterAll(() => platform.close())

const log = createLog('silent')
const options = '-c search_path=hilo,public'
const add = 'insert into note (text) values ($1) returning text'

async function open(): Promise<Connection> {
  const connection = new Connection({ connectionString: platform.url, options })
  await connection.connect()
  return connection
}

test('what is said in one turn is answered in its order, each with its own columns', async () => {
  const connection = await open()
  const again = 'select $1::int as n, $2::text[] as words'
  const answers = await Promise.all([
    connection.send(again, [1, ['a', 'b, c', null]]),
    connection.send('select 1 where false', []),
    connection.send(again, [2, null]),
    connection.send('set application_name = flight', []),
  ])
  expect(answers).toEqual([
    { command: 'SELECT', rows: [{ n: 1, words: ['a', 'b, c', null] }] },
    { command: 'SELECT', rows: [] },
    { command: 'SELECT', rows: [{ n: 2, words: null }] },
    { command: 'SET', rows: [] },
  ])
  await connection.end()
})

test('the first that fails says why, those behind it were never looked at, and all can be said again', async () => {
  const connection = await open()
  const ask = () =>
    Promise.allSettled([
      connection.send('select 1 as one', []),
      connection.send('select 1 / $1::int as rest', [0]),
      connection.send(add, ['behind']),
    ])
  for (let n = 0; n < 2; n++) {
    const [before, failing, behind] = await ask()
    expect(before).toMatchObject({ status: 'fulfilled', value: { rows: [{ one: 1 }] } })
    expect(failing).toMatchObject({ status: 'rejected', reason: { code: '22012' } })
    expect(behind).toMatchObject({ status: 'rejected', reason: { code: '25P02' } })
  }
  expect((await connection.send('select 1 / $1::int as rest', [1])).rows).toEqual([{ rest: 1 }])
  expect((await connection.send(add, ['after all'])).rows).toEqual([{ text: 'after all' }])
  await connection.end()
})

test('what is no SQL at all fails each time with its own reason', async () => {
  const connection = await open()
  for (let n = 0; n < 2; n++) await expect(connection.send('selct 1', [])).rejects.toMatchObject({ code: '42601' })
  await connection.end()
})

test('a connection that is cut tells everybody who waits, and nobody waits for it afterwards', async () => {
  const connection = await open()
  connection.on('error', () => {})
  const [{ pid }] = (await connection.send('select pg_backend_pid() as pid', [])).rows as [{ pid: number }]
  const waiting = Promise.allSettled([connection.send('select pg_sleep(30)', []), connection.send('select 1', [])])
  await platform.write((ctx) => ctx.sql`select pg_terminate_backend(${pid})`)
  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(connection.send('select 2', [])).rejects.toThrow()
  await connection.end()
})

test('who shares a line does not suffer from the question before theirs, nor from a line that was cut', async () => {
  const shared = shareLines(openPool({ url: platform.url, schema: 'hilo', max: 1, log }), 1)
  const [bad, ...good] = await Promise.allSettled([
    shared.send('select 1 / $1::int', [0]),
    ...[1, 2, 3].map((n) => shared.send('select $1::int as n, pg_backend_pid() as pid', [n])),
  ])
  expect(bad).toMatchObject({ status: 'rejected', reason: { code: '22012' } })
  const rows = good.map((one) => (one.status === 'fulfilled' ? one.value.rows[0] : null) as { n: number; pid: number })
  expect(rows.map(({ n }) => n)).toEqual([1, 2, 3])
  const { pid } = rows[0] as { pid: number }
  await platform.write((ctx) => ctx.sql`select pg_terminate_backend(${pid})`)
  await expect
    .poll(() =>
      shared.send('select pg_backend_pid() <> $1::int as another', [pid]).then(
        ({ rows: [row] }) => row,
        () => null,
      ),
    )
    .toEqual({ another: true })
  await shared.close()
})
