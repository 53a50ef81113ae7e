import type { EffectKind, Payment, PaymentStatus } from './payment.ts'
import type { ProviderPayment } from './provider.ts'

/** What the rules need of a payment. */
export type Standing = Pick<
  Payment,
  'status' | 'amount' | 'authorised' | 'capturing' | 'captured' | 'voiding' | 'refunding' | 'refunded'
> & {
  provider_version: number
}
export type OpenEffect = { id: string; kind: Exclude<EffectKind, 'authorise'>; amount: number }
export type DoneEffect = OpenEffect & { provider_ref: string }

/** Nobody has authorised it yet, and somebody still may. */
const OPEN: ReadonlySet<PaymentStatus> = new Set(['created', 'pending', 'action_required', 'declined', 'unknown'])
export const isOpen = (status: PaymentStatus): boolean => OPEN.has(status)

/** `released`: held money the provider let go of by itself, as when an authorisation expires. */
export type Learned = { next: Standing; authorised: number; released: number; declined: boolean; done: DoneEffect[] }

/**
 * Moves a payment on by what its provider says, whatever the order in which answers arrive: an authorisation
 * counts once, an open effect is done once its key is among the provider's operations, nothing is ever undone.
 */
export function learnFrom(before: Standing, open: readonly OpenEffect[], seen: ProviderPayment): Learned {
  const newer = seen.version > before.provider_version
  const next = { ...before, provider_version: Math.max(before.provider_version, seen.version) }
  let authorised = 0
  let released = 0
  let declined = false
  if (newer && isOpen(before.status)) {
    next.status = seen.status
    declined = seen.status === 'declined'
    if (seen.authorised > 0) {
      authorised = seen.authorised
      next.authorised = authorised
      // Asked to be voided while the payer was still typing: the money is on its way back already.
      if (open.some(({ kind }) => kind === 'void')) next.voiding = authorised
    }
  }
  if (newer && seen.authorised < before.authorised) {
    // While an effect of ours is open the provider may mean that one: this answer is looked at again once it is settled.
    if (open.length > 0) next.provider_version = before.provider_version
    else {
      released = before.authorised - Math.max(seen.authorised, before.captured)
      next.authorised -= released
    }
  }
  const refs = new Map(seen.operations.map(({ key, ref }) => [key, ref]))
  const done: DoneEffect[] = []
  for (const effect of open) {
    const provider_ref = refs.get(effect.id)
    if (provider_ref === undefined) continue
    const amount = effect.kind === 'void' ? next.voiding : effect.amount
    settle(next, { kind: effect.kind, amount })
    done.push({ ...effect, amount, provider_ref })
  }
  next.status = statusOf(next, released > 0 || done.some(({ kind }) => kind === 'void'))
  return { next, authorised, released, declined, done }
}

/** Books one done effect. */
export function settle(standing: Standing, { kind, amount }: Pick<OpenEffect, 'kind' | 'amount'>): void {
  if (kind === 'capture') {
    standing.capturing -= amount
    standing.captured += amount
  } else if (kind === 'refund') {
    standing.refunding -= amount
    standing.refunded += amount
  } else {
    standing.voiding -= amount
    standing.authorised -= amount
  }
}

function statusOf(standing: Standing, letGo: boolean): PaymentStatus {
  if (standing.captured > 0) return 'captured'
  if (standing.authorised > 0) return 'authorised'
  return letGo ? 'voided' : standing.status
}

/** What can still be given back: a capture under way counts, its refund waits for it. */
export const refundable = (payment: Pick<Payment, 'captured' | 'capturing' | 'refunded' | 'refunding'>): number =>
  payment.captured + payment.capturing - payment.refunded - payment.refunding

type Refundable = Pick<Payment, 'id' | 'tender' | 'created_at' | 'captured' | 'capturing' | 'refunded' | 'refunding'>

/**
 * Spreads a refund over the payments of an order: back to cards first, oldest first, cash last, so that a card
 * never turns into cash. Null where they do not suffice.
 */
export function spreadRefund(
  payments: readonly Refundable[],
  amount: number,
): { payment_id: string; amount: number }[] | null {
  const cashLast = (payment: Refundable): number => (payment.tender === 'cash' ? 1 : 0)
  const order = payments.toSorted(
    (a, b) => cashLast(a) - cashLast(b) || a.created_at.getTime() - b.created_at.getTime() || (a.id < b.id ? -1 : 1),
  )
  const parts: { payment_id: string; amount: number }[] = []
  let left = amount
  for (const payment of order) {
    const part = Math.min(left, refundable(payment))
    if (part > 0) parts.push({ payment_id: payment.id, amount: part })
    left -= part
  }
  return left === 0 ? parts : null
}

const FIRST_CHECK_S = 30
const CHECK_MAX_S = 3_600
/** About a day of looks, then a payment nobody finished is closed. */
export const CHECKS_MAX = 30

/** When to look at the provider again: after 30 s, then twice as long each time, at most an hour. */
export const nextCheck = (now: Date, checks: number): Date =>
  new Date(now.getTime() + Math.min(CHECK_MAX_S, FIRST_CHECK_S * 2 ** Math.min(checks, 12)) * 1_000)
