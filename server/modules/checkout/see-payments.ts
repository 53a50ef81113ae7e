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
  const payment = await paymentById(ctx, id)
  if (!(await maySee(ctx, payment))) throw notFound('payment', id)
  return payment
}

/** Payments newest first, of the caller's stores; those of no store (paid online) only of the cart or order that is named. */
export async function paymentsSeen(ctx: Ctx, asked: ListPayments): Promise<PageOf<Payment>> {
  const page = await payments(ctx, asked)
  const items: Payment[] = []
  for (const payment of page.items) if (await maySee(ctx, payment)) items.push(payment)
  return { ...page, items }
}

/**
 * Shoppers see their own; staff what was taken in their stores, and what was paid online for an order they may see. Until
 * there is an order whoever knows the cart may help with it.
 */
async function maySee(ctx: Ctx, { customer_id, store_id, order_id }: Payment): Promise<boolean> {
  const { actor } = ctx
  if (!isInside(actor)) return isMine(ctx, customer_id)
  if (store_id !== null) return seesStore(actor, store_id)
  if (actor.store_ids === null || order_id === null) return true
  const [order] = await ordersById(ctx, [order_id])
  return order !== undefined && isOfTheirStores(actor, order)
}
