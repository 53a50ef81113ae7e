import type { EffectKind, Payment, PaymentStatus } from './payment.ts'
import type { ProviderPayment } from './provider.ts'

/** A cart with more tries than this is somebody testing stolen cards. */
export const PAYMENTS_PER_CART_MAX = 20

/** What the rules need of a payment. */
export type Standing = Pick<
  Payment,
  'status' | 'amount' | 'authorised' | 'capturing' | 'captured' | 'voiding' | 'refunding' | 'owed' | 'refunded'
> & {
  provider_version: number
}
export type OpenEffect = { id: string; kind: Exclude<EffectKind, 'authorise'>; amount: number }
export type DoneEffect = OpenEffect & { provider_ref: string }

/** Nobody has authorised it yet, and somebody still may. */
const OPEN: ReadonlySet<PaymentStatus> = new Set(['created', 'pending', 'action_required', 'declined', 'unknown'])
export const isOpen = (status: PaymentStatus): boolean => OPEN.has(status)

/** `captured`, `released`, `refunded`: what the provider did of its own accord, as when a hold expires or somebody uses its dashboard. */
export type Learned = {
  next: Standing
  authorised: number
  captured: number
  released: number
  refunded: number
  declined: boolean
  done: DoneEffect[]
}

/**
 * Moves a payment on by what its provider says, whatever the order in which answers arrive: an authorisation
 * counts once, an open effect is done once its key is among the provider's operations, nothing is ever undone.
 * What the provider's sums say beyond that it did itself; as long as an effect of ours is open they may mean that one.
 */
export function learnFrom(before: Standing, open: readonly OpenEffect[], seen: ProviderPayment): Learned {
  const newer = seen.version > before.provider_version
  const next = { ...before, provider_version: Math.max(before.provider_version, seen.version) }
  let authorised = 0
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
  const truth = seen.version >= before.provider_version ? seen : null
  const done = bookOurs(next, open, seen, truth)
  const waiting = new Set(open.filter(({ id }) => !done.some((one) => one.id === id)).map(({ kind }) => kind))
  const captured = truth && !waiting.has('capture') ? bookCaptured(next, truth) : 0
  done.push(...bookVoid(next, open, seen, truth && (before.authorised > 0 || truth.status === 'voided') ? truth : null))
  if (done.some(({ kind }) => kind === 'void')) waiting.delete('void')
  const released = truth && !waiting.has('capture') && !waiting.has('void') ? bookReleased(next, truth) : 0
  const refunded = truth && !waiting.has('capture') && !waiting.has('refund') ? bookRefunded(next, truth) : 0
  // No more is owed than is there: a refund that waited for a capture that failed has nothing to give back.
  next.owed = Math.max(0, Math.min(next.owed, next.captured + next.capturing - next.refunded - next.refunding))
  next.status = statusOf(next, released > 0 || done.some(({ kind }) => kind === 'void'))
  return { next, authorised, captured, released, refunded, declined, done }
}

/** Captures and refunds of ours that the provider has among its operations, as far as its sums hold them. */
function bookOurs(
  next: Standing,
  open: readonly OpenEffect[],
  { operations }: ProviderPayment,
  truth: ProviderPayment | null,
): DoneEffect[] {
  const refs = new Map(operations.map(({ key, ref }) => [key, ref]))
  const done: DoneEffect[] = []
  for (const effect of open) {
    const provider_ref = refs.get(effect.id)
    if (provider_ref === undefined || effect.kind === 'void') continue
    const sum = effect.kind === 'capture' ? 'captured' : 'refunded'
    // It did less than was asked: settle.ts takes that for a no, and the sums for what it did.
    if (truth && truth[sum] < next[sum] + effect.amount) continue
    settle(next, effect)
    done.push({ ...effect, provider_ref })
  }
  return done
}

/** What was on its way back and is taken cannot go back any more. */
function bookCaptured(next: Standing, { captured }: ProviderPayment): number {
  const more = Math.max(0, Math.min(captured - next.captured, next.authorised - next.captured - next.capturing))
  next.captured += more
  next.voiding = Math.min(next.voiding, next.authorised - next.captured - next.capturing)
  return more
}

/** A void is done once nothing is held any more, whoever let go of it. */
function bookVoid(
  next: Standing,
  open: readonly OpenEffect[],
  { ref, operations }: ProviderPayment,
  truth: ProviderPayment | null,
): DoneEffect[] {
  return open
    .filter(({ kind }) => kind === 'void')
    .flatMap((effect) => {
      const ours = operations.find(({ key }) => key === effect.id)?.ref
      const gone = truth !== null && truth.authorised <= truth.captured && (truth.captured === 0 || next.voiding > 0)
      if (ours === undefined && !gone) return []
      const amount = next.voiding
      settle(next, { kind: 'void', amount })
      return [{ ...effect, amount, provider_ref: ours ?? ref }]
    })
}

function bookReleased(next: Standing, { authorised }: ProviderPayment): number {
  const released = Math.max(0, next.authorised - Math.max(authorised, next.captured + next.capturing))
  next.authorised -= released
  return released
}

/** What the provider gave back by itself is not owed a second time. */
function bookRefunded(next: Standing, { refunded }: ProviderPayment): number {
  const more = Math.max(0, Math.min(refunded - next.refunded, next.captured - next.refunded - next.refunding))
  next.refunded += more
  next.owed = Math.max(0, next.owed - more)
  return more
}

/** A definite no: what was to be taken is held again, what was to be given back stays owed. */
export function takeBack(standing: Standing, { kind, amount }: Pick<OpenEffect, 'kind' | 'amount'>): Standing {
  return kind === 'capture'
    ? { ...standing, capturing: standing.capturing - amount }
    : { ...standing, refunding: standing.refunding - amount, owed: standing.owed + amount }
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

type Given = Pick<Payment, 'captured' | 'capturing' | 'refunded' | 'refunding' | 'owed'>

/** What can still be given back: a capture under way counts, its refund waits for it. */
export const refundable = (payment: Given): number =>
  payment.captured + payment.capturing - payment.refunded - payment.refunding - payment.owed

type Refundable = Pick<Payment, 'id' | 'tender' | 'created_at'> & Given

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

/** A refund that was refused is asked again by itself this often, within some two hours; then a person asks. */
export const TRIES_MAX = 8

/** When to look at the provider again: after 30 s, then twice as long each time, at most an hour. */
export const nextCheck = (now: Date, checks: number): Date =>
  new Date(now.getTime() + Math.min(CHECK_MAX_S, FIRST_CHECK_S * 2 ** Math.min(checks, 12)) * 1_000)
