import { customerIdOf } from './customers.ts'
import { draw, idAt, skewed, spoken } from './draw.ts'
import type { Lane, Task } from './lanes.ts'
import type { Period, Scale } from './period.ts'
import { momentOf } from './period.ts'

/** One half for each lane; put together again in the order of time. */
const HALVES = [0, 1] as const
type Half = (typeof HALVES)[number]

/**
 * Draws every order once, two lines each, into tables of the filler's own, from which all others are written:
 * who, when, where, what, and how far it has come.
 */
export function drawSales(scale: Scale, period: Period): readonly Task[] {
  return HALVES.map((half) => ({
    says: `orders drawn, half ${half + 1}`,
    run: async (lane) => {
      await lane.run(sales(half, scale, period))
      await lane.run(lines(half))
      await lane.run(`analyze filling_sale_${half}; analyze filling_line_${half}`)
    },
  }))
}

export const numberArticles = (lane: Lane): Promise<void> =>
  lane.run(`
    create unlogged table filling_article as
    select row_number() over (order by v.sku) - 1 as i, v.id, v.sku, t.name, v.options,
           p.amount, coalesce(h.amount, p.amount) as earlier, p.updated_at as cheaper_from
      from variant v
      join product_text t on t.product_id = v.product_id and t.locale = 'es'
      join price p on p.variant_id = v.id
      left join price_history h on h.variant_id = v.id and h.to_at is not null;
    analyze filling_article`)

export const sumSales: Task = {
  says: 'what left each place',
  run: (lane) =>
    lane.run(`
      create view filling_sale as ${HALVES.map((half) => `select * from filling_sale_${half}`).join(' union all ')};
      create view filling_line as ${HALVES.map((half) => `select * from filling_line_${half}`).join(' union all ')};
      ${sums};
      analyze filling_sum`),
}

/** Business grows: of two years the later half has more orders. */
const share = (orders: number): string => `power((n - 0.5) / ${orders}, 0.8)`

/**
 * A few customers and articles have much more than the others; four of ten who buy at a till stay unknown.
 * `offset 0` keeps what is drawn once from being worked out again wherever it is used.
 */
const drawn = (half: Half, { stores, variants, customers, orders }: Scale, { start_ms, span_ms }: Period): string => `
  select n, floor(${start_ms} + ${span_ms} * ${share(orders)})::bigint as ms,
         case when ${draw('n', 11)} < 0.55 then 'till' when ${draw('n', 11)} < 0.85 then 'ship' else 'pickup' end as kind,
         case when ${customers} > 0 and (${draw('n', 11)} >= 0.55 or ${draw('n', 12)} < 0.6)
              then ${skewed('n', 13, `${customers} * (0.3 + 0.7 * ${share(orders)})`, 1.6)} end as customer,
         case when ${draw('n', 11)} between 0.55 and 0.85 and ${draw('n', 14)} < 0.8 then ${stores} else ${skewed('n', 15, `${stores}`, 2)} end as place,
         ${draw('n', 16)} as channel_draw, ${draw('n', 17)} as state_draw,
         ${skewed('n', 18, `${variants}`, 3)} as first, 1 + ${skewed('n', 19, `${variants - 1}`, 3)} as step,
         1 + (${draw('n', 20)} > 0.85)::int + (${draw('n', 20)} > 0.97)::int as first_quantity,
         1 + (${draw('n', 21)} > 0.9)::int as second_quantity
    from generate_series(1 + ${half} * (${orders} / 2)::bigint, case ${half} when 0 then ${orders} / 2 else ${orders} end) n
  offset 0`

