import type { Ctx } from '#platform/ctx'
import { stockPolicySet } from './events.ts'
import type { LevelKey } from './levels.ts'
import { ensureLevels, lockLevels } from './levels.ts'
import { mustNameOnce } from './rules.ts'

export type StockPolicy = {
  location_id: string
  /** Units kept back from promises; units that may be promised beyond the goods. Absent: as it was. */
  lines: readonly { variant_id: string; safety_stock?: number; backorder_limit?: number }[]
}

/** How much of an article a place keeps back, and how far it may promise what it does not have. Refuses `article_twice`. */
export async function setStockPolicy(ctx: Ctx, { location_id, lines }: StockPolicy): Promise<void> {
  mustNameOnce(lines)
  await ensureLevels(
    ctx,
    lines.map(({ variant_id }) => ({ variant_id, location_id })),
  )
  lockLevels(
    ctx,
    lines.map(({ variant_id }) => ({ variant_id, location_id })),
  )
  const set = await ctx.sql<LevelKey & { location: string; store_id: string | null }>`
    with asked as materialized (
      select distinct on (variant_id) * from unnest(
        ${lines.map((l) => l.variant_id)}::uuid[], ${lines.map((l) => l.safety_stock ?? null)}::int[], ${lines.map((l) => l.backorder_limit ?? null)}::int[])
        as a(variant_id, safety_stock, backorder_limit)
    ), level as materialized (
      select l.variant_id, l.location_id from stock_level l join asked using (variant_id)
       where l.location_id = ${location_id} order by l.variant_id for no key update of l
    )
    update stock_level l
       set safety_stock = coalesce(a.safety_stock, l.safety_stock), backorder_limit = coalesce(a.backorder_limit, l.backorder_limit),
           updated_at = ${ctx.now}
      from asked a join level using (variant_id) join location n on n.id = level.location_id
     where l.variant_id = a.variant_id and l.location_id = level.location_id
       and (l.safety_stock, l.backorder_limit) is distinct from
           (coalesce(a.safety_stock, l.safety_stock), coalesce(a.backorder_limit, l.backorder_limit))
    returning l.variant_id, l.location_id, n.code as location, n.store_id`
  const [first] = set
  if (!first) return
  const units = lines.reduce((sum, line) => sum + (line.safety_stock ?? 0), 0)
  ctx.emit(
    stockPolicySet,
    { location_id, location: first.location, lines: set.length, units },
    { store_id: first.store_id, subject_kind: 'location', subject_id: location_id },
  )
}
