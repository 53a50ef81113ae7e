import { cancelFulfilments } from '#fulfilment'
import { cancelLines, letRestGo, lockOrder } from '#orders'
import type { Canceled } from '#orders'
import { askRefund, askVoid } from '#payments'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { deallocate, mustTellApart } from '#stock'
import { mustBeTheirs } from './whose-order.ts'

export type CancelOrder = {
  order_id: string
  lines: readonly { line_id: string; quantity: number }[] | 'all'
  reason: string
  /** Made by the caller: the same cancellation said twice refunds once. */
  cause_id?: string
}

/**
 * Takes goods off an order, or all of it: the places are called off, the stock is free again, the money
 * goes back to where it came from, in one transaction. Refuses already_picking, not_cancellable, line_twice.
 */
export async function cancelOrder(ctx: Ctx, input: CancelOrder): Promise<Canceled> {
  const order = await lockOrder(ctx, input.order_id)
  await mustBeTheirs(ctx, order)
  if (input.lines !== 'all') mustTellApart(input.lines.map(({ line_id }) => line_id))
  const cause_id = input.cause_id ?? newId()
  const asked =
    input.lines === 'all'
      ? undefined
      : input.lines.map(({ line_id, quantity }) => ({ order_line_id: line_id, quantity }))
  if (!(await alreadyDone(ctx, order.id, cause_id))) {
    const off = await cancelFulfilments(ctx, {
      order_id: order.id,
      reason: input.reason,
      ...(asked ? { lines: asked } : {}),
    })
    await deallocate(ctx, { order_id: order.id, ...(asked ? { lines: off } : {}) })
  }
  const canceled = await cancelLines(ctx, { order_id: order.id, lines: input.lines, reason: input.reason, cause_id })
  await askRefund(ctx, {
    order_id: order.id,
    amount: canceled.to_refund,
    reason: input.reason,
    cause_kind: 'cancellation',
    cause_id,
  })
  if (input.lines === 'all') await askVoid(ctx, { order_id: order.id, reason: input.reason })
  else await letRestGo(ctx, order.id)
  return canceled
}

async function alreadyDone(ctx: Ctx, order_id: string, cause_id: string): Promise<boolean> {
  const [row] =
    await ctx.sql`select id from order_adjustment where cause_id = ${cause_id} and order_id = ${order_id} limit 1`
  return row !== undefined
}
