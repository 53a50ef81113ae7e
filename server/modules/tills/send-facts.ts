import type { Role } from '#organisation'
import { channelByCode, storeById } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newFacts } from './chain.ts'
import type { Fact } from './fact-shapes.ts'
import type { Finding } from './judge.ts'
import { keepFacts, keepReports, keepShifts, keepTasks, moveOn } from './keep.ts'
import { resultsOf } from './results.ts'
import { settingsOf } from './settings.ts'
import type { Sent } from './shapes.ts'
import { takeSales } from './take-sales.ts'
import { tallied } from './tally.ts'
import { tell } from './tell.ts'
import { lockTill, openShiftOf } from './till.ts'
import type { Till } from './till.ts'

/**
 * Takes what a till says happened, all or nothing, each fact once however often it is sent. What was sold is sold: stock,
 * prices and limits refuse nothing, they leave tasks. Refuses sequence_gap, chain_broken, sale_exists (409), bad_sale,
 * bad_shift, unknown_staff (422).
 */
export async function sendFacts(ctx: Ctx, { facts }: { facts: readonly Fact[] }): Promise<Sent> {
  const till = await lockTill(ctx)
  const fresh = await newFacts(ctx, till, facts)
  const last = fresh.at(-1)
  if (last) await take(ctx, till, fresh)
  return {
    watermark: last?.seq ?? till.last_seq,
    last_hash: last?.hash ?? till.last_hash,
    results: await resultsOf(ctx, { device_id: till.device_id, facts, known_to: till.last_seq }),
  }
}

async function take(ctx: Ctx, till: Till, facts: readonly Fact[]): Promise<void> {
  const store = await storeById(ctx, till.store_id)
  const { currency } = await channelByCode(ctx, ctx.channel)
  const people = await staffNamed(ctx, facts)
  const tally = tallied({ ...till, currency, shift: await openShiftOf(ctx, till.device_id) }, facts)
  const settings = await settingsOf(ctx, store.id)
  const roles = new Map([...people].map(([id, { role }]) => [id, role]))
  const sales = facts.filter((fact) => fact.kind === 'sale')
  const taken = await takeSales(ctx, sales, { store, settings, roles })
  const findings: Finding[] = [...taken.findings, ...(await unknownTenders(ctx, facts, currency))]
  await keepShifts(ctx, tally.shifts)
  await keepFacts(ctx, till, facts, tally.shift_ids)
  const tasks = await keepTasks(ctx, till, findings)
  const reports = await keepReports(ctx, tally.closings)
  await moveOn(ctx, till, { ...tally, last: facts.at(-1) as Fact })
  tell(ctx, { till, currency, facts, people, tasks, reports, ...taken })
}

export type People = ReadonlyMap<string, { name: string; role: Role }>

/** Everybody these facts name. Somebody nobody knows is a fault of the till: it has all of them from here. */
async function staffNamed(ctx: Ctx, facts: readonly Fact[]): Promise<People> {
  const ids = new Set(
    facts.flatMap((fact) => [
      fact.staff_id,
      ...(fact.kind === 'sale' ? fact.body.lines.flatMap((line) => line.approved_by ?? []) : []),
    ]),
  )
  const rows = await ctx.sql<{ id: string; name: string; role: Role }>`
    select id, name, role from staff where id = any(${[...ids]}::uuid[])`
  const people = new Map(rows.map(({ id, ...person }) => [id, person]))
  const unknown = [...ids].find((id) => !people.has(id))
  if (unknown) throw refused('unknown_staff', { detail: 'Nobody of the staff has this id.', staff_id: unknown })
  return people
}

/** Money a till counts for orders that are no sales of its own was written down when it was taken, or something is wrong. */
async function unknownTenders(ctx: Ctx, facts: readonly Fact[], currency: string): Promise<Finding[]> {
  const told = facts.filter((fact) => fact.kind === 'tender_taken')
  if (told.length === 0) return []
  const unknown = await ctx.sql<{ seq: number }>`
    select t.seq
      from unnest(${told.map(({ seq }) => seq)}::bigint[], ${told.map(({ body }) => body.payment_id)}::uuid[],
                  ${told.map(({ body }) => body.kind)}::text[], ${told.map(({ body }) => body.amount - (body.rounding ?? 0))}::bigint[])
           as t(seq, payment_id, kind, amount)
      left join lateral (
        select p.id from payment p where p.id = t.payment_id and p.provider = t.kind and p.captured = t.amount offset 0) known on true
     where known.id is null`
  const missing = new Set(unknown.map(({ seq }) => seq))
  return told
    .filter(({ seq }) => missing.has(seq))
    .map(({ seq, body: { payment_id: payment, amount } }) => ({
      seq,
      order_id: null,
      kind: 'tender_unknown',
      details: { payment, amount, currency },
    }))
}
