import { fragment } from '#platform/ctx'
import type { Ctx, Fragment } from '#platform/ctx'
import type { Opening, Place, Point, Where } from '#organisation'
import { distanceKm, localDay, openingsOf, sourcesOf, whereOf } from '#organisation'
import { FREE } from './levels.ts'

export type Method = 'ship' | 'pickup' | 'carry_out'

/** One place that could give some of the articles, and all that deciding needs to know of it. */
export type Node = Place & {
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

type Near = { place: Place; distance_km: number | null; far: number }
type Stocked = {
  location_id: string
  available: Record<string, number>
  taken: number
  said_no: Node['said_no'] | null
}

/**
 * The one question behind availability, cart check, reservation and routing: what a place shows is what
 * can be taken there. Which places count is known (organisation's `sourcesOf`); what they have is asked. Holds
 * that are due, and the cart's own, count as free.
 */
export async function nodes(ctx: Ctx, ask: NodesAsk): Promise<Node[]> {
  const near = await nearest(ctx, ask)
  if (near.length === 0) return []
  const stocked = await stockedAt(ctx, ask, near)
  const byId = new Map(near.map((one) => [one.place.location_id, one]))
  const openings = await openingsOf(
    ctx,
    stocked.flatMap(({ location_id }) => byId.get(location_id)?.place.store_id ?? []),
  )
  return stocked.flatMap(({ location_id, available, taken, said_no }) => {
    const found = byId.get(location_id)
    if (!found) return []
    const { place, distance_km } = found
    const most = place.max_orders_per_day
    return [
      {
        ...place,
        distance_km,
        available,
        capacity_left: most === null ? null : Math.max(0, most - taken),
        said_no: said_no ?? [],
        opening: (place.store_id && openings.get(place.store_id)) || null,
      },
    ]
  })
}

/** The places that count, the nearest first. A list that shows empty shops too is cut before their stock is asked. */
async function nearest(ctx: Ctx, ask: NodesAsk): Promise<Near[]> {
  const sources = await sourcesOf(ctx, ask)
  const found = sources
    .filter((place) => ask.store_id === undefined || place.store_id === ask.store_id)
    .map((place): Near => {
      const distance_km = distanceTo(place, ask.near)
      return { place, distance_km, far: distance_km ?? FAR }
    })
  if (ask.order !== 'near')
    return found.toSorted((a, b) => a.far - b.far || a.place.priority - b.place.priority || byCode(a.place, b.place))
  const { after } = ask
  const from = after ? (after.distance_km ?? FAR) : -1
  const onwards = found
    .filter(({ far, place }) => !after || far > from || (far === from && place.code > after.code))
    .toSorted((a, b) => a.far - b.far || byCode(a.place, b.place))
  return ask.in_stock ? onwards : onwards.slice(0, ask.limit ?? NODES_MAX)
}

const byCode = (a: Place, b: Place): number => (a.code < b.code ? -1 : 1)

const distanceTo = ({ lat, lng }: Place, near: Point | undefined): number | null =>
  near === undefined || lat === null || lng === null ? null : distanceKm(near, { lat, lng })

/** What these places, best first, have of the articles; at most `limit` of them, in the order that was asked for. */
const stockedAt = (ctx: Ctx, ask: NodesAsk, near: readonly Near[]): Promise<Stocked[]> => ctx.sql<Stocked>`
    with ${backOf(ctx, ask)}, excluded as materialized (
      select location_id, variant_id, reason from stock_exclusion
       where until_at > ${ctx.now}::timestamptz and (variant_id is null or variant_id = any(${ask.variant_ids}::uuid[]))
    ), place as (
      select * from unnest(${near.map(({ place }) => place.location_id)}::uuid[], ${near.map(({ place }) => localDay(place.timezone, ctx.now))}::date[])
        with ordinality as p(location_id, today, turn)
    ), stocked as (
      select l.location_id, jsonb_object_agg(l.variant_id, a.available) as available, count(*) filter (where a.available > 0) as covers
        from place p
        join stock_level l on l.location_id = p.location_id and l.variant_id = any(${ask.variant_ids}::uuid[])
        left join back b on b.variant_id = l.variant_id and b.location_id = l.location_id
       cross join lateral (select case
           when exists (select from excluded x where x.location_id = l.location_id and coalesce(x.variant_id, l.variant_id) = l.variant_id) then 0
           else greatest(0, ${FREE} + coalesce(b.quantity, 0)) end as available) a
       group by l.location_id
    )
    select p.location_id, coalesce(s.available, '{}') as available, coalesce(c.taken, 0) as taken,
           (select jsonb_agg(jsonb_build_object('variant_id', x.variant_id, 'reason', x.reason))
              from excluded x where x.location_id = p.location_id) as said_no
      from place p
      left join stocked s using (location_id)
      left join stock_capacity c on c.location_id = p.location_id and c.on_date = p.today
     where ${ask.in_stock ? fragment`s.covers > 0` : fragment`true`}
     order by ${ask.order === 'near' ? fragment`p.turn` : fragment`coalesce(s.covers, 0) desc, p.turn`}
     limit ${ask.limit ?? NODES_MAX}`

/** What can be promised for shipping over all places together, per variant. */
export async function shippable(
  ctx: Ctx,
  ask: Pick<NodesAsk, 'variant_ids' | 'channel' | 'cart_id'>,
): Promise<Map<string, number>> {
  const where = await whereOf(ctx, { channel: ask.channel, method: 'ship' })
  const rows = await ctx.sql<{ variant_id: string; available: number }>`
    with ${backOf(ctx, ask)}
    select l.variant_id, sum(greatest(0, ${FREE} + coalesce(b.quantity, 0)))::bigint as available
      from stock_level l
      left join back b on b.variant_id = l.variant_id and b.location_id = l.location_id
     where l.variant_id = any(${ask.variant_ids}::uuid[]) and ${at(where)}
       and not exists (select from stock_exclusion x where x.until_at > ${ctx.now}::timestamptz
                          and x.location_id = l.location_id and coalesce(x.variant_id, l.variant_id) = l.variant_id)
     group by 1`
  return new Map(rows.map((row) => [row.variant_id, row.available]))
}

/** Whether a level `l` is at one of these places. */
export const at = (where: Where): Fragment =>
  'only' in where
    ? fragment`l.location_id = any(${where.only}::uuid[])`
    : fragment`l.location_id <> all(${where.except}::uuid[])`

/** Units that count as free although `reserved` still holds them: due holds, and the asking cart's own. */
export const backOf = (
  ctx: Ctx,
  { variant_ids, cart_id = null }: Pick<NodesAsk, 'variant_ids' | 'cart_id'>,
) => fragment`
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
