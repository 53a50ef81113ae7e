import type { Ctx } from '#platform/ctx'

const BATCH = 1_000
const BATCHES_MAX = 100
const DAY_MS = 24 * 3600 * 1000
/** Sessions are kept a month after their end: for the question "who was signed in then?". */
const SESSIONS_KEPT_MS = 30 * DAY_MS

type Work = { write: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T> }
type Batch = (ctx: Ctx) => Promise<object[]>

const challenges: Batch = (ctx) => ctx.sql`
  delete from access_challenge where id in (
    select id from access_challenge where expires_at < ${new Date(ctx.now.getTime() - DAY_MS)} order by expires_at limit ${BATCH} for update skip locked)
  returning id`

/**
 * Windows are at most an hour long; a day later nobody asks for them. The rows are named by where they lie, locked, so
 * that they are not looked for a second time by reading the whole table.
 */
const attempts: Batch = (ctx) => ctx.sql`
  delete from access_attempt where ctid = any(array(
    select ctid from access_attempt where window_at < ${new Date(ctx.now.getTime() - DAY_MS)} order by window_at limit ${BATCH} for update skip locked))
  returning subject`

const sessions: Batch = (ctx) => ctx.sql`
  delete from access_session where id in (
    select id from access_session where expires_at < ${new Date(ctx.now.getTime() - SESSIONS_KEPT_MS)} order by expires_at limit ${BATCH} for update skip locked)
  returning id`

/** Removes what is over, in batches of a thousand, each its own short transaction. */
export async function clean(work: Work): Promise<void> {
  for (const batch of [challenges, attempts, sessions]) {
    for (let round = 0; round < BATCHES_MAX; round++) {
      const removed = await work.write(batch)
      if (removed.length < BATCH) break
    }
  }
}