const sales = (half: Half, scale: Scale, period: Period): string => `
  create unlogged table filling_sale_${half} as
  select d.n, d.ms, ${momentOf('d.ms')} as placed_at, d.kind, d.customer as customer_number,
         ${customerIdOf('d.customer', scale, period)} as customer_id, d.first, d.second, d.first_quantity, d.second_quantity,
         d.first_price, d.second_price, d.first_price * d.first_quantity + d.second_price * d.second_quantity as gross,
         round(d.first_price * d.first_quantity / 1.21)::bigint + round(d.second_price * d.second_quantity / 1.21)::bigint as net,
         p.id as location_id, p.store_id, p.code as place_code, p.name as place_name,
         case when d.kind = 'till' then 'pos' when d.channel_draw < 0.6 then 'web' when d.channel_draw < 0.85 then 'mobile'
              when d.channel_draw < 0.95 or d.kind = 'pickup' then 'phone' else 'marketplace:demo' end as channel,
         d.state, d.kind <> 'till' as waits,
         case when d.kind = 'till' then ${momentOf('d.ms')} when d.state = 'canceled' then ${momentOf('d.ms + 3600000')}
              when d.state = 'done' then ${momentOf('d.ms + 86400000')} end as closed_at,
         case when d.state in ('ready', 'done') and d.kind <> 'till' then ${momentOf('d.ms + 14400000')} end as ready_at,
         'H-' || ${spoken('order', 'd.n', '-')} as number,
         ${idAt('d.ms', 'order', 'd.n')} as order_id, ${idAt('d.ms', 'payment', 'd.n')} as payment_id,
         case when d.kind <> 'till' then ${idAt('d.ms - 600000', 'cart', 'd.n')} end as cart_id,
         case when d.kind <> 'till' then ${idAt('d.ms', 'fulfilment', 'd.n')} end as fulfilment_id
    from (select d.*, a.i as first_article, b.i as second,
                 case when ${momentOf('d.ms')} < a.cheaper_from then a.earlier else a.amount end as first_price,
                 case when ${momentOf('d.ms')} < b.cheaper_from then b.earlier else b.amount end as second_price,
                 case when d.kind = 'till' then 'done'
                      when d.ms > ${period.now.getTime()} - 86400000 then case when d.state_draw < 0.5 then 'assigned' else 'accepted' end
                      when d.ms > ${period.now.getTime()} - 3 * 86400000 then case when d.kind = 'pickup' then 'ready' else 'accepted' end
                      when d.state_draw < 0.03 then 'canceled' else 'done' end as state
            from (${drawn(half, scale, period)}) d
            join filling_article a on a.i = d.first
            join filling_article b on b.i = (d.first + d.step) % ${scale.variants}
          offset 0) d
    join filling_place p on p.i = d.place`

const lines = (half: Half): string => `
  create unlogged table filling_line_${half} as
  select s.n, l.place, s.order_id, s.cart_id, s.fulfilment_id, s.kind, s.state, s.waits, s.channel, s.location_id, s.placed_at, s.closed_at,
         case l.place when 0 then ${idAt('s.ms', 'first line', 's.n')} else ${idAt('s.ms', 'second line', 's.n')} end as id,
         a.id as variant_id, a.sku, a.name, a.options, l.quantity, l.price, l.price * l.quantity as gross,
         round(l.price * l.quantity / 1.21)::bigint as net
    from filling_sale_${half} s
   cross join lateral (values (0, s.first, s.first_quantity, s.first_price), (1, s.second, s.second_quantity, s.second_price))
                      l(place, article, quantity, price)
    join filling_article a on a.i = l.article`

/** What left each place, and what is promised there. */
const sums = `
  create unlogged table filling_sum as
  select variant_id, location_id, coalesce(sum(quantity) filter (where state = 'done'), 0)::int as gone,
         coalesce(sum(quantity) filter (where state in ('assigned', 'accepted', 'ready')), 0)::int as promised
    from filling_line group by variant_id, location_id`

export const forgetSales = `
  drop view filling_sale, filling_line;
  drop table ${HALVES.map((half) => `filling_sale_${half}, filling_line_${half}`).join(', ')}, filling_sum, filling_article, filling_place`
