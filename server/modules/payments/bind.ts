import { fragment } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'

export type BindToOrder = { cart_id: string; order_id: string; customer_id: string | null }

export type Covered = { authorised: number; captured: number }

/** What a payment stands for: what is on its way back, was given back or is owed does not count. */
const standing = fragment`authorised - voiding - refunding - owed - refunded`

/** How much is authorised for a cart and how much of it is captured. */
export async function heldForCart(ctx: Ctx, cart_id: string): Promise<Covered> {
  const [sums] = await ctx.sql<Covered>`
    select coalesce(sum(${standing}), 0)::bigint as authorised, coalesce(sum(captured), 0)::bigint as captured
      from payment where cart_id = ${cart_id} and order_id is null`
  return sums ?? { authorised: 0, captured: 0 }
}

/**
 * The payments of a cart become those of its order, at placing, in one statement. Answers what is held of
 * them now.
 */
export async function bindToOrder(ctx: Ctx, { cart_id, order_id, customer_id }: BindToOrder): Promise<Covered> {
  const [sums] = await ctx.sql<Covered>`
    with bound as (
      update payment set order_id = ${order_id}, customer_id = coalesce(${customer_id}::uuid, customer_id), updated_at = ${ctx.now}
       where cart_id = ${cart_id} and (order_id is null or order_id = ${order_id})
      returning ${standing} as standing, captured)
    select coalesce(sum(standing), 0)::bigint as authorised, coalesce(sum(captured), 0)::bigint as captured from bound`
  return sums ?? { authorised: 0, captured: 0 }
}
