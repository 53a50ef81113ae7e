import { idAt } from './draw.ts'
import type { Task } from './lanes.ts'

const ID = (part: number): string => idAt('s.ms', 'authorisation', 's.n', part)

/** One payment for each order: cash or the shop's terminal at a till, a card elsewhere; taken, or let go with a cancelled order. */
export const moneyTasks: readonly Task[] = [
  {
    says: 'payments',
    run: (lane) =>
      lane.run(`
        insert into payment (id, cart_id, order_id, customer_id, store_id, channel, provider, tender, currency, amount, given, authorised, captured,
                             status, provider_ref, details, created_at, updated_at)
        select s.payment_id, s.cart_id, s.order_id, s.customer_id, case when s.kind = 'till' then s.store_id end, s.channel, w.provider,
               case w.provider when 'cash' then 'cash' else 'card' end, 'EUR', s.gross,
               case when w.provider = 'cash' then (s.gross + 999) / 1000 * 1000 end,
               case when s.state = 'canceled' then 0 else s.gross end, case when s.state = 'canceled' then 0 else s.gross end,
               case when s.state = 'canceled' then 'voided' else 'captured' end,
               case when w.provider = 'sandbox' then 'pay_' || s.n end,
               case when w.provider = 'cash' then '{}' else jsonb_build_object('brand', 'visa', 'last4', lpad((s.n * 7 % 10000)::text, 4, '0')) end,
               s.placed_at, s.placed_at
          from filling_sale s
         cross join lateral (select case when s.kind <> 'till' then 'sandbox' when s.n % 3 = 0 then 'cash' else 'terminal' end as provider) w`),
  },
  {
    says: 'what happened to the money',
    run: (lane) =>
      lane.run(`
        insert into payment_effect (id, payment_id, kind, amount, status, provider_ref, asked_at, settled_at)
        select case e.step when 1 then ${ID(0)} else ${ID(1)} end, s.payment_id,
               case when e.step = 1 then 'authorise' when s.state = 'canceled' then 'void' else 'capture' end, s.gross, 'done',
               case when s.waits then 'op_' || s.n || '_' || e.step end, s.placed_at, s.placed_at
          from filling_sale s cross join (values (1), (2)) e(step)`),
  },
]

/** The effect that took the money, which its fact names. */
export const captureId = ID(1)
