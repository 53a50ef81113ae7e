import type { Static } from 'typebox'
import { Type } from 'typebox'
import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { notFound, refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { Address, Day, Id, Nullable, OneOf, Shape, Text } from '#platform/route'
import { channelSaved, locationSaved, storeSaved } from './events.ts'
import type { Location, Store } from './places.ts'
import { storeById } from './places.ts'

const Code = Type.String({ pattern: '^[a-z0-9-]{1,40}$' })
const Timezone = Text(60)
const Clock = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })
const Country = Type.String({ pattern: '^[A-Z]{2}$' })

export const SaveRetailer = Shape({
  name: Text(200),
  country: Country,
  default_locale: OneOf(['es', 'en']),
  default_currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  timezone: Timezone,
})

/** Refused: unknown_timezone, unknown_currency. */
export async function saveRetailer(ctx: Ctx, input: Static<typeof SaveRetailer>): Promise<void> {
  mustBeTimezone(input.timezone)
  mustBeCurrency(input.default_currency)
  await ctx.sql`
    insert into retailer (id, name, country, default_locale, default_currency, timezone, created_at)
    values (${newId()}, ${input.name}, ${input.country}, ${input.default_locale}, ${input.default_currency}, ${input.timezone}, ${ctx.now})
    on conflict (only_one) do update set name = excluded.name, country = excluded.country,
      default_locale = excluded.default_locale, default_currency = excluded.default_currency, timezone = excluded.timezone`
}

export const SaveLegalEntity = Shape({
  name: Text(200),
  tax_id: Type.Optional(Text(40)),
  country: Country,
  address: Address,
  rounding_mode: Type.Optional(OneOf(['half_up', 'half_even'])),
  rounding_level: Type.Optional(OneOf(['line', 'document'])),
})

export async function saveLegalEntity(ctx: Ctx, id: string, input: Static<typeof SaveLegalEntity>): Promise<void> {
  await ctx.sql`
    insert into legal_entity (id, name, tax_id, country, address, rounding_mode, rounding_level)
    values (${id}, ${input.name}, ${input.tax_id ?? null}, ${input.country}, ${json(input.address)},
            ${input.rounding_mode ?? 'half_up'}, ${input.rounding_level ?? 'line'})
    on conflict (id) do update set name = excluded.name, tax_id = excluded.tax_id, country = excluded.country,
      address = excluded.address, rounding_mode = excluded.rounding_mode, rounding_level = excluded.rounding_level`
}

export const SaveChannel = Shape({
  kind: OneOf([
    'store',
    'web',
    'mobile',
    'phone',
    'mail',
    'chat',
    'whatsapp',
    'social',
    'marketplace',
    'agent',
    'import',
  ]),
  name: Text(120),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  locale: OneOf(['es', 'en']),
  hold_seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 604_800 })),
  active: Type.Optional(Type.Boolean()),
  origins: Type.Optional(
    Type.Array(Type.String({ maxLength: 200 }), {
      maxItems: 20,
      description: 'Where its pages live (https://shop.example): customers come back to these alone after paying',
    }),
  ),
})

/** Refused: bad_origin, unknown_currency. */
export async function saveChannel(ctx: Ctx, code: string, input: Static<typeof SaveChannel>): Promise<void> {
  mustBeCurrency(input.currency)
  const { origins = [] } = input
  const bad = origins.find((origin) => !isOrigin(origin))
  if (bad !== undefined)
    throw refused('bad_origin', {
      detail: 'An origin is written like https://shop.example, without a path.',
      origin: bad,
    })
  await ctx.sql`
    insert into channel (code, kind, name, currency, locale, hold_seconds, active, origins)
    values (${code}, ${input.kind}, ${input.name}, ${input.currency}, ${input.locale}, ${input.hold_seconds ?? 1_800}, ${input.active ?? true}, ${origins}::text[])
    on conflict (code) do update set kind = excluded.kind, name = excluded.name, currency = excluded.currency,
      locale = excluded.locale, hold_seconds = excluded.hold_seconds, active = excluded.active, origins = excluded.origins`
  ctx.emit(channelSaved, { code })
}

/** As browsers write one (RFC 6454 §6.1): scheme, host, port, nothing else. */
function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text && !text.includes('*')
}

