import type { Ctx } from '#platform/ctx'
import type { Finding } from '#platform/module'

type Difference = { check: string; variant_id: string; location_id: string; expected: number; found: number }

/**
 * Recomputes every counter from what explains it: all five from the ledger, `reserved` also from the
 * holds, `allocated` from the allocations, `incoming` from what transfers still have on their way.
 */
export async function doctor(ctx: Ctx, limit: number): Promise<Finding[]> {
  const rows = await ctx.sql<Difference>`
    with ledger as (
      select variant_id, location_id, sum(on_hand)::int as on_hand, sum(allocated)::int as allocated, sum(reserved)::int as reserved,
             sum(damaged)::int as damaged, sum(incoming)::int as incoming
        from stock_movement group by 1, 2
    ), held as (
      select variant_id, location_id, sum(quantity)::int as quantity from stock_reservation group by 1, 2
    ), promised as (
      select variant_id, location_id, sum(quantity)::int as quantity from stock_allocation group by 1, 2
    ), coming as (
      select x.variant_id, t.to_id as location_id, sum(x.sent - x.received - x.missing)::int as quantity
        from stock_transfer t join stock_transfer_line x on x.transfer_id = t.id where t.status = 'sent' group by 1, 2
    )
    select c."check", l.variant_id, l.location_id, c.expected, c.found
      from stock_level l
      left join ledger m using (variant_id, location_id)
      left join held h using (variant_id, location_id)
      left join promised p using (variant_id, location_id)
      left join coming i using (variant_id, location_id)
     cross join lateral (values
       ('on_hand is the sum of its movements', coalesce(m.on_hand, 0), l.on_hand),
       ('allocated is the sum of its movements', coalesce(m.allocated, 0), l.allocated),
       ('reserved is the sum of its movements', coalesce(m.reserved, 0), l.reserved),
       ('damaged is the sum of its movements', coalesce(m.damaged, 0), l.damaged),
       ('incoming is the sum of its movements', coalesce(m.incoming, 0), l.incoming),
       ('reserved is what carts hold', coalesce(h.quantity, 0), l.reserved),
       ('allocated is what orders were promised', coalesce(p.quantity, 0), l.allocated),
       ('incoming is what transfers still bring', coalesce(i.quantity, 0), l.incoming)) as c("check", expected, found)
     where c.expected <> c.found
     order by l.variant_id, l.location_id limit ${limit}`
  return rows.map((row) => ({
    check: row.check,
    subject: `stock_level ${row.variant_id} at ${row.location_id}`,
    expected: String(row.expected),
    found: String(row.found),
  }))
}
