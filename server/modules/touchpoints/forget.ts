import type { Ctx } from '#platform/ctx'

/** A person who is erased leaves no steps behind. */
export async function forget(ctx: Ctx, customer_ids: readonly string[]): Promise<number> {
  const rows = await ctx.sql`delete from touchpoint where customer_id = any(${customer_ids}::uuid[]) returning id`
  return rows.length
}
