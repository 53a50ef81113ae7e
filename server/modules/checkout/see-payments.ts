import { isMine } from '#customers'
import { ordersById } from '#orders'
import { paymentById, payments } from '#payments'
import type { ListPayments, Payment } from '#payments'
import { isInside, seesStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import type { PageOf } from '#platform/page'
import { isOfTheirStores } from './whose-order.ts'

/** A payment as the caller may see it. What is another's is not there. */
export async function paymentSeen(ctx: Ctx, id: string): Promise<Payment> {
  const [payment] = await seenOf(ctx, [await paymentById(ctx, id)])
  if (!payment) throw notFound('payment', id)
  return payment
}

/** Payments newest first, of the caller's stores; those of no store (paid online) only of the cart or order that is named. */
export async function paymentsSeen(ctx: Ctx, asked: ListPayments): Promise<PageOf<Payment>> {
  const page = await payments(ctx, asked)
  return { ...page, items: await seenOf(ctx, page.items) }
}

/**
 * Shoppers see their own; staff what was taken in their stores, and what was paid online for an order they may see. Until
 * there is an order whoever knows the cart may help with it.
 */
async function seenOf(ctx: Ctx, all: readonly Payment[]): Promise<Payment[]> {
  const { actor } = ctx
  if (!isInside(actor)) {
    const mine = await Promise.all(all.map(({ customer_id }) => isMine(ctx, customer_id)))
    return all.filter((_, index) => mine[index])
  }
  if (actor.store_ids === null) return [...all]
  const online = all.flatMap(({ store_id, order_id }) => (store_id === null && order_id !== null ? [order_id] : []))
  const orders = online.length === 0 ? [] : await ordersById(ctx, [...new Set(online)])
  const theirs = new Set(orders.filter((order) => isOfTheirStores(actor, order)).map(({ id }) => id))
  return all.filter(({ store_id, order_id }) =>
    store_id === null ? order_id === null || theirs.has(order_id) : seesStore(actor, store_id),
  )
}
