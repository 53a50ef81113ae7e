import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx'
import { storm } from '../../tools/fault/crashes.ts'
import { openHouse } from '../../tools/fault/house.ts'
import type { House } from '../../tools/fault/house.ts'
import { reckon } from '../../tools/fault/reckoning.ts'

/** The reckoning is worth what it notices: in a house where nothing broke we lose things ourselves. */
const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 500_000))
const CAST = { shoppers: 4, agents: 1, callers: 1, clerks: 1, tills: 1, pickers: 3, stockmen: 1 }
const SECONDS = 5
const TIMEOUT_MS = 300_000

let house: House
beforeAll(async () => {
  house = await openHouse({ seed: SEED })
  await storm(house, { cast: CAST, crashes: [], seed: SEED, seconds: SECONDS })
}, TIMEOUT_MS)
afterAll(() => house.close(), TIMEOUT_MS)

/** Does what nobody may, asks what was noticed, and puts it right again. */
async function noticed(lose: (ctx: Ctx) => Promise<unknown>, putRight: (ctx: Ctx) => Promise<unknown>) {
  await house.write(lose)
  const findings = await reckon(house)
  await house.write(putRight)
  return findings
}

test(`where nothing was lost nothing is found (SEED=${SEED})`, { timeout: TIMEOUT_MS }, async () => {
  expect(await reckon(house)).toEqual([])
})

test(
  'a job that failed for ever is told, one that the clock brings round again is tried again',
  async () => {
    const findings = await noticed(
      (ctx) => ctx.sql`
      insert into hilo_jobs._private_jobs (task_id, payload, attempts, max_attempts, last_error)
      select id, payload::json, most, most, 'planted' from hilo_jobs._private_tasks
       cross join lateral (values ('{}', 12), ('{"_cron":{"ts":"2026-01-01T00:00:00Z"}}', 3)) as planted(payload, most)
       where identifier = 'stock.sweep_holds'`,
      (ctx) => ctx.sql`delete from hilo_jobs._private_jobs where last_error = 'planted'`,
    )
    expect(findings).toEqual(['job stock.sweep_holds failed for ever: planted'])
  },
  TIMEOUT_MS,
)
