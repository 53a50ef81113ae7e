import { TAG } from '#shared/show.ts'
import type { Language } from '#shared/words.ts'
import type { Overview } from './values.ts'

const kept = new Map<string, Intl.DateTimeFormat>()
function format(language: Language, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`
  const known = kept.get(key) ?? new Intl.DateTimeFormat(TAG[language], { ...options, timeZone })
  kept.set(key, known)
  return known
}

const NARROW = 34

/** The hour or the day a step begins with; whole where there is room. */
export function stepName({ step, timezone }: Overview, at: string, language: Language, room: number): string {
  const moment = new Date(at)
  if (step === 'hour')
    return format(language, timezone, {
      hour: '2-digit',
      minute: room === Infinity ? '2-digit' : undefined,
      hourCycle: 'h23',
    })
      .format(moment)
      .replace(/\s*h$/, '')
  const options: Intl.DateTimeFormatOptions =
    room === Infinity
      ? { weekday: 'long', day: 'numeric', month: 'long' }
      : room < NARROW * 1.5
        ? { day: 'numeric', month: 'short' }
        : { weekday: 'short', day: 'numeric' }
  return format(language, timezone, options).format(moment)
}

/** Names that stand side by side must not touch. */
export function isMarked({ step, course }: Overview, index: number, slot: number): boolean {
  if (step === 'hour') return index % (slot < 16 ? 6 : slot < NARROW ? 3 : 1) === 0
  if (course.length <= 10) return slot >= NARROW || index % 2 === 0
  return (course.length - 1 - index) % 7 === 0
}
