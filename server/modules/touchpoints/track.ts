import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { clusterOf } from '#customers'
import type { Tracked } from './events.ts'

export const STEPS_MAX = 50
const DATA_BYTES_MAX = 2_000
/** A phone that was offline for a while still tells; a clock that runs ahead does not write the future. */
const LATE_DAYS_MAX = 30
const AHEAD_MS_MAX = 5 * 60_000

export type Step = {
  id: string
  type: Tracked
  occurred_at?: Date | string
  store_id?: string
  data?: Record<string, unknown>
}

/** Writes what a person did. Ids are the client's: a step said twice is there once. */
export async function track(
  ctx: Ctx,
  { customer_id, steps }: { customer_id: string; steps: readonly Step[] },
): Promise<{ taken: number }> {
  const tooLarge = steps.find((step) => JSON.stringify(step.data ?? {}).length > DATA_BYTES_MAX)
  if (tooLarge) throw refused('step_too_large', { detail: 'The data of a step is at most 2 kB.', id: tooLarge.id })
  const known = await ctx.sql<{ id: string }>`
    select id from touchpoint where customer_id = any(${await clusterOf(ctx, customer_id)}::uuid[]) and id = any(${steps.map((s) => s.id)}::uuid[])`
  const seen = new Set(known.map((row) => row.id))
  const fresh = [...new Map(steps.filter((step) => !seen.has(step.id)).map((step) => [step.id, step])).values()]
  if (fresh.length === 0) return { taken: 0 }
  await ctx.sql`
    insert into touchpoint (id, type, customer_id, channel, store_id, occurred_at, recorded_at, data)
    select s.id, s.type, ${customer_id}::uuid, ${ctx.channel}::text, s.store_id, s.occurred_at, ${ctx.now}::timestamptz, s.data
      from unnest(${fresh.map((s) => s.id)}::uuid[], ${fresh.map((s) => s.type)}::text[], ${fresh.map((s) => s.store_id ?? null)}::uuid[],
                  ${fresh.map((s) => momentOf(s, ctx.now))}::timestamptz[], ${fresh.map((s) => JSON.stringify(s.data ?? {}))}::jsonb[])
           as s(id, type, store_id, occurred_at, data)`
  return { taken: fresh.length }
}

function momentOf({ occurred_at }: Step, now: Date): Date {
  const at = occurred_at === undefined ? now : new Date(occurred_at)
  const earliest = now.getTime() - LATE_DAYS_MAX * 86_400_000
  return at.getTime() > now.getTime() + AHEAD_MS_MAX || at.getTime() < earliest ? now : at
}
