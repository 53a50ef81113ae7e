import type { Ctx } from '#platform/ctx'
import { notFound, refused } from '#platform/errors'
import { recall, recallOne, remembered } from '#platform/memory'
import type { Opening } from './hours.ts'

export type Retailer = {
  id: string
  name: string
  country: string
  default_locale: string
  default_currency: string
  timezone: string
  settings: Record<string, unknown>
}

export type Channel = {
  code: string
  kind: string
  name: string
  currency: string
  /** A language the shop speaks (SaveChannel lets in no other). */
  locale: 'es' | 'en'
  hold_seconds: number
  active: boolean
  /** Where its pages live. */
  origins: string[]
}

export type Store = {
  id: string
  code: string
  name: string
  legal_entity_id: string
  phone: string | null
  email: string | null
  address: Record<string, string>
  country: string
  region: string | null
  lat: number | null
  lng: number | null
  timezone: string
  pickup: boolean
  pickup_lead_minutes: number
  pickup_hold_days: number
  active: boolean
  /** The stock location of the shop itself. */
  location_id: string
}

export type Location = {
  id: string
  code: string
  name: string
  kind: 'store' | 'warehouse' | 'partner'
  store_id: string | null
  country: string
  region: string | null
  lat: number | null
  lng: number | null
  timezone: string
  ships: boolean
  priority: number
  max_orders_per_day: number | null
  handling_minutes: number
  cutoff: string
  active: boolean
}

export const STORES_MAX = 5_000

const RETAILER = remembered('retailer', { tables: ['retailer'], most: 1 })
const CHANNELS = remembered('channel', { tables: ['channel'], most: 500 })
const STORES = remembered('store', { tables: ['store', 'location'], most: STORES_MAX })
const OPENINGS = remembered('opening', { tables: ['store', 'opening_hours', 'opening_exception'], most: STORES_MAX })

export async function retailer(ctx: Ctx): Promise<Retailer> {
  const row = await recallOne(ctx, RETAILER, async () => {
    const [found] = await ctx.sql<Retailer>`
      select id, name, country, default_locale, default_currency, timezone, settings from retailer`
    return found
  })
  if (!row)
    throw refused(
      'no_retailer',
      { detail: 'This server has no retailer yet: start it with the demo or set one up.', retry_after_s: 60 },
      503,
    )
  return row
}

/** A channel that sells. Refuses `unknown_channel`. */
export async function channelByCode(ctx: Ctx, code: string): Promise<Channel> {
  const channel = await channelKnown(ctx, code)
  if (!channel.active) throw unknownChannel(code)
  return channel
}

/** Also one that is closed: what was begun in it goes on. */
export async function channelKnown(ctx: Ctx, code: string): Promise<Channel> {
  const found = await recall(ctx, CHANNELS, [code], async (codes) => {
    const rows = await ctx.sql<Channel>`
      select code, kind, name, currency, locale, hold_seconds, active, origins from channel where code = any(${codes}::text[])`
    return new Map(rows.map((row) => [row.code, row]))
  })
  const channel = found.get(code)
  if (!channel) throw unknownChannel(code)
  return channel
}

const unknownChannel = (code: string) =>
  refused('unknown_channel', { detail: `No channel is called ${code}.`, channel: code })

export const channels = (ctx: Ctx): Promise<Channel[]> =>
  ctx.sql<Channel>`select code, kind, name, currency, locale, hold_seconds, active, origins from channel order by code limit 500`

/** Whether a page of one of the retailer's channels lives there. */
export async function isOriginOfOurs(ctx: Ctx, origin: string): Promise<boolean> {
  const rows = await ctx.sql`select code from channel where active and ${origin}::text = any(origins) limit 1`
  return rows.length > 0
}

export async function storesById(ctx: Ctx, ids: readonly string[]): Promise<Store[]> {
  const found = await recall(ctx, STORES, ids, async (missing) => {
    const rows = await ctx.sql<Store>`
      select s.*, l.id as location_id from store s join location l on l.store_id = s.id where s.id = any(${missing}::uuid[])`
    return new Map(rows.map((row) => [row.id, row]))
  })
  return [...found.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

export async function storeById(ctx: Ctx, id: string): Promise<Store> {
  const [row] = await storesById(ctx, [id])
  if (!row) throw notFound('store', id)
  return row
}

/** Every open shop, by name; a retailer has at most a few thousand. */
export const stores = (ctx: Ctx): Promise<Store[]> =>
  ctx.sql<Store>`
    select s.*, l.id as location_id from store s join location l on l.store_id = s.id
     where s.active order by s.name limit ${STORES_MAX}`

/** Shops that were closed for good, by name. */
export const closedStores = (ctx: Ctx): Promise<Store[]> =>
  ctx.sql<Store>`
    select s.*, l.id as location_id from store s join location l on l.store_id = s.id
     where not s.active order by s.name limit ${STORES_MAX}`

export async function locationById(ctx: Ctx, id: string): Promise<Location> {
  const [row] = await ctx.sql<Location>`select * from location where id = ${id}`
  if (!row) throw notFound('location', id)
  return row
}

/** Exceptional days kept per shop, the latest first: more than a year of closing every day. */
const EXCEPTIONS_MAX = 400

/** Hours and exceptional days of several shops, ready for `hoursAt`, `readyFrom`. */
export const openingsOf = (ctx: Ctx, store_ids: readonly string[]): Promise<Map<string, Opening>> =>
  recall(ctx, OPENINGS, store_ids, async (missing) => {
    const rows = await ctx.sql<{
      id: string
      timezone: string
      weekly: Opening['weekly'] | null
      exceptions: Opening['exceptions'] | null
    }>`
      select s.id, s.timezone,
             (select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opens', left(h.opens::text, 5), 'closes', left(h.closes::text, 5)))
                from opening_hours h where h.store_id = s.id) as weekly,
             (select jsonb_agg(jsonb_build_object('on_date', e.on_date::text, 'opens', left(e.opens::text, 5), 'closes', left(e.closes::text, 5)))
                from (select * from opening_exception x where x.store_id = s.id order by x.on_date desc limit ${EXCEPTIONS_MAX}) e) as exceptions
        from store s where s.id = any(${missing}::uuid[])`
    return new Map(
      rows.map(({ id, timezone, weekly, exceptions }) => [
        id,
        { timezone, weekly: weekly ?? [], exceptions: exceptions ?? [] },
      ]),
    )
  })

export type LegalEntity = {
  id: string
  name: string
  tax_id: string | null
  country: string
  address: Record<string, string>
  rounding_mode: string
  rounding_level: string
}

export const legalEntities = (ctx: Ctx): Promise<LegalEntity[]> =>
  ctx.sql<LegalEntity>`select id, name, tax_id, country, address, rounding_mode, rounding_level from legal_entity order by name, id limit 500`
