import type { Opening } from '#organisation'
import { localDay, momentOf, readyFrom } from '#organisation'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const DAYS_AHEAD = 30

type Place = {
  timezone: string
  cutoff: string
  handling_minutes: number
  pickup_lead_minutes: number | null
  opening: Opening | null
}

/**
 * When a parcel leaves: at the first cut-off (the carrier's daily collection) after the goods are
 * handled. Shops handle during opening hours, warehouses round the clock.
 */
export function leavesAt(place: Place, now: Date): Date {
  const handled = workedOff(place, now, place.handling_minutes)
  for (let day = 0; day <= DAYS_AHEAD; day++) {
    const cutoff = momentOf(
      place.timezone,
      localDay(place.timezone, new Date(handled.getTime() + day * DAY_MS)),
      place.cutoff.slice(0, 5),
    )
    if (cutoff >= handled) return cutoff
  }
  return handled
}

/** When goods can be collected: the shop's lead, counted in opening hours. */
export const collectableFrom = (place: Place, now: Date): Date => workedOff(place, now, place.pickup_lead_minutes ?? 0)

const workedOff = (place: Place, now: Date, minutes: number): Date =>
  (place.opening && readyFrom(place.opening, now, minutes)) ?? new Date(now.getTime() + minutes * MINUTE_MS)
