import type { Ctx } from '#platform/ctx'
import { json } from '#platform/ctx'
import { assert, notFound } from '#platform/errors'
import { newId } from '#platform/ids'
import { asKnown, brokenContract } from './contract.ts'
import {
  announce,
  paymentAuthorised,
  paymentCaptured,
  paymentDeclined,
  paymentRefunded,
  paymentVoided,
} from './events.ts'
import { leastTried, oweLess } from './owed.ts'
import { paymentColumns } from './payment.ts'
import type { EffectKind, Payment } from './payment.ts'
import type { ProviderPayment } from './provider.ts'
import { TRIES_MAX, isOpen, learnFrom, nextCheck } from './rules.ts'
import type { Learned, OpenEffect, Standing } from './rules.ts'
import { setAside } from './set-aside.ts'

const BY_ITSELF = {
  capture: 'captured_by_provider',
  void: 'released_by_provider',
  refund: 'refunded_by_provider',
} as const

export type LockedPayment = Payment & { provider_version: number; checks: number; check_at: Date | null }
export type WaitingEffect = OpenEffect & { status: 'asked' | 'unknown'; reason: string | null; tries: number }

/** The payment's row, ours until the transaction ends: everything that changes amounts goes through this lock or a guarded update. */
export async function lockPayment(ctx: Ctx, payment_id: string): Promise<LockedPayment> {
  const [payment] = await ctx.sql<LockedPayment>`
    select ${paymentColumns}, provider_version, checks, check_at from payment where id = ${payment_id} for no key update`
  if (!payment) throw notFound('payment', payment_id)
  return payment
}

/** What was asked of the provider and is not settled, oldest first. */
export const waitingEffects = (ctx: Ctx, payment_id: string): Promise<WaitingEffect[]> =>
  ctx.sql<WaitingEffect>`
    select id, kind, amount, status, reason, tries from payment_effect
     where payment_id = ${payment_id} and status in ('asked', 'unknown') order by asked_at, id`

/**
 * Writes down what the provider says of a payment. Old, repeated and unordered answers are harmless; of one that says
 * what it cannot say only the operations are believed.
 */
export async function learn(ctx: Ctx, payment_id: string, seen: ProviderPayment): Promise<Payment> {
  let payment = await lockPayment(ctx, payment_id)
  const wrong = brokenContract(payment, seen)
  if (wrong !== null) {
    await setAside(ctx, payment, wrong)
    payment = await lockPayment(ctx, payment_id)
  }
  const truth = wrong === null ? seen : asKnown(payment, seen)
  return (await book(ctx, payment, await waitingEffects(ctx, payment_id), truth)).payment
}

/** Books what an answer says of a payment we hold; `standing` is how it stands once a refusal was taken back. */
export async function book(
  ctx: Ctx,
  before: LockedPayment,
  open: readonly WaitingEffect[],
  seen: ProviderPayment,
  standing: Standing = before,
): Promise<{ payment: Payment; learned: Learned }> {
  const learned = learnFrom(standing, open, seen)
  const own = itsOwn(learned)
  await writeEffects(ctx, before.id, seen.ref, learned, own)
  await oweLess(ctx, before.id, standing.owed - learned.next.owed)
  announceLearned(ctx, before, open, learned, own, seen)
  const waiting = open.length > learned.done.length || (await isAskedAgain(ctx, before.id, learned.next))
  return { payment: await writePayment(ctx, before, waiting, learned, seen), learned }
}

const isAskedAgain = async (ctx: Ctx, payment_id: string, { owed }: Standing): Promise<boolean> =>
  owed > 0 && (await leastTried(ctx, payment_id)) < TRIES_MAX

type OwnEffect = { id: string; kind: EffectKind; amount: number; reason: string | null }

/** Effects that nobody of us asked for: the payer's authorisation, and what the provider did by itself. */
const itsOwn = ({ authorised, captured, released, refunded }: Learned): OwnEffect[] =>
  [
    { id: newId(), kind: 'authorise' as const, amount: authorised, reason: null },
    { id: newId(), kind: 'capture' as const, amount: captured, reason: BY_ITSELF.capture },
    { id: newId(), kind: 'void' as const, amount: released, reason: BY_ITSELF.void },
    { id: newId(), kind: 'refund' as const, amount: refunded, reason: BY_ITSELF.refund },
  ].filter(({ amount }) => amount > 0)

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
           voiding = ${next.voiding}, refunding = ${next.refunding}, owed = ${next.owed}, refunded = ${next.refunded},
           provider_ref = ${seen.ref || before.provider_ref}, provider_version = ${next.provider_version},
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
  { done }: Learned,
  own: readonly OwnEffect[],
): Promise<void> {
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

const NEWS = { capture: paymentCaptured, void: paymentVoided, refund: paymentRefunded }

function announceLearned(
  ctx: Ctx,
  payment: Payment,
  open: readonly WaitingEffect[],
  { declined, done }: Learned,
  own: readonly OwnEffect[],
  seen: ProviderPayment,
): void {
  if (declined) announce(ctx, paymentDeclined, payment, { amount: payment.amount, decline_code: seen.decline_code })
  for (const { id, kind, amount, reason } of own) {
    if (kind === 'authorise') announce(ctx, paymentAuthorised, payment, { amount })
    else announce(ctx, NEWS[kind], payment, { amount, effect_id: id, reason })
  }
  for (const { id, kind, amount } of done) {
    const reason = open.find((effect) => effect.id === id)?.reason ?? null
    announce(ctx, NEWS[kind], payment, { amount, effect_id: id, reason })
  }
}
