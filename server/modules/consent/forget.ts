import { customerErased } from '#customers'
import type { Ctx } from '#platform/ctx'
import { listen } from '#platform/module'

/**
 * The one change ever made to an answer: who it was about goes, that it was given stays. Silence follows, and silence
 * allows no marketing.
 */
export const forgetConsents = (ctx: Ctx, customer_ids: readonly string[]) =>
  ctx.sql`
    update consent set contact_value = 'erased:' || id, proof = '{}'
     where customer_id = any(${customer_ids}::uuid[]) and contact_value <> 'erased:' || id`

export const forgetsErased = listen('consent.forgets_erased', customerErased, async (ctx, event) => {
  await forgetConsents(ctx, event.data.customer_ids)
})
