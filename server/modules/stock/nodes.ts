import { fragment, inTurn, json } from '#platform/ctx'
import type { Ctx, Fragment } from '#platform/ctx'
import { gathered } from '#platform/gathered'
import type { Opening, Place, Point, Where } from '#organisation'
import { distanceKm, localDay, openingsOf, sourcesOf, whereOf } from '#organisation'
import { firstOf } from './first-of.ts'
import { freeAt, freeTo, isExcluded } from './levels.ts'

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
  /** Pieces of its order that are promised at a place already: they count as available to it there. */
  own?: { location_id: string; units: ReadonlyMap<string, number> } | undefined
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
/** `honoured`: the goods are there for all orders they are promised to. */
type Had = { location_id: string; variant_id: string; free: number; honoured: boolean }
type SaidNo = { location_id: string; variant_id: string | null; reason: string }

/**
 * The one question behind availability, cart check, reservation and routing: what a place shows is what
 * can be taken there. Which places count is known (organisation's `sourcesOf`); what they have is asked. Holds
 * that are due, and the cart's own, count as free; so do pieces promised to the asking order, as long as the goods are there.
 */
export async function nodes(ctx: Ctx, ask: NodesAsk): Promise<Node[]> {
  const asked = await likeliest(ctx, ask, await nearest(ctx, ask))
  if (asked.length === 0) return []
  const { variant_ids, cart_id = null } = ask
  const look = { variant_ids, location_ids: asked.map(({ place }) => place.location_id), cart_id, at: ctx.now }
  const [had, refusals, taken, openings] = await inTurn(
    hadAt(ctx, look),
    refusalsAt(ctx, look),
    takenToday(
      ctx,
      asked.map(({ place }) => place),
    ),
    openingsOf(
      ctx,
      asked.flatMap(({ place }) => place.store_id ?? []),
    ),
  )
  const available = Map.groupBy(had, ({ location_id }) => location_id)
  const saidNo = Map.groupBy(refusals, ({ location_id }) => location_id)
  const found = asked.map(({ place, distance_km }): Node => {
    const said_no = (saidNo.get(place.location_id) ?? []).map(({ variant_id, reason }) => ({ variant_id, reason }))
    const most = place.max_orders_per_day
    return {
      ...place,
      distance_km,
      available: availableOf(available.get(place.location_id) ?? [], said_no, ownAt(ask, place)),
      capacity_left: most === null ? null : Math.max(0, most - (taken.get(place.location_id) ?? 0)),
      said_no,
      opening: (place.store_id && openings.get(place.store_id)) || null,
    }
  })
  const listed = ask.in_stock ? found.filter((node) => covers(node) > 0) : found
  return ask.order === 'near' ? listed : listed.toSorted((a, b) => covers(b) - covers(a))
}

/** Of how many of the articles there is one. */
const covers = ({ available }: Node): number => Object.values(available).filter((free) => free > 0).length

type Own = ReadonlyMap<string, number>
const ownAt = ({ own }: NodesAsk, { location_id }: Place): Own =>
  own?.location_id === location_id ? own.units : new Map()

const availableOf = (had: readonly Had[], said_no: Node['said_no'], own: Own): Record<string, number> =>
  Object.fromEntries(
    had.map(({ variant_id, free, honoured }) => {
      const refused = said_no.some((one) => (one.variant_id ?? variant_id) === variant_id)
      return [variant_id, refused ? 0 : free + (honoured ? (own.get(variant_id) ?? 0) : 0)]
    }),
  )

/** The places that count, the nearest first. A list that shows empty shops too is cut before their stock is asked. */
async function nearest(ctx: Ctx, ask: NodesAsk): Promise<Near[]> {
  const sources = await sourcesOf(ctx, ask)
  const here = ask.store_id === undefined ? sources : sources.filter(({ store_id }) => store_id === ask.store_id)
  const found = here.map((place): Near => {
    const distance_km = distanceTo(place, ask.near)
    return { place, distance_km, far: distance_km ?? FAR }
  })
  if (ask.order !== 'near')
    return found.toSorted((a, b) => a.far - b.far || a.place.priority - b.place.priority || byCode(a.place, b.place))
  const { after } = ask
  const from = after ? (after.distance_km ?? FAR) : -1
  const onwards = after
    ? found.filter(({ far, place }) => far > from || (far === from && place.code > after.code))
    : found
  return firstOf(onwards, ask.in_stock ? onwards.length : (ask.limit ?? NODES_MAX), byDistance)
}

const byCode = (a: Place, b: Place): number => (a.code < b.code ? -1 : 1)
const byDistance = (a: Near, b: Near): number => a.far - b.far || byCode(a.place, b.place)

const distanceTo = ({ lat, lng }: Place, near: Point | undefined): number | null =>
  near === undefined || lat === null || lng === null ? null : distanceKm(near, { lat, lng })

/**
 * Of more places than were asked for, best first, those that have most of the articles (`cover`) or have any (`near`,
 * in stock).
 */