export const SaveStore = Shape({
  code: Code,
  name: Text(200),
  legal_entity_id: Id,
  phone: Type.Optional(Text(40)),
  email: Type.Optional(Text(200)),
  address: Address,
  lat: Type.Number({ minimum: -90, maximum: 90 }),
  lng: Type.Number({ minimum: -180, maximum: 180 }),
  timezone: Timezone,
  pickup: Type.Optional(Type.Boolean()),
  pickup_lead_minutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 20_160 })),
  pickup_hold_days: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
  active: Type.Optional(
    Type.Boolean({
      description:
        'false closes it for good: not found, not collected from, not sent from. Not said: it stays as it is',
    }),
  ),
  ships: Type.Optional(Type.Boolean()),
  max_orders_per_day: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  hours: Type.Array(Shape({ weekday: Type.Integer({ minimum: 1, maximum: 7 }), opens: Clock, closes: Clock }), {
    maxItems: 21,
  }),
  exceptions: Type.Optional(
    Type.Array(
      Shape({
        on_date: Day,
        opens: Nullable(Clock),
        closes: Nullable(Clock),
        reason: Type.Optional(Text(120)),
      }),
      { maxItems: 200 },
    ),
  ),
})

/** A shop with its hours and the stock location inside it, in one go; saying it again changes it. */
export async function saveStore(ctx: Ctx, id: string, input: Static<typeof SaveStore>): Promise<Store> {
  mustBeTimezone(input.timezone)
  const late = input.hours.find((span) => span.opens >= span.closes)
  if (late)
    throw refused('hours_upside_down', {
      detail: `It opens at ${late.opens} and closes at ${late.closes}.`,
      weekday: late.weekday,
    })
  const odd = input.exceptions?.find(({ opens, closes }) =>
    opens === null || closes === null ? opens !== closes : opens >= closes,
  )
  if (odd)
    throw refused('hours_upside_down', {
      detail: `On ${odd.on_date} it opens at ${odd.opens ?? 'no time'} and closes at ${odd.closes ?? 'no time'}.`,
      on_date: odd.on_date,
    })
  const [entity] = await ctx.sql`select id from legal_entity where id = ${input.legal_entity_id}`
  if (!entity) throw notFound('legal_entity', input.legal_entity_id)
  const [taken] = await ctx.sql`select id from store where code = ${input.code} and id <> ${id}`
  if (taken) throw refused('code_taken', { detail: 'Another store has this code.', code: input.code }, 409)
  await ctx.sql`
    insert into store (id, code, name, legal_entity_id, phone, email, address, country, region, lat, lng, timezone,
                       pickup, pickup_lead_minutes, pickup_hold_days, active, created_at)
    values (${id}, ${input.code}, ${input.name}, ${input.legal_entity_id}, ${input.phone ?? null}, ${input.email ?? null},
            ${json(input.address)}, ${input.address.country}, ${input.address.region ?? null}, ${input.lat}, ${input.lng}, ${input.timezone},
            ${input.pickup ?? true}, ${input.pickup_lead_minutes ?? 120}, ${input.pickup_hold_days ?? 7},
            ${input.active ?? true}, ${ctx.now})
    on conflict (id) do update set code = excluded.code, name = excluded.name, legal_entity_id = excluded.legal_entity_id,
      phone = excluded.phone, email = excluded.email, address = excluded.address, country = excluded.country, region = excluded.region,
      lat = excluded.lat, lng = excluded.lng, timezone = excluded.timezone, pickup = excluded.pickup,
      pickup_lead_minutes = excluded.pickup_lead_minutes, pickup_hold_days = excluded.pickup_hold_days, active = coalesce(${input.active ?? null}::boolean, store.active)`
  await ctx.sql`
    insert into location (id, code, name, kind, store_id, country, region, lat, lng, timezone, ships, max_orders_per_day)
    select ${newId()}, code, name, 'store', id, country, region, lat, lng, timezone, ${input.ships ?? true}, ${input.max_orders_per_day ?? null}
      from store where id = ${id}
    on conflict (store_id) do update set code = excluded.code, name = excluded.name, country = excluded.country, region = excluded.region,
      lat = excluded.lat, lng = excluded.lng, timezone = excluded.timezone, ships = excluded.ships, max_orders_per_day = excluded.max_orders_per_day`
  await saveHours(ctx, id, input)
  ctx.emit(storeSaved, { code: input.code, name: input.name }, { subject_kind: 'store', subject_id: id, store_id: id })
  return storeById(ctx, id)
}

