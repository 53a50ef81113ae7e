import { spawnSync } from 'node:child_process'
import { openSync } from 'node:fs'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { openPlatform } from '#test/platform'
import { logOptions } from './log.ts'

const platform = await openPlatform()
afterAll(() => platform.close())

/** A program of its own that logs; answers what it said, line by line. */
function said(program: string, stdout: 'pipe' | number = 'pipe') {
  const log = JSON.stringify(new URL('log.ts', import.meta.url).href)
  const text = `import { createLog } from ${log}; const log = createLog('info'); ${program}`
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', text], {
    encoding: 'utf8',
    stdio: ['ignore', stdout, 'pipe'],
    timeout: 20_000,
  })
  const lines = (run.stdout ?? '').split('\n').filter(Boolean)
  return { status: run.status, stderr: run.stderr, lines: lines.map((line) => JSON.parse(line).msg as string) }
}

test('what is told in one turn comes whole and in order, however the program ends', () => {
  const many = Array.from({ length: 500 }, (_, index) => `line ${index}`)
  const tell = `for (let index = 0; index < 500; index++) log.info('line ' + index);`
  expect(said(`${tell} process.exit(3)`)).toMatchObject({ status: 3, lines: many })
  expect(said(`${tell} log.info('x'.repeat(20_000)); throw new Error('nobody caught this')`)).toMatchObject({
    status: 1,
    lines: [...many, 'x'.repeat(20_000)],
    stderr: expect.stringContaining('nobody caught this'),
  })
  expect(said(`log.info('one'); setTimeout(() => log.info('two'), 10)`)).toMatchObject({ lines: ['one', 'two'] })
})

test('a log that cannot be written keeps nobody from ending', () => {
  const full = openSync('/dev/full', 'w')
  expect(said(`for (let index = 0; index < 50_000; index++) log.info('line'); process.exitCode = 4`, full).status).toBe(
    4,
  )
})

test('of a connection that was lost the log keeps why, and not the connection itself', async () => {
  const pool = new pg.Pool({ connectionString: platform.url, max: 1 })
  const lines: string[] = []
  const log = pino(logOptions('warn'), { write: (line: string) => void lines.push(line) })
  const lost = new Promise<void>((done) =>
    pool.on('error', (err) => {
      log.warn({ err }, 'database connection lost')
      done()
    }),
  )
  const { rows } = await pool.query('select pg_backend_pid() as pid')
  await platform.read((ctx) => ctx.sql`select pg_terminate_backend(${rows[0].pid})`)
  await lost
  expect(JSON.parse(lines[0]!)).toMatchObject({ err: { code: '57P01', client: '[kept out]' } })
  expect(lines[0]).not.toContain('secretKey')
  await pool.end()
})
