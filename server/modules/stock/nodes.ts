import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import type { Opening, Point } from '#organisation'
import { openingsOf } from '#organisation'
import { FREE } from './levels.ts'

export type Method = 'ship' | 'pickup' | 'carry_out'

/** One place that could give some of the articles, and all that deciding needs to know of it. */
export type Node = {
  location_id: string
  code: string
  name: string
  kind: 'store' | 'warehouse' | 'partner'
  store_id: string | null
  store_name: string | null
  country: string
  timezone: string
  lat: number | null
  lng: number | null
  priority: number
  handling_minutes: number
  cutoff: string
  pickup_lead_minutes: number | null
  /** Great-circle distance to the customer; null when either place is unknown. */
  distance_km: number | null
  /** Orders it may still take today; null = no limit. */
  capacity_left: number | null
  /** Units that may be promised now, per variant; a variant it never had is absent. */
  available: Record<string, number>
  /** Articles (null = all) it was asked for and said no to; they count as not available. */
  said_no: { variant_id: string | null; reason: string }[]
  opening: Opening | null
}

export type NodesAsk = {
  variant_ids: readonly string[]
  channel: string
  method: Method
  /** Only this shop: where the customer picks up or stands at the till. */
  store_id?: string | undefined
  near?: Point | undefined
  /** Its own holds count as available to it. */
  cart_id?: string | null | undefined
  /** `cover`: places that have more of the articles first (routing); `near`: by distance. */
  order?: 'cover' | 'near'
  /** Only places with stock. */
  in_stock?: boolean
  limit?: number
  /** Sort key of the last node of the page before, for `near`. */
  after?: { distance_km: number | null; code: string } | undefined
}

export const NODES_MAX = 60
/** Where a place without coordinates stands in a list by distance. */
const FAR = 1e9
const EARTH_RADIUS_KM = 6_371.0088

/**
 * The one query behind availability, cart check, reservation and routing: what a place shows is what
 * can be taken there. Channel scope, active places and pick-up shops are filtered here and nowhere
 * else; holds that are due, and the cart's own, count as free.
 */
export async function nodes(ctx: Ctx, ask: NodesAsk): Promise<Node[]> {
  const rows = await ctx.sql<Omit<Node, 'opening'>>`
    with ${backOf(ctx, ask)}, excluded as (
      select location_id, variant_id, reason from stock_exclusion
       where until_at > ${ctx.now}::timestamptz and (variant_id is null or variant_id = any(${ask.variant_ids}::uuid[]))
    ), place as (
      select n.*, s.name as store_name, s.pickup_lead_minutes, ${distance(ask.near)} as distance_km
        from location n left join store s on s.id = n.store_id
       where ${inScope(ask)} ${ask.store_id === undefined ? fragment`` : fragment`and n.store_id = ${ask.store_id}`}
         ${nearestOnly(ask)}
    ), stocked as (
      select l.location_id, jsonb_object_agg(l.variant_id, a.available) as available, count(*) filter (where a.available > 0) as covers
        from stock_level l
        join place p on p.id = l.location_id
        left join back b on b.variant_id = l.variant_id and b.location_id = l.location_id
       cross join lateral (select case
           when exists (select from excluded x where x.location_id = l.location_id and coalesce(x.variant_id, l.variant_id) = l.variant_id) then 0
           else greatest(0, ${FREE} + coalesce(b.quantity, 0)) end as available) a
       where l.variant_id = any(${ask.variant_ids}::uuid[])
       group by l.location_id
    ), chosen as (
      select p.*, coalesce(s.available, '{}') as available, coalesce(s.covers, 0) as covers, coalesce(p.distance_km, ${FAR}) as far
        from place p left join stocked s on s.location_id = p.id
       where ${ask.in_stock ? fragment`s.covers > 0` : fragment`true`}
         ${ask.after ? fragment`and (coalesce(p.distance_km, ${FAR}), p.code) > (${ask.after.distance_km ?? FAR}::float8, ${ask.after.code}::text)` : fragment``}
       order by ${ask.order === 'near' ? fragment`far, p.code` : fragment`covers desc, far, p.priority, p.code`}
       limit ${ask.limit ?? NODES_MAX}
    )
    select c.id as location_id, c.code, c.name, c.kind, c.store_id, c.store_name, c.country, c.timezone, c.lat, c.lng, c.priority,
           c.handling_minutes, c.cutoff, c.pickup_lead_minutes, c.distance_km, c.available,
           case when c.max_orders_per_day is not null then greatest(0, c.max_orders_per_day - coalesce(cap.taken, 0)) end as capacity_left,
           coalesce((select jsonb_agg(jsonb_build_object('variant_id', x.variant_id, 'reason', x.reason))
                       from excluded x where x.location_id = c.id), '[]') as said_no
      from chosen c
      left join stock_capacity cap on cap.location_id = c.id and cap.on_date = (${ctx.now}::timestamptz at time zone c.timezone)::date
     order by ${ask.order === 'near' ? fragment`c.far, c.code` : fragment`c.covers desc, c.far, c.priority, c.code`}`
  const store_ids = rows.flatMap((row) => row.store_id ?? [])
  const openings = store_ids.length > 0 ? await openingsOf(ctx, store_ids, ctx.now) : new Map<string, Opening>()
  return rows.map((row) => ({ ...row, opening: (row.store_id && openings.get(row.store_id)) || null }))
}

