import type { Ctx } from '#platform/ctx'
import { doctorBy } from '#platform/doctor'
import type { Difference } from '#platform/doctor'
import { behind, within } from '#platform/slices'
import type { Slice } from '#platform/slices'

/** What places are to provide against what orders promise, and against what stock holds for them. */
export const doctor = doctorBy({
  ids: 1,
  cut: ({ sql }, after, rows) => sql`
    select key from (
      (select array[order_id] as key from fulfilment where ${behind(after, 'order_id')} order by order_id limit 1 offset ${rows - 1})
      union all
      (select array[order_id] from stock_allocation where ${behind(after, 'order_id')} order by order_id limit 1 offset ${rows - 1})) ends
     order by key limit 1`,
  differences: [piecesOfLines, piecesAtPlaces, daysOfPlaces],
})

/** Of the lines that places provide; and where something was handed out, of all lines that count as handed out. */
function piecesOfLines({ sql }: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  return sql`
    with provided as (
      select id, order_id, status in ('handed_over', 'shipped', 'delivered') as out from fulfilment where ${within(slice, 'order_id')}),
    concerned as (
      select l.id from provided
       cross join lateral (select order_line_id as id from fulfilment_line where fulfilment_id = provided.id offset 0) l
       union
      select l.id from (select distinct order_id from provided where out) o
       cross join lateral (select id from order_line where order_id = o.order_id and kind = 'goods' and fulfilled > 0 offset 0) l)
    select c."check", (select number from orders where id = ol.order_id) || ' ' || ol.sku as subject, c.expected, c.found,
           count(*) over ()::int as differing
      from concerned
     cross join lateral (select *, quantity - canceled - fulfilled as unfinished from order_line where id = concerned.id offset 0) ol
     cross join lateral (
       select coalesce(sum(l.quantity - l.missing - l.canceled) filter (where f.status in ('handed_over', 'shipped', 'delivered')), 0) as out,
              coalesce(sum(l.quantity - l.missing - l.canceled) filter (where f.status in ('assigned', 'accepted', 'picking', 'ready', 'exception')), 0) as open
         from fulfilment_line l
        cross join lateral (select status from fulfilment where id = l.fulfilment_id offset 0) f
        where l.order_line_id = ol.id) p
     cross join lateral (values
       ('handed out pieces are counted in the order', p.out::text, ol.fulfilled::text, p.out <> ol.fulfilled),
       ('open pieces fit the order', 'at most ' || ol.unfinished, p.open::text, p.open > ol.unfinished)) as c("check", expected, found, differs)
     where c.differs
     order by ol.order_id, ol.position limit ${limit}`
}

function piecesAtPlaces({ sql }: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  return sql`
    with concerned as (
      select f.order_id, l.order_line_id, f.location_id
        from fulfilment f
       cross join lateral (select order_line_id from fulfilment_line where fulfilment_id = f.id offset 0) l
       where ${within(slice, 'f.order_id')} and f.status in ('assigned', 'accepted', 'picking', 'ready', 'exception') and f.location_id is not null
       union
      select order_id, order_line_id, location_id from stock_allocation where ${within(slice, 'order_id')})
    select 'open pieces are allocated where they are' as "check",
           coalesce((select number from orders where id = c.order_id), c.order_id::text) || ' at ' || (select code from location where id = c.location_id) as subject,
           p.open::text as expected, a.quantity::text as found, count(*) over ()::int as differing
      from concerned c
     cross join lateral (
       select coalesce(sum(l.quantity - l.missing - l.canceled), 0) as open
         from fulfilment_line l
        cross join lateral (select status, location_id from fulfilment where id = l.fulfilment_id offset 0) f
        where l.order_line_id = c.order_line_id and f.location_id = c.location_id
          and f.status in ('assigned', 'accepted', 'picking', 'ready', 'exception')) p
     cross join lateral (
       select coalesce(sum(quantity), 0) as quantity from stock_allocation
        where order_line_id = c.order_line_id and location_id = c.location_id) a
     where p.open <> a.quantity
     order by c.order_id, c.order_line_id limit ${limit}`
}

const DAY_MS = 86_400_000

/** The days to come, with today wherever a place is: those are promised by. They are few, and compared with the last slice. */
async function daysOfPlaces({ sql, now }: Ctx, slice: Slice, limit: number): Promise<Difference[]> {
  if (slice.upto !== null) return []
  const from = new Date(now.getTime() - DAY_MS).toISOString().slice(0, 10)
  return sql`
    with day as (
      select c.* from location l
       cross join lateral (
         select location_id, on_date from stock_capacity where location_id = l.id and on_date >= ${from}::date offset 0) c
       union
      select location_id, work_on from fulfilment where work_on >= ${from}::date)
    select 'a day counts the orders that are its work' as "check",
           (select code from location where id = d.location_id) || ' on ' || d.on_date as subject,
           f.orders::text as expected, c.taken::text as found, count(*) over ()::int as differing
      from day d
     cross join lateral (select count(*) as orders from fulfilment where work_on = d.on_date and location_id = d.location_id) f
     cross join lateral (
       select coalesce((select taken from stock_capacity where location_id = d.location_id and on_date = d.on_date), 0) as taken) c
     where f.orders <> c.taken
     order by d.location_id, d.on_date limit ${limit}`
}
