import { Type } from 'typebox'
import { mustServeStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { Page, PageQuery } from '#platform/page'
import { Day, Id, Nullable, OneOf, Quantity, Shape, Text, Time, readRoute } from '#platform/route'
import { locationById } from '#organisation'
import { STORES_SHOWN, availability } from './availability.ts'
import { levelsOf, listReservations, listTransfers } from './lists.ts'
import { route } from './route.ts'
import { stockLedger } from './stock-ledger.ts'

const STORES_MAX = 100
const WANTS_MAX = 200

const Latitude = Type.Number({ minimum: -90, maximum: 90 })
const Longitude = Type.Number({ minimum: -180, maximum: 180 })
const Channel = Type.String({ maxLength: 60, pattern: '^[a-z][a-z0-9_:.-]*$' })

const counters = {
  on_hand: Type.Integer(),
  allocated: Type.Integer(),
  reserved: Type.Integer(),
  damaged: Type.Integer(),
  incoming: Type.Integer(),
}

const StoreAvailability = Shape({
  store_id: Id,
  location_id: Id,
  code: Type.String(),
  name: Type.String(),
  lat: Nullable(Type.Number()),
  lng: Nullable(Type.Number()),
  available: Type.Integer({ description: 'Units that can be reserved; shoppers see at most 20' }),
  distance_km: Nullable(Type.Number()),
  open_now: Type.Boolean(),
  next_opening: Nullable(Shape({ opens_at: Time, closes_at: Time })),
  pickup_from: Nullable(Time),
})

const Level = Shape({
  variant_id: Id,
  location_id: Id,
  sku: Type.String(),
  location: Type.String(),
  store_id: Nullable(Id),
  ...counters,
  safety_stock: Type.Integer(),
  backorder_limit: Type.Integer(),
  available: Type.Integer(),
  updated_at: Time,
})

const LedgerEntry = Shape({
  seq: Type.Integer(),
  kind: Type.String(),
  ...counters,
  cause_kind: Type.String(),
  cause_id: Id,
  line_id: Nullable(Id),
  reason: Nullable(Type.String()),
  actor_kind: Type.String(),
  actor_id: Nullable(Id),
  moved_at: Time,
  balance: Shape(counters),
})

const Transfer = Shape({
  id: Id,
  from_id: Id,
  from: Type.String(),
  to_id: Id,
  to: Type.String(),
  status: OneOf(['sent', 'received', 'received_short', 'canceled']),
  reason: Nullable(Type.String()),
  sent_at: Time,
  received_at: Nullable(Time),
  lines: Type.Array(
    Shape({
      variant_id: Id,
      sku: Type.String(),
      sent: Type.Integer(),
      received: Type.Integer(),
      missing: Type.Integer(),
    }),
  ),
})

const Reservation = Shape({
  id: Id,
  cart_id: Id,
  line_id: Id,
  variant_id: Id,
  location_id: Id,
  sku: Type.String(),
  quantity: Type.Integer(),
  expires_at: Time,
  due: Type.Boolean(),
})

const Want = Shape({ key: Text(80), variant_id: Id, quantity: Quantity })

const Plan = Shape({
  complete: Type.Boolean(),
  parts: Type.Array(
    Shape({ location_id: Id, store_id: Nullable(Id), wants: Type.Array(Want), promised_at: Time, work_on: Day }),
  ),
  short: Type.Array(Want),
  trace: Shape({
    pass: OneOf(['all_rules', 'hard_rules']),
    decided_by: Type.String(),
    nodes: Type.Array(
      Shape({
        location_id: Id,
        store_id: Nullable(Id),
        code: Type.String(),
        name: Type.String(),
        verdict: OneOf(['chosen', 'kept', 'dropped']),
        reason: Type.String(),
        distance_km: Nullable(Type.Number()),
        available: Type.Integer(),
        takes: Type.Integer(),
        capacity_left: Nullable(Type.Integer()),
        promised_at: Type.String({ format: 'date-time' }),
      }),
    ),
  }),
})

/** Both or neither: half a place is a mistake of the caller. */
function pointOf(lat: number | undefined, lng: number | undefined): { lat: number; lng: number } | undefined {
  if (lat !== undefined && lng !== undefined) return { lat, lng }
  if (lat === undefined && lng === undefined) return undefined
  throw refused('half_a_place', { detail: 'A place needs latitude and longitude.' }, 400)
}

/** The place exists, whoever asks, and belongs to a store the actor works for (warehouses: to those who see all). */
export async function mustWorkAt(ctx: Ctx, location_id: string): Promise<void> {
  mustServeStore(ctx.actor, (await locationById(ctx, location_id)).store_id)
}

export const routes = [
  readRoute({
    operation: 'getAvailability',
    planned: 'together',
    method: 'GET',
    path: '/variants/:variant_id/availability',
    summary: 'In which shops an article can be had now, nearest first, and how much can be shipped',
    who: ['storefront', 'customer', 'device', 'stock.read'],
    refusals: ['half_a_place'],
    params: Shape({ variant_id: Id }),
    query: Shape({
      near_lat: Type.Optional(Latitude),
      near_lng: Type.Optional(Longitude),
      channel: Type.Optional(Channel),
      in_stock: Type.Optional(Type.Boolean()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: STORES_MAX, default: STORES_SHOWN })),
      after: PageQuery.after,
    }),
    reply: Shape({
      variant_id: Id,
      shipping: Type.Integer(),
      stores: Type.Array(StoreAvailability),
      next: Nullable(Type.String()),
    }),
    handle: (ctx, { params, query }) =>
      availability(ctx, {
        variant_id: params.variant_id,
        channel: ctx.actor.channel ?? query.channel ?? 'web',
        near: pointOf(query.near_lat, query.near_lng),
        in_stock: query.in_stock,
        limit: query.limit,
        after: query.after,
      }),
  }),
  readRoute({
    operation: 'listLevels',
    method: 'GET',
    path: '/stock/levels',
    summary: 'What stands where: of an article, of all variants of a product, of a place',
    who: ['stock.read'],
    query: Shape({
      variant_id: Type.Optional(Id),
      product_id: Type.Optional(Id),
      location_id: Type.Optional(Id),
      ...PageQuery,
    }),
    reply: Page(Level),
    refusals: ['too_wide'],
    handle: (ctx, { query }) => levelsOf(ctx, query),
  }),
  readRoute({
    operation: 'getStockLedger',
    method: 'GET',
    path: '/stock/ledger',
    summary: 'Why is it 3? Every movement of an article at a place, with causes and running balance',
    who: ['stock.read'],
    refusals: ['not_found'],
    query: Shape({ variant_id: Id, location_id: Id, ...PageQuery }),
    reply: Page(LedgerEntry),
    handle: async (ctx, { query }) => {
      await mustWorkAt(ctx, query.location_id)
      return stockLedger(ctx, query)
    },
  }),
  readRoute({
    operation: 'listTransfers',
    method: 'GET',
    path: '/stock/transfers',
    summary: 'Goods on their way between places, newest first',
    who: ['stock.read', 'stock.transfer'],
    query: Shape({
      location_id: Type.Optional(Id),
      status: Type.Optional(OneOf(['sent', 'received', 'received_short'])),
      ...PageQuery,
    }),
    reply: Page(Transfer),
    handle: (ctx, { query }) => listTransfers(ctx, query),
  }),
  readRoute({
    operation: 'listReservations',
    method: 'GET',
    path: '/stock/reservations',
    summary: 'What carts hold, soonest to end first',
    who: ['stock.read'],
    query: Shape({
      variant_id: Type.Optional(Id),
      location_id: Type.Optional(Id),
      cart_id: Type.Optional(Id),
      ...PageQuery,
    }),
    reply: Page(Reservation),
    handle: (ctx, { query }) => listReservations(ctx, query),
  }),
  readRoute({
    operation: 'explainRoute',
    method: 'POST',
    path: '/routes',
    summary: 'Where goods would be taken from, and why; takes nothing',
    who: ['stock.read'],
    key: 'none',
    body: Shape({
      wants: Type.Array(Want, { minItems: 1, maxItems: WANTS_MAX }),
      channel: Channel,
      method: OneOf(['ship', 'pickup', 'carry_out']),
      pickup_store_id: Type.Optional(Id),
      near: Type.Optional(Shape({ lat: Latitude, lng: Longitude })),
      country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
      cart_id: Type.Optional(Id),
      exclude_locations: Type.Optional(Type.Array(Id, { maxItems: 50 })),
    }),
    reply: Plan,
    handle: (ctx, { body }) => route(ctx, body),
  }),
]
