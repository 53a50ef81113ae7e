import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'
import { Shape, Text } from '#shared/fields.ts'
import type { Actor } from './actor.ts'
import type { Ctx } from './ctx.ts'
import type { Planned } from './db.ts'
import type { Filter } from './feed.ts'
import type { Logger } from './log.ts'

/**
 * Who may call a route. Every route says it; a test walks them all.
 * - 'public': anybody, without any credential;
 * - 'storefront': a publishable key (a shop front before the shopper has a session);
 * - 'customer': a shopper's session, anonymous or verified; 'verified': only once a contact was proved;
 * - 'device': an enrolled till; 'staff': anybody who works here, whatever the role;
 * - any other word is a permission (`stock.adjust`): staff whose role has it, secret keys granted it.
 */
export type Who = readonly [string, ...string[]]

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a handler is given: parts whose schema the route leaves out are undefined. */
export type Input<Params extends TSchema, Query extends TSchema, Body extends TSchema> = {
  params: Static<Params>
  query: Static<Query>
  body: Static<Body>
  /** The caller's Idempotency-Key; '' where none was sent. */
  key: string
}

/** What a handler gets whose verb needs several transactions (calls to providers lie between them). */
export type Steps = {
  write: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>
  read: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>
  actor: Actor
  request_id: string
  address: string
  user_agent: string
  /** What this caller's session is called as a cookie (session-cookie.ts). */
  cookie_name: string
  log: Logger
  /** Sends a cookie with the answer. */
  setCookie: (cookie: string) => void
  /** Says something to the browser beside the answer. */
  header: (name: string, value: string) => void
}

type Common<Params extends TSchema, Query extends TSchema, Body extends TSchema, Reply extends TSchema> = {
  /** Operation id: the verb's name; unique; the SDK's method. */
  operation: string
  method: Method
  /** Below /api, with :names. */
  path: string
  params?: Params
  query?: Query
  body?: Body
  reply: Reply
  summary: string
  who: Who
  /** HTTP status of success; 200, or 201 where said. */
  status?: 200 | 201 | 202 | 204
  /** Codes of refusals a caller should know of, for the documentation. */
  refusals?: readonly string[]
  /** Statuses of refusals beyond the usual ones (400, 401, 403, 404 of its address, 409, 422, 429). */
  failures?: readonly (403 | 404 | 409 | 410 | 422)[]
  /**
   * POST needs an Idempotency-Key unless this is 'optional' (look-ups, notices) or 'none': answers that
   * hold a secret (sign-in, new keys) are never kept.
   */
  key?: 'required' | 'optional' | 'none'
  /** Bytes of body allowed; the server's default is 256 kB. */
  body_limit?: number
  /** Customers an answer shows who do not stand in it as `customer_id`: who is shown to whom is written down (looks.ts). */
  people?: (answer: Static<Reply>) => readonly string[]
  /** The handler gets the body as it came, `{ raw, headers }`: signatures are over bytes, not over values. */
  raw?: boolean
  /** Ids stay as they were written: a hash is over what was said. Else they come in lower case (input.ts). */
  verbatim?: boolean
}

/** What a `raw` route is given as its body. */
export const RawBody = Type.Object({ raw: Type.String(), headers: Type.Record(Type.String(), Type.String()) })

export type Route = Common<TSchema, TSchema, TSchema, TSchema> & {
  mode: 'read' | 'write' | 'steps' | 'stream'
  planned?: Planned
  together?: (input: { params: never; body: never }) => string | null
  handle: (on: never, input: never) => Promise<unknown>
}

/** GET: no transaction, read-only connections. */
export const readRoute = <Params extends TSchema, Query extends TSchema, Body extends TSchema, Reply extends TSchema>(
  route: Common<Params, Query, Body, Reply> & {
    /** Shops ask it all day long, always by the same few statements: their plans are kept (db.ts). */
    planned?: Planned
    handle: (ctx: Ctx, input: Input<Params, Query, Body>) => Promise<Static<Reply>>
  },
): Route => ({ ...route, mode: 'read' }) as unknown as Route

/** One call, one transaction: the verb's writes, its events and the kept answer commit together. */
export const writeRoute = <Params extends TSchema, Query extends TSchema, Body extends TSchema, Reply extends TSchema>(
  route: Common<Params, Query, Body, Reply> & {
    /**
     * In a rush several calls are one transaction (convoy.ts): for what many send at once, and says most of it gathered.
     * Names what a call locks, of which there is one on the way at a time; null: its rows are its own.
     */
    together?: (input: { params: Static<Params>; body: Static<Body> }) => string | null
    handle: (ctx: Ctx, input: Input<Params, Query, Body>) => Promise<Static<Reply>>
  },
): Route => ({ ...route, mode: 'write' }) as unknown as Route

/** For verbs that talk to the world between transactions: payments, sign-in. */
export const stepsRoute = <Params extends TSchema, Query extends TSchema, Body extends TSchema, Reply extends TSchema>(
  route: Common<Params, Query, Body, Reply> & {
    handle: (steps: Steps, input: Input<Params, Query, Body>) => Promise<Static<Reply>>
  },
): Route => ({ ...route, mode: 'steps' }) as unknown as Route

/** A stream of server-sent events; the handler gets the feed's connection. */
export const streamRoute = <Params extends TSchema, Query extends TSchema, Body extends TSchema, Reply extends TSchema>(
  route: Common<Params, Query, Body, Reply> & {
    handle: (stream: Stream, input: Input<Params, Query, Body>) => Promise<void>
  },
): Route => ({ ...route, mode: 'stream' }) as unknown as Route

export type Stream = Steps & {
  /** What the browser saw last, to resume from. */
  last_event_id: string | null
  /** False when the reader does not keep up. */
  send: (text: string) => boolean
  /** Resolves when what was sent has left, or the reader is gone. */
  drained: () => Promise<void>
  onClose: (listener: () => void) => void
  close: () => void
  /** Joins the live feed of the log from here on. */
  follow: (filter: Filter) => Promise<void>
}

// Field schemas that every module shares, so that one idea has one shape on the wire.

export { Id, Named, Nullable, OneOf, Quantity, Shape, Text } from '#shared/fields.ts'

export const Time = Type.Unsafe<Date>(Type.String({ format: 'date-time' }))
/** A moment a caller sends: RFC 3339 as far as clocks of programs go, which know neither leap seconds nor year 0. */
export const Instant = Type.String({
  format: 'date-time',
  pattern:
    '^[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$',
})
/** A day a caller sends, 1900 to 2199: whoever counts on from it or back stays in a calendar everybody writes alike. */
export const Day = Type.String({ format: 'date', pattern: '^(19|2[01])' })
export const FIRST_DAY = '1900-01-01'
export const Locale = Type.Union([Type.Literal('es'), Type.Literal('en')])
export const Empty = Type.Object({}, { additionalProperties: false })

/** A postal address as typed; `country` ISO 3166-1 alpha-2, `region` ISO 3166-2 without the country. */
export const Address = Shape({
  name: Type.Optional(Text(200)),
  company: Type.Optional(Text(200)),
  line1: Text(200),
  line2: Type.Optional(Text(200)),
  city: Text(120),
  region: Type.Optional(Text(10)),
  postcode: Text(20),
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
  phone: Type.Optional(Text(40)),
})
export type Address = Static<typeof Address>
