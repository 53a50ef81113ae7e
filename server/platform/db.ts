import type pg from 'pg'
import { systemActor } from './actor.ts'
import type { Actor } from './actor.ts'
import { connect, openPool } from './connection.ts'
import type { PooledConnection } from './connection.ts'
import { travel } from './convoy.ts'
import { forget, noChanges } from './crowd.ts'
import type { Crowd } from './crowd.ts'
import type { Ctx, Sql } from './ctx.ts'
import { lostRace, unreachable } from './database-failures.ts'
import type { Logger } from './log.ts'
import type { Memory, Revisions } from './memory.ts'
import { shareLines } from './shared-lines.ts'
import { statementOf } from './sql.ts'
import { CONVOYS, openStation } from './station.ts'
import { transact } from './transaction.ts'
import type { Committed, Send, Sender } from './transaction.ts'

const ATTEMPTS = 4
/** More only wait at the same rows (docs/decisions/0011-few-flights.md). */
const WRITERS = 6
const READERS = 8
/** A convoy that waits longer for a lock is no more: each of it goes alone. */
const CONVOY_LOCK_MS = 250
/** So long one look at the revisions serves all who come: what another process changed is seen that much later at most. */
const REVISIONS_FOR_MS = 20
/** Connections of reads that ask the same few questions all day, together (shared-lines.ts), and of those that ask alone. */
const SHARED_LINES = 3
const PLANNED_ALONE = 6
/** The job runner's: each lane listens on one, the others give jobs out and write down what became of them. */
const PLAIN_POOL_SIZE = 8

/**
 * A read that asks the same few statements again and again: they are planned once, not for each set of values.
 * `together`: short ones, which share connections with all others of their kind; `alone`: nobody waits behind them.
 */
export type Planned = 'together' | 'alone'

export type Scope = {
  actor: Actor
  channel?: string
  now?: Date
  request_id?: string
  log?: Logger
  /** As they were when the request came in. */
  revisions?: Revisions
  planned?: Planned
  /** Asked along with the first statement of a write: where it refuses, nothing of the work stays. */
  admit?: (ctx: Ctx) => Promise<void>
}

/** The database of one retailer: nobody else knows which schema it is. */
export type Database = {
  /** One transaction; tried again from the start when it lost a race (serialisation failure, deadlock). */
  write: <T>(scope: Scope, work: (ctx: Ctx) => Promise<T>) => Promise<T>
  /** The same; in a rush several of these in one transaction (convoy.ts), but one of a turn at a time (station.ts). */
  writeTogether: <T>(scope: Scope, work: (ctx: Ctx) => Promise<T>, turn?: string | null) => Promise<T>
  /** No transaction, on a connection that cannot write. */
  read: <T>(scope: Scope, work: (ctx: Ctx) => Promise<T>) => Promise<T>
  /** Called after each commit that told facts, with their kinds. */
  onEvents: (listener: (kinds: ReadonlySet<string>) => void) => void
  clock: () => Date
  schema: string
  /** For what speaks PostgreSQL itself (job runner, dumps). */
  pool: pg.Pool
  close: () => Promise<void>
}

export type DatabaseOptions = { url: string; schema: string; log: Logger; clock?: () => Date; pool_size?: number }

