import type { FastifyRequest } from 'fastify'
import type { Actor } from './actor.ts'
import type { Ctx } from './ctx.ts'
import type { Database } from './db.ts'
import type { Doctor } from './doctor.ts'
import type { EventRow, EventType } from './events.ts'
import type { Hears } from './feed-audience.ts'
import type { Job, Recurring } from './jobs.ts'
import type { Revisions } from './memory.ts'
import type { Route } from './route.ts'

/** Hears facts after they are committed, each exactly once, in order; its effects and its cursor are one transaction. */
export type Listener = {
  name: string
  types: readonly string[]
  handle: (ctx: Ctx, event: EventRow) => Promise<void>
  /** For what costs little more for many facts than for one, and is in no hurry. */
  together?: Together
}

/** Facts are waited for a moment, so that more of them come, and told in one call. */
export type Together = { wait_ms: number; handle: (ctx: Ctx, events: readonly EventRow[]) => Promise<void> }

export const listen = <Data>(
  name: string,
  type: EventType<Data>,
  handle: (ctx: Ctx, event: EventRow & { data: Data }) => Promise<void>,
): Listener => ({
  name,
  types: [type.name],
  handle: (ctx, event) => handle(ctx, event as EventRow & { data: Data }),
})

/**
 * Who calls, and the revisions of what is remembered, read in the same round trip: what the request recalls is as
 * true as at the moment it came in. `again`: asked for somebody who only goes on listening, which is no use of what they
 * came in with.
 */
export type Authenticate = (
  db: Database,
  request: FastifyRequest,
  again?: boolean,
) => Promise<{ actor: Actor; revisions?: Revisions }>

/** Everything a module is to the rest of the program. */
export type Module = {
  name: string
  /** Modules whose doors it uses and whose tables it reads; all stand before it in the list. */
  uses: readonly string[]
  /** Tables only this module writes. */
  tables: readonly string[]
  /** What may be permitted to people and keys, with the sentence the console shows. */
  permissions?: Readonly<Record<string, string>>
  routes?: readonly Route[]
  events?: readonly EventType<unknown>[]
  listeners?: readonly Listener[]
  jobs?: readonly Job[]
  recurring?: readonly Recurring[]
  /** Recomputes its counters from its ledgers. */
  doctor?: Doctor
  /** Tells who calls, from the request's credential. One module (access) has it. */
  authenticate?: Authenticate
  /** What the shopper of a stream hears of. */
  hears?: Hears
}

export const defineModule = (module: Module): Module => module
