import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { announceRanOut } from './announce.ts'
import { freeDueHolds } from './free-due-holds.ts'
import { forgetPlan } from './kept-plan.ts'
import type { ChangedLevel, LevelKey } from './levels.ts'
import { CHANGED, FREE, LOCKED_LEVELS, levelName, lockLevels, onceEach } from './levels.ts'

export type AllocateLine = {
  order_line_id: string
  /** The cart line it came from; the cart's holds count for all its lines, so this is only for the reader. */
  line_id?: string
  variant_id: string
  location_id: string
  quantity: number
}
export type Allocate = { order_id: string; cart_id: string | null; lines: readonly AllocateLine[] }

type Answer = { short: (LevelKey & { wanted: number; available: number })[]; levels: ChangedLevel[] }

/**
 * Promises goods to an order: what its cart holds becomes allocated, the rest is taken from what is
 * free, all or nothing. The cart's other holds end. A hold is honoured as long as the goods are there,
 * even if others hold more than there is. Lines already allocated are not taken twice.
 * Refuses `out_of_stock` with the lines that do not fit.
 */
export async function allocate(ctx: Ctx, input: Allocate): Promise<void> {
  let answer = await takeAllocations(ctx, input)
  if (answer.short.length > 0 && (await freeDueHolds(ctx, answer.short)).length > 0) {
    answer = await takeAllocations(ctx, input)
  }
  if (answer.short.length > 0) throw outOfStock(answer.short, input.lines)
  if (input.cart_id) forgetPlan(ctx, input.cart_id)
  announceRanOut(ctx, answer.levels)
}

export function outOfStock(
  short: Answer['short'],
  lines: readonly (LevelKey & { order_line_id: string; quantity: number })[],
) {
  const levels = new Map(short.map((level) => [levelName(level), level]))
  return refused('out_of_stock', {
    detail: 'There is not enough left of some articles.',
    lines: lines.flatMap((line) => {
      const level = levels.get(levelName(line))
      const { order_line_id, variant_id, location_id, quantity } = line
      return level
        ? [{ order_line_id, variant_id, location_id, quantity, available: Math.max(0, level.available) }]
        : []
    }),
  })
}

async function takeAllocations(ctx: Ctx, { order_id, cart_id, lines }: Allocate): Promise<Answer> {
  lockLevels(ctx, lines, { cart_id })
  const [answer] = await onceEach(ctx.sql<Answer>`
    with own as materialized (
      select id, line_id, variant_id, location_id, quantity from stock_reservation
       where cart_id = ${cart_id}::uuid order by id for update
    ), wanted as materialized (
      select w.* from unnest(
        ${lines.map(() => newId())}::uuid[], ${lines.map((l) => l.order_line_id)}::uuid[], ${lines.map((l) => l.variant_id)}::uuid[],
        ${lines.map((l) => l.location_id)}::uuid[], ${lines.map((l) => l.quantity)}::int[])
        as w(id, order_line_id, variant_id, location_id, quantity)
       where not exists (select from stock_allocation a where a.order_line_id = w.order_line_id and a.location_id = w.location_id)
    ), change as materialized (
      select variant_id, location_id, sum(need)::int as need, sum(held)::int as held
        from (select variant_id, location_id, quantity as need, 0 as held from wanted
              union all select variant_id, location_id, 0, quantity from own) x
       group by 1, 2
    ), level as materialized (${LOCKED_LEVELS}), judged as materialized (
      select c.*, coalesce(${FREE} + c.held, 0) as available,
             c.need = 0 or coalesce(
               case when c.need <= c.held then l.on_hand - l.allocated + l.backorder_limit >= c.need
                    else ${FREE} + c.held >= c.need end, false) as fits
        from change c left join level l using (variant_id, location_id)
    ), verdict as materialized (
      select coalesce(bool_and(fits), true) as all_fit from judged
    ), moved as (
      update stock_level l set allocated = l.allocated + j.need, reserved = l.reserved - j.held, updated_at = ${ctx.now}
        from judged j cross join verdict
       where verdict.all_fit and l.variant_id = j.variant_id and l.location_id = j.location_id
         and l.reserved >= j.held
         and (j.need = 0 or l.on_hand - l.allocated + l.backorder_limit >= j.need)
      returning l.*
    ), taken as (
      insert into stock_allocation (id, order_id, order_line_id, variant_id, location_id, quantity, created_at)
      select id, ${order_id}, order_line_id, variant_id, location_id, quantity, ${ctx.now}
        from wanted cross join verdict where all_fit
    ), gone as (
      delete from stock_reservation r using own cross join verdict where all_fit and r.id = own.id
    ), written as (
      insert into stock_movement (kind, variant_id, location_id, allocated, reserved, cause_kind, cause_id, line_id, actor_kind, actor_id, moved_at)
      select x.kind, variant_id, location_id, x.allocated, x.reserved, x.cause_kind, x.cause_id, x.line_id,
             ${ctx.actor.kind}, ${ctx.actor.id}::uuid, ${ctx.now}
        from (select 1 as turn, 'released' as kind, variant_id, location_id, 0 as allocated, -quantity as reserved,
                     'cart' as cause_kind, ${cart_id}::uuid as cause_id, line_id from own
              union all
              select 2, 'allocated', variant_id, location_id, quantity, 0, 'order', ${order_id}::uuid, order_line_id from wanted) x
        join moved using (variant_id, location_id)
       order by x.turn
    )
    select coalesce((select json_agg(json_build_object('variant_id', variant_id, 'location_id', location_id,
                                                       'wanted', need, 'available', available))
                       from judged where not fits), '[]') as short,
           coalesce((select json_agg(x) from (select ${CHANGED}) x), '[]') as levels`)
  return answer ?? { short: [], levels: [] }
}
