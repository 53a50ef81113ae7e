import { Type } from 'typebox'
import { assert } from './errors.ts'

/**
 * Money is a whole number of minor units (cents) with its currency beside it. In SQL it is `bigint`,
 * in JSON an integer, in programs a safe integer: 9 × 10^15 cents are 90 million million euros.
 */
export const MAX_AMOUNT = 1_000_000_000_000

/** Any amount on the wire, in minor units of the currency named beside it. */
export const Amount = Type.Integer({
  minimum: 0,
  maximum: MAX_AMOUNT,
  description: 'Minor units (cents) of `currency`',
})
/** An amount that may be negative: adjustments and differences. */
export const SignedAmount = Type.Integer({ minimum: -MAX_AMOUNT, maximum: MAX_AMOUNT })
/** ISO 4217. */
export const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217 code' })

/** Digits after the point where they are not two (ISO 4217:2015, amendment 177). */
const EXPONENTS: Readonly<Record<string, number>> = { CLP: 0, COP: 2, JPY: 0, PYG: 0, KWD: 3, BHD: 3, TND: 3 }

export const exponentOf = (currency: string): number => EXPONENTS[currency] ?? 2

export type RoundingMode = 'half_up' | 'half_even'

/** a ÷ b rounded once, exactly (no floating point), away from zero at a half or to the even neighbour. */
export function divideRounded(a: bigint, b: bigint, mode: RoundingMode = 'half_up'): bigint {
  assert(b > 0n, 'division by a positive number')
  const negative = a < 0n
  const abs = negative ? -a : a
  let quotient = abs / b
  const twice = (abs % b) * 2n
  if (twice > b || (twice === b && (mode === 'half_up' || quotient % 2n === 1n))) quotient += 1n
  return negative ? -quotient : quotient
}

/** Back from exact arithmetic to a wire amount; what does not fit is a bug of the caller's limits. */
export function toAmount(value: bigint): number {
  const amount = Number(value)
  assert(Number.isSafeInteger(amount), 'amount within safe integers')
  return amount
}

/**
 * Spreads an amount over weights so that the parts sum to it to the cent: each part gets the floor of
 * its share and the remaining cents go to the largest remainders, ties to the first (Hamilton's method).
 */
export function apportion(amount: number, weights: readonly number[]): number[] {
  assert(Number.isSafeInteger(amount), 'whole amount')
  if (weights.length === 0) {
    assert(amount === 0, 'an amount needs something to be spread over')
    return []
  }
  const sign = amount < 0 ? -1 : 1
  const total = BigInt(Math.abs(amount))
  const raw = weights.map((weight) => BigInt(weight))
  assert(
    raw.every((weight) => weight >= 0n),
    'weights are not negative',
  )
  const sum = raw.reduce((a, b) => a + b, 0n)
  const shares = sum === 0n ? raw.map(() => 1n) : raw
  const whole = sum === 0n ? BigInt(raw.length) : sum
  const parts = shares.map((weight) => (total * weight) / whole)
  const order = shares
    .map((weight, index) => ({ index, remainder: (total * weight) % whole }))
    .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  let left = total - parts.reduce((a, b) => a + b, 0n)
  for (const { index } of order) {
    if (left === 0n) break
    parts[index] = (parts[index] ?? 0n) + 1n
    left -= 1n
  }
  return parts.map((part) => sign * toAmount(part))
}

/** "84,90 €" as the reader's language writes it. */
export function formatMoney(amount: number, currency: string, locale: string): string {
  const exponent = exponentOf(currency)
  return new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: exponent }).format(
    amount / 10 ** exponent,
  )
}
