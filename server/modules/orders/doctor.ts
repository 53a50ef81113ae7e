import type { Ctx } from '#platform/ctx'
import { doctorBy } from '#platform/doctor'
import type { Difference } from '#platform/doctor'
import { behind, within } from '#platform/slices'
import type { Slice } from '#platform/slices'

/** Sums of lines against orders, shares of units against lines, adjustments and money against what was cancelled. */
export const doctor = doctorBy({
  ids: 1,
  cut: ({ sql }, after, rows) => sql`
    select key from (
      (select array[id] as key from orders where ${behind(after, 'id')} order by id limit 1 offset ${rows - 1})
      union all
      (select array[order_id] from order_line where ${behind(after, 'order_id')} order by order_id limit 1 offset ${rows - 1})) ends
     order by key limit 1`,
  differences: [linesOfOrders, sharesOfLines, adjustmentsOfLines, moneyOfOrders, restOfFinished],
})

function linesOfOrders({ sql }: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  return sql`
    select 'lines sum to the order' as "check", o.number as subject, o.net || ' + ' || o.tax || ' = ' || o.gross as expected,
           coalesce(l.net || ' + ' || l.tax || ' = ' || l.gross, 'no lines') as found, count(*) over ()::int as differing
      from orders o
     cross join lateral (
       select sum(net) as net, sum(tax) as tax, sum(gross) as gross from order_line where order_id = o.id) l
     where ${within(slice, 'o.id')}
       and (l.net, l.tax, l.gross) is distinct from (o.net::numeric, o.tax::numeric, o.gross::numeric)
     order by o.id limit ${limit}`
}

function sharesOfLines({ sql }: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  return sql`
    select 'unit shares sum to the line' as "check", (select number from orders where id = l.order_id) || ' ' || l.sku as subject,
           l.gross::text as expected, u.paid::text as found, count(*) over ()::int as differing
      from order_line l
     cross join lateral (select coalesce(sum(unit), 0) as paid from unnest(l.unit_paid) unit) u
     where ${within(slice, 'l.order_id')} and u.paid <> l.gross
     order by l.order_id, l.position limit ${limit}`
}

/** Of the lines that are cancelled or have an adjustment that says so. */
function adjustmentsOfLines({ sql }: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  return sql`
    with cancelled as (
      select id from order_line where ${within(slice, 'order_id')} and canceled <> 0
       union
      select line_id from order_adjustment where ${within(slice, 'order_id')} and kind = 'cancellation' and line_id is not null)
    select c."check", (select number from orders where id = l.order_id) || ' ' || l.sku as subject, c.expected, c.found,
           count(*) over ()::int as differing
      from cancelled
     cross join lateral (select * from order_line where id = cancelled.id offset 0) l
     cross join lateral (
       select coalesce(sum(quantity), 0) as quantity, coalesce(sum(amount), 0) as amount from order_adjustment
        where order_id = l.order_id and line_id = l.id and kind = 'cancellation') a
     cross join lateral (values
       ('cancelled quantity has its adjustments', a.quantity::text, l.canceled::text, a.quantity <> l.canceled),
       ('cancelled amount is no more than the line', 'at most ' || l.gross, a.amount::text, l.quantity > 0 and a.amount > l.gross))
       as c("check", expected, found, differs)
     where c.differs
     order by l.order_id, l.position limit ${limit}`
}

/** Taken beyond what is due, and neither given back nor asked for nor owed: nobody would ever give it back. */
function moneyOfOrders({ sql }: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  return sql`
    select 'money beyond what is due is given back' as "check", o.number as subject, '0' as expected, (m.kept - o.rounding - d.due)::text as found,
           count(*) over ()::int as differing
      from orders o
     cross join lateral (
       select sum(captured + capturing - refunded - refunding - owed) as kept from payment where order_id = o.id) m
     cross join lateral (
       select o.gross - coalesce(sum(amount), 0) as due from order_adjustment where order_id = o.id and kind = 'cancellation') d
     where ${within(slice, 'o.id')} and m.kept > 0 and m.kept - o.rounding > d.due
     order by o.id limit ${limit}`
}

/** An order that is finished leaves nothing behind: no line nobody will do, no money that is held until it is lost. */
function restOfFinished({ sql }: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  return sql`
    select c."check", o.number as subject, '0' as expected, c.found::text, count(*) over ()::int as differing
      from orders o
     cross join lateral (
       select coalesce(sum(quantity - canceled - fulfilled) filter (where quantity > canceled + fulfilled), 0) as units
         from order_line where order_id = o.id) l
     cross join lateral (
       select coalesce(sum(authorised - captured - capturing - voiding), 0) as held
         from payment where order_id = o.id and status in ('authorised', 'captured')) m
     cross join lateral (values
       ('nothing of a finished order is open', l.units), ('no money is held for a finished order', m.held)) as c("check", found)
     where ${within(slice, 'o.id')} and o.status in ('completed', 'canceled') and c.found > 0
     order by o.id limit ${limit}`
}
