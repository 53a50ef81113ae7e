/**
 * Opening hours as pure arithmetic on the shop's own clock. Wall-clock times are turned into moments
 * through the time zone's offset at that moment (Intl), so summer time is right on both sides.
 */

/** Weekly spans and the days that differ. Weekdays as in ISO 8601: 1 = Monday. */
export type Opening = {
  timezone: string
  weekly: readonly { weekday: number; opens: string; closes: string }[]
  exceptions: readonly { on_date: string; opens: string | null; closes: string | null }[]
}

export type Span = { opens_at: Date; closes_at: Date }

const DAYS_AHEAD = 30
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Whether a shop is open at a moment, and the span it is open in or opens next; one without hours never is. */
export function hoursAt(
  opening: Opening | null | undefined,
  at: Date,
): { open_now: boolean; next_opening: Span | null } {
  const next_opening = opening ? nextOpening(opening, at) : null
  return { open_now: next_opening !== null && next_opening.opens_at <= at, next_opening }
}

/** The span that is open at `at`, else the next one within 30 days; null when the shop stays closed. */
export function nextOpening(opening: Opening, at: Date): Span | null {
  for (const span of spans(opening, at)) if (span.closes_at > at) return span
  return null
}

/**
 * The earliest moment goods can be collected: the lead is worked off while the shop is open, since
 * nobody picks at night. Null when it does not fit into the next 30 days.
 */
export function readyFrom(opening: Opening, at: Date, lead_minutes: number): Date | null {
  let left = lead_minutes * MINUTE_MS
  for (const span of spans(opening, at)) {
    const from = Math.max(span.opens_at.getTime(), at.getTime())
    const open = span.closes_at.getTime() - from
    if (open <= 0) continue
    if (open >= left) return new Date(from + left)
    left -= open
  }
  return null
}

/** Closing time of the shop on the day `days` after `at` (or the next day it opens): how long goods are held. */
export function closingAfter(opening: Opening, at: Date, days: number): Date {
  const wanted = new Date(at.getTime() + days * DAY_MS)
  const dayOf = localDay(opening.timezone, wanted)
  const sameDay = spansOfDay(opening, dayOf).at(-1)
  if (sameDay && sameDay.closes_at > at) return sameDay.closes_at
  return nextOpening(opening, wanted)?.closes_at ?? wanted
}

function* spans(opening: Opening, at: Date): Generator<Span> {
  for (let day = -1; day <= DAYS_AHEAD; day++) {
    yield* spansOn(opening, localDayNumber(opening.timezone, at.getTime() + day * DAY_MS))
  }
}

/** Each shop is asked about the same few days all day long. */
const spansKnown = new WeakMap<Opening, Map<number, Span[]>>()
const DAYS_KNOWN_MAX = 64

function spansOn(opening: Opening, day: number): Span[] {
  let known = spansKnown.get(opening)
  if (!known || known.size > DAYS_KNOWN_MAX) spansKnown.set(opening, (known = new Map()))
  let found = known.get(day)
  if (!found) known.set(day, (found = spansOfDay(opening, dayOfNumber(day))))
  return found
}

function spansOfDay(opening: Opening, day: string): Span[] {
  const exception = opening.exceptions.find((e) => e.on_date === day)
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay() || 7
  const times = exception
    ? exception.opens === null || exception.closes === null
      ? []
      : [{ opens: exception.opens, closes: exception.closes }]
    : opening.weekly.filter((span) => span.weekday === weekday).toSorted((a, b) => (a.opens < b.opens ? -1 : 1))
  return times.map(({ opens, closes }) => ({
    opens_at: momentOf(opening.timezone, day, opens),
    closes_at: momentOf(opening.timezone, day, closes),
  }))
}

/** The calendar day at a moment, in the zone. */
export const localDay = (timezone: string, at: Date): string => dayOfNumber(localDayNumber(timezone, at.getTime()))

/** Days since 1970-01-01, by the clocks of the zone. */
const localDayNumber = (timezone: string, moment: number): number =>
  Math.floor((moment + offsetAt(timezone, moment)) / DAY_MS)

const dayNames = new Map<number, string>()

function dayOfNumber(day: number): string {
  let name = dayNames.get(day)
  if (name === undefined) {
    if (dayNames.size >= DAYS_KNOWN_MAX) dayNames.clear()
    dayNames.set(day, (name = new Date(day * DAY_MS).toISOString().slice(0, 10)))
  }
  return name
}

/** The moment when the zone's clocks show this day and time; in the hour that is skipped, the later one. */
export function momentOf(timezone: string, day: string, time: string): Date {
  const wanted = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`)
  let moment = wanted - offsetAt(timezone, wanted)
  moment = wanted - offsetAt(timezone, moment)
  return new Date(moment)
}

/** Zones have changed their offset only at full quarters of an hour since 1972 (IANA tz database). */
const QUARTER_MS = 15 * MINUTE_MS
const QUARTERS_MAX = 5_000
const ZONES_BEGAN = Date.UTC(1972, 0, 1)
const offsets = new Map<string, Map<number, number>>()

/** How far a zone's clocks are ahead of UTC at a moment. Asking Intl takes ten microseconds, so answers are kept. */
function offsetAt(timezone: string, moment: number): number {
  // Before there were time zones a place is said to have had the one it got.
  const quarter = Math.floor(Math.max(moment, ZONES_BEGAN) / QUARTER_MS)
  let known = offsets.get(timezone)
  if (!known || known.size > QUARTERS_MAX) offsets.set(timezone, (known = new Map()))
  let offset = known.get(quarter)
  if (offset === undefined) known.set(quarter, (offset = askedOffset(timezone, quarter * QUARTER_MS)))
  return offset
}

function askedOffset(timezone: string, moment: number): number {
  const { year, month, day, hour, minute, second } = wallClock(timezone, new Date(moment))
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) - moment
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function wallClock(
  timezone: string,
  at: Date,
): Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string> {
  let clock = clocks.get(timezone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-CA', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    clocks.set(timezone, clock)
  }
  const parts = Object.fromEntries(clock.formatToParts(at).map((part) => [part.type, part.value]))
  return parts as never
}
