import { isInside } from '#platform/actor'
import { glance, nameOf } from '#platform/crowd'
import type { Ctx } from '#platform/ctx'
import { sourcesOf, whereOf } from '#organisation'
import type { Where } from '#organisation'
import { OFFERED, freeTo, isExcluded } from './levels.ts'
import { at } from './nodes.ts'
import { shown } from './rules.ts'

/** `shipping`: units that can be sent; `stores`: shops where one can be collected; `here`: units in the named shop. */
export type Offered = { shipping: number; stores: number; here: number | null }

export type OfferedAsk = { variant_ids: readonly string[]; channel: string; store_id?: string | undefined }

/**
 * What can be had of articles in all places together: the sums of what `nodes` says of each, to look at and not to decide
 * by. One statement; what was shown within a second, and has not been changed by this process, is shown again.
 */
export async function offered(ctx: Ctx, { variant_ids, channel, store_id }: OfferedAsk): Promise<Map<string, Offered>> {
  const [shipping, pickup, collecting] = await Promise.all([
    whereOf(ctx, { channel, method: 'ship' }),
    whereOf(ctx, { channel, method: 'pickup' }),
    store_id === undefined ? [] : sourcesOf(ctx, { channel, method: 'pickup' }),
  ])
  const here = collecting.find((place) => place.store_id === store_id)?.location_id ?? null
  const about = `${nameOf(shipping)} ${nameOf(pickup)} ${here}`
  const sums = await glance(ctx, OFFERED, { about, keys: variant_ids }, (missing) =>
    sumsOf(ctx, { shipping, pickup, here }, missing),
  )
  const inside = isInside(ctx.actor)
  const all = new Map<string, Offered>()
  for (const [variant_id, sum] of sums)
    all.set(variant_id, {
      shipping: shown(sum.shipping, inside),
      stores: sum.stores,
      here: store_id === undefined ? null : shown(sum.here, inside),
    })
  return all
}

type Places = { shipping: Where; pickup: Where; here: string | null }
type Sum = { variant_id: string; shipping: number; stores: number; here: number }

async function sumsOf(ctx: Ctx, { shipping, pickup, here }: Places, variant_ids: string[]): Promise<Map<string, Sum>> {
  const rows = await ctx.sql<Sum>`
    with level as materialized (
      select l.variant_id, l.location_id, ${freeTo(ctx)} as free
        from stock_level l
       where l.variant_id = any(${variant_ids}::uuid[]) and not ${isExcluded(ctx)}
    )
    select variant_id,
           coalesce(sum(free) filter (where ${at(shipping)}), 0)::bigint as shipping,
           count(*) filter (where free > 0 and ${at(pickup)})::int as stores,
           coalesce(sum(free) filter (where location_id = ${here}::uuid), 0)::int as here
      from level l group by variant_id`
  return new Map(rows.map((row) => [row.variant_id, row]))
}
