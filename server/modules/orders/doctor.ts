import type { Ctx } from '#platform/ctx'
import type { Finding } from '#platform/module'

/** Sums of lines against orders, shares of units against lines, adjustments against what was cancelled. */
export async function doctor(ctx: Ctx, limit: number): Promise<Finding[]> {
  return ctx.sql<Finding>`
    (select 'lines sum to the order' as check, o.number as subject,
            o.net || ' + ' || o.tax || ' = ' || o.gross as expected,
            sum(l.net) || ' + ' || sum(l.tax) || ' = ' || sum(l.gross) as found
       from orders o join order_line l on l.order_id = o.id
      group by o.id
     having (sum(l.net), sum(l.tax), sum(l.gross)) is distinct from (o.net::numeric, o.tax::numeric, o.gross::numeric)
      limit ${limit})
    union all
    (select 'unit shares sum to the line', o.number || ' ' || l.sku, l.gross::text, u.paid::text
       from order_line l join orders o on o.id = l.order_id
       cross join lateral (select coalesce(sum(unit), 0) as paid from unnest(l.unit_paid) unit) u
      where u.paid <> l.gross
      limit ${limit})
    union all
    (select 'cancelled quantity has its adjustments', o.number || ' ' || l.sku, coalesce(sum(a.quantity), 0)::text, l.canceled::text
       from order_line l join orders o on o.id = l.order_id
       left join order_adjustment a on a.line_id = l.id and a.kind = 'cancellation'
      group by l.id, o.number
     having coalesce(sum(a.quantity), 0) <> l.canceled
      limit ${limit})
    union all
    (select 'cancelled amount is no more than the line', o.number || ' ' || l.sku, 'at most ' || l.gross, sum(a.amount)::text
       from order_line l join orders o on o.id = l.order_id
       join order_adjustment a on a.line_id = l.id and a.kind = 'cancellation'
      where l.quantity > 0
      group by l.id, o.number
     having sum(a.amount) > l.gross
      limit ${limit})`
}
