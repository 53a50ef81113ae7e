import type { FastifyRequest } from 'fastify'
import type { Actor } from './actor.ts'
import type { Database } from './db.ts'
import { Refused } from './errors.ts'
import type { Logger } from './log.ts'
import type { Authenticate } from './module.ts'
import type { Stream } from './route.ts'

/** So long a stream may outlive what let its reader in. */
const ASK_EVERY_MS = 5_000
/** Asked at a time: what is not remembered goes to the database together. */
const TOGETHER = 20

/**
 * What a reader was let in with. By what was sent and not by whose it is: a session keeps its id when its token is
 * changed, and the old token is then worth nothing.
 */
export type Credential = { sent: string; ask: () => Promise<Actor> }
type LetIn = { stream: Pick<Stream, 'actor' | 'close'>; credential: Credential }

export function credentialOf(db: Database, authenticate: Authenticate, request: FastifyRequest): Credential {
  const { authorization, cookie, 'hilo-as': as } = request.headers
  return {
    sent: JSON.stringify([authorization, cookie, as]),
    ask: async () => (await authenticate(db, request, true)).actor,
  }
}

/**
 * Asks again and again whether those who listen would still be let in, by the very function that let them in: one
 * look for each credential. Who would not, or would be somebody who may see something else, is closed: they come anew
 * and resume as who they are now. Only a definite no counts; while nobody answers, everybody stays.
 */
export function watchCredentials(
  readers: ReadonlySet<LetIn>,
  log: Logger,
  every_ms = ASK_EVERY_MS,
): { stop: () => Promise<void> } {
  let asking: Promise<void> | null = null
  let stopped = false
  const timer = setInterval(() => {
    asking ??= askAll().finally(() => (asking = null))
  }, every_ms)
  timer.unref()

  async function askAll(): Promise<void> {
    const groups = [...Map.groupBy(readers, ({ credential }) => credential.sent).values()]
    const failures: unknown[] = []
    for (let from = 0; from < groups.length && !stopped; from += TOGETHER) {
      const batch = groups.slice(from, from + TOGETHER)
      await Promise.all(batch.map((group) => ask(group).catch((error: unknown) => failures.push(error))))
    }
    if (failures.length > 0)
      log.warn({ err: failures[0], streams: failures.length }, 'who listens could not be asked after')
  }

  return {
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await asking
    },
  }
}

async function ask(group: readonly LetIn[]): Promise<void> {
  const now = await (group[0] as LetIn).credential.ask().catch(nobodyIfRefused)
  for (const { stream } of group) if (now === null || !seesTheSame(stream.actor, now)) stream.close()
}

function nobodyIfRefused(error: unknown): null {
  if (error instanceof Refused && error.status < 500) return null
  throw error
}

const seesTheSame = (a: Actor, b: Actor): boolean =>
  a.kind === b.kind &&
  a.id === b.id &&
  a.customer_id === b.customer_id &&
  a.verified === b.verified &&
  isSame(a.permissions, b.permissions) &&
  (a.store_ids === null || b.store_ids === null
    ? a.store_ids === b.store_ids
    : isSame(new Set(a.store_ids), new Set(b.store_ids)))

const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a === b || (a.size === b.size && [...a].every((one) => b.has(one)))
