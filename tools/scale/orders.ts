import { idAt, spoken } from './draw.ts'
import type { Task } from './lanes.ts'

const DAY = `interval '1 day'`
const HANDS = `array[s.channel]`

/** Orders, their lines and what was taken off them, and the carts they came from. */
export const orderTasks: readonly Task[] = [
  {
    says: 'order lines',
    run: (lane) =>
      lane.run(`
        insert into order_line (id, order_id, position, variant_id, sku, name, options, kind, quantity, canceled, fulfilled, unit_price,
                                net, tax, gross, tax_class, tax_name, tax_ppm, price_list, unit_paid)
        select id, order_id, place, variant_id, sku, name, options, 'goods', quantity, case when state = 'canceled' then quantity else 0 end,
               case when state = 'done' then quantity else 0 end, price, net, gross - net, gross, 'standard', 'IVA 21 %', 210000, 'base',
               array_fill(price, array[quantity])
          from filling_line`),
  },
  {
    says: 'orders',
    run: (lane) =>
      lane.run(`
        insert into orders (id, number, cart_id, external_id, customer_id, channel, store_id, currency, locale, status, payment_status,
                            delivery_method, pickup_store_id, address, contact, tax_included, net, tax, gross, paid, taxes, touched_in,
                            placed_by_kind, placed_at, updated_at, canceled_at, cancel_reason, completed_at)
        select order_id, number, cart_id, case when kind = 'till' then order_id::text end, customer_id, channel,
               case when kind = 'till' then store_id end, 'EUR', 'es',
               case state when 'done' then 'completed' when 'canceled' then 'canceled' else case when state = 'ready' then 'in_progress' else 'placed' end end,
               'paid', case when kind = 'till' then 'carry_out' else kind end, case when kind = 'pickup' then store_id end,
               case when kind = 'ship' then jsonb_build_object('line1', 'Calle Real ' || n % 200, 'city', 'Madrid', 'postcode', '28013', 'country', 'ES') end,
               '{}', true, net, gross - net, gross, case when state = 'canceled' then 0 else gross end,
               jsonb_build_array(jsonb_build_object('name', 'IVA 21 %', 'tax_ppm', 210000, 'net', net, 'tax', gross - net, 'gross', gross)),
               ${HANDS}, case when kind = 'till' then 'device' when channel = 'phone' then 'staff' else 'customer' end,
               placed_at, coalesce(closed_at, placed_at), case when state = 'canceled' then closed_at end,
               case when state = 'canceled' then 'customer_request' end, case when state = 'done' then closed_at end
          from filling_sale s`),
  },
  {
    says: 'cancellations',
    run: (lane) =>
      lane.run(`
        insert into order_adjustment (id, order_id, line_id, kind, quantity, amount, reason, cause_id, actor_kind, made_at)
        select ${idAt('l.n', 'adjustment', 'l.n * 2 + l.place')}, l.order_id, l.id, 'cancellation', l.quantity, l.gross, 'customer_request',
               ${idAt('l.n', 'adjustment', 'l.n', 1)}, 'staff', l.closed_at
          from filling_line l where l.state = 'canceled'`),
  },
  {
    says: 'carts that became orders',
    run: (lane) =>
      lane.run(`
        insert into cart (id, code, version, status, customer_id, channel, currency, locale, delivery_method, pickup_store_id, touched_in,
                          order_id, created_at, updated_at, expires_at)
        select cart_id, ${spoken('cart', 's.n', '')}, 5, 'placed', customer_id, channel, 'EUR', 'es', kind, case when kind = 'pickup' then store_id end,
               ${HANDS}, order_id, placed_at - interval '10 minutes', placed_at, placed_at + 30 * ${DAY}
          from filling_sale s where waits;
        insert into cart_line (id, cart_id, variant_id, quantity, position, added_in, added_by, added_at)
        select ${idAt('l.n', 'first cart line', 'l.n * 2 + l.place')}, l.cart_id, l.variant_id, l.quantity, l.place, l.channel, 'customer',
               l.placed_at - interval '5 minutes'
          from filling_line l where l.waits`),
  },
  {
    says: 'orders a customer is found by',
    run: (lane) =>
      lane.run(`
        insert into customer_term (customer_id, kind, term)
        select customer_id, 'order', lower(replace(number, '-', '')) from filling_sale where customer_id is not null`),
  },
]
