import { doctorBy } from '#platform/doctor'
import type { Difference } from '#platform/doctor'
import { behind, within } from '#platform/slices'

/** Every amount of a payment is the sum of its effects. */
export const payments = doctorBy({
  ids: 1,
  cut: ({ sql }, after, rows) => sql`
    select array[id] as key from payment where ${behind(after, 'id')} order by id limit 1 offset ${rows - 1}`,
  differences: [
    ({ sql }, slice, limit) => sql<Difference>`
      select 'payments: authorised/capturing/captured/refunding/owed/refunded are the sums of payment_effect' as "check", 'payment ' || p.id as subject,
             format('%s/%s/%s/%s/%s/%s', l.authorised, l.capturing, l.captured, l.refunding, l.owed, l.refunded) as expected,
             format('%s/%s/%s/%s/%s/%s', p.authorised, p.capturing, p.captured, p.refunding, p.owed, p.refunded) as found,
             count(*) over ()::int as differing
        from payment p
       cross join lateral (
         select coalesce(sum(e.amount) filter (where e.kind = 'authorise' and e.status = 'done'), 0)
                  - coalesce(sum(e.amount) filter (where e.kind = 'void' and e.status = 'done'), 0) as authorised,
                coalesce(sum(e.amount) filter (where e.kind = 'capture' and e.status in ('asked', 'unknown')), 0) as capturing,
                coalesce(sum(e.amount) filter (where e.kind = 'capture' and e.status = 'done'), 0) as captured,
                coalesce(sum(e.amount) filter (where e.kind = 'refund' and e.status in ('asked', 'unknown')), 0) as refunding,
                coalesce(sum(e.amount) filter (where e.kind = 'refund' and e.status = 'owed'), 0) as owed,
                coalesce(sum(e.amount) filter (where e.kind = 'refund' and e.status = 'done'), 0) as refunded
           from payment_effect e where e.payment_id = p.id) l
       where ${within(slice, 'p.id')}
         and (p.authorised, p.capturing, p.captured, p.refunding, p.owed, p.refunded)
             is distinct from (l.authorised, l.capturing, l.captured, l.refunding, l.owed, l.refunded)
       order by p.id limit ${limit}`,
  ],
})
