import type { Kysely, RawBuilder } from 'kysely'
import { sql as fragment } from 'kysely'
import type { DB } from '../../db/rows.gen.ts'
import type { Actor } from './actor.ts'
import type { About, EventType } from './events.ts'
import type { JobOptions } from './jobs.ts'
import type { Logger } from './log.ts'

/** Runs one statement and answers its rows. Values become parameters; `sql` fragments are spliced in. */
export type Sql = <Row extends object = Record<string, never>>(
  parts: TemplateStringsArray,
  ...values: unknown[]
) => Promise<Row[]>

/**
 * What a verb is given, once per request or job; explicit, never global. In a write it lives inside
 * exactly one transaction; in a read each statement stands alone on a read-only connection.
 */
export type Ctx = {
  sql: Sql
  /** Builder on the same connection, for lists with optional filters. */
  db: Kysely<DB>
  actor: Actor
  /** Code of the channel this act comes through: web, pos, phone, marketplace:x … */
  channel: string
  /** The clock is given, never read: tests and offline tills set it. */
  now: Date
  request_id: string
  /** Writes a fact into the event log with the commit of this transaction. */
  emit: <Data>(type: EventType<Data>, data: Data, about?: About) => void
  /** Runs work that may fail alone: what it wrote and announced is undone, the transaction goes on. */
  attempt: <T>(work: () => Promise<T>) => Promise<T>
  /** Enqueues a job in this transaction. Call it from listeners and jobs, not from hot paths. */
  job: (name: string, payload: object, options?: JobOptions) => Promise<void>
  log: Logger
}

/** A piece of SQL to splice into `ctx.sql`. */
export { fragment }

/** A value for a jsonb column or parameter. */
export const json = (value: unknown): RawBuilder<unknown> => fragment`${JSON.stringify(value)}::jsonb`

export const sqlOn =
  (db: Kysely<DB>): Sql =>
  async <Row extends object>(parts: TemplateStringsArray, ...values: unknown[]): Promise<Row[]> =>
    (await fragment<Row>(parts, ...values).execute(db)).rows