/** What can be promised for shipping over all places together, per variant. */
export async function shippable(
  ctx: Ctx,
  ask: Pick<NodesAsk, 'variant_ids' | 'channel' | 'cart_id'>,
): Promise<Map<string, number>> {
  const rows = await ctx.sql<{ variant_id: string; available: number }>`
    with ${backOf(ctx, ask)}
    select l.variant_id, sum(greatest(0, ${FREE} + coalesce(b.quantity, 0)))::bigint as available
      from stock_level l
      join location n on n.id = l.location_id
      left join store s on s.id = n.store_id
      left join back b on b.variant_id = l.variant_id and b.location_id = l.location_id
     where l.variant_id = any(${ask.variant_ids}::uuid[]) and ${inScope({ ...ask, method: 'ship' })}
       and not exists (select from stock_exclusion x where x.until_at > ${ctx.now}::timestamptz
                          and x.location_id = l.location_id and coalesce(x.variant_id, l.variant_id) = l.variant_id)
     group by 1`
  return new Map(rows.map((row) => [row.variant_id, row.available]))
}

/** Units that count as free although `reserved` still holds them: due holds, and the asking cart's own. */
const backOf = (ctx: Ctx, { variant_ids, cart_id = null }: Pick<NodesAsk, 'variant_ids' | 'cart_id'>) => fragment`
    back as (
      select variant_id, location_id, sum(quantity)::int as quantity
        from (select variant_id, location_id, quantity from stock_reservation
               where variant_id = any(${variant_ids}::uuid[]) and expires_at <= ${ctx.now}::timestamptz
                 and cart_id is distinct from ${cart_id}::uuid
              union all
              select variant_id, location_id, quantity from stock_reservation
               where cart_id = ${cart_id}::uuid and variant_id = any(${variant_ids}::uuid[])) r
       group by 1, 2
    )`

/** Which locations `n` (of store `s`) the channel may use this way; a till sells what its own shop has. */
function inScope({ channel, method }: Pick<NodesAsk, 'channel' | 'method'>) {
  const here = fragment`n.active and coalesce(s.active, true)`
  if (method === 'carry_out') return here
  const allowed = method === 'ship' ? fragment`c.ships and n.ships` : fragment`c.pickup and s.pickup`
  return fragment`${here} and exists (
    select from channel_location c where c.location_id = n.id and c.channel = ${channel} and ${allowed})`
}

/**
 * A list by distance that shows empty shops too needs the levels of its own page only: the places are
 * cut before stock is joined (500 shops: 21 levels read instead of 500).
 */
function nearestOnly({ near, order, in_stock, after, limit }: NodesAsk) {
  if (order !== 'near' || in_stock) return fragment``
  const far = fragment`coalesce(${distance(near)}, ${FAR})`
  const onwards = after
    ? fragment`and (${far}, n.code) > (${after.distance_km ?? FAR}::float8, ${after.code}::text)`
    : fragment``
  return fragment`${onwards} order by ${far}, n.code limit ${limit ?? NODES_MAX}`
}

/** Haversine in SQL, where it sorts and limits; the same formula as organisation's distanceKm. */
const distance = (near: Point | undefined) =>
  near === undefined
    ? fragment`null::float8`
    : fragment`(2 * ${EARTH_RADIUS_KM}::float8 * asin(least(1, sqrt(
        power(sin(radians(n.lat - ${near.lat}::float8) / 2), 2)
        + cos(radians(${near.lat}::float8)) * cos(radians(n.lat)) * power(sin(radians(n.lng - ${near.lng}::float8) / 2), 2)))))`
