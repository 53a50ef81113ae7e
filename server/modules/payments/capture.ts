import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { refused } from '#platform/errors'
import { announce, captureAsked } from './events.ts'
import type { About } from './events.ts'
import { PAYMENTS_PER_CART_MAX } from './rules.ts'

export type AskedEffect = { payment_id: string; amount: number; effect_id: string }
export type AskCapture = {
  order_id: string
  /** Absent: all that is held. Present: that much of it, from the oldest payment on. */
  amount?: number
}

/**
 * Asks for the money held for an order, in one statement; the provider is called by a job after the commit.
 * A payment whose capture is under way is left alone, so saying it twice takes nothing twice.
 * Refuses nothing_to_capture where a partial amount is more than what is held.
 */
export async function askCapture(ctx: Ctx, { order_id, amount }: AskCapture): Promise<AskedEffect[]> {
  const ids = Array.from({ length: PAYMENTS_PER_CART_MAX }, newId)
  const asked = await ctx.sql<About & { amount: number; effect_id: string }>`
    with held as (
      select id, created_at, authorised - captured - voiding as amount from payment
       where order_id = ${order_id} and status in ('authorised', 'captured') and capturing = 0 and authorised - captured - voiding > 0
       order by id limit ${PAYMENTS_PER_CART_MAX}
         for no key update),
    share as (
      select id, least(amount, ${amount ?? null}::bigint - coalesce(sum(amount) over (order by created_at, id rows between unbounded preceding and 1 preceding), 0))::bigint as amount
        from held),
    asked as (
      update payment p set capturing = share.amount, check_at = ${ctx.now}::timestamptz + interval '1 minute', updated_at = ${ctx.now}
        from share where p.id = share.id and share.amount > 0
      returning p.id, p.cart_id, p.order_id, p.customer_id, p.store_id, p.channel, p.currency, p.provider, p.tender, share.amount),
    effect as (
      insert into payment_effect (id, payment_id, kind, amount, status, asked_at)
      select (${ids}::uuid[])[row_number() over (order by id)], id, 'capture', amount, 'asked', ${ctx.now}::timestamptz from asked
      returning id, payment_id)
    select asked.*, effect.id as effect_id from asked join effect on effect.payment_id = asked.id`
  const found = asked.reduce((sum, part) => sum + part.amount, 0)
  if (amount !== undefined && found !== amount) {
    throw refused('nothing_to_capture', { detail: 'Less than that is held for this order.', amount, held: found })
  }
  for (const part of asked)
    announce(ctx, captureAsked, part, { amount: part.amount, effect_id: part.effect_id, reason: null })
  return asked.map(({ id, amount: taken, effect_id }) => ({ payment_id: id, amount: taken, effect_id }))
}
