import type { Cast } from '../../trade/cast.ts'
import { storm } from '../crashes.ts'
import type { Crash } from '../crashes.ts'
import { defineFault } from '../fault.ts'
import type { Fault, Wishes } from '../fault.ts'
import { openHouse } from '../house.ts'
import { reckon } from '../reckoning.ts'
import { visitsOf } from '../told.ts'

/** Checkout load, and somebody who hands over what was ordered, so that letters are written too. */
const CAST: Cast = { shoppers: 8, tills: 2, pickers: 1 }

const kill = (name: string, says: string, crash: Crash): Fault =>
  defineFault({
    name,
    says,
    times: 10,
    seconds: 0,
    run: async ({ times, seconds, seed, say }: Wishes) => {
      const house = await openHouse({ seed })
      try {
        say(`8 shoppers, 2 tills and a picker trade; ${times} times the ${WHAT[crash]} killed`)
        const done = await storm(house, { cast: CAST, crashes: Array<Crash>(times).fill(crash), seed, seconds })
        return { did: visitsOf(house.visits, done), findings: await reckon(house) }
      } finally {
        await house.close()
      }
    },
  })

const WHAT: Record<Crash, string> = {
  server: 'server is',
  postgres: 'whole PostgreSQL is',
  both: 'server and PostgreSQL are',
}

export const kills = [
  kill('kill-server', 'SIGKILL of the server during checkout load, started again on the same folder', 'server'),
  kill('kill-postgres', 'SIGKILL of all of PostgreSQL during checkout load; it has to come back by itself', 'postgres'),
  kill('kill-both', 'both at once, and the server started again', 'both'),
]
