import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { announceRanOut } from './announce.ts'
import { outOfStock } from './allocate.ts'
import { freeDueHolds } from './free-due-holds.ts'
import type { ChangedLevel, LevelKey } from './levels.ts'
import { CHANGED, FREE, LOCKED_LEVELS, lockLevels } from './levels.ts'

export type MoveAllocation = {
  order_id: string
  from_location_id: string
  parts: readonly { order_line_id: string; location_id: string; quantity: number }[]
}

type Part = LevelKey & { order_line_id: string; quantity: number }
type Answer = {
  missing: { order_line_id: string; quantity: number; allocated: number }[]
  short: (LevelKey & { wanted: number; available: number })[]
  parts: Part[]
  levels: ChangedLevel[]
}

/**
 * Re-routing: the promise leaves one place and stands at others, all or nothing, so the goods are never
 * lost on the way. Refuses `not_allocated` (the place has no such promise) and `out_of_stock`.
 */
export async function moveAllocation(ctx: Ctx, input: MoveAllocation): Promise<void> {
  const parts = input.parts.filter((part) => part.location_id !== input.from_location_id)
  if (parts.length === 0) return
  let answer = await takeElsewhere(ctx, { ...input, parts })
  if (answer.short.length > 0 && (await freeDueHolds(ctx, answer.short)).length > 0) {
    answer = await takeElsewhere(ctx, { ...input, parts })
  }
  if (answer.missing.length > 0) {
    throw refused('not_allocated', {
      detail: 'The order has no such goods promised at this place.',
      lines: answer.missing,
    })
  }
  if (answer.short.length > 0) throw outOfStock(answer.short, answer.parts)
  announceRanOut(ctx, answer.levels)
}

async function takeElsewhere(ctx: Ctx, { order_id, from_location_id, parts }: MoveAllocation): Promise<Answer> {
  const promised = await ctx.sql<{ order_line_id: string; variant_id: string }>`
    select order_line_id, variant_id from stock_allocation where order_id = ${order_id} and location_id = ${from_location_id}`
  const articles = new Map(promised.map((row) => [row.order_line_id, row.variant_id]))
  const targets = parts.flatMap(({ order_line_id, location_id }) => {
    const variant_id = articles.get(order_line_id)
    return variant_id ? [{ variant_id, location_id }] : []
  })
  lockLevels(ctx, targets, { order_id })
  const [answer] = await ctx.sql<Answer>`
    with wanted as materialized (
      select order_line_id, location_id, sum(quantity)::int as quantity
        from unnest(${parts.map((p) => p.order_line_id)}::uuid[], ${parts.map((p) => p.location_id)}::uuid[], ${parts.map((p) => p.quantity)}::int[])
             as w(order_line_id, location_id, quantity)
       group by 1, 2
    ), leaving as (
      select order_line_id, sum(quantity)::int as quantity from wanted group by 1
    ), mine as materialized (
      select a.id, a.order_line_id, a.variant_id, a.quantity as allocated, v.quantity
        from stock_allocation a join leaving v using (order_line_id)
       where a.order_id = ${order_id} and a.location_id = ${from_location_id} order by a.id for update of a
    ), missing as materialized (
      select order_line_id, v.quantity, coalesce(m.allocated, 0) as allocated
        from leaving v left join mine m using (order_line_id) where coalesce(m.allocated, 0) < v.quantity
    ), part as materialized (
      select w.order_line_id, m.variant_id, w.location_id, w.quantity
        from wanted w join mine m using (order_line_id)
    ), change as materialized (
      select variant_id, location_id, sum(quantity)::int as quantity
        from (select variant_id, location_id, quantity from part
              union all select variant_id, ${from_location_id}::uuid, -quantity from mine) x
       group by 1, 2
    ), level as materialized (${LOCKED_LEVELS}), short as materialized (
      select c.variant_id, c.location_id, c.quantity as wanted, coalesce(${FREE}, 0) as available
        from change c left join level l using (variant_id, location_id)
       where c.quantity > 0 and coalesce(${FREE}, 0) < c.quantity
    ), moved as (
      update stock_level l set allocated = l.allocated + c.quantity, updated_at = ${ctx.now}
        from change c
       where not exists (select from missing) and not exists (select from short)
         and l.variant_id = c.variant_id and l.location_id = c.location_id
      returning l.*
    ), done as materialized (select count(*) > 0 as yes from moved), gone as (
      delete from stock_allocation a using mine m cross join done where done.yes and a.id = m.id and m.allocated = m.quantity
    ), kept as (
      update stock_allocation a set quantity = m.allocated - m.quantity
        from mine m cross join done where done.yes and a.id = m.id and m.allocated > m.quantity
    ), taken as (
      insert into stock_allocation (id, order_id, order_line_id, variant_id, location_id, quantity, created_at)
      select n.id, ${order_id}, p.order_line_id, p.variant_id, p.location_id, p.quantity, ${ctx.now}
        from (select *, row_number() over (order by order_line_id, location_id) as n from part) p
        join unnest(${parts.map(() => newId())}::uuid[]) with ordinality as n(id, n) using (n)
        cross join done where done.yes
      on conflict (order_line_id, location_id) do update set quantity = stock_allocation.quantity + excluded.quantity
    ), written as (
      insert into stock_movement (kind, variant_id, location_id, allocated, cause_kind, cause_id, line_id, reason, actor_kind, actor_id, moved_at)
      select x.kind, x.variant_id, x.location_id, x.quantity, 'order', ${order_id}, x.order_line_id, 'moved',
             ${ctx.actor.kind}, ${ctx.actor.id}::uuid, ${ctx.now}
        from (select 'deallocated' as kind, variant_id, ${from_location_id}::uuid as location_id, -quantity as quantity, order_line_id from mine
              union all select 'allocated', variant_id, location_id, quantity, order_line_id from part) x
        cross join done where done.yes
    )
    select coalesce((select json_agg(missing) from missing), '[]') as missing,
           coalesce((select json_agg(short) from short), '[]') as short,
           coalesce((select json_agg(part) from part), '[]') as parts,
           coalesce((select json_agg(x) from (select ${CHANGED}) x), '[]') as levels`
  return answer ?? { missing: [], short: [], parts: [], levels: [] }
}
