import { divideRounded, exponentOf, toAmount } from '#platform/money'

/** A decimal number as written, exact: `digits` ÷ 10^`places`. */
export type Decimal = { digits: bigint; places: number }

const DECIMAL = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/

/** "4.15" → 415 ÷ 10²; null for everything that is no plain decimal number (exponents, commas, NaN, more than 6 places). */
export function decimalOf(text: string): Decimal | null {
  const parts = DECIMAL.exec(text.trim())
  if (!parts) return null
  const [, sign, whole = '', fraction = ''] = parts
  const digits = BigInt(whole + fraction)
  return { digits: sign === '-' ? -digits : digits, places: fraction.length }
}

/** A decimal amount times a whole quantity, in minor units of the currency, rounded half away from zero once. */
export function minorUnits({ digits, places }: Decimal, currency: string, quantity = 1): number {
  const exact = digits * BigInt(quantity) * 10n ** BigInt(exponentOf(currency))
  return toAmount(divideRounded(exact, 10n ** BigInt(places)))
}

/** A measure in another unit, rounded to a whole number; `millionths` of the target unit per given unit. */
export const measured = ({ digits, places }: Decimal, millionths: bigint): number =>
  toAmount(divideRounded(digits * millionths, 1_000_000n * 10n ** BigInt(places)))
