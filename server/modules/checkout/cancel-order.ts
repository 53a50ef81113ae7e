import { isMine } from '#customers'
import { cancelFulfilments } from '#fulfilment'
import { cancelLines, lockOrder } from '#orders'
import type { Canceled, Order } from '#orders'
import { askRefund, askVoid } from '#payments'
import { isInside, mustServeStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import { newId } from '#platform/ids'
import { deallocate } from '#stock'

export type CancelOrder = {
  order_id: string
  lines: readonly { line_id: string; quantity: number }[] | 'all'
  reason: string
  /** Made by the caller: the same cancellation said twice refunds once. */
  cause_id?: string
}

/**
 * Takes goods off an order, or all of it: the places are called off, the stock is free again, the money
 * goes back to where it came from, in one transaction. Refuses already_picking, not_cancellable.
 */
export async function cancelOrder(ctx: Ctx, input: CancelOrder): Promise<Canceled> {
  const order = await lockOrder(ctx, input.order_id)
  await mustBeTheirs(ctx, order)
  const cause_id = input.cause_id ?? newId()
  const asked = input.lines === 'all' ? undefined : input.lines.map(({ line_id, quantity }) => ({ order_line_id: line_id, quantity }))
  if (!(await alreadyDone(ctx, cause_id))) {
    await cancelFulfilments(ctx, { order_id: order.id, reason: input.reason, ...(asked ? { lines: asked } : {}) })
    await deallocate(ctx, { order_id: order.id, ...(asked ? { lines: asked } : {}) })
  }
  const canceled = await cancelLines(ctx, { order_id: order.id, lines: input.lines, reason: input.reason, cause_id })
  await askRefund(ctx, { order_id: order.id, amount: canceled.to_refund, reason: input.reason, cause_kind: 'cancellation', cause_id })
  if (input.lines === 'all') await askVoid(ctx, { order_id: order.id, reason: input.reason })
  return canceled
}

async function alreadyDone(ctx: Ctx, cause_id: string): Promise<boolean> {
  const [row] = await ctx.sql`select id from order_adjustment where cause_id = ${cause_id} limit 1`
  return row !== undefined
}

/** Shoppers cancel their own; staff those of their stores. Anybody else's is not found. */
export async function mustBeTheirs(ctx: Ctx, order: Pick<Order, 'id' | 'customer_id' | 'store_id' | 'pickup_store_id'>): Promise<void> {
  if (!isInside(ctx.actor)) {
    if (!(await isMine(ctx, order.customer_id))) throw notFound('order', order.id)
    return
  }
  const store_id = order.store_id ?? order.pickup_store_id
  if (store_id !== null) mustServeStore(ctx.actor, store_id)
}
