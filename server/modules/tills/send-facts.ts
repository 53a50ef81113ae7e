import type { Role } from '#organisation'
import { channelByCode, storeById } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newFacts } from './chain.ts'
import type { Fact } from './fact-shapes.ts'
import type { Finding } from './judge.ts'
import { judgeMoney } from './judge-money.ts'
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
  const people = await staffNamed(ctx, store.id, facts)
  const settings = await settingsOf(ctx, store.id)
  // Before this batch's own sales are written: none of its payments is known yet.
  const money = await judgeMoney(ctx, facts, { store_id: store.id, currency, step: settings.cash_rounding })
  const shift = await openShiftOf(ctx, till.device_id)
  const tally = tallied({ ...till, currency, shift }, facts, money.uncounted)
  const roles = new Map([...people].flatMap(([id, { role, works_here }]) => (works_here ? [[id, role] as const] : [])))
  const sales = facts.filter((fact) => fact.kind === 'sale')
  const taken = await takeSales(ctx, sales, { store, settings, roles })
  const findings: Finding[] = [...taken.findings, ...money.findings, ...tally.findings]
  await keepShifts(ctx, tally.shifts)
  await keepFacts(ctx, till, facts, tally.shift_ids)
  const tasks = await keepTasks(ctx, till, findings)
  const reports = await keepReports(ctx, tally.closings)
  await moveOn(ctx, till, { ...tally, last: facts.at(-1) as Fact })
  const beyond = new Set(tally.findings.map(({ seq }) => seq))
  const told = facts.filter(({ seq }) => !money.uncounted.has(seq) && !beyond.has(seq))
  tell(ctx, { till, currency, facts: told, people, tasks, reports, ...taken })
}

/** `works_here`: today, in this store. */
type Person = { name: string; role: Role; works_here: boolean }
export type People = ReadonlyMap<string, Person>

/** Everybody these facts name. Somebody nobody knows is a fault of the till: it has all of them from here. */
async function staffNamed(ctx: Ctx, store_id: string, facts: readonly Fact[]): Promise<People> {
  const ids = new Set(
    facts.flatMap((fact) => [
      fact.staff_id,
      ...(fact.kind === 'sale' ? fact.body.lines.flatMap((line) => line.approved_by ?? []) : []),
    ]),
  )
  const rows = await ctx.sql<{ id: string } & Person>`
    select s.id, s.name, s.role,
           s.active and (s.all_stores or exists (
             select from staff_store b where b.staff_id = s.id and b.store_id = ${store_id})) as works_here
      from staff s where s.id = any(${[...ids]}::uuid[])`
  const people = new Map(rows.map(({ id, ...person }) => [id, person]))
  const unknown = [...ids].find((id) => !people.has(id))
  if (unknown) throw refused('unknown_staff', { detail: 'Nobody of the staff has this id.', staff_id: unknown })
  return people
}
