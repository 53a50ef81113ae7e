import { createHash } from 'node:crypto'
import pg from 'pg'
import { isMoment } from './crowd.ts'
import { Flight } from './flight.ts'
import type { Answer, Prepared, Soon } from './flight.ts'
import type { Logger } from './log.ts'
import { topicsWritten } from './memory.ts'
import { counter } from './metrics.ts'

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

type Known = { name: string; topics: readonly string[]; moments: readonly string[]; writes: boolean }
const known = new Map<string, Known>()
const KNOWN_MAX = 2_000

/**
 * A statement by its text: the name under which each connection parses and plans it once (a quarter to a half less
 * latency), what it writes of what is remembered or shown, and whether it may write at all. Beyond the most that are known
 * it has no name.
 */
export function knownAs(text: string): Omit<Known, 'name'> & { name: string | undefined } {
  const before = known.get(text)
  if (before !== undefined) return before
  const written = topicsWritten(text)
  const topics = written.filter((topic) => !isMoment(topic))
  const moments = written.filter(isMoment)
  const writes = !/^[\s(]*select\b/i.test(text)
  if (known.size >= KNOWN_MAX) return { name: undefined, topics, moments, writes }
  const statement = { name: createHash('sha256').update(text).digest('base64url'), topics, moments, writes }
  known.set(text, statement)
  return statement
}

const statements = counter('hilo_db_statements_total', 'SQL statements sent')
const flights = counter('hilo_db_flights_total', 'Round trips to the database; statements sent together are one')

/** The driver's connection, which hangs up on a server that does not even say it is slow. */
class Watched extends pg.Client {
  /** How often somebody looked since a question was asked that has no answer yet. */
  #looks: number | null = null

  constructor(config?: string | pg.ClientConfig) {
    super(config)
    this.on('drain', () => (this.#looks = null))
    const looking = setInterval(() => this.#hangUpIfSilent(), LOOK_EVERY_MS).unref()
    this.once('end', () => clearInterval(looking))
  }

  /** Whatever the driver takes and answers: text, a configuration, a query of one's own. */
  override query<Answered>(...asked: unknown[]): Answered {
    this.#looks ??= 0
    return super.query(...(asked as [string])) as Answered
  }

  /** Nobody is being asked anything. */
  get idle(): boolean {
    return this.#looks === null
  }

  #hangUpIfSilent(): void {
    if (this.#looks === null || ++this.#looks <= LOOKS_MAX) return
    this.connection.stream.destroy(new Error(`Connection terminated: no answer within ${LOOKS_MAX} s`))
  }
}

/** A connection that speaks in flights (flight.ts). */
export class Connection extends Watched {
  readonly #prepared: Prepared = new Map()
  /** What is said now goes with this flight; null: with a new one. */
  #boarding: Flight | null = null
  /** Of many who share it, whoever was heard in the same turn of the loop travels together. */
  departs: Soon = process.nextTick

  send(text: string, values: unknown[]): Promise<Answer> {
    statements.inc()
    return this.#flight().say(knownAs(text).name, text, values)
  }

  /** Whoever was asked so far answers at once, and not together with what is said behind. */
  answerSoFar(): void {
    this.#boarding?.answerSoFar()
  }

  #flight(): Flight {
    if (this.#boarding) return this.#boarding
    flights.inc()
    const close = (left: Flight): void => {
      if (this.#boarding === left) this.#boarding = null
    }
    const flight = new Flight(this.#prepared, close, this.departs)
    this.#boarding = flight
    this.query(flight)
    return flight
  }
}

export type PooledConnection = Connection & { release: (destroy?: boolean) => void }

export type PoolOptions = {
  url: string
  schema: string
  max: number
  /** More settings of each session. */
  settings?: Record<string, string>
  log: Logger
}

/** Connections of one retailer's schema. `plain`: the driver's own, for what speaks PostgreSQL itself. */
export function openPool({ url, schema, max, settings = {}, log }: PoolOptions, plain = false): pg.Pool {
  const session = {
    search_path: `${schema},public`,
    statement_timeout: String(STATEMENT_TIMEOUT_MS),
    idle_in_transaction_session_timeout: String(IDLE_IN_TRANSACTION_MS),
    timezone: 'UTC',
    // Compiling a plan costs more than any statement of a shop takes.
    jit: 'off',
    // Disks of today find a page as fast as they read the next one.
    random_page_cost: '1.1',
    'pg_trgm.strict_word_similarity_threshold': String(TYPING_ERRORS),
    ...settings,
  }
  const pool = new pg.Pool({
    connectionString: url,
    Client: plain ? Watched : Connection,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    options: Object.entries(session)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  } as pg.PoolConfig)
  const lost = (error: Error) => log.warn({ err: error }, 'database connection lost')
  pool.on('error', lost)
  pool.on('connect', (client) => void client.on('error', lost))
  return pool
}

export const connect = async (pool: pg.Pool): Promise<PooledConnection> =>
  (await pool.connect()) as unknown as PooledConnection
