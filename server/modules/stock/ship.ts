import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { announceBelowPromise } from './announce.ts'
import type { ChangedLevel } from './levels.ts'
import { CHANGED, LOCKED_LEVELS, levelsIn, lockLevels, moving } from './levels.ts'

export type ShipLine = { order_line_id: string; location_id: string; quantity: number }
export type Ship = { order_id: string; lines: readonly ShipLine[]; kind: 'shipped' | 'sold' }

type Answer = { missing: (ShipLine & { allocated: number })[]; levels: ChangedLevel[] }

/**
 * Goods leave for an order: the promise and the goods go down together. Only what is allocated at that
 * place can leave, so a second saying is refused `not_allocated` instead of moving goods twice. That
 * the book knows fewer goods than left the house is no reason to stop them: it is announced.
 */
export async function ship(ctx: Ctx, { order_id, lines, kind }: Ship): Promise<void> {
  lockLevels(ctx, [], { order_id })
  const [answer] = await moving(
    ctx,
    () => ctx.sql<Answer>`
    with wanted as materialized (
      select order_line_id, location_id, sum(quantity)::int as quantity
        from unnest(${lines.map((l) => l.order_line_id)}::uuid[], ${lines.map((l) => l.location_id)}::uuid[], ${lines.map((l) => l.quantity)}::int[])
             as w(order_line_id, location_id, quantity)
       group by 1, 2
    ), mine as materialized (
      select a.id, a.order_line_id, a.location_id, a.variant_id, a.quantity as allocated, w.quantity
        from stock_allocation a join wanted w using (order_line_id, location_id)
       where a.order_id = ${order_id} order by a.id for update of a
    ), missing as materialized (
      select order_line_id, location_id, w.quantity, coalesce(m.allocated, 0) as allocated
        from wanted w left join mine m using (order_line_id, location_id)
       where coalesce(m.allocated, 0) < w.quantity
    ), change as materialized (
      select variant_id, location_id, sum(quantity)::int as quantity from mine
       where not exists (select from missing) group by 1, 2
    ), level as materialized (${LOCKED_LEVELS}), moved as (
      update stock_level l set allocated = l.allocated - c.quantity, on_hand = l.on_hand - c.quantity, updated_at = ${ctx.now}
        from change c join level using (variant_id, location_id)
       where l.variant_id = c.variant_id and l.location_id = c.location_id and l.allocated >= c.quantity
      returning l.*
    ), gone as (
      delete from stock_allocation a using mine m join moved using (variant_id, location_id) where a.id = m.id and m.allocated = m.quantity
    ), kept as (
      update stock_allocation a set quantity = m.allocated - m.quantity
        from mine m join moved using (variant_id, location_id) where a.id = m.id and m.allocated > m.quantity
    ), written as (
      insert into stock_movement (kind, variant_id, location_id, on_hand, allocated, cause_kind, cause_id, line_id, actor_kind, actor_id, moved_at)
      select ${kind}, variant_id, location_id, -m.quantity, -m.quantity, 'order', ${order_id}, m.order_line_id,
             ${ctx.actor.kind}, ${ctx.actor.id}::uuid, ${ctx.now}
        from mine m join moved using (variant_id, location_id)
    )
    select coalesce((select json_agg(missing) from missing), '[]') as missing,
           coalesce((select json_agg(x) from (select ${CHANGED}) x), '[]') as levels`,
    levelsIn,
  )
  if (answer && answer.missing.length > 0) {
    throw refused('not_allocated', {
      detail: 'The order has no such goods promised at this place.',
      lines: answer.missing,
    })
  }
  await announceBelowPromise(
    ctx,
    (answer?.levels ?? []).filter((level) => level.on_hand < 0),
  )
}
