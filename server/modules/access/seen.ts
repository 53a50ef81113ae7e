import { systemActor } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import type { Database } from '#platform/db'
import type { CredentialKind } from './rules.ts'

/** When something was last used is worth one write a minute, not one a request. */
const SEEN_EVERY_MS = 60_000
/**
 * A write to the sessions makes the program forget all it remembers of them (authenticate.ts): with a thousand people in
 * the shop each for itself would be many a second. So whoever was seen within so long is written in one statement.
 */
const WRITE_EVERY_MS = 10_000
/** As many wait to be written; who comes then is written with the next. */
const WAITING_MAX = 20_000

type Waiting = Map<CredentialKind, Set<string>>

const waiting = new WeakMap<Database, Waiting>()

/** Behind the request's back: nobody waits for it, and losing one is no loss. */
export function noteSeen(
  db: Database,
  kind: CredentialKind,
  { id, seen_at }: { id: string; seen_at: Date | null },
): void {
  if (db.clock().getTime() - (seen_at?.getTime() ?? 0) < SEEN_EVERY_MS) return
  let those = waiting.get(db)
  if (!those) {
    waiting.set(db, (those = new Map()))
    setTimeout(() => void writeSeen(db).catch(() => undefined), WRITE_EVERY_MS).unref()
  }
  const ids = those.get(kind) ?? new Set()
  those.set(kind, ids)
  if (ids.size < WAITING_MAX) ids.add(id)
}

/** Writes who was seen and is not written yet. */
export async function writeSeen(db: Database): Promise<void> {
  const those = waiting.get(db) ?? new Map<CredentialKind, Set<string>>()
  waiting.delete(db)
  for (const [kind, ids] of those)
    await db.write({ actor: systemActor('access.seen') }, (ctx) =>
      WRITE[kind](ctx, [...ids], new Date(ctx.now.getTime() - SEEN_EVERY_MS)),
    )
}

type Write = (ctx: Ctx, ids: readonly string[], before: Date) => Promise<unknown>

const writeKeys: Write = (ctx, ids, before) => ctx.sql`
  update access_key set used_at = ${ctx.now} where id = any(array(
    select id from access_key where id = any(${ids}::uuid[]) and (used_at is null or used_at <= ${before}) for no key update skip locked))`

/** Whoever is being changed by somebody else is passed over: it is seen again soon. */
const WRITE: Record<CredentialKind, Write> = {
  session: (ctx, ids, before) => ctx.sql`
    update access_session set seen_at = ${ctx.now} where id = any(array(
      select id from access_session where id = any(${ids}::uuid[]) and seen_at <= ${before} for no key update skip locked))`,
  publishable: writeKeys,
  secret: writeKeys,
  device: (ctx, ids, before) => ctx.sql`
    update access_device set seen_at = ${ctx.now} where id = any(array(
      select id from access_device where id = any(${ids}::uuid[]) and (seen_at is null or seen_at <= ${before}) for no key update skip locked))`,
}
