import { distanceKm, hoursAt, localDay, openingsOf, stores } from '#organisation'
import type { Opening, Point, Store } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import { Id, Nullable, Shape, Time } from '#platform/route'
import { unaccented } from '#platform/text'
import { Type } from 'typebox'
import type { Static } from 'typebox'

export const STORES_SHOWN_MAX = 100
const DAYS_AHEAD = 60
const DAY_MS = 86_400_000

const FoundStore = {
  id: Id,
  code: Type.String(),
  name: Type.String(),
  phone: Nullable(Type.String()),
  email: Nullable(Type.String()),
  address: Type.Record(Type.String(), Type.String()),
  country: Type.String(),
  lat: Nullable(Type.Number()),
  lng: Nullable(Type.Number()),
  timezone: Type.String(),
  pickup: Type.Boolean(),
  distance_km: Nullable(Type.Number()),
  open_now: Type.Boolean(),
  next_opening: Nullable(Shape({ opens_at: Time, closes_at: Time })),
}

export const FoundStores = Shape({
  items: Type.Array(Shape(FoundStore)),
  all: Type.Boolean({ description: 'Nothing fits what was typed: these are all shops' }),
})

const Times = { opens: Type.String(), closes: Type.String() }
export const StoreDetail = Shape({
  ...FoundStore,
  weekly: Type.Array(Shape({ weekday: Type.Integer({ description: '1 is Monday' }), ...Times })),
  exceptions: Type.Array(
    Shape({ on_date: Type.String(), opens: Nullable(Type.String()), closes: Nullable(Type.String()) }),
    { description: `Days of the next ${DAYS_AHEAD} that differ` },
  ),
})

export type FindStores = { text?: string | undefined; near?: Point | undefined; limit: number }

/** Shops for a city, street or postcode, nearest first where a place is known; all of them when nothing fits. */
export async function findStores(ctx: Ctx, ask: FindStores): Promise<Static<typeof FoundStores>> {
  const open = await stores(ctx)
  const fitting = ask.text === undefined ? open : fit(open, ask.text)
  const shown = (fitting.length === 0 ? open : fitting)
    .map((store) => ({ store, distance_km: kmFrom(store, ask.near) }))
    .toSorted((a, b) => (a.distance_km ?? Infinity) - (b.distance_km ?? Infinity) || 0)
    .slice(0, ask.limit)
  const openings = await openingsOf(
    ctx,
    shown.map(({ store }) => store.id),
  )
  return {
    items: shown.map(({ store, distance_km }) => shownStore(ctx, store, openings.get(store.id), distance_km)),
    all: fitting.length === 0,
  }
}

/** A shop by its code, with the hours of the week and the days that differ. Refuses not_found. */
export async function storeDetail(ctx: Ctx, { code }: { code: string }): Promise<Static<typeof StoreDetail>> {
  const store = (await stores(ctx)).find((one) => one.code === code)
  if (!store) throw notFound('store')
  const opening = (await openingsOf(ctx, [store.id])).get(store.id)
  const [from, until] = [0, DAYS_AHEAD].map((days) =>
    localDay(store.timezone, new Date(ctx.now.getTime() + days * DAY_MS)),
  ) as [string, string]
  return {
    ...shownStore(ctx, store, opening, null),
    weekly: (opening?.weekly ?? []).toSorted((a, b) => a.weekday - b.weekday || a.opens.localeCompare(b.opens)),
    exceptions: (opening?.exceptions ?? [])
      .filter(({ on_date }) => on_date >= from && on_date <= until)
      .toSorted((a, b) => a.on_date.localeCompare(b.on_date)),
  }
}

/** A postcode fits by its beginning, first whole, then by its province; words fit name, street and city. */
function fit(all: readonly Store[], text: string): Store[] {
  const typed = unaccented(text.trim())
  if (/^\d{2,5}$/.test(typed)) {
    for (const length of [typed.length, 3, 2]) {
      const found = all.filter(({ address }) => (address['postcode'] ?? '').startsWith(typed.slice(0, length)))
      if (found.length > 0) return found
    }
    return []
  }
  const words = typed.split(/\s+/)
  return all.filter(({ name, address }) => {
    const where = unaccented([name, address['line1'], address['city'], address['postcode']].join(' '))
    return words.every((word) => where.includes(word))
  })
}

const kmFrom = ({ lat, lng }: Store, near: Point | undefined): number | null =>
  near === undefined || lat === null || lng === null ? null : Math.round(distanceKm(near, { lat, lng }) * 100) / 100

const shownStore = (ctx: Ctx, store: Store, opening: Opening | undefined, distance_km: number | null) => ({
  id: store.id,
  code: store.code,
  name: store.name,
  phone: store.phone,
  email: store.email,
  address: store.address,
  country: store.country,
  lat: store.lat,
  lng: store.lng,
  timezone: store.timezone,
  pickup: store.pickup,
  distance_km,
  ...hoursAt(opening, ctx.now),
})
