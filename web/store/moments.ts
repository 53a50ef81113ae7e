import { date } from '#shared/show.ts'
import type { Language } from '#shared/words.ts'

const DAY_MS = 86_400_000

const dayIn = (moment: number, zone: string): string => date(moment, 'short', 'en', zone)

type Days = { until: number; today: string; tomorrow: string }
const MINUTE_MS = 60_000
const calendars = new Map<string, Days>()

/** A list of shops asks for the same two days again and again; a day ends at a full minute in every zone. */
function daysOf(zone: string): Days {
  const now = Date.now()
  const known = calendars.get(zone)
  if (known && known.until > now) return known
  const until = now - (now % MINUTE_MS) + MINUTE_MS
  const days = { until, today: dayIn(now, zone), tomorrow: dayIn(now + DAY_MS, zone) }
  calendars.set(zone, days)
  return days
}

/** The day as people say it, on the store's calendar: today, tomorrow, or its name and date. */
export function dayWord(when: string, zone: string, language: Language): string {
  const day = dayIn(new Date(when).getTime(), zone)
  const { today, tomorrow } = daysOf(zone)
  if (day === today) return language === 'es' ? 'hoy' : 'today'
  if (day === tomorrow) return language === 'es' ? 'mañana' : 'tomorrow'
  const said = date(when, 'weekday', language, zone)
  return language === 'es' ? `el ${said}` : `on ${said}`
}

/** `desde las 17:00`, on the store's clock. */
export function fromTime(when: string, zone: string, language: Language): string {
  const time = date(when, 'time', language, zone)
  if (language === 'en') return `from ${time}`
  return time.startsWith('01:') ? `desde la ${time}` : `desde las ${time}`
}

type Opening = { open_now: boolean; next_opening: { opens_at: string; closes_at: string } | null }

/** `Abierta hasta las 20:30`, `Abre mañana a las 10:00`. */
export function openingWords({ open_now, next_opening }: Opening, zone: string, language: Language): string {
  if (!next_opening) return language === 'es' ? 'Cerrada estos días' : 'Closed these days'
  const at = (when: string): string => date(when, 'time', language, zone)
  if (open_now)
    return language === 'es'
      ? `Abierta hasta las ${at(next_opening.closes_at)}`
      : `Open until ${at(next_opening.closes_at)}`
  const day = dayWord(next_opening.opens_at, zone, language)
  return language === 'es'
    ? `Cerrada · abre ${day} a las ${at(next_opening.opens_at)}`
    : `Closed · opens ${day} at ${at(next_opening.opens_at)}`
}
