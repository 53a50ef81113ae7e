import type { Ctx } from '#platform/ctx'

/** A person was erased: nobody comes in as them any more, and no contact of theirs waits in a challenge. */
export async function forgetPeople(ctx: Ctx, customer_ids: readonly string[]): Promise<void> {
  await ctx.sql`
    update access_session set revoked_at = coalesce(revoked_at, ${ctx.now}::timestamptz), user_agent = null
     where customer_id = any(${customer_ids}::uuid[])`
  await ctx.sql`delete from access_passkey where subject_kind = 'customer' and subject_id = any(${customer_ids}::uuid[])`
  await ctx.sql`delete from access_challenge where subject_kind = 'customer' and subject_id = any(${customer_ids}::uuid[])`
}
