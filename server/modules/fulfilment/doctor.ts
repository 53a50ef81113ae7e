import type { Ctx } from '#platform/ctx'
import type { Finding } from '#platform/module'

/** What places are to provide against what orders promise, and against what stock holds for them. */
export async function doctor(ctx: Ctx, limit: number): Promise<Finding[]> {
  return ctx.sql<Finding>`
    (select 'handed out pieces are counted in the order' as check, o.number || ' ' || ol.sku as subject,
            coalesce(sum(l.quantity - l.missing - l.canceled), 0)::text as expected, ol.fulfilled::text as found
       from order_line ol
       join orders o on o.id = ol.order_id
       join fulfilment_line l on l.order_line_id = ol.id
       join fulfilment f on f.id = l.fulfilment_id and f.status in ('handed_over', 'shipped', 'delivered')
      group by ol.id, o.number
     having coalesce(sum(l.quantity - l.missing - l.canceled), 0) <> ol.fulfilled
      limit ${limit})
    union all
    (select 'open pieces fit the order', o.number || ' ' || ol.sku,
            'at most ' || (ol.quantity - ol.canceled - ol.fulfilled), sum(l.quantity - l.missing - l.canceled)::text
       from fulfilment f
       join fulfilment_line l on l.fulfilment_id = f.id
       join order_line ol on ol.id = l.order_line_id
       join orders o on o.id = f.order_id
      where f.status in ('assigned', 'accepted', 'picking', 'ready', 'exception')
      group by ol.id, o.number
     having sum(l.quantity - l.missing - l.canceled) > ol.quantity - ol.canceled - ol.fulfilled
      limit ${limit})
    union all
    (select 'open pieces are allocated where they are', o.number || ' at ' || p.code, sum(l.quantity - l.missing - l.canceled)::text,
            coalesce(max(a.quantity), 0)::text
       from fulfilment f
       join fulfilment_line l on l.fulfilment_id = f.id
       join orders o on o.id = f.order_id
       join location p on p.id = f.location_id
       left join stock_allocation a on a.order_line_id = l.order_line_id and a.location_id = f.location_id
      where f.status in ('assigned', 'accepted', 'picking', 'ready', 'exception')
      group by l.order_line_id, f.location_id, o.number, p.code
     having sum(l.quantity - l.missing - l.canceled) <> coalesce(max(a.quantity), 0)
      limit ${limit})`
}
