import type { Ctx } from '#platform/ctx'
import { announceBelowPromise, announceRanOut } from './announce.ts'
import { stockCounted } from './events.ts'
import type { ChangedLevel } from './levels.ts'
import { CHANGED, LOCKED_LEVELS, ensureLevels, lockLevels, onceEach } from './levels.ts'
import { mustNameOnce, mustTellApart } from './rules.ts'

export type CountStock = {
  location_id: string
  reason: string
  /** `id` is made by the caller: the same count line is booked once. */
  lines: readonly { id: string; variant_id: string; counted: number }[]
}
export type Counted = { id: string; variant_id: string; expected: number; counted: number; variance: number }

/**
 * Somebody counted the shelf: the book becomes what was counted, the difference to what the book said
 * at this moment is kept with its reason. Answers every line, also those booked before. Refuses `article_twice`, `line_twice`.
 */
export async function countStock(ctx: Ctx, { location_id, reason, lines }: CountStock): Promise<Counted[]> {
  mustNameOnce(lines)
  mustTellApart(lines.map(({ id }) => id))
  await ensureLevels(
    ctx,
    lines.map(({ variant_id }) => ({ variant_id, location_id })),
  )
  const levels = await bookCount(ctx, { location_id, reason, lines })
  const booked = await ctx.sql<Counted>`
    select id, variant_id, expected, counted, variance from stock_count
     where id = any(${lines.map((line) => line.id)}::uuid[]) and location_id = ${location_id} order by id`
  const [first] = levels
  if (!first) return booked
  const fresh = booked.filter((count) => levels.some((level) => level.variant_id === count.variant_id))
  const variance = fresh.reduce((sum, count) => sum + count.variance, 0)
  const units = fresh.reduce((sum, count) => sum + count.counted, 0)
  ctx.emit(
    stockCounted,
    { location_id, location: first.location, lines: fresh.length, units, variance, reason },
    { store_id: first.store_id, subject_kind: 'location', subject_id: location_id },
  )
  announceRanOut(ctx, levels)
  await announceBelowPromise(ctx, levels)
  return booked
}

async function bookCount(ctx: Ctx, { location_id, reason, lines }: CountStock): Promise<ChangedLevel[]> {
  lockLevels(
    ctx,
    lines.map(({ variant_id }) => ({ variant_id, location_id })),
  )
  return onceEach(ctx.sql<ChangedLevel>`
    with change as materialized (
      select a.id, a.variant_id, ${location_id}::uuid as location_id, a.counted
        from unnest(${lines.map((l) => l.id)}::uuid[], ${lines.map((l) => l.variant_id)}::uuid[], ${lines.map((l) => l.counted)}::int[])
             as a(id, variant_id, counted)
       where not exists (select from stock_count c where c.id = a.id)
    ), level as materialized (${LOCKED_LEVELS}), counted as (
      insert into stock_count (id, location_id, variant_id, expected, counted, reason, counted_by, counted_at)
      select c.id, c.location_id, c.variant_id, b.on_hand, c.counted, ${reason}, ${ctx.actor.id}::uuid, ${ctx.now}
        from change c join level b using (variant_id, location_id)
    ), moved as (
      update stock_level l set on_hand = c.counted, updated_at = ${ctx.now}
        from change c join level using (variant_id, location_id)
       where l.variant_id = c.variant_id and l.location_id = c.location_id
      returning l.*
    ), written as (
      insert into stock_movement (kind, variant_id, location_id, on_hand, cause_kind, cause_id, reason, actor_kind, actor_id, moved_at)
      select 'counted', c.variant_id, c.location_id, c.counted - b.on_hand, 'count', c.id, ${reason},
             ${ctx.actor.kind}, ${ctx.actor.id}::uuid, ${ctx.now}
        from change c join level b using (variant_id, location_id) join moved using (variant_id, location_id)
       where c.counted <> b.on_hand
    )
    select ${CHANGED}`)
}
