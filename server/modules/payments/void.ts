import { fragment } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import type { AskedEffect } from './capture.ts'
import { announce, voidAsked } from './events.ts'
import type { About } from './events.ts'
import { askRefundOfCart } from './refund.ts'
import { PAYMENTS_PER_CART_MAX } from './rules.ts'

export type AskVoid = ({ order_id: string } | { cart_id: string } | { payment_id: string }) & { reason?: string | null }

/**
 * Lets go of what is held and not captured, and closes payments nobody has finished, so that they cannot be
 * paid any more; by a job after the commit. Of a cart without an order also what was taken goes back. Saying it twice
 * is harmless.
 */
export async function askVoid(ctx: Ctx, input: AskVoid): Promise<AskedEffect[]> {
  const reason = input.reason ?? null
  const ids = Array.from({ length: PAYMENTS_PER_CART_MAX }, newId)
  const of =
    'payment_id' in input
      ? fragment`id = ${input.payment_id}`
      : 'order_id' in input
        ? fragment`order_id = ${input.order_id}`
        : fragment`cart_id = ${input.cart_id} and order_id is null`
  const asked = await ctx.sql<About & { amount: number; effect_id: string }>`
    with open as (
      select id from payment
       where ${of} and provider not in ('cash', 'terminal') and voiding = 0 and status <> 'voided'
         and (captured + capturing < authorised or authorised = 0)
       order by id limit ${PAYMENTS_PER_CART_MAX}
         for no key update),
    asked as (
      update payment p set voiding = authorised - captured - capturing, check_at = ${ctx.now}::timestamptz + interval '1 minute', updated_at = ${ctx.now}
        from open where p.id = open.id
      returning p.id, p.cart_id, p.order_id, p.customer_id, p.store_id, p.channel, p.currency, p.provider, p.tender, p.voiding as amount),
    effect as (
      insert into payment_effect (id, payment_id, kind, amount, status, reason, asked_at)
      select (${ids}::uuid[])[row_number() over (order by id)], id, 'void', amount, 'asked', ${reason}, ${ctx.now}::timestamptz from asked
      on conflict do nothing
      returning id, payment_id)
    select asked.*, effect.id as effect_id from asked join effect on effect.payment_id = asked.id`
  for (const part of asked) announce(ctx, voidAsked, part, { amount: part.amount, effect_id: part.effect_id, reason })
  if ('cart_id' in input) await askRefundOfCart(ctx, { cart_id: input.cart_id, reason })
  return asked.map(({ id, amount, effect_id }) => ({ payment_id: id, amount, effect_id }))
}
