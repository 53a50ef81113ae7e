import { adjustmentsOf, orderLines, ordersOf } from '#orders'
import type { Adjustment, Order, OrderLine } from '#orders'
import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import type { ForWhom } from '#customers'

const ORDERS_MAX = 1_000
const PAYMENTS_MAX = 5_000

/** How goods reached the person. The document they showed is what staff noted for each other. */
export type ToldParcel = {
  id: string
  order_id: string
  kind: string
  status: string
  carrier: string | null
  tracking: string | null
  handed_over_to?: string | null | undefined
  signed_by: string | null
  signature: string | null
  created_at: Date
  closed_at: Date | null
}

export type ToldOrder = Order & { lines: OrderLine[]; adjustments: Adjustment[]; parcels: ToldParcel[] }

/** What they bought, under whichever id of theirs, with all that was said with it; newest first. */
export async function ordersTold(
  ctx: Ctx,
  customer_ids: readonly string[],
  eyes: ForWhom,
): Promise<{ orders: ToldOrder[]; more_orders: boolean }> {
  const { items, next } = await ordersOf(ctx, customer_ids, { limit: ORDERS_MAX })
  const order_ids = items.map(({ id }) => id)
  const [lines, adjustments, parcels] = await inTurn(
    orderLines(ctx, order_ids),
    adjustmentsOf(ctx, order_ids),
    parcelsOf(ctx, order_ids),
  )
  const of = <Part extends { order_id: string }>(parts: Part[]) => {
    const found = Map.groupBy(parts, ({ order_id }) => order_id)
    return (id: string): Part[] => found.get(id) ?? []
  }
  const [linesOf, adjusted, sent] = [of(lines), of(adjustments), of(parcels)]
  const orders = items.map((order) => ({
    ...order,
    lines: linesOf(order.id),
    adjustments: adjusted(order.id),
    parcels: sent(order.id).map(({ handed_over_to, ...one }) => (eyes === 'staff' ? { ...one, handed_over_to } : one)),
  }))
  return { orders, more_orders: next !== null }
}

/** Columns are named one by one: the code that opens a bag is not among them. */
const parcelsOf = (ctx: Ctx, order_ids: readonly string[]): Promise<ToldParcel[]> =>
  ctx.sql<ToldParcel>`
    select id, order_id, kind, status, carrier, tracking, handed_over_to, signed_by, signature, created_at, closed_at
      from fulfilment where order_id = any(${order_ids}::uuid[]) order by created_at, id`

/** A payment without what opens it: neither the provider's page for it nor its name there. */
export type ToldPayment = {
  id: string
  cart_id: string | null
  order_id: string | null
  channel: string
  provider: string
  tender: string
  currency: string
  amount: number
  given: number | null
  captured: number
  refunded: number
  status: string
  decline_code: string | null
  details: Record<string, unknown>
  created_at: Date
}

/** Money of these orders and carts, tries that came to nothing too; newest first. */
export async function paymentsTold(
  ctx: Ctx,
  of: { order_ids: readonly string[]; cart_ids: readonly string[] },
): Promise<{ payments: ToldPayment[]; more_payments: boolean }> {
  const payments = await ctx.sql<ToldPayment>`
    select id, cart_id, order_id, channel, provider, tender, currency, amount, given, captured, refunded, status, decline_code, details,
           created_at
      from payment
     where id in (select id from payment where order_id = any(${of.order_ids}::uuid[])
                  union select id from payment where cart_id = any(${of.cart_ids}::uuid[]))
     order by created_at desc, id desc limit ${PAYMENTS_MAX + 1}`
  return { payments: payments.slice(0, PAYMENTS_MAX), more_payments: payments.length > PAYMENTS_MAX }
}
