import { expect, test } from 'vitest'
import { showsPeople } from '#platform/looks'
import { allRoutes } from '../server/program.ts'
import { LOOK_NAMES } from '../web/console/office/log/look-names.ts'

/** Shoppers see themselves, which nobody notes down. */
const SHOPPERS: ReadonlySet<string> = new Set(['public', 'storefront', 'customer', 'verified'])

test('the desk has words for everything by which staff, tills and keys are shown a person, and for nothing else', () => {
  const doors = allRoutes().filter((route) => showsPeople(route) && route.who.some((who) => !SHOPPERS.has(who)))
  expect(Object.keys(LOOK_NAMES).toSorted()).toEqual(doors.map(({ operation }) => operation).toSorted())
})
