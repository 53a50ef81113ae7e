import type { Actor } from './actor.ts'
import type { Changes, Crowd } from './crowd.ts'
import type { About, EventType } from './events.ts'
import type { Gather } from './gathered.ts'
import type { JobOptions } from './jobs.ts'
import type { Logger } from './log.ts'
import type { Memory, Revisions } from './memory.ts'

/**
 * Sends one statement and answers its rows. Values become parameters; `fragment`s are spliced in. What is
 * sent without waiting for the answer before travels together and runs in the order it was sent.
 */
export type Sql = <Row extends object = Record<string, never>>(
  parts: TemplateStringsArray,
  ...values: unknown[]
) => Promise<Row[]>

/**
 * What a verb is given, once per request or job; explicit, never global. In a write it lives inside
 * exactly one transaction; in a read on one read-only connection, without one.
 */
export type Ctx = {
  sql: Sql
  /** Sends a statement nobody waits for: it runs in its turn, and if it fails the transaction fails. */
  post: (parts: TemplateStringsArray, ...values: unknown[]) => void
  /** What was sent and nobody waits for: if it fails the transaction fails. */
  later: (sent: Promise<unknown>) => void
  /** Says one statement with those who travel in the same convoy (gathered.ts); null: this travels alone. */
  gather: Gather | null
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
  /** Asks for work after this transaction; enqueued with its commit. For listeners and jobs, not for hot paths. */
  job: (name: string, payload: object, options?: JobOptions) => void
  /** What the program remembers of things that rarely change (memory.ts). */
  memory: Memory
  /** How often each remembered topic had changed when this began. */
  revisions: () => Promise<Revisions>
  /** Topics this transaction has written itself: it asks the database about them. */
  touched: ReadonlySet<string>
  /** Those who ask on the same connections (crowd.ts); null: in a transaction, or alone on one. */
  crowd: Crowd | null
  /** What this transaction changes of what is shown to them. */
  changes: Changes
  log: Logger
}

/**
 * Waits for what was sent together, in its turn: of several that fail the first of the list is told, as if they had
 * been done one after the other; but never that the transaction is aborted where another says why.
 */
export async function inTurn<Sent extends readonly Promise<unknown>[]>(
  ...sent: Sent
): Promise<{ [Index in keyof Sent]: Awaited<Sent[Index]> }> {
  const outcomes = Promise.allSettled(sent)
  const answers: unknown[] = []
  try {
    for (const one of sent) answers.push(await one)
  } catch (error) {
    if (!isAborted(error)) throw error
    const cause = (await outcomes).find((outcome) => outcome.status === 'rejected' && !isAborted(outcome.reason))
    throw cause?.status === 'rejected' ? cause.reason : error
  }
  return answers as { [Index in keyof Sent]: Awaited<Sent[Index]> }
}

/** SQLSTATE in_failed_sql_transaction: said of every statement behind the one that failed. */
export const isAborted = (error: unknown): boolean => (error as { code?: string } | null)?.code === '25P02'

export { fragment, json } from './sql.ts'
export type { Fragment } from './sql.ts'
