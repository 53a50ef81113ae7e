import type { Ctx } from '#platform/ctx'
import { freeTo, isExcluded } from './levels.ts'

/** `available` is what may be promised or sold; `on_hand` what the book says lies there. */
export type Shelf = { on_hand: number; available: number }

/** What one place has of many articles; what it never had is absent. One statement. */
export async function shelfOf(
  ctx: Ctx,
  { location_id, variant_ids }: { location_id: string; variant_ids: readonly string[] },
): Promise<Map<string, Shelf>> {
  const rows = await ctx.sql<{ variant_id: string } & Shelf>`
    select l.variant_id, l.on_hand, case when ${isExcluded(ctx)} then 0 else ${freeTo(ctx)} end as available
      from stock_level l
     where l.location_id = ${location_id} and l.variant_id = any(${variant_ids}::uuid[])`
  return new Map(rows.map(({ variant_id, on_hand, available }) => [variant_id, { on_hand, available }]))
}

/** Movements looked through at once; beyond that a reader is better off to begin anew. */
const MOVEMENTS_MAX = 50_000
/** Longer than any transaction lives (statement and idle limits of the connections): what began before it has ended. */
const SETTLED_AFTER_MS = 30_000

/** A place in the ledger behind which nothing is written any more: where to go on reading later. */
export async function ledgerMark(ctx: Ctx): Promise<number> {
  const settled = new Date(ctx.now.getTime() - SETTLED_AFTER_MS)
  const [row] = await ctx.sql<{ seq: number }>`
    select seq from stock_movement where moved_at < ${settled} order by seq desc limit 1`
  return row?.seq ?? 0
}

/** Articles that moved, were held or let go at a place since a mark; null where too much happened everywhere. */
export async function movedSince(
  ctx: Ctx,
  { location_id, mark }: { location_id: string; mark: number },
): Promise<string[] | null> {
  const [row] = await ctx.sql<{ looked: number; variant_ids: string[] }>`
    with moved as materialized (
      select variant_id, location_id from stock_movement where seq > ${mark} order by seq limit ${MOVEMENTS_MAX + 1})
    select (select count(*) from moved)::int as looked,
           array(select variant_id from moved where location_id = ${location_id}::uuid group by variant_id) as variant_ids`
  return row && row.looked <= MOVEMENTS_MAX ? row.variant_ids : null
}
