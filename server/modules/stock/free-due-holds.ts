import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import type { LevelKey } from './levels.ts'
import { LOCKED_LEVELS, moving } from './levels.ts'

/** How many due holds one statement frees. */
const BATCH = 500

/**
 * Gives back what carts held too long: of these levels, or anywhere. Holds somebody is working on
 * right now are skipped, never waited for. Answers what became free per level.
 */
export async function freeDueHolds(
  ctx: Ctx,
  levels?: readonly LevelKey[],
): Promise<(LevelKey & { quantity: number })[]> {
  const scope = levels
    ? fragment`and (r.variant_id, r.location_id) in (
        select * from unnest(${levels.map((l) => l.variant_id)}::uuid[], ${levels.map((l) => l.location_id)}::uuid[]))`
    : fragment``
  return moving(
    ctx,
    () => ctx.sql<LevelKey & { quantity: number }>`
    with due as materialized (
      select r.id, r.cart_id, r.line_id, r.variant_id, r.location_id, r.quantity from stock_reservation r
       where r.expires_at <= ${ctx.now}::timestamptz ${scope}
       order by r.id limit ${BATCH} for update of r skip locked
    ), change as materialized (
      select variant_id, location_id, sum(quantity)::int as quantity from due group by 1, 2
    ), level as materialized (${LOCKED_LEVELS}), moved as (
      update stock_level l set reserved = l.reserved - c.quantity, updated_at = ${ctx.now}
        from change c join level using (variant_id, location_id)
       where l.variant_id = c.variant_id and l.location_id = c.location_id and l.reserved >= c.quantity
      returning l.variant_id, l.location_id, c.quantity
    ), gone as (
      delete from stock_reservation r using due join moved using (variant_id, location_id) where r.id = due.id
    ), written as (
      insert into stock_movement (kind, variant_id, location_id, reserved, cause_kind, cause_id, line_id, reason, actor_kind, actor_id, moved_at)
      select 'released', d.variant_id, d.location_id, -d.quantity, 'cart', d.cart_id, d.line_id, 'expired', 'system', null, ${ctx.now}
        from due d join moved m using (variant_id, location_id)
    )
    select variant_id, location_id, quantity from moved`,
    (freed) => freed,
  )
}
