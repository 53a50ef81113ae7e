import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { isInside } from '#platform/actor'
import type { Point } from '#organisation'
import { hoursAt } from '#organisation'
import { decodeCursor, encodeCursor } from '#platform/page'
import type { Node } from './nodes.ts'
import { nodes, shippable } from './nodes.ts'
import { collectableFrom } from './promise.ts'
import { SHOWN_MAX, shown } from './rules.ts'

export type StoreAvailability = {
  store_id: string
  location_id: string
  code: string
  name: string
  lat: number | null
  lng: number | null
  available: number
  distance_km: number | null
  open_now: boolean
  next_opening: { opens_at: Date; closes_at: Date } | null
  /** Earliest moment a pick-up could be collected; null when there is nothing to collect. */
  pickup_from: Date | null
}
export type Availability = { variant_id: string; shipping: number; stores: StoreAvailability[]; next: string | null }

export type AvailabilityAsk = {
  variant_id: string
  channel: string
  near?: Point | undefined
  cart_id?: string | null | undefined
  in_stock?: boolean | undefined
  limit?: number | undefined
  after?: string | undefined
}

export const STORES_SHOWN = 20

/**
 * In which shops an article can be had, nearest first (by code without a place), and how much can be
 * shipped. The numbers are exactly what could be reserved; outsiders see them capped.
 */
export async function availability(ctx: Ctx, ask: AvailabilityAsk): Promise<Availability> {
  const limit = ask.limit ?? STORES_SHOWN
  const inside = isInside(ctx.actor)
  const [found, shipping] = await inTurn(
    nodes(ctx, {
      variant_ids: [ask.variant_id],
      channel: ask.channel,
      method: 'pickup',
      near: ask.near,
      cart_id: ask.cart_id,
      in_stock: ask.in_stock ?? false,
      order: 'near',
      limit: limit + 1,
      after: ask.after ? keyOfPage(ask.after) : undefined,
    }),
    shippable(ctx, { ...ask, ...(inside ? {} : { told: SHOWN_MAX }) }),
  )
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    variant_id: ask.variant_id,
    shipping: shown(shipping, inside),
    stores: page.map((node) => storeOf(node, ask.variant_id, ctx.now, inside)),
    next: last && found.length > limit ? encodeCursor([last.distance_km, last.code]) : null,
  }
}

function keyOfPage(after: string): { distance_km: number | null; code: string } {
  const [distance_km, code] = decodeCursor(after, ['distance', 'text'])
  return { distance_km: typeof distance_km === 'number' ? distance_km : null, code: String(code) }
}

function storeOf(node: Node, variant_id: string, now: Date, inside: boolean): StoreAvailability {
  const available = node.available[variant_id] ?? 0
  return {
    store_id: node.store_id ?? node.location_id,
    location_id: node.location_id,
    code: node.code,
    name: node.store_name ?? node.name,
    lat: node.lat,
    lng: node.lng,
    available: shown(available, inside),
    distance_km: node.distance_km === null ? null : Math.round(node.distance_km * 100) / 100,
    ...hoursAt(node.opening, now),
    pickup_from: available > 0 ? collectableFrom(node, now) : null,
  }
}
