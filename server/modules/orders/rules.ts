import { apportion } from '#platform/money'

export const ORDER_STATUSES = ['placed', 'in_progress', 'completed', 'canceled'] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

export const PAYMENT_STATUSES = ['unpaid', 'authorised', 'paid', 'partly_refunded', 'refunded'] as const
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]

export const DELIVERY_METHODS = ['ship', 'pickup', 'carry_out'] as const
export type DeliveryMethod = (typeof DELIVERY_METHODS)[number]

/** Orders of these statuses may still change. */
export const OPEN: readonly OrderStatus[] = ['placed', 'in_progress']

/**
 * `due` is what the customer owes in the end: gross less what was cancelled. `capturing` is on its way in, `refunding`
 * on its way back or owed until a person gives it back. `secured` is what goods may leave for: money that is here or held.
 */
export type Money = {
  due: number
  authorised: number
  capturing: number
  paid: number
  refunding: number
  refunded: number
  secured: number
}

/** Where the money stands. */
export function paymentStatusOf({
  due,
  authorised,
  paid,
  refunded,
}: Pick<Money, 'due' | 'authorised' | 'paid' | 'refunded'>): PaymentStatus {
  if (refunded > 0) return refunded >= paid ? 'refunded' : 'partly_refunded'
  if (paid > 0 && paid >= due) return 'paid'
  if (authorised > 0 && authorised >= due) return 'authorised'
  return due <= 0 && paid >= due ? 'paid' : 'unpaid'
}

/**
 * What goes back when `value` worth of lines is cancelled and `due` remains owed: only money that was
 * paid beyond it, and never more than the lines were worth.
 */
export const refundOf = (
  value: number,
  { due, capturing, paid, refunded }: Pick<Money, 'due' | 'capturing' | 'paid' | 'refunded'>,
): number => Math.max(0, Math.min(value, paid + capturing - refunded - due))

/** Taken beyond what is due, and nobody has asked yet to give it back. */
export const excessOf = ({ due, capturing, paid, refunding, refunded }: Money): number =>
  Math.max(0, paid + capturing - refunding - refunded - due)

type Standing = Pick<Money, 'authorised' | 'paid' | 'refunding' | 'refunded'>

/** What one payment secures. One that goes back whole pays for nothing; of what is left of another nobody asks why. */
export const securedBy = ({ authorised, paid, refunding, refunded }: Standing): number =>
  paid > 0 && refunding + refunded >= paid ? Math.max(0, authorised - paid) : Math.max(paid, authorised)

/** What taking what is held needs to know. */
export type Holding = Omit<Money, 'secured'>

/** Stands ready at the provider and is not taken yet. */
export const heldOf = ({ authorised, capturing, paid }: Holding): number => authorised - paid - capturing

/** Still to be taken: money that went back, or is on its way, pays for nothing. What was cancelled is not due. */
export const owedOf = ({ due, capturing, paid, refunding, refunded }: Holding): number =>
  Math.max(0, due - (paid + capturing - refunding - refunded))

/** The share of each unit of a line whose total alone is known (sales of other systems). */
export const unitShares = (gross: number, quantity: number): number[] =>
  apportion(
    gross,
    Array.from({ length: Math.abs(quantity) }, () => 1),
  )

/** `H-7K4M-29QX`, `h7k4m29qx` and `h 7k4m 29qx` are the same number. */
export const foldNumber = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const FRAGMENT_MIN = 3

/** Whether somebody looks for an order by its number: no blank-separated words, at least one digit. */
export const looksLikeNumber = (text: string): boolean =>
  /^[a-z0-9-]+$/i.test(text.trim()) && /[0-9]/.test(text) && foldNumber(text).length >= FRAGMENT_MIN
