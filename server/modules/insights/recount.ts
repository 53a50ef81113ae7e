import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import { newId } from '#platform/ids'
import { SIDES, SOURCES, ofSubject } from './kinds.ts'
import type { Kind } from './kinds.ts'

/**
 * Looks at these subjects as they are now, and moves the sums by what differs from how they were counted last. Saying
 * it twice is harmless, whoever says it: a listener that heard of them or the job that walks through the past.
 */
export async function recount(ctx: Ctx, kind: Kind, ids: readonly string[]): Promise<void> {
  // Whoever counts the kind waits here: each difference is taken from rows nobody else is changing.
  ctx.post`select kind from insight_progress where kind = ${kind} for no key update`
  const { id, facts } = SOURCES[kind]
  const which = fragment`${fragment.id(...id.split('.'))} = any(${ids}::uuid[])`
  ctx.post`
    with seen as materialized (
      select f.*, date_trunc('hour', f.at, (select timezone from retailer)) as hour from (${facts(which)}) f
    ), before as materialized (
      select * from insight_fact where ${ofSubject(fragment`any(${ids}::uuid[])`, kind)}
    ), kept as (
      insert into insight_fact (kind, subject_id, at, hour, ${SIDES}, units, amount, canceled, good)
      select ${kind}, subject_id, at, hour, ${SIDES}, units, amount, canceled, good from seen
      on conflict (subject_id, kind) do update
         set at = excluded.at, hour = excluded.hour, channel = excluded.channel, store_id = excluded.store_id,
             pickup_store_id = excluded.pickup_store_id, currency = excluded.currency, began_in = excluded.began_in,
             paid_in = excluded.paid_in, received = excluded.received, cut_from = excluded.cut_from,
             units = excluded.units, amount = excluded.amount, canceled = excluded.canceled, good = excluded.good
    ), gone as (
      delete from insight_fact
       where ${ofSubject(fragment`any(array(select subject_id from before except select subject_id from seen))`, kind)}
    ), change as (
      select hour, ${SIDES}, 1 as count, units, amount, canceled, good::int as good from seen
      union all
      select hour, ${SIDES}, -1, -units, -amount, -canceled, -good::int from before
    ), net as (
      select row_number() over ()::int as number, n.* from (
        select hour, ${SIDES}, sum(count)::int as count, sum(units)::bigint as units, sum(amount)::bigint as amount,
               sum(canceled)::bigint as canceled, sum(good)::int as good
          from change group by hour, ${SIDES}
        having sum(count) <> 0 or sum(units) <> 0 or sum(amount) <> 0 or sum(canceled) <> 0 or sum(good) <> 0) n
    )
    insert into insight_hour as sums (id, kind, hour, ${SIDES}, count, units, amount, canceled, good)
    select (${ids.flatMap(() => [newId(), newId()])}::uuid[])[number], ${kind}, hour, ${SIDES}, count, units, amount, canceled, good from net
    on conflict (kind, hour, ${SIDES}) do update
       set count = sums.count + excluded.count, units = sums.units + excluded.units, amount = sums.amount + excluded.amount,
           canceled = sums.canceled + excluded.canceled, good = sums.good + excluded.good`
}
