import type { Ctx } from '#platform/ctx'
import { LOCKED_LEVELS, lockLevels, moving } from './levels.ts'

export type Deallocate = {
  order_id: string
  lines?: readonly { order_line_id: string; location_id: string; quantity: number }[]
}
export type GivenBack = { order_line_id: string; location_id: string; variant_id: string; quantity: number }

/**
 * Gives the promise of an order back: of these lines at these places, or all of it. A line gives at most
 * what it still has allocated there; what was given back is answered, so a repeat of `all` answers nothing.
 */
export async function deallocate(ctx: Ctx, { order_id, lines }: Deallocate): Promise<GivenBack[]> {
  lockLevels(ctx, [], { order_id })
  return moving(
    ctx,
    () => ctx.sql<GivenBack>`
    with asked as (
      select order_line_id, location_id, sum(quantity)::int as quantity
        from unnest(${(lines ?? []).map((l) => l.order_line_id)}::uuid[], ${(lines ?? []).map((l) => l.location_id)}::uuid[],
                    ${(lines ?? []).map((l) => l.quantity)}::int[]) as a(order_line_id, location_id, quantity)
       group by 1, 2
    ), mine as materialized (
      select * from stock_allocation
       where order_id = ${order_id}
       order by id for update
    ), back as materialized (
      select m.*, case when ${lines === undefined} then m.quantity else least(m.quantity, coalesce(a.quantity, 0)) end as give
        from mine m left join asked a using (order_line_id, location_id)
    ), change as materialized (
      select variant_id, location_id, sum(give)::int as give from back where give > 0 group by 1, 2
    ), level as materialized (${LOCKED_LEVELS}), moved as (
      update stock_level l set allocated = l.allocated - c.give, updated_at = ${ctx.now}
        from change c join level using (variant_id, location_id)
       where l.variant_id = c.variant_id and l.location_id = c.location_id and l.allocated >= c.give
      returning l.variant_id, l.location_id
    ), gone as (
      delete from stock_allocation a using back b where a.id = b.id and b.give = b.quantity
    ), kept as (
      update stock_allocation a set quantity = a.quantity - b.give from back b where a.id = b.id and b.give > 0 and b.give < b.quantity
    ), written as (
      insert into stock_movement (kind, variant_id, location_id, allocated, cause_kind, cause_id, line_id, actor_kind, actor_id, moved_at)
      select 'deallocated', b.variant_id, b.location_id, -b.give, 'order', ${order_id}, b.order_line_id,
             ${ctx.actor.kind}, ${ctx.actor.id}::uuid, ${ctx.now}
        from back b join moved using (variant_id, location_id) where b.give > 0
    )
    select order_line_id, location_id, variant_id, give as quantity from back where give > 0 order by order_line_id, location_id`,
    (given) => given,
  )
}
