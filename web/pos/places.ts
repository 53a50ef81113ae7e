import { value } from './store/value.ts'

/** The four places of the till. Its address says where one is, so that a reload comes back to it. */
const BASE = '/pos'
const PATHS = ['', '/pick-ups', '/stock', '/shift'] as const
export type Place = (typeof PATHS)[number]

export const addressOf = (place: Place): string => `${BASE}${place}`

const read = (): Place => {
  const rest = window.location.pathname.slice(BASE.length).replace(/\/$/, '')
  return PATHS.find((path) => path === rest) ?? ''
}

export const place = value<Place>(read())
window.addEventListener('popstate', () => place.set(read()))

export function go(next: Place): void {
  if (next === place.get()) return
  window.history.pushState(null, '', addressOf(next))
  place.set(next)
}
