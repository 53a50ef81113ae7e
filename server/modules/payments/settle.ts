import type { Ctx } from '#platform/ctx'
import { assert } from '#platform/errors'
import { announce, effectFailed } from './events.ts'
import { learn, lockPayment } from './learn.ts'
import { paymentById } from './payment.ts'
import type { Between, Payment } from './payment.ts'
import { providerOf } from './provider.ts'
import type { Answer } from './provider.ts'
import { nextCheck } from './rules.ts'
import type { OpenEffect } from './rules.ts'

/** Effects of one payment a single run settles; a check comes back for more. */
const EFFECTS_PER_RUN = 50

type WaitingEffect = OpenEffect & {
  status: 'asked' | 'unknown'
  payment_id: string
  provider: string
  ref: string | null
}

/**
 * Carries out what was asked of a payment, one after the other: read, call, write,
 * the call outside any transaction and always under the effect's own key. Stops where the answer is unknown.
 */
export async function settlePayment(steps: Between, { payment_id }: { payment_id: string }): Promise<Payment> {
  for (let run = 0; run < EFFECTS_PER_RUN; run++) {
    const effect = await steps.read((ctx) => nextEffect(ctx, payment_id))
    if (!effect) break
    const answer = await carryOut(effect)
    const settled = await steps.write((ctx) => noteAnswer(ctx, effect, answer))
    if (!settled) break
  }
  return steps.read((ctx) => paymentById(ctx, payment_id))
}

/**
 * Captures come first and refunds last: there is nothing to give back before it is taken, and the times they were
 * asked at do not say which came first when a clock was put back between them.
 */
async function nextEffect(ctx: Ctx, payment_id: string): Promise<WaitingEffect | undefined> {
  const [effect] = await ctx.sql<WaitingEffect>`
    select e.id, e.kind, e.amount, e.status, e.payment_id, p.provider, p.provider_ref as ref
      from payment_effect e join payment p on p.id = e.payment_id
     where e.payment_id = ${payment_id} and e.status in ('asked', 'unknown')
     order by array_position(array['capture', 'void', 'refund'], e.kind), e.asked_at, e.id limit 1`
  return effect
}

/** An effect whose fate is unknown is looked up before it is asked for again. Null: the provider never heard of the payment. */
async function carryOut({
  id: key,
  kind,
  amount,
  status,
  payment_id,
  provider: name,
  ref: known,
}: WaitingEffect): Promise<Answer | null> {
  const provider = providerOf(name)
  let ref = known
  if (ref === null || status === 'unknown') {
    const seen = await provider.query(payment_id)
    if (seen === null || seen.outcome !== 'answered') return seen
    if (seen.payment.operations.some((operation) => operation.key === key)) return seen
    ref = seen.payment.ref
  }
  return provider[kind]({ key, ref, amount })
}

/** True where the effect is settled, either way, and the next one may be carried out. */
async function noteAnswer(ctx: Ctx, effect: WaitingEffect, answer: Answer | null): Promise<boolean> {
  if (answer === null) {
    await (effect.kind === 'void' ? closeUnheard(ctx, effect) : fail(ctx, effect, 'no_such_payment'))
    return true
  }
  if (answer.outcome === 'refused') {
    await fail(ctx, effect, answer.code)
    return true
  }
  if (answer.outcome === 'answered') {
    await learn(ctx, effect.payment_id, answer.payment)
    const [open] = await ctx.sql<{
      id: string
    }>`select id from payment_effect where id = ${effect.id} and status in ('asked', 'unknown')`
    assert(!open, 'the provider answers with the effect it was asked for')
    return true
  }
  const { checks } = await lockPayment(ctx, effect.payment_id)
  await ctx.sql`update payment_effect set status = 'unknown', error = ${answer.because} where id = ${effect.id} and status in ('asked', 'unknown')`
  await ctx.sql`update payment set check_at = ${nextCheck(ctx.now, checks)}, updated_at = ${ctx.now} where id = ${effect.payment_id}`
  return false
}

/** The provider never got the payment, so there is nothing to let go of. */
async function closeUnheard(ctx: Ctx, { id, payment_id }: WaitingEffect): Promise<void> {
  await ctx.sql`update payment set status = 'voided', check_at = null, updated_at = ${ctx.now} where id = ${payment_id} and authorised = 0`
  await ctx.sql`update payment_effect set status = 'done', settled_at = ${ctx.now} where id = ${id} and status in ('asked', 'unknown')`
}

/** A definite no: the amount goes back to where it stood, somebody is told, and the next round asks what else we do not know. */
async function fail(ctx: Ctx, effect: WaitingEffect, error: string): Promise<void> {
  const payment = await lockPayment(ctx, effect.payment_id)
  // Refunds that waited for a capture that failed have nothing to give back.
  const uncovered = effect.kind === 'capture' && payment.refunded + payment.refunding > payment.captured
  const failed = await ctx.sql<OpenEffect>`
    update payment_effect set status = 'failed', error = ${error}, settled_at = ${ctx.now}
     where payment_id = ${payment.id} and ((id = ${effect.id} and status in ('asked', 'unknown')) or (${uncovered} and kind = 'refund' and status = 'asked'))
    returning id, kind, amount`
  const amountOf = (kind: OpenEffect['kind']) =>
    failed.filter((one) => one.kind === kind).reduce((sum, { amount }) => sum + amount, 0)
  await ctx.sql`
    update payment
       set capturing = capturing - ${amountOf('capture')}, voiding = voiding - ${amountOf('void')}, refunding = refunding - ${amountOf('refund')},
           check_at = ${ctx.now}, updated_at = ${ctx.now}
     where id = ${payment.id}`
  for (const { id, kind, amount } of failed)
    announce(ctx, effectFailed, payment, { amount, effect_id: id, kind, error })
}
