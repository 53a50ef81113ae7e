import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
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

/** What a busy shop tells, each as often as it happened. */
const FACTS = [
  'customer.created',
  'customer.erased',
  'customer.merged',
  'customer.unmerged',
  'fulfilment.canceled',
  'fulfilment.handed_over',
  'fulfilment.ready',
  'fulfilment.rejected',
  'fulfilment.shipped',
  'order.canceled',
  'order.completed',
  'payment.authorised',
  'payment.captured',
  'payment.refunded',
  'payment.started',
  'payment.taken',
  'payment.voided',
  'stock.adjusted',
  'stock.received',
  'stock.transfer_sent',
]

/** What the storm may have left out. */
async function happenToo({ desk, shopper, ids, goods }: House['trade']) {
  const [kept, joined, gone] = [await shopper(), await shopper(), await shopper()]
  const { body } = await desk.post(`/customers/${kept.customer_id}/merges`, {
    joined_id: joined.customer_id,
    evidence: { rule: 'staff', note: 'looks alike' },
  })
  await desk.delete(`/merges/${body.merge_id}`)
  await desk.post(`/customers/${gone.customer_id}/erasure`, {})
  const lines = [{ variant_id: await goods({}), on_hand: 1 }]
  await desk.post('/stock/adjustments', { id: newId(), location_id: ids.loc_sol, reason: 'found', lines })
}

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

test('of each kind a fact that is gone, and one that is there twice, is noticed', { timeout: TIMEOUT_MS }, async () => {
  await happenToo(house.trade)
  await reckon(house)
  const rows = await house.read((ctx) => ctx.sql<{ type: string }>`select distinct type from event`)
  const there = FACTS.filter((type) => rows.some((row) => row.type === type))
  // One or the other may not have come about in so short a time.
  expect(there.length).toBeGreaterThan(FACTS.length / 2)
  const newest = fragment`
    select distinct on (type) id from event where type = any(${FACTS}::text[]) order by type, xid desc, position desc`
  const gone = await noticed(
    ({ sql }) => sql`update event set type = 'lost.' || type where id in (${newest})`,
    ({ sql }) => sql`update event set type = substr(type, 6) where type like 'lost.%'`,
  )
  const twice = await noticed(
    ({ sql }) => sql`
      insert into event (id, xid, position, type, customer_id, channel, store_id, actor_kind, actor_id, actor_name, subject_kind,
                         subject_id, occurred_at, recorded_at, data)
      select gen_random_uuid(), xid, position + 5000, type, customer_id, channel, store_id, actor_kind, actor_id, actor_name,
             subject_kind, subject_id, occurred_at, recorded_at, data
        from event where id in (${newest})`,
    ({ sql }) => sql`delete from event where position >= 5000`,
  )
  const unnoticed = (findings: readonly string[]) =>
    there.filter((type) => !findings.some((finding) => finding.includes(type) && finding.includes(' told ')))
  expect([unnoticed(gone), unnoticed(twice)]).toEqual([[], []])
  expect(await reckon(house)).toEqual([])
})
