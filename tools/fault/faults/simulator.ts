import { drawsOf } from '../../trade/draws.ts'
import { storm } from '../crashes.ts'
import type { Crash } from '../crashes.ts'
import type { Fault } from '../fault.ts'
import { follow } from '../following.ts'
import { visitsOf } from '../told.ts'

const CAST = { shoppers: 10, agents: 3, callers: 2, clerks: 2, tills: 2, pickers: 3, stockmen: 1, debtors: 2 }
const PEOPLE = Object.values(CAST).reduce((sum, count) => sum + count, 0)
const CRASHES: readonly Crash[] = ['server', 'postgres', 'both', 'lines']

export const simulator: Fault = {
  name: 'simulator',
  says: 'shoppers, agents, callers, clerks, tills, pickers, stockmen and debtors together; clients hang up, server and database crash, lines between them are cut',
  times: 8,
  seconds: 60,
  place: async () => ({ options: { hasty: true }, clear: () => {} }),
  strike: async (house, { times, seconds, seed, say }) => {
    const draws = drawsOf(seed ^ 0x5eed)
    const crashes = Array.from({ length: times }, () => draws.one(CRASHES))
    say(`${PEOPLE} people trade for ${seconds} s or more; crashes: ${crashes.join(', ') || 'none'}`)
    const following = await follow(house)
    try {
      const done = await storm(house, { cast: CAST, crashes, seed, seconds })
      const gaps = await following.gaps()
      return { did: `${visitsOf(house.visits, done)}; ${following.told()} facts followed`, findings: gaps }
    } finally {
      await following.stop()
    }
  },
}
