import type { Ctx } from '#platform/ctx'
import { asKnown, brokenContract } from './contract.ts'
import { announce, effectFailed } from './events.ts'
import { book, lockPayment, waitingEffects } from './learn.ts'
import type { LockedPayment, WaitingEffect } from './learn.ts'
import { askOwed } from './owed.ts'
import type { Answer, ProviderPayment } from './provider.ts'
import { askRefundOfCart } from './refund.ts'
import { TRIES_MAX, nextCheck, takeBack } from './rules.ts'
import type { Standing } from './rules.ts'
import { askVoid } from './void.ts'

/** The provider says that it did it, and its sums say that it did not do all of it. */
export const LESS_THAN_ASKED = 'less_than_asked'

/**
 * The provider said a definite no to an effect. What it says of the payment now (`anew`) decides what follows: what it
 * did by itself needs nobody, what it did not do is told. True where the next effect may be carried out.
 */
export async function noteRefused(
  ctx: Ctx,
  { id, payment_id }: { id: string; payment_id: string },
  error: string,
  anew: Answer | null,
): Promise<boolean> {
  const payment = await lockPayment(ctx, payment_id)
  const waiting = await waitingEffects(ctx, payment_id)
  const effect = waiting.find((one) => one.id === id)
  if (!effect) return true
  const seen = believed(payment, anew)
  const refusal = { payment, effect, waiting, error, seen: seen ?? asKnown(payment) }
  if (effect.kind === 'void') return voidRefused(ctx, refusal)
  await (effect.kind === 'capture' ? captureRefused(ctx, refusal) : refundRefused(ctx, refusal))
  // The next round asks what could not be asked now.
  if (!seen) await ctx.sql`update payment set check_at = ${ctx.now} where id = ${payment_id}`
  return true
}

type Refusal = {
  payment: LockedPayment
  effect: WaitingEffect
  waiting: readonly WaitingEffect[]
  error: string
  seen: ProviderPayment
}

const believed = (payment: LockedPayment, anew: Answer | null): ProviderPayment | null =>
  anew?.outcome === 'answered' && brokenContract(payment, anew.payment) === null ? anew.payment : null

/**
 * A hold that cannot be taken is no money: it is let go of, and the order can be paid another way. Refunds that waited
 * for it are owed as far as there is money, else there is nothing to give back.
 */
async function captureRefused(ctx: Ctx, { payment, effect, waiting, error, seen }: Refusal): Promise<void> {
  const refunds = waiting.filter(({ kind, status }) => kind === 'refund' && status === 'asked')
  const gone = [effect, ...refunds]
  const standing = gone.reduce<Standing>(takeBack, payment)
  await mark(ctx, [effect], 'failed', error)
  await mark(ctx, refunds, 'owed', error)
  const open = waiting.filter((one) => !gone.includes(one))
  const { payment: now, learned } = await book(ctx, payment, open, seen, standing)
  if (learned.captured < effect.amount) tell(ctx, payment, effect, error)
  if (now.owed > 0) await askOwed(ctx, { payment_id: payment.id })
  else for (const refund of refunds) tell(ctx, payment, refund, error)
  if (now.authorised > now.captured + now.capturing)
    await askVoid(ctx, { payment_id: payment.id, reason: 'capture_refused' })
}

/**
 * It stays owed. What the provider gave back by itself counts, and the rest is asked for at once: that may have been why.
 * Where it gave back less than was asked its sums may come late: the rest waits for the next look.
 */
async function refundRefused(ctx: Ctx, { payment, effect, waiting, error, seen }: Refusal): Promise<void> {
  await mark(ctx, [effect], 'owed', error)
  const open = waiting.filter((one) => one !== effect)
  const { payment: now, learned } = await book(ctx, payment, open, seen, takeBack(payment, effect))
  if (now.owed === 0) return
  if (learned.refunded > 0 && error !== LESS_THAN_ASKED) return void (await askOwed(ctx, { payment_id: payment.id }))
  if (effect.tries === 0 || effect.tries >= TRIES_MAX) tell(ctx, payment, effect, error)
  if (effect.tries >= TRIES_MAX) return
  await ctx.sql`update payment set check_at = ${nextCheck(ctx.now, effect.tries)} where id = ${payment.id}`
}

/** Done if nothing is held any more; needless if all of it was taken; else it is asked again until the hold is gone. */
async function voidRefused(ctx: Ctx, { payment, effect, waiting, error, seen }: Refusal): Promise<boolean> {
  const { payment: now, learned } = await book(ctx, payment, waiting, seen)
  if (learned.done.some(({ id }) => id === effect.id)) return true
  if (now.captured > 0 && now.voiding === 0) {
    await mark(ctx, [effect], 'failed', error)
    if (payment.order_id === null && payment.cart_id !== null)
      await askRefundOfCart(ctx, { cart_id: payment.cart_id, reason: effect.reason })
    return true
  }
  if (effect.status === 'asked') tell(ctx, payment, effect, error)
  await mark(ctx, [effect], 'unknown', error)
  await ctx.sql`update payment set check_at = ${nextCheck(ctx.now, payment.checks)} where id = ${payment.id}`
  return false
}

const tell = (ctx: Ctx, payment: LockedPayment, { id, kind, amount }: WaitingEffect, error: string): void =>
  announce(ctx, effectFailed, payment, { amount, effect_id: id, kind, error })

async function mark(
  ctx: Ctx,
  effects: readonly WaitingEffect[],
  status: 'failed' | 'owed' | 'unknown',
  error: string,
): Promise<void> {
  if (effects.length === 0) return
  await ctx.sql`
    update payment_effect
       set status = ${status}, error = ${error}, settled_at = case when ${status} = 'failed' then ${ctx.now}::timestamptz end
     where id = any(${effects.map(({ id }) => id)}::uuid[])`
}
