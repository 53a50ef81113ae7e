import { afterAll, expect, test } from 'vitest'
import { openPlatform } from '#test/platform'
import { HOLD_LIFE_LOCK, lifeLockOf, takeOverAll, watchRunners } from './abandoned.ts'
import { createLog } from './log.ts'
import { registry } from './metrics.ts'

const platform = await openPlatform()
const { db, write, read } = platform
afterAll(() => platform.close())

const leave = async (runner: string) => {
  await write(async (ctx) => ctx.job('fulfilment.notify', {}, { key: runner }))
  await write(
    (ctx) => ctx.sql`
      update hilo_jobs._private_jobs set locked_by = ${runner}, locked_at = ${ctx.now}, attempts = 1 where key = ${runner}`,
  )
}
const held = async () =>
  (
    await read(
      (ctx) => ctx.sql<{ locked_by: string }>`
        select locked_by from hilo_jobs._private_jobs where locked_by is not null order by locked_by`,
    )
  ).map(({ locked_by }) => locked_by)

test('who is alone takes over the jobs and the requests of a program that was killed', async () => {
  await leave('pool-killed')
  await write(
    (ctx) => ctx.sql`
      insert into idempotency (caller, key, operation, body_hash, status, answer, claimed_at)
      values ('a', 'answered', 'x', 'x', 200, '{}', ${ctx.now}), ('a', 'abandoned', 'x', 'x', null, null, ${ctx.now})`,
  )
  await takeOverAll(db)
  expect(await held()).toEqual([])
  expect(await read((ctx) => ctx.sql`select key from idempotency`)).toEqual([{ key: 'answered' }])
})

test('among many, the jobs of the dead are free again, and those of the living are not touched', async () => {
  await leave('pool-dead')
  await leave('pool-living')
  const living = await platform.connect()
  await living.query(HOLD_LIFE_LOCK, lifeLockOf('pool-living'))
  const watch = watchRunners(db, createLog('silent'), [], 20)
  await expect.poll(held, { timeout: 10_000 }).toEqual(['pool-living'])
  await living.end()
  await expect.poll(held, { timeout: 10_000 }).toEqual([])
  watch.stop()
})

test('a job our own runner was given and never heard of is free again, one in its hands is not', async () => {
  const runner = 'pool-own'
  const living = await platform.connect()
  await living.query(HOLD_LIFE_LOCK, lifeLockOf(runner))
  for (const key of ['lost', 'at work']) {
    await leave(key)
    await write((ctx) => ctx.sql`update hilo_jobs._private_jobs set locked_by = ${runner} where key = ${key}`)
  }
  const locked = () =>
    read(
      (ctx) => ctx.sql<{ id: string; key: string }>`
        select id::text, key from hilo_jobs._private_jobs where locked_by = ${runner}`,
    )
  const at_work = new Set((await locked()).flatMap(({ id, key }) => (key === 'at work' ? [id] : [])))
  const watch = watchRunners(db, createLog('silent'), [{ id: runner, at_work }], 20)
  await expect.poll(async () => (await locked()).map(({ key }) => key), { timeout: 10_000 }).toEqual(['at work'])
  at_work.clear()
  await expect.poll(locked, { timeout: 10_000 }).toEqual([])
  watch.stop()
  await living.end()
})

test('a job that failed while a later one had come in its place leaves nothing, and the later one is there', async () => {
  await write(async (ctx) => ctx.job('fulfilment.notify', { n: 1 }, { key: 'replaced' }))
  await write(async (ctx) => ctx.job('fulfilment.notify', { n: 0 }))
  await write(
    (ctx) => ctx.sql`
      update hilo_jobs._private_jobs set locked_by = 'pool-x', locked_at = ${ctx.now}, attempts = 1 where key = 'replaced'`,
  )
  await write(async (ctx) => ctx.job('fulfilment.notify', { n: 2 }, { key: 'replaced' }))
  // As the runner writes down that one failed; and one without a key has failed for ever.
  await write(
    (ctx) => ctx.sql`
      update hilo_jobs._private_jobs set locked_by = null, locked_at = null, last_error = 'x' where locked_by = 'pool-x'`,
  )
  await write(
    (ctx) => ctx.sql`update hilo_jobs._private_jobs set attempts = max_attempts where (payload ->> 'n')::int = 0`,
  )
  const left = async () =>
    (
      await read(
        (ctx) => ctx.sql<{ n: number }>`
          select (payload ->> 'n')::int as n from hilo_jobs._private_jobs where payload ->> 'n' is not null order by n`,
      )
    ).map(({ n }) => n)
  expect(await left()).toEqual([0, 1, 2])
  const watch = watchRunners(db, createLog('silent'), [], 20)
  await expect.poll(left, { timeout: 10_000 }).toEqual([0, 2])
  await expect.poll(() => registry.metrics()).toContain('hilo_jobs_given_up 1')
  watch.stop()
})

test('a runner that lives does not free what is in its own hands, whoever has its lock', async () => {
  const runner = 'pool-unsaid'
  await leave(runner)
  const mine = () =>
    read((ctx) => ctx.sql<{ id: string }>`select id::text from hilo_jobs._private_jobs where locked_by = ${runner}`)
  const at_work = new Set((await mine()).map(({ id }) => id))
  let looks = 0
  const seen = { ...db, write: ((...words) => (looks++, db.write(...words))) as typeof db.write }
  const watch = watchRunners(seen, createLog('silent'), [{ id: runner, at_work }], 20)
  await expect.poll(() => looks).toBeGreaterThan(4)
  watch.stop()
  expect(await mine()).toHaveLength(1)
})

test('rounds of the clock that failed are forgotten, and what failed for ever once a month has passed', async () => {
  const fail = async (key: string, days: number, payload: object = {}) => {
    await write(async (ctx) => ctx.job('fulfilment.notify', payload, { key }))
    await write(
      (ctx) => ctx.sql`
        update hilo_jobs._private_jobs set attempts = max_attempts, updated_at = ${ctx.now}::timestamptz - make_interval(days => ${days})
         where key = ${key}`,
    )
  }
  await fail('round', 0, { _cron: { ts: '2026-11-28T05:00:00Z' } })
  await fail('old', 31)
  await fail('failed', 29)
  const left = async () =>
    (
      await read(
        (ctx) => ctx.sql<{ key: string }>`
          select key from hilo_jobs._private_jobs where key in ('round', 'old', 'failed') order by key`,
      )
    ).map(({ key }) => key)
  expect(await left()).toEqual(['failed', 'old', 'round'])
  const watch = watchRunners(db, createLog('silent'), [], 20)
  await expect.poll(left, { timeout: 10_000 }).toEqual(['failed'])
  watch.stop()
})
