import { idAt } from './draw.ts'
import type { Task } from './lanes.ts'
import { captureId } from './money.ts'

type Fact = {
  says: string
  /** Order of the fact among those of its order, and part of its id. */
  turn: number
  type: string
  at: string
  where: string
  subject: 'order' | 'fulfilment'
  actor: string
  data: string
}

const SELLER = `case when s.kind = 'till' then 'device' when s.channel = 'phone' then 'staff' else 'customer' end`
const PLACE_NAME = `case when s.store_id is null or (s.kind = 'ship') then null else s.place_name end`
const piece = (article: string, quantity: string, price: string): string =>
  `jsonb_build_object('sku', ${article}.sku, 'name', ${article}.name, 'quantity', ${quantity}, 'amount', ${price} * ${quantity})`
const LINES = `jsonb_build_array(${piece('a', 's.first_quantity', 's.first_price')}, ${piece('b', 's.second_quantity', 's.second_price')})`
const FULFILMENT = `'order_id', s.order_id, 'number', s.number, 'kind', s.kind, 'location', s.place_code,
  'store', case when s.store_id is not null then s.place_code end, 'store_name', case when s.store_id is not null then s.place_name end`
const UNITS = `s.first_quantity + s.second_quantity`

const FACTS: readonly Fact[] = [
  {
    says: 'facts of the log: placed',
    turn: 0,
    type: `'order.placed'`,
    at: 's.placed_at',
    where: 'true',
    subject: 'order',
    actor: SELLER,
    data: `jsonb_build_object('number', s.number, 'currency', 'EUR', 'gross', s.gross, 'units', ${UNITS}, 'lines', ${LINES},
             'delivery_method', case when s.kind = 'till' then 'carry_out' else s.kind end, 'store_name', ${PLACE_NAME}, 'touched_in', jsonb_build_array(s.channel))`,
  },
  {
    says: 'facts of the log: paid',
    turn: 1,
    type: `case when s.state = 'canceled' then 'payment.voided' when s.waits then 'payment.captured' else 'payment.taken' end`,
    at: `case when s.state = 'canceled' then s.closed_at else s.placed_at end`,
    where: 'true',
    subject: 'order',
    actor: `case when s.kind = 'till' then 'device' else 'system' end`,
    data: `jsonb_build_object('payment_id', s.payment_id, 'cart_id', s.cart_id, 'order_id', s.order_id, 'amount', s.gross, 'currency', 'EUR',
             'provider', case when s.waits then 'sandbox' when s.n % 3 = 0 then 'cash' else 'terminal' end,
             'tender', case when not s.waits and s.n % 3 = 0 then 'cash' else 'card' end, 'effect_id', ${captureId}, 'reason', null)`,
  },
  {
    says: 'facts of the log: assigned',
    turn: 2,
    type: `'fulfilment.assigned'`,
    at: 's.placed_at',
    where: 's.waits',
    subject: 'fulfilment',
    actor: SELLER,
    data: `jsonb_build_object(${FULFILMENT}, 'attempt', 1, 'units', ${UNITS}, 'due_at', s.placed_at + interval '1 day')`,
  },
  {
    says: 'facts of the log: given out',
    turn: 3,
    type: `case when s.state = 'canceled' then 'fulfilment.canceled' when s.kind = 'pickup' then 'fulfilment.handed_over' else 'fulfilment.shipped' end`,
    at: 's.closed_at',
    where: 's.waits and s.closed_at is not null',
    subject: 'fulfilment',
    actor: `'staff'`,
    data: `jsonb_build_object(${FULFILMENT}, 'units', ${UNITS}) || case when s.state = 'canceled' then '{"reason": "customer_request"}'
             when s.kind = 'pickup' then '{"proof": "code"}' else jsonb_build_object('carrier', 'correos', 'tracking', 'ES' || lpad(s.n::text, 12, '0')) end`,
  },
  {
    says: 'facts of the log: ended',
    turn: 4,
    type: `case when s.state = 'canceled' then 'order.canceled' else 'order.completed' end`,
    at: 's.closed_at',
    where: 's.waits and s.closed_at is not null',
    subject: 'order',
    actor: `'staff'`,
    data: `jsonb_build_object('number', s.number) || case when s.state = 'canceled' then '{"reason": "customer_request"}'
             else jsonb_build_object('currency', 'EUR', 'gross', s.gross) end`,
  },
]

const factTask = ({ says, turn, type, at, where, subject, actor, data }: Fact): Task => ({
  says,
  run: (lane) =>
    lane.run(`
      insert into event (id, position, type, customer_id, channel, store_id, actor_kind, subject_kind, subject_id, occurred_at, recorded_at, data)
      select ${idAt('s.ms', 'event', 's.n', turn)}, s.n * 8 + ${turn}, ${type}, s.customer_id, s.channel,
             case when s.kind <> 'ship' then s.store_id end, ${actor}, '${subject}', s.${subject}_id, ${at}, ${at}, ${data}
        from filling_sale s ${turn === 0 ? 'join filling_article a on a.i = s.first join filling_article b on b.i = s.second' : ''}
       where ${where}`),
})

/** What was done is in the log, in the month it was done in; what was looked at before is beside it. */
export const factTasks: readonly Task[] = [
  ...FACTS.map(factTask),
  {
    says: 'tracked steps',
    run: (lane) =>
      lane.run(`
        insert into touchpoint (id, type, customer_id, channel, occurred_at, recorded_at, data)
        select case v.step when 1 then ${idAt('s.ms - 1200000', 'first step', 's.n')} else ${idAt('s.ms - 900000', 'second step', 's.n')} end,
               'product.viewed', s.customer_id, s.channel, s.placed_at - v.before, s.placed_at - v.before, jsonb_build_object('sku', a.sku, 'name', a.name)
          from filling_sale s
         cross join lateral (values (1, s.first, interval '20 minutes'), (2, s.second, interval '15 minutes')) v(step, article, before)
          join filling_article a on a.i = v.article
         where s.customer_id is not null and s.channel in ('web', 'mobile')`),
  },
]
