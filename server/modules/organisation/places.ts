import type { Ctx } from '#platform/ctx'
import { notFound, refused } from '#platform/errors'
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

export async function retailer(ctx: Ctx): Promise<Retailer> {
  const [row] = await ctx.sql<Retailer>`
    select id, name, country, default_locale, default_currency, timezone, settings from retailer`
  if (!row)
    throw refused(
      'no_retailer',
      { detail: 'This server has no retailer yet: start it with the demo or set one up.' },
      503,
    )
  return row
}

export async function channelByCode(ctx: Ctx, code: string): Promise<Channel> {
  const [row] = await ctx.sql<Channel>`
    select code, kind, name, currency, locale, hold_seconds, active, origins from channel where code = ${code}`
  if (!row?.active) throw refused('unknown_channel', { detail: `No channel is called ${code}.`, channel: code })
  return row
}

export const channels = (ctx: Ctx): Promise<Channel[]> =>
  ctx.sql<Channel>`select code, kind, name, currency, locale, hold_seconds, active, origins from channel order by code limit 500`

/** Whether a page of one of the retailer's channels lives there. */
export async function isOriginOfOurs(ctx: Ctx, origin: string): Promise<boolean> {
  const rows = await ctx.sql`select code from channel where active and ${origin}::text = any(origins) limit 1`
  return rows.length > 0
}

export async function storesById(ctx: Ctx, ids: readonly string[]): Promise<Store[]> {
  return ctx.sql<Store>`
    select s.*, l.id as location_id from store s join location l on l.store_id = s.id
     where s.id = any(${ids}::uuid[]) order by s.code`
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

export async function locationById(ctx: Ctx, id: string): Promise<Location> {
  const [row] = await ctx.sql<Location>`select * from location where id = ${id}`
  if (!row) throw notFound('location', id)
  return row
}

const EXCEPTIONS_DAYS = 40

/** Hours and exceptional days of several shops in one statement, ready for `isOpen`, `nextOpening`, `readyFrom`. */
export async function openingsOf(ctx: Ctx, store_ids: readonly string[], from: Date): Promise<Map<string, Opening>> {
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
              from opening_exception e where e.store_id = s.id
               and e.on_date between (${from}::timestamptz)::date - 2 and (${from}::timestamptz)::date + ${EXCEPTIONS_DAYS}::int) as exceptions
      from store s where s.id = any(${store_ids}::uuid[])`
  return new Map(
    rows.map((row) => [row.id, { timezone: row.timezone, weekly: row.weekly ?? [], exceptions: row.exceptions ?? [] }]),
  )
}

export type LegalEntity = {
  id: string
  name: string
  tax_id: string | null
  country: string
  rounding_mode: string
  rounding_level: string
}

export const legalEntities = (ctx: Ctx): Promise<LegalEntity[]> =>
  ctx.sql<LegalEntity>`select id, name, tax_id, country, rounding_mode, rounding_level from legal_entity order by name, id limit 500`
