import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from '../../db/rows.gen.ts'
import type { Actor } from './actor.ts'
import type { Ctx } from './ctx.ts'
import { sqlOn } from './ctx.ts'
import { lostRace, unreachable } from './database-failures.ts'
import { openEvents } from './events.ts'
import { addJob } from './jobs.ts'
import type { Logger } from './log.ts'

const STATEMENT_TIMEOUT_MS = 10_000
const IDLE_IN_TRANSACTION_MS = 10_000
/**
 * A server that does not even say that it was too slow (stopped, cut off) is hung up on: when the same question is
 * still open at so many looks. Looks and not time, so that it is not blamed where we ourselves stood still.
 */
const LOOKS_MAX = 12
const LOOK_EVERY_MS = 1_000
/** Also the wait for a free connection of the pool: longer than a rush, shorter than a request. */
const CONNECT_TIMEOUT_MS = 15_000
const ATTEMPTS = 4
const POOL_SIZE = 12
/** How alike two words must be to count as one mistyped: two swapped letters in a word of eight do not part them (pg_trgm). */
const TYPING_ERRORS = 0.35
/** Type of bigint[] (pg_type.dat). */
const INT8_ARRAY = 1016 as never

/** 8-byte integers are money and counts here: safe integers, or a bug worth failing for. */
pg.types.setTypeParser(pg.types.builtins.INT8, safeInteger)
pg.types.setTypeParser(INT8_ARRAY, (text) =>
  text === '{}'
    ? []
    : text
        .slice(1, -1)
        .split(',')
        .map((item) => (item === 'NULL' ? null : safeInteger(item))),
)
/** A date has no zone: it stays text (2026-11-22). */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer out of the safe range: ${text}`)
  return value
}

const names = new Map<string, string>()
const NAMES_MAX = 2_000

/** Named statements are parsed and planned once per connection: a quarter to a half less latency. */
function nameOf(text: string): string | undefined {
  let name = names.get(text)
  if (name === undefined && names.size < NAMES_MAX) {
    name = createHash('sha1').update(text).digest('base64url')
    names.set(text, name)
  }
  return name
}

class NamingClient extends pg.Client {
  /** How often somebody looked since a question was asked that has no answer yet. */
  #looks: number | null = null

  constructor(config?: pg.ClientConfig) {
    super(config)
    this.on('drain', () => (this.#looks = null))
  }

  hangUpIfSilent(): void {
    if (this.#looks === null || ++this.#looks <= LOOKS_MAX) return
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection
    stream.destroy(new Error(`Connection terminated: no answer within ${LOOKS_MAX} s`))
  }

  // The overloads of pg's query cannot be repeated in a type-stripped subclass; the shapes that pass are (text, values) and (config).
  override query(...args: any[]): any {
    this.#looks ??= 0
    const [text, values, ...rest] = args
    if (typeof text === 'string' && Array.isArray(values) && values.length > 0) {
      return super.query({ text, values, name: nameOf(text) } as never, ...(rest as []))
    }
    return super.query(text, values, ...(rest as []))
  }
}

export type Scope = { actor: Actor; channel?: string; now?: Date; request_id?: string; log?: Logger }

/** The database of one retailer: nobody else knows which schema it is. */
export type Database = {
  /** One transaction; tried again from the start when it lost a race (serialisation failure, deadlock). */
  write: <T>(scope: Scope, work: (ctx: Ctx) => Promise<T>) => Promise<T>
  /** No transaction, on connections that cannot write. */
  read: <T>(scope: Scope, work: (ctx: Ctx) => Promise<T>) => Promise<T>
  /** Called after each commit that wrote events. */
  onEvents: (listener: () => void) => void
  clock: () => Date
  schema: string
  /** For what speaks PostgreSQL itself (job runner, dumps). */
  pool: pg.Pool
  close: () => Promise<void>
}

export type DatabaseOptions = { url: string; schema: string; log: Logger; clock?: () => Date; pool_size?: number }

export function openDatabase({
  url,
  schema,
  log,
  clock = () => new Date(),
  pool_size = POOL_SIZE,
}: DatabaseOptions): Database {
  const writer = openPool(url, schema, pool_size, '', log)
  const reader = openPool(url, schema, pool_size, ' -c default_transaction_read_only=on', log)
  const writeDb = new Kysely<DB>({ dialect: new PostgresDialect({ pool: writer }) })
  const readDb = new Kysely<DB>({ dialect: new PostgresDialect({ pool: reader }) })
  const eventListeners: (() => void)[] = []

  const write: Database['write'] = async (scope, work) => {
    for (let attempt = 1; ; attempt++) {
      try {
        const { result, wrote } = await once(scope, work)
        if (wrote) for (const listener of eventListeners) listener()
        return result
      } catch (error) {
        if (!lostRace(error) || attempt === ATTEMPTS) throw unreachable(error)
        await new Promise((done) => setTimeout(done, 2 ** attempt * 5 * (0.5 + Math.random())))
      }
    }
  }

  async function once<T>(scope: Scope, work: (ctx: Ctx) => Promise<T>): Promise<{ result: T; wrote: boolean }> {
    return writeDb.transaction().execute(async (trx) => {
      const sql = sqlOn(trx)
      const ctx = ctxOf(scope, { sql, db: trx })
      const events = openEvents(ctx)
      ctx.emit = events.emit
      ctx.attempt = events.attempt
      ctx.job = (name, payload, options) => addJob(ctx, schema, name, payload, options)
      const result = await work(ctx)
      const wrote = await events.flush()
      return { result, wrote }
    })
  }

  const read: Database['read'] = async (scope, work) => {
    try {
      return await work(ctxOf(scope, { sql: sqlOn(readDb), db: readDb }))
    } catch (error) {
      throw unreachable(error)
    }
  }

  function ctxOf(scope: Scope, connection: Pick<Ctx, 'sql' | 'db'>): Ctx {
    return {
      ...connection,
      actor: scope.actor,
      channel: scope.channel ?? scope.actor.channel ?? 'system',
      now: scope.now ?? clock(),
      request_id: scope.request_id ?? '',
      log: scope.log ?? log,
      emit: () => {
        throw new Error('a read announces nothing')
      },
      job: () => {
        throw new Error('a read enqueues nothing')
      },
      attempt: () => {
        throw new Error('a read attempts nothing')
      },
    }
  }

  return {
    write,
    read,
    clock,
    schema,
    pool: writer,
    onEvents: (listener) => eventListeners.push(listener),
    close: async () => {
      await Promise.all([writeDb.destroy(), readDb.destroy()])
    },
  }
}

function hangUpOnSilence(pool: pg.Pool): void {
  const clients = new Set<NamingClient>()
  pool.on('connect', (client) => client instanceof NamingClient && clients.add(client))
  pool.on('remove', (client) => client instanceof NamingClient && clients.delete(client))
  const looking = setInterval(() => clients.forEach((client) => client.hangUpIfSilent()), LOOK_EVERY_MS)
  looking.unref()
}

function openPool(url: string, schema: string, max: number, options: string, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    Client: NamingClient,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    options:
      `-c search_path=${schema},public -c statement_timeout=${STATEMENT_TIMEOUT_MS}` +
      ` -c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MS} -c timezone=UTC -c pg_trgm.strict_word_similarity_threshold=${TYPING_ERRORS}${options}`,
  } as pg.PoolConfig)
  const lost = (error: Error) => log.warn({ err: error }, 'database connection lost')
  pool.on('error', lost)
  pool.on('connect', (client) => void client.on('error', lost))
  hangUpOnSilence(pool)
  return pool
}
