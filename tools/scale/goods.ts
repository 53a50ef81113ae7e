import { draw, idAt } from './draw.ts'
import type { Task } from './lanes.ts'
import type { Period } from './period.ts'
import { momentOf } from './period.ts'

/** Places that have run out, and how many pieces the others keep. */
const LEFT = `case when ${draw('k.n', 31)} < 0.1 then 0 else 3 + floor(30 * power(${draw('k.n', 32)}, 2))::int end`

/** What is where, the ledger that explains it, and what places do for orders. */
export const goodsTasks = ({ now, eve_ms }: Period, warehouse_keeps: number): readonly Task[] => [
  {
    says: 'stock levels and their opening',
    run: (lane) =>
      lane.run(`
        insert into stock_level (variant_id, location_id, on_hand, allocated, updated_at)
        select a.id, p.id, greatest(coalesce(s.promised, 0), ${LEFT} + case when p.store_id is null then ${warehouse_keeps} else 0 end),
               coalesce(s.promised, 0), '${now.toISOString()}'
          from filling_article a cross join filling_place p
          left join filling_sum s on s.variant_id = a.id and s.location_id = p.id
         cross join lateral (select a.i * 10007 + p.i as n) k;
        insert into stock_movement (kind, variant_id, location_id, on_hand, cause_kind, cause_id, actor_kind, moved_at)
        select 'opening', l.variant_id, l.location_id, l.on_hand + coalesce(s.gone, 0), 'receipt', ${idAt(`${eve_ms}`, 'receipt', 'p.i')},
               'system', ${momentOf(`${eve_ms}`)}
          from stock_level l join filling_place p on p.id = l.location_id
          left join filling_sum s using (variant_id, location_id)
         where l.on_hand + coalesce(s.gone, 0) > 0;
        insert into stock_movement (kind, variant_id, location_id, on_hand, allocated, cause_kind, cause_id, line_id, actor_kind, moved_at)
        select m.kind, l.variant_id, l.location_id, m.on_hand, m.allocated, case when l.kind = 'till' then 'sale' else 'order' end, l.order_id, l.id,
               case when l.kind = 'till' then 'device' else 'staff' end, m.at
          from filling_line l
         cross join lateral (
           select 'sold' as kind, -l.quantity as on_hand, 0 as allocated, l.placed_at as at where l.kind = 'till'
            union all
           select 'allocated', 0, l.quantity, l.placed_at where l.waits
            union all
           select case when l.state = 'canceled' then 'deallocated' when l.kind = 'pickup' then 'sold' else 'shipped' end,
                  case when l.state = 'canceled' then 0 else -l.quantity end, -l.quantity, l.closed_at
            where l.waits and l.closed_at is not null) m
         order by m.at;
        insert into stock_allocation (id, order_id, order_line_id, variant_id, location_id, quantity, created_at)
        select ${idAt('l.n', 'allocation', 'l.n * 2 + l.place')}, l.order_id, l.id, l.variant_id, l.location_id, l.quantity, l.placed_at
          from filling_line l where l.state in ('assigned', 'accepted', 'ready')`),
  },
  {
    says: 'fulfilments',
    run: (lane) =>
      lane.run(`
        insert into fulfilment (id, order_id, customer_id, kind, location_id, pickup_store_id, status, due_at, work_on, ready_at, hold_until, handover_code,
                                tracking, carrier, trace, created_at, updated_at, closed_at)
        select s.fulfilment_id, s.order_id, s.customer_id, s.kind, s.location_id, case when s.kind = 'pickup' then s.store_id end,
               case when s.state <> 'done' then s.state when s.kind = 'pickup' then 'handed_over' else 'delivered' end,
               s.placed_at + interval '1 day', case when s.kind = 'ship' then s.placed_at::date end, s.ready_at, case when s.kind = 'pickup' then s.ready_at + interval '7 days' end,
               case when s.kind = 'pickup' and s.ready_at is not null then lpad((s.n * 7919 % 1000000)::text, 6, '2') end,
               case when s.kind = 'ship' and s.state = 'done' then 'ES' || lpad(s.n::text, 12, '0') end,
               case when s.kind = 'ship' and s.state = 'done' then 'correos' end,
               '{"pass": "all_rules", "decided_by": "only_choice", "nodes": []}', s.placed_at, coalesce(s.closed_at, s.ready_at, s.placed_at), s.closed_at
          from filling_sale s where s.waits;
        insert into fulfilment_line (fulfilment_id, order_line_id, variant_id, quantity, picked, canceled)
        select l.fulfilment_id, l.id, l.variant_id, l.quantity, case when l.state in ('ready', 'done') then l.quantity else 0 end,
               case when l.state = 'canceled' then l.quantity else 0 end
          from filling_line l where l.waits;
        insert into stock_capacity (location_id, on_date, taken)
        select location_id, placed_at::date, count(*) from filling_sale where kind = 'ship' and waits group by 1, 2`),
  },
]
