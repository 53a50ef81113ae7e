import { cancelFulfilments } from '#fulfilment'
import { cancelLines, lockOrder, putMoneyRight } from '#orders'
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
  const asked: Asked[] | undefined =
    input.lines === 'all'
      ? undefined
      : input.lines.map(({ line_id, quantity }) => ({ order_line_id: line_id, quantity }))
  if (!(await alreadyDone(ctx, order.id, cause_id))) {
    const lines = asked && (await goodsAmong(ctx, order.id, asked))
    const off = await cancelFulfilments(ctx, { order_id: order.id, reason: input.reason, ...(lines ? { lines } : {}) })
    await deallocate(ctx, { order_id: order.id, ...(lines ? { lines: off } : {}) })
  }
  const canceled = await cancelLines(ctx, { order_id: order.id, lines: input.lines, reason: input.reason, cause_id })
  await askRefund(ctx, {
    order_id: order.id,
    amount: canceled.to_refund,
    reason: input.reason,
    cause_kind: 'cancellation',
    cause_id,
  })
  const { due } = await putMoneyRight(ctx, order.id)
  // Nobody should go on paying for what is not due any more.
  if (due <= 0) await askVoid(ctx, { order_id: order.id, reason: input.reason })
  return canceled
}

type Asked = { order_line_id: string; quantity: number }

/** Services are in no place's hands: there is nothing to call off. */
async function goodsAmong(ctx: Ctx, order_id: string, asked: readonly Asked[]): Promise<Asked[]> {
  const services = await ctx.sql<{ id: string }>`
    select id from order_line
     where order_id = ${order_id} and kind = 'service' and id = any(${asked.map((line) => line.order_line_id)}::uuid[])`
  return asked.filter(({ order_line_id }) => !services.some(({ id }) => id === order_line_id))
}

async function alreadyDone(ctx: Ctx, order_id: string, cause_id: string): Promise<boolean> {
  const [row] =
    await ctx.sql`select id from order_adjustment where cause_id = ${cause_id} and order_id = ${order_id} limit 1`
  return row !== undefined
}
