import { fragment } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import type { Scope, Span } from './period.ts'

/** Pick-ups that wait for the customer, those that should wait already, and when whatever of the span is overdue was due. */
export type Work = { waiting: number; late: number; overdue: Date[] }

const WORK_MAX = 10_000

/** What stands at the shops now: few rows, whatever the past. No fact of the log tells that a promise was broken: the clock does. */
export async function waitingWork({ sql, now }: Ctx, { stores }: Scope, span: Span): Promise<Work> {
  const here =
    stores === null
      ? fragment`true`
      : fragment`f.location_id in (select id from location where store_id = any(${stores}::uuid[]))`
  const [row] = await sql<Work>`
    select count(*) filter (where f.kind = 'pickup' and f.status = 'ready')::int as waiting,
           count(*) filter (where f.kind = 'pickup' and f.status <> 'ready' and f.due_at < ${now}::timestamptz)::int as late,
           coalesce(array_agg(f.due_at) filter (where f.status <> 'ready' and f.due_at < ${now}::timestamptz
                              and f.due_at >= ${span.from}::timestamptz and f.due_at < ${span.to}::timestamptz), '{}') as overdue
      from (select f.kind, f.status, f.due_at from fulfilment f
             where f.status in ('assigned', 'accepted', 'picking', 'ready', 'exception') and f.kind in ('ship', 'pickup') and ${here}
             limit ${WORK_MAX}) f`
  return row ?? { waiting: 0, late: 0, overdue: [] }
}
