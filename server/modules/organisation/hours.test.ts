import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Opening } from './hours.ts'
import { closingAfter, hoursAt, localDay, momentOf, nextOpening, readyFrom } from './hours.ts'

const weekly = [1, 2, 3, 4, 5, 6].flatMap((weekday) => [
  { weekday, opens: '10:00', closes: '14:00' },
  { weekday, opens: '17:00', closes: '20:30' },
])
const madrid: Opening = {
  timezone: 'Europe/Madrid',
  weekly,
  exceptions: [{ on_date: '2026-12-08', opens: null, closes: null }],
}
const at = (text: string) => new Date(text)

test('a shop in Madrid is open by its own clock, winter and summer', () => {
  expect(hoursAt(madrid, at('2026-11-23T09:00:00Z')).open_now).toBe(true)
  expect(hoursAt(madrid, at('2026-11-23T08:59:59Z')).open_now).toBe(false)
  expect(hoursAt(madrid, at('2026-07-06T08:00:00Z')).open_now).toBe(true)
  expect(hoursAt(madrid, at('2026-11-23T14:00:00Z')).open_now).toBe(false)
})

test('a day before there were time zones is a day all the same', () => {
  expect(momentOf('Europe/Madrid', '0001-01-02', '00:00').toISOString()).toBe('0001-01-01T23:00:00.000Z')
  expect(momentOf('America/Santiago', '1850-06-01', '12:00').toISOString()).toBe('1850-06-01T15:00:00.000Z')
})

test('on Saturday evening the next opening is Monday, and a holiday is skipped', () => {
  expect(nextOpening(madrid, at('2026-11-21T20:00:00Z'))?.opens_at).toEqual(at('2026-11-23T09:00:00Z'))
  expect(nextOpening(madrid, at('2026-12-07T20:00:00Z'))?.opens_at).toEqual(at('2026-12-09T09:00:00Z'))
})

test('two hours of picking begun before the siesta end after it', () => {
  expect(readyFrom(madrid, at('2026-11-23T12:00:00Z'), 120)).toEqual(at('2026-11-23T17:00:00Z'))
  expect(readyFrom(madrid, at('2026-11-23T09:30:00Z'), 60)).toEqual(at('2026-11-23T10:30:00Z'))
})

test('goods are held until closing time a week later', () => {
  expect(closingAfter(madrid, at('2026-11-23T11:00:00Z'), 7)).toEqual(at('2026-11-30T19:30:00Z'))
})

test('a shop without hours is never open', () => {
  const closed: Opening = { timezone: 'Europe/Madrid', weekly: [], exceptions: [] }
  expect(nextOpening(closed, at('2026-11-23T09:00:00Z'))).toBeNull()
  expect(readyFrom(closed, at('2026-11-23T09:00:00Z'), 10)).toBeNull()
})

test('a wall-clock time names one moment in every zone and season', () => {
  const zones = fc.constantFrom('Europe/Madrid', 'Atlantic/Canary', 'America/Mexico_City', 'America/Santiago')
  const moments = fc.date({ min: at('2024-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z'), noInvalidDate: true })
  fc.assert(
    fc.property(zones, moments, (zone, moment) => {
      const noon = momentOf(zone, localDay(zone, moment), '12:00')
      expect(localDay(zone, noon)).toBe(localDay(zone, moment))
      expect(Math.abs(noon.getTime() - moment.getTime())).toBeLessThanOrEqual(13 * 3_600_000)
    }),
  )
})
