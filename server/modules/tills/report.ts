import { seesStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { inTurn } from '#platform/ctx'
import { assert, notFound } from '#platform/errors'
import type { Bodies } from './fact-shapes.ts'
import type { Report } from './shapes.ts'
import { expectedOf } from './tally.ts'
import type { OpenShift } from './till.ts'

/** Movements and voided tickets named one by one in a report. */
const LISTED_MAX = 500

/** An X of a shift that is open; of a closed one its Z, as it was written. 404 for shifts of stores that are not one's own. */
export async function shiftReport(ctx: Ctx, { shift_id }: { shift_id: string }): Promise<Report> {
  const [shift] = await ctx.sql<OpenShift & { content: Report | null }>`
    select s.*, r.content from till_shift s left join till_report r on r.shift_id = s.id where s.id = ${shift_id}`
  if (!shift || !seesStore(ctx.actor, shift.store_id)) throw notFound('shift', shift_id)
  return shift.content ?? reportOf(ctx, shift, null)
}

/** What a shift comes to by its facts; with `said`, what was counted against it. */
export async function reportOf(ctx: Ctx, shift: OpenShift, said: Bodies['shift_closed'] | null): Promise<Report> {
  const [[head], [sums], tenders, taxes, [collected], listed, by_staff] = await inTurn(
    headOf(ctx, shift.id),
    sumsOf(ctx, shift.id),
    tendersOf(ctx, shift.id),
    taxesOf(ctx, shift.id),
    collectedIn(ctx, shift.id),
    listedIn(ctx, shift.id),
    byStaff(ctx, shift.id),
  )
  assert(head && sums && collected, 'a shift has a till, and sums')
  const expected = expectedOf(shift)
  const { series, first, last, ...sales } = { ...sums, series: head.series }
  const { id, device_id, store_id, opened_at, opened_by, closed_at, closed_by } = shift
  return {
    kind: said ? 'z' : 'x',
    z_number: shift.z_number,
    shift: { ...head.names, id, device_id, store_id, opened_at, opened_by, closed_at, closed_by },
    currency: shift.currency,
    sales,
    collected,
    taxes,
    tenders,
    float: shift.float,
    cash_in: shift.cash_in,
    cash_out: shift.cash_out,
    movements: listed.flatMap(({ kind, at, body, ...who }) =>
      kind === 'cash_moved' ? [{ at, ...who, ...movementOf(body) }] : [],
    ),
    expected,
    counted: said?.counted ?? null,
    variance: said && {
      cash: said.counted.cash - expected.cash,
      terminal: said.counted.terminal - expected.terminal,
    },
    till_said: said && { expected: said.expected, sales: said.sales },
    by_staff,
    receipts: { series, first, last },
    voided: listed.flatMap(({ kind, at, body, ...who }) =>
      kind === 'ticket_voided' ? [{ at, ...who, ...voidedOf(body) }] : [],
    ),
  }
}

type Names = Pick<Report['shift'], 'device_name' | 'store_name' | 'opened_by_name' | 'closed_by_name'>

const headOf = (ctx: Ctx, shift_id: string) => ctx.sql<{ series: string; names: Names }>`
  select t.series,
         jsonb_build_object('device_name', d.name, 'store_name', s.name, 'opened_by_name', o.name, 'closed_by_name', c.name) as names
    from till_shift h
    join till t on t.device_id = h.device_id
    join access_device d on d.id = h.device_id
    join store s on s.id = h.store_id
    join staff o on o.id = h.opened_by
    left join staff c on c.id = h.closed_by
   where h.id = ${shift_id}`

type Sums = Report['sales'] & Pick<Report['receipts'], 'first' | 'last'>

const sumsOf = (ctx: Ctx, shift_id: string) => ctx.sql<Sums>`
  select count(*) filter (where kind = 'sale')::int as count, coalesce(sum((body->>'net')::bigint), 0)::bigint as net,
         coalesce(sum((body->>'tax')::bigint), 0)::bigint as tax, coalesce(sum((body->>'gross')::bigint), 0)::bigint as gross,
         coalesce(sum((body->>'rounding')::bigint), 0)::bigint as rounding, min(receipt) as first, max(receipt) as last
    from till_fact where shift_id = ${shift_id} and kind in ('sale', 'tender_taken')`

const tendersOf = (ctx: Ctx, shift_id: string) => ctx.sql<Report['tenders'][number]>`
  select t.kind, count(*)::int as count, sum(t.amount)::bigint as amount
    from till_fact f
   cross join lateral (
     select one->>'kind' as kind, (one->>'amount')::bigint as amount
       from jsonb_array_elements(case f.kind when 'sale' then f.body->'tenders' else jsonb_build_array(f.body) end) as one) t
   where f.shift_id = ${shift_id} and f.kind in ('sale', 'tender_taken')
   group by t.kind order by t.kind`

const taxesOf = (ctx: Ctx, shift_id: string) => ctx.sql<Report['taxes'][number]>`
  select l.tax_name as name, l.tax_ppm, sum(l.net)::bigint as net, sum(l.tax)::bigint as tax, sum(l.gross)::bigint as gross
    from till_fact f
   cross join lateral (select * from order_line where order_id = f.order_id offset 0) l
   where f.shift_id = ${shift_id} and f.kind = ${'sale'}
   group by l.tax_name, l.tax_ppm order by l.tax_ppm desc, l.tax_name`

const collectedIn = (ctx: Ctx, shift_id: string) => ctx.sql<Report['collected']>`
  select count(*)::int as count, coalesce(sum((body->>'amount')::bigint), 0)::bigint as amount
    from till_fact where shift_id = ${shift_id} and kind = 'tender_taken'`

const byStaff = (ctx: Ctx, shift_id: string) => ctx.sql<Report['by_staff'][number]>`
  select f.staff_id, p.name as staff_name, count(*)::int as count, sum((f.body->>'gross')::bigint)::bigint as gross
    from till_fact f join staff p on p.id = f.staff_id
   where f.shift_id = ${shift_id} and f.kind = ${'sale'}
   group by f.staff_id, p.name order by 4 desc, p.name`

type Listed = { at: Date; staff_id: string; staff_name: string } & (
  | { kind: 'cash_moved'; body: Bodies['cash_moved'] }
  | { kind: 'ticket_voided'; body: Bodies['ticket_voided'] }
)

const listedIn = (ctx: Ctx, shift_id: string) => ctx.sql<Listed>`
  select f.kind, f.at, f.staff_id, p.name as staff_name, f.body
    from till_fact f join staff p on p.id = f.staff_id
   where f.shift_id = ${shift_id} and f.kind in ('cash_moved', 'ticket_voided')
   order by f.seq limit ${LISTED_MAX}`

const movementOf = ({ movement_id, direction, amount, reason }: Bodies['cash_moved']) => ({
  movement_id,
  direction,
  amount,
  reason,
})
const voidedOf = ({ ticket_id, reason, gross }: Bodies['ticket_voided']) => ({ ticket_id, reason, gross })
