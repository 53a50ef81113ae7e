import type { Ctx } from '#platform/ctx'

/** A person was erased: who signed for goods, how, and which document they showed goes with them. */
export async function forgetProofs(ctx: Ctx, customer_ids: readonly string[]): Promise<void> {
  await ctx.sql`
    update fulfilment f set handed_over_to = null, signed_by = null, signature = null, updated_at = ${ctx.now}
      from customer c
     where f.customer_id = any(${customer_ids}::uuid[]) and c.id = f.customer_id and c.erased_at is not null
       and f.status = 'handed_over' and (f.handed_over_to is not null or f.signed_by is not null)`
}
