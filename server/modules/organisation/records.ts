import type { Ctx } from '#platform/ctx'
import { storeById } from './places.ts'
import type { Location } from './places.ts'

export const PLACES_MAX = 5_000
const REGISTERS_MAX = 2_000
const EXCEPTIONS_MAX = 200

export type StoreException = { on_date: string; opens: string | null; closes: string | null; reason: string | null }

export type StoreRecord = {
  id: string
  code: string
  name: string
  legal_entity_id: string
  phone: string | null
  email: string | null
  address: Record<string, string>
  lat: number | null
  lng: number | null
  timezone: string
  pickup: boolean
  pickup_lead_minutes: number
  pickup_hold_days: number
  active: boolean
  ships: boolean
  max_orders_per_day: number | null
  location_id: string
  hours: { weekday: number; opens: string; closes: string }[]
  exceptions: StoreException[]
}

/** Everything `saveStore` takes, as it is now: whoever edits one field says the others again. */
export async function storeRecord(ctx: Ctx, id: string): Promise<StoreRecord> {
  const store = await storeById(ctx, id)
  const [place] = await ctx.sql<{ ships: boolean; max_orders_per_day: number | null }>`
    select ships, max_orders_per_day from location where store_id = ${id}`
  const hours = await ctx.sql<StoreRecord['hours'][number]>`
    select weekday, left(opens::text, 5) as opens, left(closes::text, 5) as closes
      from opening_hours where store_id = ${id} order by weekday, opens limit 21`
  const exceptions = await ctx.sql<StoreException>`
    select on_date::text as on_date, left(opens::text, 5) as opens, left(closes::text, 5) as closes, reason
      from opening_exception where store_id = ${id} order by on_date desc limit ${EXCEPTIONS_MAX}`
  return {
    ...store,
    ships: place?.ships ?? true,
    max_orders_per_day: place?.max_orders_per_day ?? null,
    hours,
    exceptions,
  }
}

/** Every place that holds stock, shops and warehouses, by name. */
export const locations = (ctx: Ctx): Promise<Location[]> =>
  ctx.sql<Location>`
    select id, code, name, kind, store_id, country, region, lat, lng, timezone, ships, priority, max_orders_per_day, active
      from location order by name, id limit ${PLACES_MAX}`

export type ChannelLocation = { location_id: string; ships: boolean; pickup: boolean }

/** From where a channel sells; places that are not named are not sold from. */
export const channelLocations = (ctx: Ctx, code: string): Promise<ChannelLocation[]> =>
  ctx.sql<ChannelLocation>`
    select location_id, ships, pickup from channel_location where channel = ${code} order by location_id limit ${PLACES_MAX}`

export type Register = { id: string; store_id: string; code: string; name: string }

/** The cash positions of the stores one serves. */
export const registers = (ctx: Ctx): Promise<Register[]> =>
  ctx.sql<Register>`
    select id, store_id, code, name from register
     where (${ctx.actor.store_ids}::uuid[] is null or store_id = any(${ctx.actor.store_ids}::uuid[]))
     order by store_id, code limit ${REGISTERS_MAX}`
