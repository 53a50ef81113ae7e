import type { Ctx } from '#platform/ctx'
import { learn, lockPayment } from './learn.ts'
import { paymentById } from './payment.ts'
import type { Between, Payment } from './payment.ts'
import { providerOf } from './provider.ts'
import type { Answer } from './provider.ts'
import { LESS_THAN_ASKED, noteRefused } from './refused.ts'
import { nextCheck } from './rules.ts'
import type { OpenEffect } from './rules.ts'

/** Effects of one payment a single run settles; a check comes back for more. */
const EFFECTS_PER_RUN = 50

type NextEffect = OpenEffect & {
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
    // After a no nothing we knew is certain: the payment is read anew before anything is decided.
    const anew = answer?.outcome === 'refused' ? await providerOf(effect.provider).query(payment_id) : null
    const settled = await steps.write((ctx) => noteAnswer(ctx, effect, answer, anew))
    if (!settled) break
  }
  return steps.read((ctx) => paymentById(ctx, payment_id))
}

/**
 * Captures come first and refunds last: there is nothing to give back before it is taken, and the times they were
 * asked at do not say which came first when a clock was put back between them.
 */
async function nextEffect(ctx: Ctx, payment_id: string): Promise<NextEffect | undefined> {
  const [effect] = await ctx.sql<NextEffect>`
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
}: NextEffect): Promise<Answer | null> {
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
async function noteAnswer(ctx: Ctx, effect: NextEffect, answer: Answer | null, anew: Answer | null): Promise<boolean> {
  if (answer === null) {
    if (effect.kind !== 'void') return noteRefused(ctx, effect, 'no_such_payment', null)
    await closeUnheard(ctx, effect)
    return true
  }
  if (answer.outcome === 'refused') return noteRefused(ctx, effect, answer.code, anew)
  if (answer.outcome === 'unknown') return wait(ctx, effect, answer.because)
  await learn(ctx, effect.payment_id, answer.payment)
  const [open] = await ctx.sql<{
    id: string
  }>`select id from payment_effect where id = ${effect.id} and status in ('asked', 'unknown')`
  if (!open) return true
  // It says yes and does not have it among its operations: as good as no answer. It has, and less than was asked: a no.
  return answer.payment.operations.some(({ key }) => key === effect.id)
    ? noteRefused(ctx, effect, LESS_THAN_ASKED, answer)
    : wait(ctx, effect, 'not_among_operations')
}

async function wait(ctx: Ctx, effect: NextEffect, error: string): Promise<false> {
  const { checks } = await lockPayment(ctx, effect.payment_id)
  await ctx.sql`update payment_effect set status = 'unknown', error = ${error} where id = ${effect.id} and status in ('asked', 'unknown')`
  await ctx.sql`update payment set check_at = ${nextCheck(ctx.now, checks)}, updated_at = ${ctx.now} where id = ${effect.payment_id}`
  return false
}

/** The provider never got the payment, or has forgotten it, so there is nothing to let go of. */
async function closeUnheard(ctx: Ctx, { id, payment_id }: NextEffect): Promise<void> {
  await ctx.sql`
    update payment
       set authorised = authorised - voiding, voiding = 0, status = case when captured > 0 then status else 'voided' end,
           check_at = null, updated_at = ${ctx.now}
     where id = ${payment_id}`
  await ctx.sql`update payment_effect set status = 'done', settled_at = ${ctx.now} where id = ${id} and status in ('asked', 'unknown')`
}
