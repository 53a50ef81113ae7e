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
  const open = await ctx.sql<{ id: string }>`
    select c.id from unnest(${customer_ids}::uuid[]) as given(id)
     cross join lateral (select id from cart where customer_id = given.id and status = 'open' order by id offset 0 for update) c`
  await endOpenCarts(
    ctx,
    open.map(({ id }) => id),
  )
}
