import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import { doctorBy } from '#platform/doctor'
import type { Difference } from '#platform/doctor'
import { heardUntil } from '#platform/hearing'
import { behind, within } from '#platform/slices'
import type { Slice } from '#platform/slices'
import { countFacts } from './count-facts.ts'
import { KINDS, SIDES, SOURCES, ofSubject } from './kinds.ts'
import type { Kind } from './kinds.ts'

/** What was counted against orders, carts, fulfilments and people as they are, and the sums against what was counted. */
export const doctor = doctorBy({
  ids: 1,
  cut: ({ sql }, after, rows) => sql`
    select key from (${fragment.join(
      [...KINDS.map((kind) => SOURCES[kind].table), 'insight_hour'].map(
        (table) => fragment`
          (select array[id] as key from ${fragment.id(table)} where ${behind(after, 'id')} order by id limit 1 offset ${rows - 1})`,
      ),
      fragment` union all `,
    )}) ends
     order by key limit 1`,
  differences: [...KINDS.map((kind) => counted(kind)), sums],
})

/** What has been heard is compared, and of a kind whose past is still being counted what has been counted. */
function counted(kind: Kind) {
  const { id, table, facts, restsSince } = SOURCES[kind]
  return ({ sql }: Ctx, slice: Slice, limit: number): Promise<Difference[]> => sql`
    with progress as (select done_at, after from insight_progress where kind = ${kind}),
         heard as materialized (select ${heardUntil(countFacts)} as upto),
         seen as (select * from (${facts(fragment`${within(slice, id)} and ${restsSince(fragment`(select upto from heard)`)}`)}) f)
    select ${`every ${table} is counted as it is`} as "check", s.subject_id::text as subject,
           concat_ws(' ', s.at, s.channel, s.store_id, s.amount, s.canceled, s.good) as expected,
           case when f.subject_id is null then 'not counted' else concat_ws(' ', f.at, f.channel, f.store_id, f.amount, f.canceled, f.good) end as found,
           count(*) over ()::int as differing
      from seen s
      left join lateral (select * from insight_fact where ${ofSubject(fragment`s.subject_id`, kind)} offset 0) f on true
     where (f.subject_id is not null or exists (select from progress where done_at is not null or s.subject_id <= after))
       and (f.at, f.channel, f.store_id, f.pickup_store_id, f.currency, f.began_in, f.paid_in, f.received, f.units, f.amount, f.canceled, f.good)
           is distinct from
           (s.at, s.channel, s.store_id, s.pickup_store_id, s.currency, s.began_in, s.paid_in, s.received, s.units, s.amount, s.canceled, s.good)
     order by s.subject_id limit ${limit}`
}

function sums({ sql }: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  return sql`
    select 'sums of an hour are those of its rows' as "check", h.kind || ' ' || h.channel || ' ' || h.hour as subject,
           f.count || ' ' || f.units || ' ' || f.amount || ' ' || f.canceled || ' ' || f.good as expected,
           h.count || ' ' || h.units || ' ' || h.amount || ' ' || h.canceled || ' ' || h.good as found,
           count(*) over ()::int as differing
      from insight_hour h
     cross join lateral (
       select count(*) as count, coalesce(sum(units), 0) as units, coalesce(sum(amount), 0) as amount,
              coalesce(sum(canceled), 0) as canceled, coalesce(sum(good::int), 0) as good
         from insight_fact
        where kind = h.kind and at >= h.hour and at < h.hour + interval '1 hour' and hour = h.hour
          and (${SIDES}) is not distinct from (h.channel, h.store_id, h.pickup_store_id, h.currency, h.began_in, h.paid_in, h.received, h.cut_from)) f
     where ${within(slice, 'h.id')}
       and (f.count, f.units, f.amount, f.canceled, f.good) is distinct from
           (h.count::bigint, h.units::numeric, h.amount::numeric, h.canceled::numeric, h.good::bigint)
     order by h.id limit ${limit}`
}