async function likeliest(ctx: Ctx, ask: NodesAsk, near: readonly Near[]): Promise<readonly Near[]> {
  const limit = ask.limit ?? NODES_MAX
  if (near.length <= limit) return near
  const turns = await ctx.sql<{ turn: number }>`
    select p.turn::int as turn
      from unnest(${near.map(({ place }) => place.location_id)}::uuid[]) with ordinality as p(location_id, turn)
     cross join lateral (
       select count(*) filter (where ${freeTo(ctx, ask.cart_id)} > 0 and not ${isExcluded(ctx)}) as covers
         from stock_level l where l.variant_id = any(${ask.variant_ids}::uuid[]) and l.location_id = p.location_id) s
     where ${ask.in_stock ? fragment`s.covers > 0` : fragment`true`}
     order by ${ask.order === 'near' ? fragment`p.turn` : fragment`s.covers desc, p.turn`}
     limit ${limit}`
  return turns.map(({ turn }) => near[turn - 1] as Near)
}

type Look = { variant_ids: readonly string[]; location_ids: readonly string[]; cart_id: string | null; at: Date }

/** Looks as rows `a`, in their turn. One alone is written out: its plan goes by its own arrays. */
function looking(looks: readonly Look[]): Fragment {
  const [look] = looks
  return looks.length === 1 && look
    ? fragment`(values (0, ${look.variant_ids}::uuid[], ${look.location_ids}::uuid[], ${look.cart_id}::uuid, ${look.at}::timestamptz)) as a(turn, variant_ids, location_ids, cart_id, at)`
    : fragment`jsonb_to_recordset(${json(looks.map((one, turn) => ({ ...one, turn })))}) as a(turn int, variant_ids uuid[], location_ids uuid[], cart_id uuid, at timestamptz)`
}

const byTurn = <Row extends { turn: number }>(rows: readonly Row[], looks: readonly unknown[]): Row[][] => {
  const turns = Map.groupBy(rows, ({ turn }) => turn)
  return looks.map((_, turn) => turns.get(turn) ?? [])
}

const hadAt = gathered<Look, Had[]>(async ({ sql }, looks) => {
  const rows = await sql<Had & { turn: number }>`
    select a.turn, l.location_id, l.variant_id, ${freeAt(fragment`a.at`, fragment` or r.cart_id = a.cart_id`)} as free,
           l.on_hand - l.allocated + l.backorder_limit >= 0 as honoured
      from ${looking(looks)}
      join stock_level l on l.variant_id = any(a.variant_ids) and l.location_id = any(a.location_ids)`
  return byTurn(rows, looks)
})

const refusalsAt = gathered<Look, SaidNo[]>(async ({ sql }, looks) => {
  const rows = await sql<SaidNo & { turn: number }>`
    select a.turn, x.location_id, x.variant_id, x.reason
      from ${looking(looks)}
      join stock_exclusion x on x.until_at > a.at and x.location_id = any(a.location_ids)
                            and (x.variant_id is null or x.variant_id = any(a.variant_ids))`
  return byTurn(rows, looks)
})

/** Orders that places with a limit have taken for today; the others are not counted. */
async function takenToday(ctx: Ctx, places: readonly Place[]): Promise<Map<string, number>> {
  const limited = places.filter(({ max_orders_per_day }) => max_orders_per_day !== null)
  if (limited.length === 0) return new Map()
  const rows = await takenOn(
    ctx,
    limited.map(({ location_id, timezone }) => ({ location_id, on_date: localDay(timezone, ctx.now) })),
  )
  return new Map(rows.map(({ location_id, taken }) => [location_id, taken]))
}

type Day = { location_id: string; on_date: string }

const takenOn = gathered<readonly Day[], (Day & { taken: number })[]>(async ({ sql }, asks) => {
  const days = asks.flat()
  const rows = await sql<Day & { taken: number }>`
    select c.location_id, c.on_date, c.taken
      from unnest(${days.map((day) => day.location_id)}::uuid[], ${days.map((day) => day.on_date)}::date[]) as p(location_id, on_date)
      join stock_capacity c on c.location_id = p.location_id and c.on_date = p.on_date`
  const known = new Map(rows.map((row) => [`${row.location_id} ${row.on_date}`, row]))
  return asks.map((mine) => mine.flatMap((day) => known.get(`${day.location_id} ${day.on_date}`) ?? []))
})

/**
 * What can be promised for shipping over all places together; where nobody is told beyond `told`, no more places are looked
 * at than say so: each that counts gives one at least.
 */
export async function shippable(
  ctx: Ctx,
  { variant_id, channel, cart_id, told }: Pick<NodesAsk, 'channel' | 'cart_id'> & { variant_id: string; told?: number },
): Promise<number> {
  const where = await whereOf(ctx, { channel, method: 'ship' })
  const [total] = await ctx.sql<{ free: number }>`
    select coalesce(sum(free), 0)::bigint as free from (
      select ${freeTo(ctx, cart_id)} as free from stock_level l
       where l.variant_id = ${variant_id} and ${at(where)} and not ${isExcluded(ctx)} and ${freeTo(ctx, cart_id)} > 0
       ${told === undefined ? fragment`` : fragment`limit ${told}`}) place`
  return total?.free ?? 0
}

/** Whether a level `l` is at one of these places. */
export const at = (where: Where): Fragment =>
  'only' in where
    ? fragment`l.location_id = any(${where.only}::uuid[])`
    : fragment`l.location_id <> all(${where.except}::uuid[])`
