import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Ctx } from '#platform/ctx'
import { defineEvent } from '#platform/events'
import type { EventType } from '#platform/events'
import { Amount, Currency } from '#platform/money'
import { Id, Nullable } from '#platform/route'
import type { Payment } from './payment.ts'

const fact = {
  payment_id: Id,
  cart_id: Nullable(Id),
  order_id: Nullable(Id),
  amount: Amount,
  currency: Currency,
  provider: Type.String(),
  tender: Type.String(),
}
export const PaymentFact = Type.Object(fact)
/** A fact of one money effect; `reason` is what whoever asked for it said. */
export const EffectFact = Type.Object({ ...fact, effect_id: Id, reason: Nullable(Type.String()) })
export const DeclineFact = Type.Object({ ...fact, decline_code: Nullable(Type.String()) })
export const FailureFact = Type.Object({ ...fact, effect_id: Id, kind: Type.String(), error: Type.String() })

export const paymentStarted = defineEvent('payment.started', PaymentFact)
export const paymentAuthorised = defineEvent('payment.authorised', PaymentFact)
export const paymentDeclined = defineEvent('payment.declined', DeclineFact)
export const captureAsked = defineEvent('payment.capture_asked', EffectFact)
export const paymentCaptured = defineEvent('payment.captured', EffectFact)
/** Face to face: whoever took it counts it at once, nobody need follow. */
export const paymentTaken = defineEvent('payment.taken', EffectFact)
export const voidAsked = defineEvent('payment.void_asked', EffectFact)
export const paymentVoided = defineEvent('payment.voided', EffectFact)
export const refundAsked = defineEvent('payment.refund_asked', EffectFact)
export const paymentRefunded = defineEvent('payment.refunded', EffectFact)
/** The provider said a definite no to a capture, void or refund: a person must look. */
export const effectFailed = defineEvent('payment.effect_failed', FailureFact)
export const noticeReceived = defineEvent(
  'payment.notice_received',
  Type.Object({ notice_id: Id, provider: Type.String() }),
)

export type About = Pick<
  Payment,
  'id' | 'cart_id' | 'order_id' | 'customer_id' | 'store_id' | 'channel' | 'currency' | 'provider' | 'tender'
>

/** Announces what happened to a payment, as news of its order, else of its cart. */
export function announce<Data extends Static<typeof PaymentFact>>(
  ctx: Ctx,
  type: EventType<Data>,
  payment: About,
  data: Omit<Data, Exclude<keyof typeof fact, 'amount'>>,
  occurred_at: Date = ctx.now,
): void {
  const { id, cart_id, order_id, currency, provider, tender, customer_id, store_id } = payment
  const full = { payment_id: id, cart_id, order_id, currency, provider, tender, ...data } as unknown as Data
  const subject = order_id
    ? { subject_kind: 'order', subject_id: order_id }
    : cart_id
      ? { subject_kind: 'cart', subject_id: cart_id }
      : { subject_kind: 'payment', subject_id: id }
  // Providers answer in jobs of ours: the fact belongs to the channel the customer paid in.
  const channel = ctx.channel === 'system' ? payment.channel : ctx.channel
  ctx.emit(type, full, { customer_id, store_id, channel, occurred_at, ...subject })
}
