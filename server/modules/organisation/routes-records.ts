import { Type } from 'typebox'
import { Id, Nullable, Shape, readRoute } from '#platform/route'
import { channelKnown } from './places.ts'
import { channelLocations, locations, registers, storeRecord } from './records.ts'

const Hours = Type.Object({ weekday: Type.Integer(), opens: Type.String(), closes: Type.String() })

const StoreRecord = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  legal_entity_id: Id,
  phone: Nullable(Type.String()),
  email: Nullable(Type.String()),
  address: Type.Record(Type.String(), Type.String()),
  lat: Nullable(Type.Number()),
  lng: Nullable(Type.Number()),
  timezone: Type.String(),
  pickup: Type.Boolean(),
  pickup_lead_minutes: Type.Integer(),
  pickup_hold_days: Type.Integer(),
  active: Type.Boolean({ description: 'false: closed for good' }),
  ships: Type.Boolean(),
  max_orders_per_day: Nullable(Type.Integer()),
  location_id: Id,
  hours: Type.Array(Hours),
  exceptions: Type.Array(
    Type.Object({
      on_date: Type.String({ description: 'Day' }),
      opens: Nullable(Type.String()),
      closes: Nullable(Type.String()),
      reason: Nullable(Type.String()),
    }),
  ),
})

const LocationShown = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  store_id: Nullable(Id),
  country: Type.String(),
  region: Nullable(Type.String()),
  lat: Nullable(Type.Number()),
  lng: Nullable(Type.Number()),
  timezone: Type.String(),
  ships: Type.Boolean(),
  priority: Type.Integer(),
  max_orders_per_day: Nullable(Type.Integer()),
  active: Type.Boolean(),
})

/** What the desk needs to edit the organisation: whole rows rather than what a shopper sees. */
export const recordRoutes = [
  readRoute({
    operation: 'getStoreRecord',
    method: 'GET',
    path: '/stores/:store_id/record',
    summary: 'A whole shop with hours, special days and pick-up, for editing',
    who: ['organisation.read'],
    params: Shape({ store_id: Id }),
    reply: StoreRecord,
    handle: (ctx, { params }) => storeRecord(ctx, params.store_id),
  }),
  readRoute({
    operation: 'listLocations',
    method: 'GET',
    path: '/locations',
    summary: 'Every place that holds stock: shops and warehouses, by name',
    who: ['organisation.read', 'stock.read'],
    reply: Type.Object({ items: Type.Array(LocationShown) }),
    handle: async (ctx) => ({ items: await locations(ctx) }),
  }),
  readRoute({
    operation: 'listChannelLocations',
    method: 'GET',
    path: '/channels/:code/locations',
    summary: 'From which locations a channel sells, and how',
    who: ['organisation.read'],
    refusals: ['unknown_channel'],
    params: Shape({ code: Type.String({ maxLength: 60 }) }),
    reply: Type.Object({
      items: Type.Array(Type.Object({ location_id: Id, ships: Type.Boolean(), pickup: Type.Boolean() })),
    }),
    handle: async (ctx, { params }) => {
      await channelKnown(ctx, params.code)
      return { items: await channelLocations(ctx, params.code) }
    },
  }),
  readRoute({
    operation: 'listRegisters',
    method: 'GET',
    path: '/registers',
    summary: 'The cash positions of one’s stores',
    who: ['organisation.read'],
    reply: Type.Object({
      items: Type.Array(Type.Object({ id: Id, store_id: Id, code: Type.String(), name: Type.String() })),
    }),
    handle: async (ctx) => ({ items: await registers(ctx) }),
  }),
]