async function saveHours(
  ctx: Ctx,
  store_id: string,
  { hours, exceptions }: Pick<Static<typeof SaveStore>, 'hours' | 'exceptions'>,
): Promise<void> {
  await ctx.sql`delete from opening_hours where store_id = ${store_id}`
  await ctx.sql`
    insert into opening_hours (store_id, weekday, opens, closes)
    select ${store_id}::uuid, h.weekday, h.opens, h.closes
      from unnest(${hours.map((h) => h.weekday)}::smallint[], ${hours.map((h) => h.opens)}::time[], ${hours.map((h) => h.closes)}::time[])
           as h(weekday, opens, closes)
    on conflict do nothing`
  if (exceptions === undefined) return
  await ctx.sql`delete from opening_exception where store_id = ${store_id}`
  await ctx.sql`
    insert into opening_exception (store_id, on_date, opens, closes, reason)
    select ${store_id}::uuid, e.on_date, e.opens, e.closes, e.reason
      from unnest(${exceptions.map((e) => e.on_date)}::date[], ${exceptions.map((e) => e.opens)}::time[],
                  ${exceptions.map((e) => e.closes)}::time[], ${exceptions.map((e) => e.reason ?? null)}::text[]) as e(on_date, opens, closes, reason)
    on conflict do nothing`
}

export const SaveWarehouse = Shape({
  code: Code,
  name: Text(200),
  country: Country,
  region: Type.Optional(Text(10)),
  lat: Type.Number({ minimum: -90, maximum: 90 }),
  lng: Type.Number({ minimum: -180, maximum: 180 }),
  timezone: Timezone,
  priority: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
  max_orders_per_day: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
})

export async function saveWarehouse(ctx: Ctx, id: string, input: Static<typeof SaveWarehouse>): Promise<Location> {
  mustBeTimezone(input.timezone)
  const [taken] = await ctx.sql`select id from location where code = ${input.code} and id <> ${id}`
  if (taken) throw refused('code_taken', { detail: 'Another location has this code.', code: input.code }, 409)
  const [row] = await ctx.sql<Location>`
    insert into location (id, code, name, kind, country, region, lat, lng, timezone, priority, max_orders_per_day)
    values (${id}, ${input.code}, ${input.name}, 'warehouse', ${input.country}, ${input.region ?? null}, ${input.lat}, ${input.lng},
            ${input.timezone}, ${input.priority ?? 5}, ${input.max_orders_per_day ?? null})
    on conflict (id) do update set code = excluded.code, name = excluded.name, country = excluded.country, region = excluded.region,
      lat = excluded.lat, lng = excluded.lng, timezone = excluded.timezone, priority = excluded.priority, max_orders_per_day = excluded.max_orders_per_day
    where location.kind = 'warehouse'
    returning *`
  if (!row) throw refused('not_a_warehouse', { detail: 'This location belongs to a store; change the store instead.' })
  ctx.emit(locationSaved, { code: input.code }, { subject_kind: 'location', subject_id: id })
  return row
}

/** Which locations a channel sells from: what is not named is not sold from. */
export async function sellFrom(
  ctx: Ctx,
  channel: string,
  rows: readonly { location_id: string; ships: boolean; pickup: boolean }[],
): Promise<void> {
  const ids = new Set(rows.map((row) => row.location_id.toLowerCase()))
  if (ids.size < rows.length) throw refused('location_twice', { detail: 'A location is named once.' })
  await ctx.sql`delete from channel_location where channel = ${channel} and not (location_id = any(${rows.map((r) => r.location_id)}::uuid[]))`
  const saved = await ctx.sql`
    insert into channel_location (channel, location_id, ships, pickup)
    select ${channel}, l.id, r.ships, r.pickup
      from unnest(${rows.map((r) => r.location_id)}::uuid[], ${rows.map((r) => r.ships)}::boolean[], ${rows.map((r) => r.pickup)}::boolean[])
           as r(location_id, ships, pickup) join location l on l.id = r.location_id
    on conflict (channel, location_id) do update set ships = excluded.ships, pickup = excluded.pickup
    returning location_id`
  if (saved.length !== ids.size) throw notFound('location')
  ctx.emit(channelSaved, { code: channel })
}

export async function saveRegister(
  ctx: Ctx,
  id: string,
  input: { store_id: string; code: string; name: string },
): Promise<void> {
  await storeById(ctx, input.store_id)
  const [row] = await ctx.sql`
    insert into register (id, store_id, code, name) values (${id}, ${input.store_id}, ${input.code}, ${input.name})
    on conflict (id) do update set name = excluded.name, code = excluded.code where register.store_id = excluded.store_id
    returning id`
  if (!row) throw refused('register_elsewhere', { detail: 'This register belongs to another store.' }, 409)
}

function mustBeTimezone(timezone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone })
  } catch {
    throw refused('unknown_timezone', { detail: `${timezone} is no time zone of the IANA list.`, timezone })
  }
}

/** Those of ISO 4217 one can be paid in, as the runtime knows them. */
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** All amounts of a channel are in its currency: one that does not exist could never be paid. */
function mustBeCurrency(currency: string): void {
  if (!CURRENCIES.has(currency))
    throw refused('unknown_currency', { detail: `${currency} is no currency of ISO 4217.`, currency })
}
