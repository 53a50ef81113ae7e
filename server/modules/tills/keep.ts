import type { Ctx } from '#platform/ctx'
import { json } from '#platform/ctx'
import { conflict } from '#platform/errors'
import { newId } from '#platform/ids'
import type { Row } from '#platform/rows'
import type { Fact } from './fact-shapes.ts'
import type { Finding } from './judge.ts'
import { reportOf } from './report.ts'
import type { Report } from './shapes.ts'
import type { Closing, Tally } from './tally.ts'
import type { OpenShift, Till } from './till.ts'

/** Writes facts down as they were said. */
export async function keepFacts(
  ctx: Ctx,
  { device_id }: Till,
  facts: readonly Fact[],
  shift_ids: Tally['shift_ids'],
): Promise<void> {
  const rows = facts.map((fact): Row<'till_fact'> => {
    const sale = fact.kind === 'sale' ? fact.body : null
    const order_id = fact.kind === 'sale' ? fact.body.order_id : null
    return {
      device_id,
      seq: fact.seq,
      prev_hash: fact.prev_hash,
      hash: fact.hash,
      kind: fact.kind,
      said_at: fact.at,
      at: new Date(fact.at),
      staff_id: fact.staff_id,
      body: fact.body,
      shift_id: shift_ids.get(fact.seq) ?? null,
      order_id,
      receipt: sale?.receipt.number ?? null,
      recorded_at: ctx.now,
    }
  })
  await ctx.sql`insert into till_fact select * from jsonb_populate_recordset(null::till_fact, ${json(rows)})`
}

/** Shifts as the facts left them. Refuses already_exists (409): a shift with this id is another till's. */
export async function keepShifts(ctx: Ctx, shifts: readonly OpenShift[]): Promise<void> {
  if (shifts.length === 0) return
  const kept = await ctx.sql<{ id: string }>`
    insert into till_shift as s select * from jsonb_populate_recordset(null::till_shift, ${json(shifts)})
    on conflict (id) do update
       set sales = excluded.sales, gross = excluded.gross, rounding = excluded.rounding, cash = excluded.cash,
           terminal = excluded.terminal, cash_in = excluded.cash_in, cash_out = excluded.cash_out, voided = excluded.voided,
           closed_at = excluded.closed_at, closed_by = excluded.closed_by, z_number = excluded.z_number
     where s.device_id = excluded.device_id and s.closed_at is null
    returning s.id`
  if (kept.length < shifts.length) throw conflict('already_exists', { detail: 'A shift with this id exists already.' })
}

export type RaisedTask = Finding & { id: string }

export async function keepTasks(
  ctx: Ctx,
  { device_id, store_id }: Till,
  findings: readonly Finding[],
): Promise<RaisedTask[]> {
  if (findings.length === 0) return []
  const tasks = findings.map((finding) => ({ id: newId(), ...finding }))
  const rows = tasks.map((task): Row<'till_task'> => ({
    ...task,
    store_id,
    device_id,
    raised_at: ctx.now,
    resolved_at: null,
    resolved_by: null,
    note: null,
  }))
  await ctx.sql`insert into till_task select * from jsonb_populate_recordset(null::till_task, ${json(rows)})`
  return tasks
}

/** The Z of each shift that was closed, worked out from its facts and written for good. */
export async function keepReports(ctx: Ctx, closings: readonly Closing[]): Promise<Report[]> {
  const reports: Report[] = []
  for (const { shift, said } of closings) {
    const report = await reportOf(ctx, shift, said)
    await ctx.sql`
      insert into till_report (device_id, z_number, shift_id, store_id, content, written_at)
      values (${shift.device_id}, ${shift.z_number}, ${shift.id}, ${shift.store_id}, ${json(report)}, ${ctx.now})`
    reports.push(report)
  }
  return reports
}

export async function moveOn(
  ctx: Ctx,
  { device_id }: Till,
  { last, last_receipt, last_z }: Pick<Tally, 'last_receipt' | 'last_z'> & { last: Fact },
): Promise<void> {
  await ctx.sql`
    update till set last_seq = ${last.seq}, last_hash = ${last.hash}, last_receipt = ${last_receipt}, last_z = ${last_z},
           updated_at = ${ctx.now}
     where device_id = ${device_id}`
}
