import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
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

test('a receipt that was answered and is gone without a trace is noticed', { timeout: TIMEOUT_MS }, async () => {
  const { desk, ids, goods } = house.trade
  const variant_id = await goods({})
  const id = newId()
  await desk.post('/stock/receipts', { id, location_id: ids.loc_sol, lines: [{ variant_id, quantity: 3 }] })
  const findings = await noticed(
    async ({ sql }) => {
      await sql`delete from event where data ->> 'receipt_id' = ${id}`
      await sql`delete from stock_movement where cause_id = ${id}`
      await sql`update stock_level set on_hand = 0 where variant_id = ${variant_id}`
      await sql`delete from idempotency where answer like ${`%${variant_id}%`}`
    },
    // Whoever asked again has done it anew.
    async () => {},
  )
  expect(findings).toContainEqual(expect.stringContaining('POST /stock/receipts was lost: 200'))
  expect(await reckon(house)).toEqual([])
})

test('whoever asks again gets the first answer, or it is told', { timeout: TIMEOUT_MS }, async () => {
  const findings = await noticed(
    ({ sql }) => sql`
      update idempotency set key = 'lost ' || key
       where key = any(array(select key from idempotency where operation = 'receiveStock' limit 5))`,
    async ({ sql }) => {
      await sql`delete from idempotency i where exists (select from idempotency lost where lost.key = 'lost ' || i.key)`
      await sql`update idempotency set key = substr(key, 6) where key like 'lost %'`
    },
  )
  // It had come in before, so that nothing was left to change: another answer than the first.
  expect(findings).toContainEqual(
    expect.stringContaining('POST /stock/receipts again: 200 {"levels":[]} instead of 200'),
  )
})
