import { AsyncLocalStorage } from 'node:async_hooks'
import { appendFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import pg from 'pg'
import { shapeOf } from './shape.ts'

/**
 * Loaded before everything else by `--import` in NODE_OPTIONS, in the test run and in every process it starts:
 * writes down which statements the server's own code sends, and with values of what shape. The product knows
 * nothing of it. One file per process in .test/statements, one line per statement and shape, written at once,
 * so that a killed server has said what it did.
 */
const ROOT = join(import.meta.dirname, '../..')
const FOLDER = process.env['STATEMENTS_FOLDER'] ?? join(ROOT, '.test/statements')
const FILE = join(FOLDER, `${process.pid}-${Date.now()}.jsonl`)

/**
 * A statement as it was sent: its text, values as PostgreSQL gets them, the file of the server that wrote it, and what
 * the connection it went by tells the planner (name=value).
 */
export type Recorded = { text: string; values: (string | null)[]; file: string; settings: string[] }

/** The driver's own translation of values, which its types do not show. */
const { prepareValue } = createRequire(import.meta.url)('pg/lib/utils') as { prepareValue: (value: unknown) => unknown }

const SHAPES_MAX = 6
const VALUES_LENGTH_MAX = 50_000
const FRAMES = 60
/** A text of the server may also be said by a test; who sent it is looked at so often. */
const LOOKS = 5

/** Who says when a transaction begins, and the drawing of connections: not where a statement was written. */
const PLUMBING = /^server\/platform\/(db|ctx|sql|connection|flight|shared-lines|transaction|memory)\.ts$/
const PRODUCT = /^server\/.*(?<!\.test|\.test-support)\.ts$/
/** No answer to plan: transaction control, settings, definitions; and the job runner's own. */
const LEFT_OUT =
  /^(?:\s|--.*\n)*(begin|commit|rollback|savepoint|release|start|set|reset|do|show|create|alter|drop|listen|unlisten|notify|vacuum|analyze|lock)\b|_jobs"?\./i

type Known = { file: string | null; looks: number; shapes: Set<string> }
const known = new Map<string, Known>()

/**
 * The first statement of a read waits for a connection, and whoever said it may be gone by then: where it was said is
 * seen when the connection is asked for.
 */
const said = new AsyncLocalStorage<Error>()
const connect = pg.Pool.prototype.connect as (...args: unknown[]) => unknown
pg.Pool.prototype.connect = function (this: unknown, ...args: unknown[]): unknown {
  said.enterWith(here())
  return connect.apply(this, args)
} as never

type Sending = { connectionParameters?: { options?: string } }

/** Settings of a session that make a plan another one. */
const PLANNING = /\b(?:plan_cache_mode|enable_\w+|\w+_cost|\w+_collapse_limit|work_mem|jit)=\S+/g
const settingsByOptions = new Map<string, string[]>()

function settingsOf(client: Sending): string[] {
  const options = client.connectionParameters?.options ?? ''
  const found = settingsByOptions.get(options) ?? [...(options.match(PLANNING) ?? [])].toSorted()
  settingsByOptions.set(options, found)
  return found
}

const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
pg.Client.prototype.query = function (this: Sending, ...args: unknown[]): unknown {
  const [first, second] = args
  const config = typeof first === 'object' && first !== null ? (first as { text?: unknown; values?: unknown }) : null
  const text = config ? config.text : first
  if (typeof text === 'string') note(text, config?.values ?? second, settingsOf(this))
  else if (first instanceof Object && 'say' in first) listenIn(first as Flight, settingsOf(this))
  return query.apply(this, args)
} as never

/** What the server says travels in flights (server/platform/flight.ts): the driver gets each before anybody is aboard. */
type Flight = { say: (name: string | undefined, text: string, values: unknown[]) => Promise<unknown> }

function listenIn(flight: Flight, settings: string[]): void {
  const say = flight.say.bind(flight)
  flight.say = (name, text, values) => {
    note(text, values, settings)
    return say(name, text, values)
  }
}

function note(text: string, given: unknown, settings: string[]): void {
  const key = `${settings.join(' ')} ${text}`
  let statement = known.get(key)
  if (!statement) {
    statement = { file: null, looks: LEFT_OUT.test(text) ? LOOKS : 0, shapes: new Set() }
    known.set(key, statement)
  }
  if (statement.file === null) {
    if (statement.looks >= LOOKS) return
    statement.looks += 1
    statement.file = writer()
    if (statement.file === null) return
  }
  if (statement.shapes.size >= SHAPES_MAX) return
  const values = (Array.isArray(given) ? given : []).map((value) => textOf(value))
  const shape = shapeOf(values)
  if (statement.shapes.has(shape)) return
  statement.shapes.add(shape)
  const whole = values.join('')
  // PostgreSQL takes no text with a zero in it: such a statement was refused.
  if (whole.length > VALUES_LENGTH_MAX || whole.includes('\0')) return
  const line: Recorded = { text, values, file: statement.file, settings }
  mkdirSync(FOLDER, { recursive: true })
  appendFileSync(FILE, `${JSON.stringify(line)}\n`)
}

/** A list of a thousand is a good part of any table of tests: plans are judged for lists of so many. */
const ITEMS_MAX = 100

function textOf(value: unknown): string | null {
  const prepared = prepareValue(Array.isArray(value) ? value.slice(0, ITEMS_MAX) : value)
  if (prepared === null || prepared === undefined) return null
  return Buffer.isBuffer(prepared) ? `\\x${prepared.toString('hex')}` : String(prepared)
}

function here(): Error {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = FRAMES
  const place = new Error('where')
  Error.stackTraceLimit = limit
  return place
}

/** The file the statement is written in, if it is the server's: the innermost frame that is neither a library's nor plumbing. */
function writer(): string | null {
  const stack = `${here().stack ?? ''}\n${said.getStore()?.stack ?? ''}`
  for (const [, path = ''] of stack.matchAll(/(?:file:\/\/)?(\/[^\s():]+\.tsx?)(?:\?[^\s():]*)?:\d+/g)) {
    const file = relative(ROOT, path)
    if (file.startsWith('..') || file.includes('node_modules') || path === import.meta.filename) continue
    if (!PLUMBING.test(file)) return PRODUCT.test(file) ? file : null
  }
  return null
}
