import type { Ask } from './ask.ts'

export type Point = { lat: number; lng: number }

/** Where the reader said they are: in a cookie of this browser alone, to a hundred metres. */
export function placeOf({ chosen }: Pick<Ask, 'chosen'>): Point | null {
  const [lat, lng] = (chosen.place ?? '').split(',').map(Number)
  const known = lat !== undefined && lng !== undefined && Math.abs(lat) <= 90 && Math.abs(lng) <= 180
  return known && !Number.isNaN(lat) && !Number.isNaN(lng) ? { lat, lng } : null
}
