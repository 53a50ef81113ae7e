import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRaces } from '#test/races'
import type { Races } from '#test/races'
import { simulate } from '#test/simulator'

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000))
const SECONDS = Number(process.env['SECONDS_OF_TRADE'] ?? 6)

let at: Races
beforeAll(async () => {
  at = await openRaces()
})
afterAll(() => at.close())

test(
  `thirty-five people trade at once (SEED=${SEED}): goods, orders and money agree to the last cent`,
  async () => {
    const done = await simulate(at, {
      seed: SEED,
      seconds: SECONDS,
      cast: { shoppers: 20, agents: 3, callers: 2, clerks: 3, tills: 2, pickers: 4, stockmen: 1, debtors: 3 },
    })
    for (const [role, steps] of Object.entries(done)) expect(steps, role).toBeGreaterThan(0)
    await at.mustBeSound()
  },
  (SECONDS + 60) * 1_000,
)
