import { fulfilmentsOf } from '#fulfilment'
import { adjustmentsOf, orderById, orderByNumber, orderLines } from '#orders'
import type { Adjustment, Order, OrderLine } from '#orders'
import { paymentsOf } from '#payments'
import type { Payment } from '#payments'
import { isInside } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { Refused, notFound } from '#platform/errors'
import { mustSee } from './whose-order.ts'
import { owedToCustomer } from './give-back.ts'

/** What will happen with a part of the order, where and by when. */
export type Expectation = Awaited<ReturnType<typeof fulfilmentsOf>>[number]

export type Happening = {
  id: string
  type: string
  channel: string
  store_id: string | null
  actor_kind: string
  actor_name: string | null
  occurred_at: Date
  data: Record<string, unknown>
}

/**
 * An order as everybody reads it: what was bought, never changed; then, apart, what is expected, what
 * has happened and what was put right (the three parts of the Universal Commerce Protocol's order).
 */
export type OrderView = Order & {
  /** To be given back, and not on its way. */
  owed: number
  lines: OrderLine[]
  expectations: Expectation[]
  events: Happening[]
  adjustments: Adjustment[]
  payments: Payment[]
}

const EVENTS_MAX = 200
/** Reasons shoppers are told. What staff type, if it is one word, may be what they think of somebody. */
const TOLD_REASONS: ReadonlySet<string> = new Set(['not_collected', 'out_of_stock', 'changed_mind'])

export const orderView = async (ctx: Ctx, order_id: string): Promise<OrderView> =>
  viewOf(ctx, await orderById(ctx, order_id))

/** By the number as people type it. Another's number answers word for word as one that does not exist. */
export async function orderViewByNumber(ctx: Ctx, number: string): Promise<OrderView> {
  try {
    return await viewOf(ctx, await orderByNumber(ctx, number))
  } catch (error) {
    throw error instanceof Refused && error.code === 'not_found' ? notFound('order') : error
  }
}

async function viewOf(ctx: Ctx, order: Order): Promise<OrderView> {
  await mustSee(ctx, order)
  const order_id = order.id
  const inside = isInside(ctx.actor)
  const lines = await orderLines(ctx, order_id)
  // What staff write for each other (notes, reasons, whose identity document they saw) is not for the shopper.
  const expectations = (await fulfilmentsOf(ctx, order_id)).map((one) =>
    inside ? one : { ...one, handed_over_to: null },
  )
  const payments = await paymentsOf(ctx, { order_id })
  const subjects = [order_id, ...expectations.map(({ id }) => id), ...payments.map(({ id }) => id)]
  const events = await ctx.sql<Happening>`
    select id, type, channel, store_id, actor_kind, case when ${inside}::boolean then actor_name end as actor_name, occurred_at,
           case when ${inside}::boolean then data else '{}' end as data
      from event
     where subject_id = any(${subjects}::uuid[]) order by occurred_at, recorded_at, id limit ${EVENTS_MAX}`
  const adjustments = (await adjustmentsOf(ctx, order_id)).map((one) =>
    inside || TOLD_REASONS.has(one.reason) ? one : { ...one, reason: 'other' },
  )
  const canceled = adjustments.reduce((sum, { kind, amount }) => sum + (kind === 'cancellation' ? amount : 0), 0)
  const owed = owedToCustomer(order, canceled, payments)
  return { ...order, owed, lines, expectations, events, adjustments, payments }
}
