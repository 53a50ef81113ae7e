import type { Ctx } from '#platform/ctx'
import type { Finding } from '#platform/module'

type Sums = { id: string; found: string; expected: string }

/** Every amount of a payment is the sum of its effects. */
export async function payments(ctx: Ctx, limit: number): Promise<Finding[]> {
  const rows = await ctx.sql<Sums>`
    with ledger as (
      select p.id,
             coalesce(sum(e.amount) filter (where e.kind = 'authorise' and e.status = 'done'), 0)
               - coalesce(sum(e.amount) filter (where e.kind = 'void' and e.status = 'done'), 0) as authorised,
             coalesce(sum(e.amount) filter (where e.kind = 'capture' and e.status in ('asked', 'unknown')), 0) as capturing,
             coalesce(sum(e.amount) filter (where e.kind = 'capture' and e.status = 'done'), 0) as captured,
             coalesce(sum(e.amount) filter (where e.kind = 'refund' and e.status in ('asked', 'unknown')), 0) as refunding,
             coalesce(sum(e.amount) filter (where e.kind = 'refund' and e.status = 'done'), 0) as refunded
        from payment p left join payment_effect e on e.payment_id = p.id
       group by p.id)
    select p.id,
           format('%s/%s/%s/%s/%s', p.authorised, p.capturing, p.captured, p.refunding, p.refunded) as found,
           format('%s/%s/%s/%s/%s', l.authorised, l.capturing, l.captured, l.refunding, l.refunded) as expected
      from payment p join ledger l on l.id = p.id
     where (p.authorised, p.capturing, p.captured, p.refunding, p.refunded)
           is distinct from (l.authorised, l.capturing, l.captured, l.refunding, l.refunded)
     order by p.id limit ${limit}`
  return rows.map(({ id, found, expected }) => ({
    check: 'payments: authorised/capturing/captured/refunding/refunded are the sums of payment_effect',
    subject: `payment ${id}`,
    expected,
    found,
  }))
}
