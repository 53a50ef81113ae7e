import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import type { Address } from '#platform/route'
import { orderContactChanged, orderDeliveryChanged } from './events.ts'
import type { Contact, Order } from './order.ts'
import { aboutOrder } from './order.ts'
import type { DeliveryMethod } from './rules.ts'
import { OPEN } from './rules.ts'
import { orderById } from './orders.ts'

/** Whom to write to or call about this order. Refused `order_closed` once it is completed or cancelled. */
export async function changeContact(ctx: Ctx, input: { order_id: string; contact: Contact }): Promise<Order> {
  const [order] = await ctx.sql<Order>`
    update orders set contact = contact || ${JSON.stringify(input.contact)}::jsonb, updated_at = ${ctx.now}
     where id = ${input.order_id} and status = any(${OPEN}::text[])
    returning *`
  if (!order) throw await closed(ctx, input.order_id)
  ctx.emit(orderContactChanged, { number: order.number, fields: Object.keys(input.contact) }, aboutOrder(order))
  return order
}

export type ChangeDelivery = {
  order_id: string
  delivery_method?: DeliveryMethod
  /** Where it is sent to. */
  address?: Address
  /** Where it is collected; null when it is sent after all. */
  pickup_store_id?: string | null
}

/**
 * Where the goods go. Only the order's side of it: fulfilments are moved by their own verbs, in the same
 * transaction. Refused `order_closed`.
 */
export async function changeDelivery(ctx: Ctx, input: ChangeDelivery): Promise<Order> {
  const [order] = await ctx.sql<Order & { store_name: string | null }>`
    update orders o
       set delivery_method = coalesce(${input.delivery_method ?? null}::text, delivery_method),
           address = coalesce(${input.address ? JSON.stringify(input.address) : null}::jsonb, address),
           pickup_store_id = case when ${input.pickup_store_id !== undefined}::boolean then ${input.pickup_store_id ?? null}::uuid else pickup_store_id end,
           updated_at = ${ctx.now}
     where id = ${input.order_id} and status = any(${OPEN}::text[])
    returning o.*, (select name from store where store.id = o.pickup_store_id) as store_name`
  if (!order) throw await closed(ctx, input.order_id)
  const { number, delivery_method, store_name } = order
  ctx.emit(
    orderDeliveryChanged,
    { number, delivery_method, store_name, city: order.address?.city ?? null },
    aboutOrder(order),
  )
  return order
}

async function closed(ctx: Ctx, order_id: string) {
  const { status } = await orderById(ctx, order_id)
  return refused('order_closed', { detail: 'The order is completed or cancelled.', current_status: status })
}
