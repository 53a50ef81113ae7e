import type { Language } from '#shared/words.ts'
import { TAG, decimal, money, number, percent } from '#shared/show.ts'
import type { Reply } from '#sdk'

export type Overview = Reply<'getOverview'>
export type Figure = Overview['figures'][number]
export type Unit = Figure['unit']

/** A value as its unit is written; whole pieces while it counts. */
export function written(value: number, unit: Unit, currency: string, language: Language): string {
  if (unit === 'money') return money(Math.round(value), currency, language)
  if (unit === 'share') return percent(value, language)
  return number(Math.round(value), language)
}

export type Change = { text: string; tone: 'up' | 'down' | 'same' }

/** How it stands to what it was before: shares in points, all else in hundredths of what it was. */
export function changeOf(value: number | null, before: number | null, unit: Unit, language: Language): Change | null {
  if (value === null || before === null) return null
  if (unit !== 'share' && before <= 0) return null
  const part = unit === 'share' ? value - before : value / before - 1
  const rounded = Math.round(part * 100)
  const tone = rounded > 0 ? 'up' : rounded < 0 ? 'down' : 'same'
  const size = unit === 'share' ? `${Math.abs(rounded)} pt` : percent(Math.abs(part), language)
  return { text: size, tone }
}

/** Money where there is little room: `2,4 k€`. */
export const shortMoney = (minor: number, currency: string, language: Language): string =>
  new Intl.NumberFormat(TAG[language], {
    style: 'currency',
    currency,
    useGrouping: 'always',
    notation: minor >= 1_000_000 ? 'compact' : 'standard',
    maximumFractionDigits: minor >= 1_000_000 ? 1 : 0,
  }).format(Number(decimal(minor, currency)))
