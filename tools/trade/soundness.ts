import type { Ctx } from '#platform/ctx'
import type { Api, Reply } from './api.ts'

type Read = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>

/** What must be true of a shop whatever happened in it; a sentence for everything that is not. */
export async function unsound(desk: Api, { read }: { read: Read }): Promise<string[]> {
  const findings: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const { body }: Reply = await desk.get(`/doctor?after=${after}`)
    findings.push(...body.findings.map((finding: object) => `doctor: ${JSON.stringify(finding)}`))
    after = body.next
  }
  const broken = await read(
    (ctx) => ctx.sql<{ what: string }>`
      select 'below zero: ' || variant_id || ' ' || allocated || '/' || reserved || '/' || damaged as what
        from stock_level where least(allocated, reserved, damaged, incoming) < 0
      union all
      select 'promised more than there is, and no till sold below it: ' || variant_id
        from stock_level l
       where on_hand - allocated < -backorder_limit
         and not exists (select from event where type = 'stock.below_promise' and subject_id = l.variant_id)
      union all
      select 'two orders of cart ' || cart_id from orders where cart_id is not null group by cart_id having count(*) > 1
      union all
      select 'placed cart without its order: ' || c.id from cart c
       where c.status = 'placed' and not exists (select from orders o where o.id = c.order_id and o.cart_id = c.id)
      union all
      select 'order ' || number || ' announced ' || count(e.id) || ' times'
        from orders o left join event e on e.type = 'order.placed' and e.subject_id = o.id
       group by o.id having count(e.id) <> 1
      union all
      select 'goods promised to nobody: allocation ' || a.id from stock_allocation a
       where not exists (select from fulfilment f join fulfilment_line l on l.fulfilment_id = f.id
                          where f.order_id = a.order_id and l.order_line_id = a.order_line_id and f.location_id = a.location_id
                            and f.status in ('assigned', 'accepted', 'picking', 'ready', 'exception'))
      union all
      select 'closed cart holds goods: ' || c.id from stock_reservation r join cart c on c.id = r.cart_id where c.status <> 'open'
      union all
      select 'dead letter of ' || listener || ': ' || error from dead_letter where resolved_at is null
      union all
      select 'more given back than taken: payment ' || id from payment where refunded + refunding + owed > captured + capturing
      union all
      select 'order ' || o.number || ' keeps ' || p.kept || ' and is worth ' || (o.gross - a.canceled)
        from orders o
        cross join lateral (select coalesce(sum(captured - refunded - owed), 0)::bigint as kept from payment where order_id = o.id) p
        cross join lateral (select coalesce(sum(amount), 0)::bigint as canceled from order_adjustment where order_id = o.id) a
       where p.kept > o.gross - a.canceled or (p.kept < o.gross - a.canceled and o.payment_status in ('paid', 'partly_refunded', 'refunded'))
      union all
      select 'order ' || o.number || ' says paid ' || o.paid || ' and refunded ' || o.refunded
        from orders o
        cross join lateral (select coalesce(sum(captured), 0)::bigint as paid, coalesce(sum(refunded), 0)::bigint as refunded from payment where order_id = o.id) p
       where (o.paid, o.refunded) is distinct from (p.paid, p.refunded)
      union all
      select 'order ' || o.number || ' keeps money held beyond what it is owed: ' || p.held
        from orders o
        cross join lateral (select coalesce(sum(authorised - voiding - captured - capturing), 0)::bigint as held, coalesce(sum(captured + capturing - refunded - refunding - owed), 0)::bigint as kept from payment where order_id = o.id) p
        cross join lateral (select coalesce(sum(amount), 0)::bigint as canceled from order_adjustment where order_id = o.id) a
       where p.held > 0 and p.held + p.kept > o.gross - a.canceled
      union all
      select 'money held for a cart that is over: payment ' || p.id || ' of a cart that is ' || c.status
        from payment p join cart c on c.id = p.cart_id
       where c.status <> 'open' and p.order_id is null and p.authorised - p.voiding - p.refunded - p.refunding - p.owed > 0`,
  )
  return [...findings, ...broken.map(({ what }) => what)]
}
