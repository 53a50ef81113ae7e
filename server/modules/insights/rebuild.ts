import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import { ROUND_MS, gently } from '#platform/gently'
import { defineJob } from '#platform/jobs'
import { behind } from '#platform/slices'
import { KINDS, SOURCES } from './kinds.ts'
import type { Kind } from './kinds.ts'
import { recount } from './recount.ts'

/** How many subjects are counted in one transaction, and how much longer than that took is rested before the next. */
type Pace = { slice: number; rest: number }
/** Before the doors are open nobody waits. */
const FAST: Pace = { slice: 2_000, rest: 0 }
/** In a shop at work listeners wait for the oldest transaction that runs, and the machine is the customers'. */
const GENTLE: Pace = { slice: 100, rest: 3 }

/** Counts what was there before anybody listened, a slice per transaction; goes on where it was cut off. */
export async function countPast(
  write: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>,
  { slice, rest }: Pace = FAST,
  for_ms = Infinity,
): Promise<void> {
  const countNext = async (): Promise<boolean> => {
    for (const kind of KINDS) if (await write((ctx) => countSlice(ctx, kind, slice))) return true
    return false
  }
  await gently(countNext, rest, for_ms)
}

export const countPastJob = defineJob('insights.count_past', ({ write }) => countPast(write, GENTLE, ROUND_MS))

/** False: there is nothing left to count. */
async function countSlice(ctx: Ctx, kind: Kind, slice: number): Promise<boolean> {
  const [progress] = await ctx.sql<{ after: string | null }>`
    select after from insight_progress where kind = ${kind} and done_at is null for no key update`
  if (!progress) return false
  const rows = await ctx.sql<{ id: string }>`
    select id from ${fragment.id(SOURCES[kind].table)} where ${behind(progress.after ? [progress.after] : null, 'id')}
     order by id limit ${slice}`
  const ids = rows.map((row) => row.id)
  if (ids.length > 0) await recount(ctx, kind, ids)
  const done = rows.length < slice
  ctx.post`
    update insight_progress set after = ${ids.at(-1) ?? progress.after}::uuid, done_at = ${done ? ctx.now : null}::timestamptz
     where kind = ${kind}`
  return !done
}

/** Whether all that was there before has been counted. */
export async function allCounted(ctx: Ctx): Promise<boolean> {
  const waiting = await ctx.sql`select kind from insight_progress where done_at is null limit 1`
  return waiting.length === 0
}
