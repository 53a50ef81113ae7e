import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { readEvents } from '#test/event-stream'
import { openPlatform, staff } from '#test/platform'
import type { Platform } from '#test/platform'
import { Type } from 'typebox'
import { databaseProcesses, goneWithin, signalAll } from '../../tools/fault/processes.ts'
import { defineEvent } from './events.ts'
import { startJobs } from './job-runner.ts'
import { defineJob } from './jobs.ts'
import { createLog } from './log.ts'
import { migrate } from './migrate.ts'
import { removeCluster, startPostgres } from './postgres.ts'
import type { Postgres } from './postgres.ts'
import { stepsRoute, streamRoute } from './route.ts'

const silent = createLog('silent')
const data_dir = mkdtempSync(join(tmpdir(), 'hilo-crash-'))
const told = defineEvent('note.told', Type.Object({ n: Type.Integer() }))
const follow = streamRoute({
  operation: 'follow',
  method: 'GET',
  path: '/follow',
  summary: 'Everything',
  who: ['events.read'],
  reply: Type.String(),
  handle: (stream) => stream.follow({}),
})

let postgres: Postgres
let platform: Platform
beforeAll(async () => {
  // What a first start leaves that was shot while it made the cluster.
  mkdirSync(join(data_dir, 'postgres.new-1'))
  // As under `bin/node`.
  process.env['MALLOC_MMAP_THRESHOLD_'] ??= '16384'
  postgres = await startPostgres({ data_dir, log: silent })
  await migrate({ url: postgres.url, schema: 'hilo', log: silent })
  platform = await openPlatform({ url: postgres.url })
})
afterAll(async () => {
  await platform.close()
  await postgres.stop()
  removeCluster(data_dir)
})

async function shoot(): Promise<void> {
  const pids = databaseProcesses(data_dir)
  signalAll(pids, 'SIGKILL')
  await goneWithin(pids, 10_000)
}

const isBack = () =>
  expect
    .poll(() => platform.read((ctx) => ctx.sql`select 1 as one`).catch(() => null), { timeout: 60_000 })
    .toEqual([{ one: 1 }])

test('a cluster is made whole, whatever an earlier start has left', () => {
  expect(existsSync(join(data_dir, 'postgres.new-1'))).toBe(false)
})

test('what is said to the memory of Node is not said to the database', () => {
  // Its helpers write their names where this stood.
  const said = databaseProcesses(data_dir).map((pid) => readFileSync(`/proc/${pid}/environ`, 'utf8'))
  expect(said.some((text) => text.includes('LC_ALL=C'))).toBe(true)
  expect(said.filter((text) => text.includes('MALLOC_'))).toEqual([])
})

test('shot, the embedded database comes back by itself, again and again', { timeout: 90_000 }, async () => {
  for (let n = 0; n < 3; n++) {
    await shoot()
    await isBack()
  }
})

test(
  'a stream hears what comes after a crash, though its transaction has the number of one from before',
  { timeout: 90_000 },
  async () => {
    const client = new pg.Client({ connectionString: postgres.url })
    client.on('error', () => {})
    await client.connect()
    // What is not forced to the disk stays in memory, so that the crash forgets the numbers given out.
    await client.query(`alter system set wal_writer_delay = '10s'`)
    await client.query('select pg_reload_conf()')
    await client.query('checkpoint')
    const { url } = await platform.serve({ routes: [follow], actors: { desk: staff() } })
    const reader = await readEvents(`${url}/api/follow`, 'desk')
    await platform.write(async (ctx) => ctx.emit(told, { n: 1 }))
    // One that is shot while it still catches up is let go, and comes again.
    await reader.until((facts) => facts.length === 1)
    for (let n = 0; n < 50; n++) await client.query('begin; select pg_current_xact_id(); rollback')
    const before = await numberOf(client)
    await shoot()
    await isBack()
    platform.clock.now = new Date(platform.clock.now.getTime() + 60_000)
    await platform.write(async (ctx) => ctx.emit(told, { n: 2 }))
    const [row] = await platform.read((ctx) => ctx.sql<{ xid: string }>`select max(xid)::text as xid from event`)
    expect(Number(row!.xid)).toBeLessThan(before)
    await reader.until((facts) => facts.some(({ data }) => data.data.n === 2))
    expect(reader.told.map(({ data }) => data.data.n)).toEqual([1, 2])
    reader.hangUp()
  },
)

const numberOf = async (client: pg.Client): Promise<number> =>
  Number((await client.query('select pg_snapshot_xmin(pg_current_snapshot())::text as xid')).rows[0].xid)

test('who was cut off by a crash may come again with the same key soon after it', { timeout: 90_000 }, async () => {
  let shots = 1
  const risky = stepsRoute({
    operation: 'risk',
    method: 'POST',
    path: '/risk',
    summary: 'Work of several transactions',
    who: ['public'],
    reply: Type.Object({ done: Type.Boolean() }),
    handle: async (steps) => {
      if (shots-- > 0) await shoot()
      await steps.write((ctx) => ctx.sql`select 1`)
      return { done: true }
    },
  })
  const { api } = await platform.serve({ routes: [risky] })
  const key = { 'idempotency-key': crypto.randomUUID() }
  expect(await api().post('/risk', undefined, key)).toMatchObject({ status: 503 })
  await isBack()
  await expect.poll(async () => (await api().post('/risk', undefined, key)).status, { timeout: 20_000 }).toBe(200)
})

test('a job that ends while the database is away is written down when it is back', { timeout: 90_000 }, async () => {
  let runs = 0
  // A job begins as soon as it is committed, which may be before whoever asked for it was told so.
  const asked = Promise.withResolvers<void>()
  const job = defineJob('test.shoot', async () => {
    runs += 1
    await asked.promise
    await shoot()
  })
  const jobs = await startJobs(platform.db, [job], [], silent)
  await platform.write(async (ctx) => ctx.job('test.shoot', {}))
  asked.resolve()
  await expect
    .poll(
      () =>
        platform
          .read((ctx) => ctx.sql<{ left: number }>`select count(*)::int as left from hilo_jobs._private_jobs`)
          .catch(() => null),
      { timeout: 60_000 },
    )
    .toEqual([{ left: 0 }])
  expect(runs).toBe(1)
  await jobs.stop()
})

test(
  'after a time without a database jobs begin soon, and without one a program stops soon',
  { timeout: 90_000 },
  async () => {
    const own = mkdtempSync(join(tmpdir(), 'hilo-away-'))
    let database = await startPostgres({ data_dir: own, log: silent })
    onTestFinished(async () => {
      await database.stop()
      removeCluster(own)
    })
    const { url } = database
    await migrate({ url, schema: 'hilo', log: silent })
    const shop = await openPlatform({ url })
    let runs = 0
    const job = defineJob('test.count', async () => void (runs += 1))
    const jobs = await startJobs(shop.db, [job], [], silent)
    await database.stop()
    // Long enough for whoever asks again and again to wait longer each time.
    await pause(5_000)
    database = await startPostgres({ data_dir: own, log: silent, port: Number(new URL(url).port) })
    await shop.write(async (ctx) => ctx.job('test.count', {}))
    await expect.poll(() => runs, { timeout: 2_500 }).toBe(1)
    await database.stop()
    await pause(1_500)
    const begun = performance.now()
    await jobs.stop()
    expect(performance.now() - begun).toBeLessThan(5_000)
    await shop.close()
  },
)
