export { apportion, divideRounded, toAmount } from '#shared/totals.ts'
export type { RoundingMode } from '#shared/totals.ts'

/**
 * Money is a whole number of minor units (cents) with its currency beside it. In SQL it is `bigint`,
 * in JSON an integer, in programs a safe integer: 9 × 10^15 cents are 90 million million euros.
 */
export { Amount, Currency, SignedAmount } from '#shared/fields.ts'
export { MAX_AMOUNT } from '#shared/limits.ts'

/** Digits after the point where they are not two (ISO 4217:2015, amendment 177). */
const EXPONENTS: Readonly<Record<string, number>> = { CLP: 0, COP: 2, JPY: 0, PYG: 0, KWD: 3, BHD: 3, TND: 3 }

export const exponentOf = (currency: string): number => EXPONENTS[currency] ?? 2

/** "84,90 €" as the reader's language writes it. */
export function formatMoney(amount: number, currency: string, locale: string): string {
  return formatOf(currency, locale).format(amount / 10 ** exponentOf(currency))
}

/** They are dear to make, and there are as many as currencies and languages a retailer has. */
const formats = new Map<string, Intl.NumberFormat>()

function formatOf(currency: string, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: exponentOf(currency),
    })
    formats.set(key, format)
  }
  return format
}
