import { MAX_AMOUNT } from './limits.ts'
import type { Language } from './words.ts'

// Numbers, money and time as the reader writes them. All through Intl; formatters are made once, they are dear.

const kept = new Map<string, unknown>()
function once<T>(key: string, make: () => T): T {
  const known = kept.get(key) as T | undefined
  if (known !== undefined) return known
  const made = make()
  kept.set(key, made)
  return made
}

/** Numbers of Spain, dates of the reader's language. */
export const TAG: Readonly<Record<Language, string>> = { es: 'es-ES', en: 'en-GB' }

const digitsOf = (currency: string): number =>
  once(
    `digits ${currency}`,
    () => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2,
  )

/** Minor units as machines read an amount: `8490, 'EUR'` → `84.90`. */
export const decimal = (minor: number, currency: string): string =>
  (minor / 10 ** digitsOf(currency)).toFixed(digitsOf(currency))

/** Minor units (cents) as money: `8490, 'EUR'` → `84,90 €`. */
export const money = (minor: number, currency: string, language: Language): string =>
  once(
    `money ${language} ${currency}`,
    () => new Intl.NumberFormat(TAG[language], { style: 'currency', currency, useGrouping: true }),
  )
    .format(minor / 10 ** digitsOf(currency))
    .replace('-', '−')

/** What a person typed as money, in minor units; null where it is none, or too much. `84,90`, `84.9`, `1.084,90`. */
export function minorFrom(typed: string, currency: string): number | null {
  const minor = readMinor(typed, currency)
  return minor !== null && Math.abs(minor) <= MAX_AMOUNT ? minor : null
}

/** Figures, and more than any amount may be: a barcode that was scanned into the field, for instance. */
export const isTooMuch = (typed: string, currency: string): boolean =>
  Math.abs(readMinor(typed, currency) ?? 0) > MAX_AMOUNT

function readMinor(typed: string, currency: string): number | null {
  const text = typed.replaceAll(/[^\d.,-]/g, '')
  const match = /^(-?)(\d{1,3}(?:[.,]\d{3})*|\d+)(?:[.,](\d{1,2}))?$/.exec(text)
  if (!match) return null
  const whole = Number((match[2] as string).replaceAll(/[.,]/g, ''))
  const digits = digitsOf(currency)
  const part = Number((match[3] ?? '').padEnd(digits, '0').slice(0, digits) || '0')
  return (match[1] === '-' ? -1 : 1) * (whole * 10 ** digits + part)
}

export const number = (value: number, language: Language): string =>
  once(`number ${language}`, () => new Intl.NumberFormat(TAG[language]))
    .format(value)
    .replace('-', '−')

/** `0.153` → `15 %`. */
export const percent = (part: number, language: Language, digits = 0): string =>
  once(
    `percent ${language} ${digits}`,
    () => new Intl.NumberFormat(TAG[language], { style: 'percent', maximumFractionDigits: digits }),
  )
    .format(part)
    .replace('-', '−')

/** Metres as people say distances: `450 m`, `2,1 km`, `34 km`. */
export function distance(metres: number, language: Language): string {
  const far = metres >= 1_000
  const value = far ? metres / 1_000 : Math.round(metres / 10) * 10
  return once(
    `distance ${language} ${far} ${value < 10}`,
    () =>
      new Intl.NumberFormat(TAG[language], {
        style: 'unit',
        unit: far ? 'kilometer' : 'meter',
        maximumFractionDigits: far && value < 10 ? 1 : 0,
      }),
  ).format(value)
}

type When = Date | string | number
export type DateStyle = 'day' | 'weekday' | 'long' | 'time' | 'moment' | 'stamp' | 'short'

const STYLES: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  day: { day: 'numeric', month: 'long' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  moment: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  // On papers, which are read years later.
  stamp: { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  short: { day: '2-digit', month: '2-digit', year: '2-digit' },
}

/** A date or time in a zone: the store's where it is about a store, else the reader's own (browser) one. */
export const date = (when: When, style: DateStyle, language: Language, zone?: string): string =>
  once(
    `date ${language} ${style} ${zone ?? ''}`,
    () =>
      new Intl.DateTimeFormat(TAG[language], { ...STYLES[style], ...(zone === undefined ? {} : { timeZone: zone }) }),
  ).format(new Date(when))

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** `hace 5 minutos`, `in 2 hours`; the exact moment belongs in a title. */
export function ago(when: When, now: number, language: Language): string {
  const apart = new Date(when).getTime() - now
  const format = once(`ago ${language}`, () => new Intl.RelativeTimeFormat(TAG[language], { numeric: 'auto' }))
  const [unit, ms] = STEPS.find(([, length]) => Math.abs(apart) >= length) ?? ['second', 1_000]
  return unit === 'second' ? format.format(0, 'second') : format.format(Math.trunc(apart / ms), unit)
}

/** The day it is in a zone: 2026-11-26. */
export const isoDay = (when: Date | number, zone: string): string =>
  once(`day ${zone}`, () => new Intl.DateTimeFormat('en-CA', { timeZone: zone })).format(when)

/** What the day is called there: `jueves`. */
export const weekday = (when: Date | number, language: Language, zone: string): string =>
  once(
    `weekday ${language} ${zone}`,
    () => new Intl.DateTimeFormat(TAG[language], { weekday: 'long', timeZone: zone }),
  ).format(when)
