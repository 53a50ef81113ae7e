import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse } from '../../tools/fault/house.ts'
import type { House } from '../../tools/fault/house.ts'
import { runIn } from '../../tools/fault/fault.ts'
import type { Fault } from '../../tools/fault/fault.ts'
import { clockSkew } from '../../tools/fault/faults/clock-skew.ts'
import { databaseDown } from '../../tools/fault/faults/database-down.ts'
import { cutLines, killBoth, killPostgres, killServer } from '../../tools/fault/faults/kills.ts'
import { oneCart } from '../../tools/fault/faults/one-cart.ts'
import { provider } from '../../tools/fault/faults/provider.ts'

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 500_000) * 2)
const TIMEOUT_MS = 300_000

let house: House
beforeAll(async () => {
  house = await openHouse({ seed: SEED })
}, TIMEOUT_MS)
afterAll(() => house.close(), TIMEOUT_MS)

/** One house for all, as one shop lives through one thing after the other. */
const survives = async (fault: Fault, times: number) => {
  const { findings } = await runIn(house, fault, { times, seconds: 0, seed: SEED, say: () => {} })
  expect(findings).toEqual([])
}

// First those that need every place to give what it has: in the storms staff say that a shop is too busy, and it rests.
test(`fifty hands place one cart over HTTP (SEED=${SEED}): one order, one answer`, { timeout: TIMEOUT_MS }, () =>
  survives(oneCart, 3),
)

test('the card provider misbehaves: everything settles to the cent', { timeout: TIMEOUT_MS }, () =>
  survives(provider, 2),
)

test('the server is shot while people buy: nothing is lost, doubled or left over', { timeout: TIMEOUT_MS }, () =>
  survives(killServer, 1),
)

test('PostgreSQL is shot while people buy: it comes back by itself', { timeout: TIMEOUT_MS }, () =>
  survives(killPostgres, 2),
)

test('both are shot at once', { timeout: TIMEOUT_MS }, () => survives(killBoth, 1))

test('lines to the database are cut, again and again', { timeout: TIMEOUT_MS }, () => survives(cutLines, 1))

test('the server comes back with another time', { timeout: TIMEOUT_MS }, () => survives(clockSkew, 1))

test('the database freezes: 503 in time, then all goes on', { timeout: TIMEOUT_MS }, () => survives(databaseDown, 1))
