import { paymentsOf } from '#payments'
import type { Payment } from '#payments'
import type { Ctx } from '#platform/ctx'
import { notFound, refused } from '#platform/errors'
import { orderCanceled, orderCompleted } from './events.ts'
import type { Order } from './order.ts'
import { aboutOrder } from './order.ts'
import type { Money, OrderStatus } from './rules.ts'
import { OPEN, paymentStatusOf, securedBy } from './rules.ts'

/**
 * The order's row is the lock of everything that happens to it: whoever changes its lines, fulfilments or
 * money takes it first, so two of them cannot cross. Fails with 404.
 */
export async function lockOrder(ctx: Ctx, order_id: string): Promise<Order> {
  const [order] = await ctx.sql<Order>`select * from orders where id = ${order_id} for no key update`
  if (!order) throw notFound('order', order_id)
  return order
}

/** The same for work that can come back later: null while somebody else is at it. */
export async function tryLockOrder(ctx: Ctx, order_id: string): Promise<Order | null> {
  const [order] = await ctx.sql<Order>`select * from orders where id = ${order_id} for no key update skip locked`
  return order ?? null
}

/**
 * Takes the order where its lines are: all cancelled, all done, something begun. `started` says that
 * somebody began to work on it. Services follow the goods they were sold with.
 */
export async function settleOrderStatus(
  ctx: Ctx,
  order_id: string,
  { started = false, reason = null as string | null } = {},
): Promise<void> {
  const [moved] = await ctx.sql<Order>`
    update orders o
       set status = s.status, updated_at = ${ctx.now},
           completed_at = case when s.status = 'completed' then ${ctx.now}::timestamptz end,
           canceled_at = case when s.status = 'canceled' then ${ctx.now}::timestamptz end,
           cancel_reason = case when s.status = 'canceled' then ${reason}::text end
      from (select case when bool_and(canceled = quantity) then 'canceled'
                        when bool_and(canceled + fulfilled = quantity) then 'completed'
                        when ${started}::boolean or bool_or(fulfilled > 0) then 'in_progress'
                   end as status
              from order_line
             where order_id = ${order_id}
               and (kind = 'goods' or not exists (select 1 from order_line where order_id = ${order_id} and kind = 'goods'))) s
     where o.id = ${order_id} and o.status in ('placed', 'in_progress') and s.status is distinct from o.status and s.status is not null
    returning o.*`
  if (moved?.status === 'completed') {
    await giveServices(ctx, order_id)
    ctx.emit(orderCompleted, { number: moved.number, currency: moved.currency, gross: moved.gross }, aboutOrder(moved))
  }
  if (moved?.status === 'canceled')
    ctx.emit(orderCanceled, { number: moved.number, reason: moved.cancel_reason }, aboutOrder(moved))
}

/** What was sold besides is had with the goods. */
const giveServices = (ctx: Ctx, order_id: string): Promise<{ id: string }[]> => ctx.sql<{ id: string }>`
  update order_line set fulfilled = quantity - canceled
   where order_id = ${order_id} and kind = 'service' and canceled + fulfilled < quantity returning id`

/** Nobody hands over what is no goods: an order of services alone is complete when it is paid. */
async function completeServices(ctx: Ctx, order: Order, { due, paid, refunded }: Money): Promise<void> {
  if (!OPEN.includes(order.status as OrderStatus) || paid - refunded < due) return
  const [goods] = await ctx.sql`select id from order_line where order_id = ${order.id} and kind = 'goods' limit 1`
  if (goods) return
  const given = await giveServices(ctx, order.id)
  if (given.length > 0) await settleOrderStatus(ctx, order.id)
}

/** Counts goods that left: handed over or sent. More than is open is refused `not_open`. */
export async function recordFulfilled(
  ctx: Ctx,
  input: { order_id: string; lines: readonly { line_id: string; quantity: number }[] },
): Promise<void> {
  const done = await ctx.sql<{ id: string }>`
    update order_line l set fulfilled = l.fulfilled + a.quantity
      from unnest(${input.lines.map((l) => l.line_id)}::uuid[], ${input.lines.map((l) => l.quantity)}::int[]) as a(line_id, quantity)
     where l.id = a.line_id and l.order_id = ${input.order_id} and l.canceled + l.fulfilled + a.quantity <= l.quantity
    returning l.id`
  if (done.length < input.lines.length) {
    throw refused('not_open', {
      detail: 'Some of these goods were cancelled or handed over already.',
      order_id: input.order_id,
    })
  }
  await settleOrderStatus(ctx, input.order_id)
}

/** Brings `paid`, `refunded` and the payment status up to what payments know now; answers the sums. */
export async function settleMoney(ctx: Ctx, order_id: string): Promise<Money> {
  const order = await lockOrder(ctx, order_id)
  const payments = await paymentsOf(ctx, { order_id })
  const [{ canceled } = { canceled: 0 }] = await ctx.sql<{ canceled: number }>`
    select coalesce(sum(amount), 0)::bigint as canceled from order_adjustment where order_id = ${order_id} and kind = 'cancellation'`
  const each = payments.map(standingOf)
  // Money of sales recorded from elsewhere is known to the order alone. What cash was rounded by paid for nothing.
  const elsewhere = payments.length === 0
  const money: Money = {
    due: order.gross - canceled,
    authorised: sum(each, 'authorised') - order.rounding,
    paid: elsewhere ? order.paid : sum(each, 'paid') - order.rounding,
    refunded: elsewhere ? order.refunded : sum(each, 'refunded'),
    capturing: sum(each, 'capturing'),
    refunding: sum(each, 'refunding'),
    secured: elsewhere
      ? securedBy({ authorised: 0, paid: order.paid, refunding: 0, refunded: order.refunded })
      : each.reduce((total, one) => total + securedBy(one), -order.rounding),
  }
  await ctx.sql`
    update orders set paid = ${money.paid}, refunded = ${money.refunded}, payment_status = ${paymentStatusOf(money)}, updated_at = ${ctx.now}
     where id = ${order_id}
       and (paid, refunded, payment_status) is distinct from (${money.paid}::bigint, ${money.refunded}::bigint, ${paymentStatusOf(money)}::text)`
  await completeServices(ctx, order, money)
  return money
}

const standingOf = ({ status, authorised, voiding, captured, capturing, refunding, owed, refunded }: Payment) => ({
  authorised: status === 'authorised' || status === 'captured' ? authorised - voiding : 0,
  paid: captured,
  capturing,
  refunding: refunding + owed,
  refunded,
})

const sum = <Key extends string>(of: readonly Record<Key, number>[], key: Key): number =>
  of.reduce((total, one) => total + one[key], 0)
