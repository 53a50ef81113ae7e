import { fragment } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { endOpenCarts } from './expire-carts.ts'

/**
 * Somebody asked to be forgotten: their carts keep goods and amounts, not who they were for. Open ones end: nobody can come
 * back to them, and what is being paid for them must be let go.
 */
export async function eraseCarts(ctx: Ctx, { customer_ids }: { customer_ids: readonly string[] }): Promise<void> {
  await ctx.sql`
    update cart set contact = null, address = null, note = null
     where customer_id = any(${customer_ids}::uuid[]) and (contact is not null or address is not null or note is not null)`
  await ctx.sql`
    update cart_line l set note = null
      from cart c
     where c.customer_id = any(${customer_ids}::uuid[]) and l.cart_id = c.id and l.note is not null`
  await endOpenCarts(
    ctx,
    fragment`select id from cart where status = 'open' and customer_id = any(${customer_ids}::uuid[]) order by id for update`,
  )
}
