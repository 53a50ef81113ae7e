import { readyFrom, storeById } from '#organisation'
import { orderById } from '#orders'
import { mustServeStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { nodes, route } from '#stock'
import { fulfilmentById, linesOf } from './fulfilment.ts'
import { openOf } from './rules.ts'
import { wantsOf } from './send-on.ts'

const STORES_MAX = 20

export type Proposals = {
  /** Other stores that have all of it, the nearest to the chosen one first. */
  stores: { store_id: string; code: string; name: string; distance_km: number | null; ready_at: Date | null }[]
  /** Whether it can be sent instead, and when it would leave. */
  ship: { complete: boolean; leaves_at: Date | null }
}

/** What a person may offer the customer of an exception; nothing is taken yet. */
export async function proposals(ctx: Ctx, { fulfilment_id }: { fulfilment_id: string }): Promise<Proposals> {
  const fulfilment = await fulfilmentById(ctx, fulfilment_id)
  mustServeStore(ctx.actor, fulfilment.store_id)
  const order = await orderById(ctx, fulfilment.order_id)
  const lines = await linesOf(ctx, [fulfilment.id])
  const wants = wantsOf(lines.filter((line) => openOf(line) > 0).map((line) => ({ ...line, quantity: openOf(line) })))
  const home = fulfilment.store_id ? await storeById(ctx, fulfilment.store_id) : null
  const near = home?.lat != null && home.lng != null ? { lat: home.lat, lng: home.lng } : undefined
  const variant_ids = [...new Set(wants.map((want) => want.variant_id))]
  const found = await nodes(ctx, {
    variant_ids,
    channel: order.channel,
    method: 'pickup',
    near,
    order: 'near',
    in_stock: true,
    limit: STORES_MAX,
  })
  const covering = found.filter(
    (node) =>
      node.store_id !== fulfilment.store_id &&
      variant_ids.every(
        (id) =>
          (node.available[id] ?? 0) >=
          wants.reduce((sum, want) => sum + (want.variant_id === id ? want.quantity : 0), 0),
      ),
  )
  const stores = covering.flatMap(({ store_id, code, store_name, name, distance_km, opening, pickup_lead_minutes }) =>
    store_id
      ? [
          {
            store_id,
            code,
            name: store_name ?? name,
            distance_km,
            ready_at: opening && readyFrom(opening, ctx.now, pickup_lead_minutes ?? 0),
          },
        ]
      : [],
  )
  const plan = await route(ctx, {
    wants,
    channel: order.channel,
    method: 'ship',
    exclude_locations: fulfilment.location_id ? [fulfilment.location_id] : [],
  })
  const leaves = plan.parts.map((part) => part.promised_at.getTime())
  return {
    stores,
    ship: { complete: plan.complete, leaves_at: leaves.length > 0 ? new Date(Math.max(...leaves)) : null },
  }
}
