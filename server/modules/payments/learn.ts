import type { Ctx } from '#platform/ctx'
import { json } from '#platform/ctx'
import { assert, notFound } from '#platform/errors'
import { newId } from '#platform/ids'
import {
  announce,
  paymentAuthorised,
  paymentCaptured,
  paymentDeclined,
  paymentRefunded,
  paymentVoided,
} from './events.ts'
import { paymentColumns } from './payment.ts'
import type { Payment } from './payment.ts'
import type { ProviderPayment } from './provider.ts'
import { isOpen, learnFrom, nextCheck } from './rules.ts'
import type { Learned, OpenEffect } from './rules.ts'

const RELEASED = 'released_by_provider'

export type LockedPayment = Payment & { provider_version: number; checks: number; check_at: Date | null }
type AskedEffect = OpenEffect & { reason: string | null }

/** The payment's row, ours until the transaction ends: everything that changes amounts goes through this lock or a guarded update. */
export async function lockPayment(ctx: Ctx, payment_id: string): Promise<LockedPayment> {
  const [payment] = await ctx.sql<LockedPayment>`
    select ${paymentColumns}, provider_version, checks, check_at from payment where id = ${payment_id} for no key update`
  if (!payment) throw notFound('payment', payment_id)
  return payment
}

/** Writes down what the provider says of a payment. Old, repeated and unordered answers are harmless. */
export async function learn(ctx: Ctx, payment_id: string, seen: ProviderPayment): Promise<Payment> {
  const payment = await lockPayment(ctx, payment_id)
  assert(seen.currency === payment.currency, 'the provider keeps the currency')
  assert(seen.authorised <= payment.amount, 'the provider authorises no more than asked')
  const open = await ctx.sql<AskedEffect>`
    select id, kind, amount, reason from payment_effect
     where payment_id = ${payment_id} and status in ('asked', 'unknown') order by asked_at, id`
  const learned = { ...learnFrom(payment, open, seen), released_id: newId() }
  await writeEffects(ctx, payment_id, seen.ref, learned)
  announceLearned(ctx, payment, open, learned, seen)
  return writePayment(ctx, payment, open.length > learned.done.length, learned, seen)
}

async function writePayment(
  ctx: Ctx,
  before: LockedPayment,
  waiting: boolean,
  { next }: Learned,
  seen: ProviderPayment,
): Promise<Payment> {
  const open = isOpen(next.status)
  const newer = next.provider_version > before.provider_version
  const check_at = open || waiting ? (before.check_at ?? nextCheck(ctx.now, before.checks)) : null
  const [payment] = await ctx.sql<Payment>`
    update payment
       set status = ${next.status}, authorised = ${next.authorised}, capturing = ${next.capturing}, captured = ${next.captured},
           voiding = ${next.voiding}, refunding = ${next.refunding}, refunded = ${next.refunded},
           provider_ref = ${seen.ref}, provider_version = ${next.provider_version},
           action_url = ${open ? seen.action_url : null}, decline_code = ${newer ? seen.decline_code : before.decline_code},
           details = ${json(newer ? { ...before.details, ...seen.details } : before.details)}, check_at = ${check_at}, updated_at = ${ctx.now}
     where id = ${before.id}
    returning ${paymentColumns}`
  assert(payment, 'the locked payment is still there')
  return payment
}

async function writeEffects(
  ctx: Ctx,
  payment_id: string,
  ref: string,
  { authorised, released, released_id, done }: Named,
): Promise<void> {
  const own = [
    { id: newId(), kind: 'authorise', amount: authorised, reason: null },
    { id: released_id, kind: 'void', amount: released, reason: RELEASED },
  ].filter(({ amount }) => amount > 0)
  if (own.length > 0) {
    await ctx.sql`
      insert into payment_effect (id, payment_id, kind, amount, status, provider_ref, reason, asked_at, settled_at)
      select o.id, ${payment_id}::uuid, o.kind, o.amount, 'done', ${ref}, o.reason, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
        from unnest(${own.map(({ id }) => id)}::uuid[], ${own.map(({ kind }) => kind)}::text[], ${own.map(({ amount }) => amount)}::bigint[],
                    ${own.map(({ reason }) => reason)}::text[]) as o(id, kind, amount, reason)`
  }
  if (done.length > 0) {
    await ctx.sql`
      update payment_effect e set status = 'done', amount = d.amount, provider_ref = d.ref, error = null, settled_at = ${ctx.now}
        from unnest(${done.map(({ id }) => id)}::uuid[], ${done.map(({ amount }) => amount)}::bigint[], ${done.map((d) => d.provider_ref)}::text[])
               as d(id, amount, ref)
       where e.id = d.id`
  }
}

/** What was learned, with the id of the effect the provider made by itself. */
type Named = Learned & { released_id: string }

const NEWS = { capture: paymentCaptured, void: paymentVoided, refund: paymentRefunded }

function announceLearned(
  ctx: Ctx,
  payment: Payment,
  open: readonly AskedEffect[],
  { authorised, released, released_id, declined, done }: Named,
  seen: ProviderPayment,
): void {
  if (authorised > 0) announce(ctx, paymentAuthorised, payment, { amount: authorised })
  if (released > 0)
    announce(ctx, paymentVoided, payment, { amount: released, effect_id: released_id, reason: RELEASED })
  if (declined) announce(ctx, paymentDeclined, payment, { amount: payment.amount, decline_code: seen.decline_code })
  for (const { id, kind, amount } of done) {
    const reason = open.find((effect) => effect.id === id)?.reason ?? null
    announce(ctx, NEWS[kind], payment, { amount, effect_id: id, reason })
  }
}
