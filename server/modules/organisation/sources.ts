import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import { following, recall, recallOne, remembered } from '#platform/memory'
import type { Row } from '#platform/rows'

/** A place that holds stock, with what deciding needs to know of it and of its shop. */
export type Place = Pick<
  Row<'location'>,
  | 'code'
  | 'name'
  | 'kind'
  | 'store_id'
  | 'country'
  | 'timezone'
  | 'lat'
  | 'lng'
  | 'priority'
  | 'handling_minutes'
  | 'cutoff'
  | 'max_orders_per_day'
> & {
  location_id: string
  store_name: string | null
  pickup_lead_minutes: number | null
  /** Parcels leave from here; customers collect here. */
  ships: boolean
  pickup: boolean
}

type Scope = Map<string, { ships: boolean; pickup: boolean }>

/** One per store and some warehouses: `STORES_MAX` and as many again. */
export const PLACES_MAX = 10_000

const PLACES = remembered('place', { tables: ['location', 'store'], most: 1 })
const SCOPES = remembered('channel_location', { tables: ['channel_location'], most: 500 })

/** Every active place, by code. */
export const places = (ctx: Ctx): Promise<Place[]> =>
  recallOne(
    ctx,
    PLACES,
    () => ctx.sql<Place>`
      select n.id as location_id, n.code, n.name, n.kind, n.store_id, s.name as store_name, n.country, n.timezone, n.lat, n.lng,
             n.priority, n.handling_minutes, n.cutoff, n.max_orders_per_day, s.pickup_lead_minutes, n.ships, coalesce(s.pickup, false) as pickup
        from location n left join store s on s.id = n.store_id
       where n.active and coalesce(s.active, true)
       order by n.code limit ${PLACES_MAX}`,
  )

/** How people call a place, whether it still works or not. */
export type NamedPlace = Pick<Row<'location'>, 'code' | 'name' | 'store_id'>

const NAMES = remembered('place_name', { tables: ['location'], most: 1 })

const names = (ctx: Ctx): Promise<Map<string, NamedPlace>> =>
  recallOne(ctx, NAMES, async () => {
    const rows = await ctx.sql<NamedPlace & { id: string }>`
      select id, code, name, store_id from location order by id limit ${PLACES_MAX}`
    return new Map(rows.map(({ id, ...place }) => [id, place]))
  })

/** Refuses not_found. */
export async function namedPlace(ctx: Ctx, location_id: string): Promise<NamedPlace> {
  const place = (await names(ctx)).get(location_id)
  if (!place) throw notFound('location', location_id)
  return place
}

/** Places whose goods a channel may send, or hand over for collection; a till sells what any active place has. */
export async function sourcesOf(
  ctx: Ctx,
  { channel, method }: { channel: string; method: 'ship' | 'pickup' | 'carry_out' },
): Promise<Place[]> {
  const all = await places(ctx)
  if (method === 'carry_out') return all
  return sourcesIn((await scopesOf(ctx, channel)) ?? NOWHERE, all)[method]
}

const NOWHERE: Scope = new Map()

const sourcesIn = following((scope: Scope, all: Place[]) => ({
  ship: all.filter((place) => place.ships && scope.get(place.location_id)?.ships),
  pickup: all.filter((place) => place.pickup && scope.get(place.location_id)?.pickup),
}))

/** The same as ids, said the shorter way: those that count, or all that do not. Databases search such lists from end to end. */
export type Where = { only: readonly string[] } | { except: readonly string[] }

export const whereOf = async (ctx: Ctx, ask: { channel: string; method: 'ship' | 'pickup' }): Promise<Where> =>
  whereIn(await sourcesOf(ctx, ask), await names(ctx))

const whereIn = following((sources: readonly Place[], all: ReadonlyMap<string, NamedPlace>): Where => {
  const only = sources.map(({ location_id }) => location_id)
  const counts = new Set(only)
  const except = [...all.keys()].filter((id) => !counts.has(id))
  return only.length <= except.length ? { only } : { except }
})

async function scopesOf(ctx: Ctx, channel: string): Promise<Scope | undefined> {
  const found = await recall<Scope>(ctx, SCOPES, [channel], async () => {
    const rows = await ctx.sql<{ location_id: string; ships: boolean; pickup: boolean }>`
      select location_id, ships, pickup from channel_location where channel = ${channel} limit ${PLACES_MAX}`
    return new Map([[channel, new Map(rows.map(({ location_id, ...may }) => [location_id, may]))]])
  })
  return found.get(channel)
}
