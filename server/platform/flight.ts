import pg from 'pg'
import { prepareValue } from 'pg/lib/utils'

/** What a statement came to. */
export type Answer = { rows: object[]; command: string }

/** The columns of an answer and how each is read. */
export type Shape = { names: readonly string[]; parsers: readonly ((text: string) => unknown)[] }

/**
 * What one connection knows of the statements it has sent, by their names; null: it failed the first time, and whether
 * the database has kept it is not known.
 */
export type Prepared = Map<string, Shape | null>

type Statement = {
  name: string | undefined
  text: string
  values: ReturnType<typeof prepareValue>[]
  /** Null until the database has described it. */
  shape: Shape | null
  rows: object[]
  /** A value that cannot be read fails its own statement only. */
  unreadable: unknown
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/** When a flight departs: after what is being done now, or after all that came in with it. */
export type Soon = (depart: () => void) => void

type Column = { name: string; dataTypeID: number }

/** The types of the driver ask whether more follows: the Sync always does. */
const MORE = true

const NOTHING: Shape = { names: [], parsers: [] }

/**
 * Statements that are said in one turn of the event loop, or while the flight before them is out: sent in one go and
 * answered in one go (one Sync for all; PostgreSQL manual, "Frontend/Backend Protocol", Pipelining). Each is parsed
 * and described once per connection. Of several the first that fails is told why; those behind it were never looked
 * at and are told that the transaction is aborted (25P02), as the database would say it.
 *
 * To the driver a flight is one query (pg calls that a Submittable, as its cursors are).
 */
export class Flight implements pg.Submittable {
  readonly #statements: Statement[] = []
  readonly #prepared: Prepared
  /** Nobody comes aboard any more. */
  readonly #closeDoors: (flight: Flight) => void
  readonly #soon: Soon
  /** After so many statements the answers so far are sent at once. */
  #landing = 0
  #at = 0
  #over = false

  constructor(prepared: Prepared, closeDoors: (flight: Flight) => void, soon: Soon = process.nextTick) {
    this.#prepared = prepared
    this.#closeDoors = closeDoors
    this.#soon = soon
  }

  say(name: string | undefined, text: string, values: unknown[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const prepared = values.map((value) => prepareValue(value))
      this.#statements.push({ name, text, values: prepared, shape: null, rows: [], unreadable: null, resolve, reject })
    })
  }

  /** What was said so far is answered before what is said from now on, which may have to wait for somebody. */
  answerSoFar(): void {
    this.#landing = this.#statements.length
  }

  /** The driver: it is this flight's turn. Whoever speaks until it departs still comes along. */
  submit(wire: pg.Connection): void {
    this.#soon(() => this.#depart(wire))
  }

  #depart(wire: pg.Connection): void {
    if (this.#over) return
    this.#closeDoors(this)
    wire.stream.cork()
    const sent = new Set<string | undefined>()
    for (const [index, statement] of this.#statements.entries()) {
      this.#send(wire, statement, sent)
      if (index + 1 === this.#landing) wire.flush()
    }
    wire.sync()
    wire.stream.uncork()
  }

  #send(wire: pg.Connection, statement: Statement, sent: Set<string | undefined>): void {
    const { name, text, values } = statement
    const known = name === undefined ? undefined : this.#prepared.get(name)
    statement.shape = known ?? null
    if (!known && (name === undefined || !sent.has(name))) {
      if (known === null) wire.close({ type: 'S', name }, MORE)
      wire.parse({ name: name ?? '', text, types: [] }, MORE)
      sent.add(name)
    }
    wire.bind({ statement: name, values }, MORE)
    if (!known) wire.describe({ type: 'P', name: '' }, MORE)
    wire.execute(null, MORE)
  }

  handleRowDescription({ fields }: { fields: readonly Column[] }): void {
    const statement = this.#statements[this.#at] as Statement
    statement.shape = {
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }) => pg.types.getTypeParser(dataTypeID, 'text') as (text: string) => unknown),
    }
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const statement = this.#statements[this.#at] as Statement
    try {
      statement.rows.push(rowOf(statement.shape as Shape, fields))
    } catch (error) {
      statement.unreadable ??= error
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const { name, shape, rows, unreadable, resolve, reject } = this.#statements[this.#at++] as Statement
    if (name !== undefined && !this.#prepared.get(name)) this.#prepared.set(name, shape ?? NOTHING)
    if (unreadable === null) resolve({ rows, command: text.split(' ', 1)[0] as string })
    else reject(unreadable)
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  handleReadyForQuery(): void {}

  handleError(error: Error & { severity?: string }): void {
    // It may be told so before it departs: then nobody else may come aboard.
    this.#closeDoors(this)
    this.#over = true
    const [failed, ...behind] = this.#statements.slice(this.#at)
    this.#at = this.#statements.length
    if (failed?.name !== undefined && !this.#prepared.get(failed.name)) this.#prepared.set(failed.name, null)
    failed?.reject(error)
    // What the database refuses it refuses one statement; a connection that breaks is everybody's news.
    for (const { reject } of behind) reject(error.severity === 'ERROR' ? aborted(error) : error)
  }
}

function rowOf({ names, parsers }: Shape, fields: readonly (string | null)[]): object {
  const row: Record<string, unknown> = {}
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index] as string | null
    row[names[index] as string] = field === null ? null : (parsers[index] as (text: string) => unknown)(field)
  }
  return row
}

/** SQLSTATE in_failed_sql_transaction. */
const aborted = (cause: Error): Error =>
  Object.assign(new Error('a statement before this one failed', { cause }), { code: '25P02' })
