import type { Ctx } from '#platform/ctx'

/**
 * A person was erased: their closed orders keep what tax law wants (goods, amounts, dates) and lose name,
 * contact and address. An open order keeps them until it is completed or cancelled, for it must arrive.
 */
export async function forgetPeople(ctx: Ctx, customer_ids: readonly string[]): Promise<number> {
  const rows = await ctx.sql`
    update orders o set contact = '{}', address = null, note = null, updated_at = ${ctx.now}
      from customer c
     where o.customer_id = any(${customer_ids}::uuid[]) and c.id = o.customer_id and c.erased_at is not null
       and o.status in ('completed', 'canceled') and (o.contact <> '{}' or o.address is not null or o.note is not null)
    returning o.id`
  await ctx.sql`
    update order_line l set note = null
      from orders o join customer c on c.id = o.customer_id and c.erased_at is not null
     where o.customer_id = any(${customer_ids}::uuid[]) and o.status in ('completed', 'canceled')
       and l.order_id = o.id and l.note is not null`
  return rows.length
}
