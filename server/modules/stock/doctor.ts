import type { Ctx } from '#platform/ctx'
import { doctorBy } from '#platform/doctor'
import type { Difference } from '#platform/doctor'
import { behind, within } from '#platform/slices'
import type { Slice } from '#platform/slices'

/**
 * Recomputes every counter from what explains it: all five from the ledger, `reserved` also from the
 * holds, `allocated` from the allocations, `incoming` from what transfers still have on their way.
 */
export const doctor = doctorBy({
  ids: 2,
  // A level that moves all day is one slice with all its movements.
  cut: ({ sql }, after, rows) => sql`
    select key from (
      (select array[variant_id, location_id] as key from stock_level where ${behind(after, 'variant_id', 'location_id')}
        order by variant_id, location_id limit 1 offset ${rows - 1})
      union all
      (select array[variant_id, location_id] from stock_movement where ${behind(after, 'variant_id', 'location_id')}
        order by variant_id, location_id limit 1 offset ${rows - 1})) ends
     order by key limit 1`,
  differences: [counters, unexpectedGoods],
})

/** Where a level says that nothing is on its way, no transfer is asked: `unexpectedGoods` comes from the other side. */
function counters({ sql }: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  return sql`
    select c."check", 'stock_level ' || l.variant_id || ' at ' || l.location_id as subject, c.expected::text, c.found::text,
           count(*) over ()::int as differing
      from stock_level l
     cross join lateral (
       select coalesce(sum(on_hand), 0) as on_hand, coalesce(sum(allocated), 0) as allocated, coalesce(sum(reserved), 0) as reserved,
              coalesce(sum(damaged), 0) as damaged, coalesce(sum(incoming), 0) as incoming
         from stock_movement where variant_id = l.variant_id and location_id = l.location_id) m
     cross join lateral (
       select coalesce(sum(quantity), 0) as quantity from stock_reservation where variant_id = l.variant_id and location_id = l.location_id) h
     cross join lateral (
       select coalesce(sum(quantity), 0) as quantity from stock_allocation where variant_id = l.variant_id and location_id = l.location_id) p
     cross join lateral (
       select coalesce(sum(x.sent - x.received - x.missing), 0) as quantity
         from stock_transfer t join stock_transfer_line x on x.transfer_id = t.id
        where l.incoming <> 0 and t.to_id = l.location_id and t.status = 'sent' and x.variant_id = l.variant_id) i
     cross join lateral (values
       ('on_hand is the sum of its movements', m.on_hand, l.on_hand),
       ('allocated is the sum of its movements', m.allocated, l.allocated),
       ('reserved is the sum of its movements', m.reserved, l.reserved),
       ('damaged is the sum of its movements', m.damaged, l.damaged),
       ('incoming is the sum of its movements', m.incoming, l.incoming),
       ('reserved is what carts hold', h.quantity, l.reserved),
       ('allocated is what orders were promised', p.quantity, l.allocated),
       ('incoming is what transfers still bring', i.quantity, l.incoming)) as c("check", expected, found)
     where ${within(slice, 'l.variant_id', 'l.location_id')} and c.expected <> c.found
     order by l.variant_id, l.location_id limit ${limit}`
}

/** By way of the places, whose index knows what is on its way: of all transfers ever these are few. */
function unexpectedGoods({ sql }: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  return sql`
    with coming as (
      select x.variant_id, t.to_id as location_id, sum(x.sent - x.received - x.missing) as quantity
        from location place
       cross join lateral (select id, to_id from stock_transfer where to_id = place.id and status = 'sent' offset 0) t
        join stock_transfer_line x on x.transfer_id = t.id
       where ${within(slice, 'x.variant_id', 't.to_id')}
       group by 1, 2)
    select 'incoming is what transfers still bring' as "check", 'stock_level ' || variant_id || ' at ' || location_id as subject,
           quantity::text as expected, '0' as found, count(*) over ()::int as differing
      from coming c
     where quantity <> 0
       and coalesce((select incoming from stock_level where variant_id = c.variant_id and location_id = c.location_id), 0) = 0
     order by variant_id, location_id limit ${limit}`
}
