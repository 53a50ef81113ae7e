import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createLog } from '#platform/log'
import { startPostgres } from '#platform/postgres'
import { play } from '../../trade/cast.ts'
import { drawsOf } from '../../trade/draws.ts'
import { openWorld } from '../../trade/world.ts'
import type { Fault, Outcome, Wishes } from '../fault.ts'
import { follow } from '../following.ts'
import type { External, House } from '../house.ts'
import { signalAll } from '../processes.ts'
import { visitsOf } from '../told.ts'

const CAST = { shoppers: 4, callers: 1, clerks: 1, tills: 1, pickers: 1 }
const CALM_MS = 500
/** A request's own limit (server/platform/http.ts), with some time for a busy machine. */
const ANSWER_MAX_MS = 32_000
const READY_MAX_MS = 5_000
const AWAY_MS = 2_000

export const databaseDown: Fault = {
  name: 'database-down',
  says: 'the embedded PostgreSQL frozen (SIGSTOP) for a while, and stopped by somebody else',
  times: 4,
  seconds: 0,
  strike: (house, wishes) =>
    goDown(house, wishes, async () => {
      // As an operator would; nobody starts it again but the server.
      signalAll(house.pids().slice(0, 1), 'SIGINT')
      return async () => {}
    }),
}

export const databaseAway: Fault = {
  name: 'database-away',
  says: 'an external DATABASE_URL that is frozen for a while, goes away and comes back',
  times: 4,
  seconds: 0,
  place: async () => {
    const database = await externalDatabase()
    return {
      options: { database },
      clear: async () => {
        await database.stop()
        rmSync(database.data_dir, { recursive: true, force: true, maxRetries: 10 })
      },
    }
  },
  strike: (house, wishes) =>
    goDown(house, wishes, async () => {
      await house.database!.stop()
      return house.database!.start
    }),
}

async function externalDatabase(): Promise<External> {
  const data_dir = mkdtempSync(join(tmpdir(), 'hilo-fault-database-'))
  chmodSync(data_dir, 0o711)
  const log = createLog('silent')
  let postgres = await startPostgres({ data_dir, log })
  const port = Number(new URL(postgres.url).port)
  return {
    url: postgres.url,
    data_dir,
    stop: () => postgres.stop(),
    start: async () => {
      postgres = await startPostgres({ data_dir, log, port })
    },
  }
}

type TakeAway = () => Promise<() => Promise<void>>

async function goDown(house: House, { times, seed, say }: Wishes, takeAway: TakeAway): Promise<Outcome> {
  const freeze: TakeAway = async () => {
    const frozen = house.pids()
    signalAll(frozen, 'SIGSTOP')
    return async () => signalAll(frozen, 'SIGCONT')
  }
  const draws = drawsOf(seed)
  const kinds = Array.from({ length: times }, (_, n) => ((n + seed) % 2 === 0 ? freeze : takeAway))
  say(`${times} times, in turns frozen until the shop says 503, and stopped; people trade and one follows the feed`)
  const following = await follow(house)
  const world = await openWorld(house.trade)
  const findings: string[] = []
  let over = false
  const trading = play(world, { cast: CAST, seed, over: () => over })
  // Its failure is told where it is waited for.
  trading.catch(() => {})
  try {
    for (const kind of kinds) {
      await pause(CALM_MS + draws.upTo(CALM_MS))
      const back = await kind()
      findings.push(...(await whileDown(house, kind === freeze)))
      await back()
      await house.server.ready()
    }
    await pause(CALM_MS)
  } finally {
    over = true
  }
  try {
    const done = await trading
    findings.push(...(await following.gaps()))
    return { did: `${visitsOf(house.visits, done)}; ${following.told()} facts followed`, findings }
  } finally {
    await following.stop()
  }
}

/** What somebody sees who comes now. A database that was only stopped may be back before anybody has noticed. */
async function whileDown({ server, desk_key, database }: House, frozen: boolean): Promise<string[]> {
  const gone = frozen || database !== null
  const [ready, health, order] = await Promise.all([
    ask(`${server.url}/ready`, READY_MAX_MS),
    ask(`${server.url}/health`, READY_MAX_MS),
    ask(`${server.url}/api/orders`, ANSWER_MAX_MS, { authorization: `Bearer ${desk_key}` }),
    pause(gone ? AWAY_MS : 0),
  ])
  return [
    ...(ready === '503 come again' || !gone ? [] : [`/ready says ${ready} while the database is away`]),
    ...(health.startsWith('200') ? [] : [`/health says ${health} while the database is away`]),
    ...(order === '503 come again' || !gone ? [] : [`a request gets ${order} while the database is away`]),
  ]
}

async function ask(url: string, limit_ms: number, headers: Record<string, string> = {}): Promise<string> {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(limit_ms) })
    await response.body?.cancel()
    return `${response.status}${response.headers.get('retry-after') ? ' come again' : ''}`
  } catch {
    return `no answer within ${limit_ms} ms`
  }
}
