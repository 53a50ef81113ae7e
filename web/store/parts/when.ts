import { date, isoDay } from '#shared/show.ts'
import type { Language } from '#shared/words.ts'
import { speak } from '#shared/words.ts'
import type { Ask } from '../ask.ts'

const WORDS = {
  today: { es: (time: string) => `hoy a las ${time}`, en: (time: string) => `today at ${time}` },
  tomorrow: { es: (time: string) => `mañana a las ${time}`, en: (time: string) => `tomorrow at ${time}` },
  later: {
    es: (day: string, time: string) => `el ${day} a las ${time}`,
    en: (day: string, time: string) => `${day} at ${time}`,
  },
  day_today: { es: 'hoy', en: 'today' },
  day_tomorrow: { es: 'mañana', en: 'tomorrow' },
  day: { es: (day: string) => `el ${day}`, en: (day: string) => `on ${day}` },
} as const

const DAY_MS = 86_400_000

/** Days from now on, in the shop's zone: 0 is today there. */
function daysAhead(when: Date, now: Date, zone: string): number {
  return Math.round((Date.parse(isoDay(when, zone)) - Date.parse(isoDay(now, zone))) / DAY_MS)
}

/** A moment as it is said: `hoy a las 17:00`, `el viernes, 28 de noviembre a las 10:00`. */
export function moment(when: string | Date, language: Language, zone: string, now = new Date()): string {
  const w = speak(WORDS, language)
  const at = new Date(when)
  const time = date(at, 'time', language, zone)
  const ahead = daysAhead(at, now, zone)
  if (ahead === 0) return w.today(time)
  if (ahead === 1) return w.tomorrow(time)
  return w.later(date(at, 'weekday', language, zone).replace(',', ''), time)
}

/** A day as it is said: `hoy`, `el viernes 28 de noviembre`. */
export function dayOf(when: string | Date, language: Language, zone: string, now = new Date()): string {
  const w = speak(WORDS, language)
  const at = new Date(when)
  const ahead = daysAhead(at, now, zone)
  if (ahead === 0) return w.day_today
  if (ahead === 1) return w.day_tomorrow
  return w.day(date(at, 'weekday', language, zone).replace(',', ''))
}

/** The shop's own time zone: a promise is kept on its clock. */
export const zoneOf = async ({ house }: Pick<Ask, 'house'>): Promise<string> => (await house).retailer.timezone
