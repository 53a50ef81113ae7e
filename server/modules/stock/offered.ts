import { isInside } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { sourcesOf, whereOf } from '#organisation'
import { freeTo, isExcluded } from './levels.ts'
import { at } from './nodes.ts'
import { shown } from './rules.ts'

/** `shipping`: units that can be sent; `stores`: shops where one can be collected; `here`: units in the named shop. */
export type Offered = { shipping: number; stores: number; here: number | null }

export type OfferedAsk = { variant_ids: readonly string[]; channel: string; store_id?: string | undefined }

/** What can be had of articles in all places together: the sums of what `nodes` says of each. One statement. */
export async function offered(ctx: Ctx, { variant_ids, channel, store_id }: OfferedAsk): Promise<Map<string, Offered>> {
  const [shipping, pickup, collecting] = await Promise.all([
    whereOf(ctx, { channel, method: 'ship' }),
    whereOf(ctx, { channel, method: 'pickup' }),
    store_id === undefined ? [] : sourcesOf(ctx, { channel, method: 'pickup' }),
  ])
  const here = collecting.find((place) => place.store_id === store_id)?.location_id ?? null
  const rows = await ctx.sql<{ variant_id: string; shipping: number; stores: number; here: number }>`
    with level as (
      select l.variant_id, l.location_id, ${freeTo(ctx)} as free
        from stock_level l
       where l.variant_id = any(${variant_ids}::uuid[]) and not ${isExcluded(ctx)}
    )
    select variant_id,
           coalesce(sum(free) filter (where ${at(shipping)}), 0)::bigint as shipping,
           count(*) filter (where free > 0 and ${at(pickup)})::int as stores,
           coalesce(sum(free) filter (where location_id = ${here}::uuid), 0)::int as here
      from level l group by variant_id`
  const inside = isInside(ctx.actor)
  return new Map(
    rows.map((row) => [
      row.variant_id,
      {
        shipping: shown(row.shipping, inside),
        stores: row.stores,
        here: store_id === undefined ? null : shown(row.here, inside),
      },
    ]),
  )
}
