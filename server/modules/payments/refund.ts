import type { Ctx } from '#platform/ctx'
import { assert, refused } from '#platform/errors'
import { newId } from '#platform/ids'
import type { AskedEffect } from './capture.ts'
import { announce, paymentRefunded, refundAsked } from './events.ts'
import { paymentColumns } from './payment.ts'
import type { Payment } from './payment.ts'
import { isTender } from './provider.ts'
import { refundable, spreadRefund } from './rules.ts'

export type AskRefund = {
  order_id: string
  amount: number
  reason: string
  /** What the refund is for; a cause is refunded once. */
  cause_kind: string
  cause_id: string
}

/**
 * Gives money of an order back to where it came from. Cash and terminal are booked at once (a person hands it
 * over); online money is given back by a job after the commit. The same cause again answers what was done for it.
 * Refuses refund_too_large.
 */
export async function askRefund(ctx: Ctx, input: AskRefund): Promise<AskedEffect[]> {
  if (input.amount <= 0) return []
  const payments = await ctx.sql<Payment>`
    select ${paymentColumns} from payment where order_id = ${input.order_id} and authorised > 0 order by id for no key update`
  const before = await ctx.sql<AskedEffect>`
    select payment_id, amount, id as effect_id from payment_effect
     where cause_id = ${input.cause_id} and cause_kind = ${input.cause_kind} and kind = 'refund'
       and payment_id = any(${payments.map(({ id }) => id)}::uuid[]) order by id`
  if (before.length > 0) return before
  const parts = spreadRefund(payments, input.amount)
  if (!parts) {
    const left = payments.reduce((sum, payment) => sum + refundable(payment), 0)
    throw refused('refund_too_large', {
      detail: 'More than what was paid and not yet given back.',
      refundable: left,
      amount: input.amount,
    })
  }
  const effects = parts.map((part) => {
    const payment = payments.find(({ id }) => id === part.payment_id)
    assert(payment, 'a part belongs to a payment')
    return { ...part, effect_id: newId(), payment, at_once: isTender(payment.provider) }
  })
  await book(ctx, effects)
  await write(ctx, input, effects)
  for (const { payment, amount, effect_id, at_once } of effects) {
    announce(ctx, at_once ? paymentRefunded : refundAsked, payment, { amount, effect_id, reason: input.reason })
  }
  return effects.map(({ payment_id, amount, effect_id }) => ({ payment_id, amount, effect_id }))
}

type Part = AskedEffect & { at_once: boolean }

/** One guarded update: whatever happened before it, nobody gets back more than was taken. */
async function book(ctx: Ctx, parts: readonly Part[]): Promise<void> {
  const booked = await ctx.sql<{ id: string }>`
    update payment p
       set refunded = refunded + case when part.at_once then part.amount else 0 end,
           refunding = refunding + case when part.at_once then 0 else part.amount end,
           check_at = case when part.at_once then check_at else ${ctx.now}::timestamptz + interval '1 minute' end, updated_at = ${ctx.now}
      from unnest(${parts.map((part) => part.payment_id)}::uuid[], ${parts.map((part) => part.amount)}::bigint[], ${parts.map((part) => part.at_once)}::bool[])
             as part(payment_id, amount, at_once)
     where p.id = part.payment_id and p.captured + p.capturing - p.refunded - p.refunding >= part.amount
    returning p.id`
  assert(booked.length === parts.length, 'locked payments can bear the refund')
}

async function write(ctx: Ctx, { reason, cause_kind, cause_id }: AskRefund, parts: readonly Part[]): Promise<void> {
  await ctx.sql`
    insert into payment_effect (id, payment_id, kind, amount, status, reason, cause_kind, cause_id, asked_at, settled_at)
    select part.id, part.payment_id, 'refund', part.amount, case when part.at_once then 'done' else 'asked' end, ${reason}, ${cause_kind}, ${cause_id}::uuid,
           ${ctx.now}::timestamptz, case when part.at_once then ${ctx.now}::timestamptz end
      from unnest(${parts.map((part) => part.effect_id)}::uuid[], ${parts.map((part) => part.payment_id)}::uuid[],
                  ${parts.map((part) => part.amount)}::bigint[], ${parts.map((part) => part.at_once)}::bool[])
             as part(id, payment_id, amount, at_once)`
}
