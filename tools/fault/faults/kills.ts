import type { Cast } from '../../trade/cast.ts'
import { storm } from '../crashes.ts'
import type { Crash } from '../crashes.ts'
import type { Fault } from '../fault.ts'
import { visitsOf } from '../told.ts'

/** Checkout load, and somebody who hands over what was ordered, so that letters are written too. */
const CAST: Cast = { shoppers: 8, callers: 2, clerks: 2, tills: 2, pickers: 1 }

const kill = (crash: Crash, says: string, name = `kill-${crash}`): Fault => ({
  name,
  says,
  times: 10,
  seconds: 0,
  strike: async (house, { times, seconds, seed, say }) => {
    say(`8 shoppers, 2 callers, 2 clerks, 2 tills and a picker trade; ${times} times ${WHAT[crash]}`)
    const done = await storm(house, { cast: CAST, crashes: Array<Crash>(times).fill(crash), seed, seconds })
    return { did: visitsOf(house.visits, done), findings: [] }
  },
})

const WHAT: Record<Crash, string> = {
  server: 'the server is killed',
  postgres: 'the whole PostgreSQL is killed',
  both: 'server and PostgreSQL are killed',
  lines: 'about half of the lines to the database are cut, again and again',
}

export const killServer = kill('server', 'SIGKILL of the server during checkout load, started again on the same folder')
export const killPostgres = kill(
  'postgres',
  'SIGKILL of all of PostgreSQL during checkout load; it has to come back by itself',
)
export const killBoth = kill('both', 'SIGKILL of both at once; only the server is started again')
export const cutLines = kill(
  'lines',
  'connections to the database ended (pg_terminate_backend) during checkout load, again and again; nobody sees more than a 503',
  'cut-lines',
)