export function openDatabase({ url, schema, log, clock = () => new Date(), pool_size }: DatabaseOptions): Database {
  // What transactions say is the same few hundred statements for ever, each about a few rows: planned once, not anew for
  // each set of values, and by index, however small the tables were on the day of the plan.
  const planned = { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off' }
  const writer = openPool({ url, schema, max: pool_size ?? WRITERS, settings: planned, log })
  // Many wait for whatever one of them waits for: not for long.
  const convoys = openPool({
    url,
    schema,
    max: Math.min(CONVOYS, pool_size ?? CONVOYS),
    settings: { ...planned, lock_timeout: String(CONVOY_LOCK_MS) },
    log,
  })
  const unwritable = { default_transaction_read_only: 'on' }
  const reader = openPool({ url, schema, max: pool_size ?? READERS, settings: unwritable, log })
  const repeaters = openPool({
    url,
    schema,
    max: SHARED_LINES + PLANNED_ALONE,
    settings: { ...unwritable, ...planned },
    log,
  })
  const shared = shareLines(repeaters, SHARED_LINES)
  let plain: pg.Pool | null = null
  const memory: Memory = new Map()
  const crowd: Crowd = new Map()
  let recent: { at: number; revisions: Promise<Revisions> } | null = null

  /** Of this moment, or of the last look if that was just now. What this process changed itself is always known. */
  function revisionsNow(): Promise<Revisions> {
    const now = performance.now()
    if (recent === null || now - recent.at > REVISIONS_FOR_MS) {
      const revisions = read({ actor: systemActor('memory'), planned: 'together' }, readRevisions)
      recent = { at: now, revisions }
      revisions.catch(() => (recent = null))
    }
    return recent.revisions
  }
  const eventListeners: ((kinds: ReadonlySet<string>) => void)[] = []

  function committed({ told, touched, changes }: Committed): void {
    if (touched) recent = null
    forget(crowd, changes)
    if (told.size > 0) for (const listener of eventListeners) listener(told)
  }

  const write: Database['write'] = async (scope, work) => {
    const openCtx = (sender: Sender) => ctxOf(scope, sender)
    for (let attempt = 1; ; attempt++) {
      try {
        const done = await transact(await connect(writer), { schema, openCtx, admit: scope.admit, work })
        committed(done)
        return done.result
      } catch (error) {
        if (!lostRace(error) || attempt === ATTEMPTS) throw unreachable(error)
        await new Promise((done) => setTimeout(done, 2 ** attempt * 5 * (0.5 + Math.random())))
      }
    }
  }

  const station = openStation({
    alone: ({ scope, work }) => write(scope, work),
    together: async (riders) => {
      const travellers = riders.map(({ scope, work }) => ({
        openCtx: (sender: Sender) => ctxOf(scope, sender),
        admit: scope.admit,
        work,
      }))
      const journey = await travel(await connect(convoys), schema, travellers)
      if (journey.committed) committed(journey.committed)
      return journey.arrivals.map((arrival) =>
        arrival !== 'alone' && 'refusal' in arrival ? { refusal: unreachable(arrival.refusal) } : arrival,
      )
    },
  })

  const read: Database['read'] = async (scope, work) => {
    let connection: Promise<PooledConnection> | null = null
    const alone: Send = async (text, values) =>
      (await (connection ??= connect(scope.planned ? repeaters : reader))).send(text, values)
    const send = scope.planned === 'together' ? shared.send : alone
    try {
      return await work(
        ctxOf(scope, { send, touched: new Set(), changes: noChanges() }, scope.planned === 'together' ? crowd : null),
      )
    } catch (error) {
      throw unreachable(error)
    } finally {
      const used = await (connection as Promise<PooledConnection> | null)?.catch(() => null)
      used?.release()
    }
  }

  function ctxOf(scope: Scope, { send, touched, changes }: Sender, of: Crowd | null = null): Ctx {
    const sql: Sql = async <Row extends object>(parts: TemplateStringsArray, ...values: unknown[]) => {
      const statement = statementOf(parts, values)
      return (await send(statement.text, statement.values)).rows as Row[]
    }
    let revisions = scope.revisions ? Promise.resolve(scope.revisions) : null
    return {
      sql,
      actor: scope.actor,
      channel: scope.channel ?? scope.actor.channel ?? 'system',
      now: scope.now ?? clock(),
      request_id: scope.request_id ?? '',
      log: scope.log ?? log,
      memory,
      touched,
      crowd: of,
      changes,
      revisions: () => (revisions ??= revisionsNow()),
      post: never('a read writes nothing'),
      later: never('a read writes nothing'),
      gather: null,
      emit: never('a read announces nothing'),
      job: never('a read enqueues nothing'),
      attempt: never('a read attempts nothing'),
    }
  }

  return {
    write,
    writeTogether: (scope, work, turn = null) => station.wait({ scope, turn, work }) as never,
    read,
    clock,
    schema,
    get pool() {
      return (plain ??= openPool({ url, schema, max: PLAIN_POOL_SIZE, log }, true))
    },
    onEvents: (listener) => eventListeners.push(listener),
    close: async () => {
      await Promise.all([writer.end(), convoys.end(), reader.end(), shared.close(), plain?.end()])
    },
  }
}

const never = (because: string) => (): never => {
  throw new Error(because)
}

async function readRevisions({ sql }: Ctx): Promise<Revisions> {
  const rows = await sql<{ topic: string; number: number }>`select topic, number from revision`
  return new Map(rows.map(({ topic, number }) => [topic, number]))
}
