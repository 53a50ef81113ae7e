import type { Actor } from '#platform/actor'
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

/** Where a refund begins: handed over already, on its way by a job after the commit, or waiting for a person. */
type Begins = 'done' | 'asked' | 'owed'

/**
 * Gives money of an order back to where it came from. Online money is given back by a job after the commit. Cash and
 * terminal are done at once where a till of that shop or its staff ask, since they hand it over; whoever else asks, it is
 * owed until somebody does (handBack). The same cause again answers what was done for it. Refuses refund_too_large.
 */
export async function askRefund(ctx: Ctx, input: AskRefund): Promise<AskedEffect[]> {
  if (input.amount <= 0) return []
  const payments = await ctx.sql<Payment>`
    select ${paymentColumns} from payment where order_id = ${input.order_id} and authorised > 0 order by id for no key update`
  const before = await ctx.sql<AskedEffect>`
    select payment_id, amount, id as effect_id from payment_effect
     where cause_id = ${input.cause_id} and cause_kind = ${input.cause_kind} and kind = 'refund' and status <> 'failed'
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
    return { ...part, effect_id: newId(), payment, begins: beginning(ctx.actor, payment) }
  })
  return begin(ctx, input, effects)
}

/**
 * The cart ended or is paid another way, and the provider took money for it all the same: it goes back. Money taken face
 * to face goes back (`tenders`) where the cart ended. Saying it twice is harmless.
 */
export async function askRefundOfCart(
  ctx: Ctx,
  { cart_id, reason, tenders = false }: { cart_id: string; reason: string | null; tenders?: boolean },
): Promise<AskedEffect[]> {
  const payments = await ctx.sql<Payment>`
    select ${paymentColumns} from payment
     where cart_id = ${cart_id} and order_id is null and captured > 0 and (${tenders} or provider not in ('cash', 'terminal'))
     order by id for no key update`
  const effects = payments
    .filter((payment) => refundable(payment) > 0)
    .map((payment) => ({
      payment_id: payment.id,
      amount: refundable(payment),
      effect_id: newId(),
      payment,
      begins: beginning(ctx.actor, payment),
    }))
  return begin(ctx, { reason, cause_kind: 'cart', cause_id: newId() }, effects)
}

function beginning({ kind, store_ids }: Actor, { provider, store_id }: Payment): Begins {
  if (!isTender(provider)) return 'asked'
  const ofTheShop = store_id !== null && store_ids !== null && store_ids.includes(store_id)
  return (kind === 'device' || kind === 'staff') && ofTheShop ? 'done' : 'owed'
}

type Part = AskedEffect & { begins: Begins; payment: Payment }
type Why = { reason: string | null; cause_kind: string; cause_id: string }

async function begin(ctx: Ctx, why: Why, parts: readonly Part[]): Promise<AskedEffect[]> {
  if (parts.length === 0) return []
  await book(ctx, parts)
  await write(ctx, why, parts)
  for (const { payment, amount, effect_id, begins } of parts) {
    announce(ctx, begins === 'done' ? paymentRefunded : refundAsked, payment, { amount, effect_id, reason: why.reason })
  }
  return parts.map(({ payment_id, amount, effect_id }) => ({ payment_id, amount, effect_id }))
}

/** One guarded update: whatever happened before it, nobody gets back more than was taken. */
async function book(ctx: Ctx, parts: readonly Part[]): Promise<void> {
  const booked = await ctx.sql<{ id: string }>`
    update payment p
       set refunded = refunded + case when part.begins = 'done' then part.amount else 0 end,
           refunding = refunding + case when part.begins = 'asked' then part.amount else 0 end,
           owed = owed + case when part.begins = 'owed' then part.amount else 0 end,
           check_at = case when part.begins = 'asked' then ${ctx.now}::timestamptz + interval '1 minute' else check_at end, updated_at = ${ctx.now}
      from unnest(${parts.map((part) => part.payment_id)}::uuid[], ${parts.map((part) => part.amount)}::bigint[], ${parts.map((part) => part.begins)}::text[])
             as part(payment_id, amount, begins)
     where p.id = part.payment_id and p.captured + p.capturing - p.refunded - p.refunding - p.owed >= part.amount
    returning p.id`
  assert(booked.length === parts.length, 'locked payments can bear the refund')
}

async function write(ctx: Ctx, { reason, cause_kind, cause_id }: Why, parts: readonly Part[]): Promise<void> {
  await ctx.sql`
    insert into payment_effect (id, payment_id, kind, amount, status, reason, cause_kind, cause_id, asked_at, settled_at)
    select part.id, part.payment_id, 'refund', part.amount, part.begins, ${reason}, ${cause_kind}, ${cause_id}::uuid,
           ${ctx.now}::timestamptz, case when part.begins = 'done' then ${ctx.now}::timestamptz end
      from unnest(${parts.map((part) => part.effect_id)}::uuid[], ${parts.map((part) => part.payment_id)}::uuid[],
                  ${parts.map((part) => part.amount)}::bigint[], ${parts.map((part) => part.begins)}::text[])
             as part(id, payment_id, amount, begins)`
}
