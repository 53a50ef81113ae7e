import { describe, expect, test } from 'vitest'
import { isPostcode, regionChoices, regionName, regionOf, regionWords, tidyPostcode } from './regions.ts'

describe('a postcode', () => {
  test.each([
    ['ES', '28013', 'M'],
    ['ES', '35001', 'GC'],
    ['ES', '51001', 'CE'],
    ['MX', '06600', 'CMX'],
    ['MX', '36000', 'GUA'],
    ['AR', 'C1043AAZ', 'C'],
  ] as const)('%s %s is in %s', (country, postcode, region) => {
    expect(isPostcode(country, postcode)).toBe(true)
    expect(regionOf(country, postcode)).toBe(region)
    expect(regionName(country, region)).not.toBeNull()
  })

  test('of four digits says no Argentine province, and is one all the same', () => {
    expect(isPostcode('AR', '1043')).toBe(true)
    expect(regionOf('AR', '1043')).toBeNull()
  })

  test.each([
    ['ES', '53001'],
    ['ES', '2801'],
    ['PT', '1200109'],
    ['AR', 'I1043AAZ'],
  ] as const)('%s has no %s', (country, postcode) => expect(isPostcode(country, postcode)).toBe(false))

  test('is tidied as its country writes it', () => {
    expect(tidyPostcode('PT', '1200109')).toBe('1200-109')
    expect(tidyPostcode('AR', 'c1043 aaz')).toBe('C1043AAZ')
    expect(tidyPostcode('ES', ' 28 013 ')).toBe('28013')
    expect(tidyPostcode('GB', 'SW1A 1AA ')).toBe('SW1A 1AA')
  })
})

test('a region is named whether its code says the country or not; of Spain also the communities', () => {
  expect(regionWords('ES', 'ES-GA')).toBe('Galicia')
  expect(regionWords('ES', 'MD')).toBe('Comunidad de Madrid')
  expect(regionWords('ES', 'ES-M')).toBe('Madrid')
  expect(regionWords('MX', 'GA')).toBeNull()
  expect(regionWords('ES', '')).toBeNull()
})

test('Spain has its fifty provinces and two cities, Mexico thirty-two states, Argentina twenty-four', () => {
  expect(regionChoices('ES')).toHaveLength(52)
  expect(regionChoices('MX')).toHaveLength(32)
  expect(regionChoices('AR')).toHaveLength(24)
})
