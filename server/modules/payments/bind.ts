import type { Ctx } from '#platform/ctx'

export type BindToOrder = { cart_id: string; order_id: string; customer_id: string | null }

/**
 * The payments of a cart become those of its order, at placing, in one statement. Answers how much is
 * authorised (what is on its way back does not count) and how much of it is captured.
 */
export async function bindToOrder(
  ctx: Ctx,
  { cart_id, order_id, customer_id }: BindToOrder,
): Promise<{ authorised: number; captured: number }> {
  const [sums] = await ctx.sql<{ authorised: number; captured: number }>`
    with bound as (
      update payment set order_id = ${order_id}, customer_id = coalesce(${customer_id}::uuid, customer_id), updated_at = ${ctx.now}
       where cart_id = ${cart_id} and (order_id is null or order_id = ${order_id})
      returning authorised, voiding, captured)
    select coalesce(sum(authorised - voiding), 0)::bigint as authorised, coalesce(sum(captured), 0)::bigint as captured from bound`
  return sums ?? { authorised: 0, captured: 0 }
}
