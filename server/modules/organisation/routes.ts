import { Type } from 'typebox'
import { mustServeAll, mustServeStore } from '#platform/actor'
import { notFound } from '#platform/errors'
import { Empty, Id, Nullable, OneOf, Shape, Text, Time, readRoute, writeRoute } from '#platform/route'
import { hoursAt } from './hours.ts'
import {
  channelByCode,
  channels,
  closedStores,
  legalEntities,
  locationById,
  openingsOf,
  retailer,
  storeById,
  stores,
} from './places.ts'
import * as save from './save.ts'
import { ROLES, staffList } from './staff.ts'

const OUTSIDE = ['storefront', 'customer', 'device', 'organisation.read'] as const

const StoreShown = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  phone: Nullable(Type.String()),
  email: Nullable(Type.String()),
  address: Type.Record(Type.String(), Type.String()),
  country: Type.String(),
  region: Nullable(Type.String()),
  lat: Nullable(Type.Number()),
  lng: Nullable(Type.Number()),
  timezone: Type.String(),
  pickup: Type.Boolean(),
  location_id: Id,
})

/** A channel may sell from thousands of locations, named all at once. */
const CHANNEL_BODY_LIMIT = 1024 * 1024

const Span = Nullable(Type.Object({ opens_at: Time, closes_at: Time }))

export const routes = [
  readRoute({
    operation: 'getRetailer',
    method: 'GET',
    path: '/retailer',
    summary: 'The retailer this server belongs to',
    who: [...OUTSIDE],
    reply: Type.Object({
      name: Type.String(),
      country: Type.String(),
      default_locale: Type.String(),
      default_currency: Type.String(),
      timezone: Type.String(),
    }),
    handle: (ctx) => retailer(ctx),
  }),
  writeRoute({
    operation: 'saveRetailer',
    method: 'PUT',
    path: '/retailer',
    summary: 'Changes name, home country, language, currency and time zone of the retailer',
    who: ['organisation.edit'],
    body: save.SaveRetailer,
    reply: Empty,
    refusals: ['unknown_timezone', 'unknown_currency'],
    handle: async (ctx, { body }) => {
      mustServeAll(ctx.actor)
      await save.saveRetailer(ctx, body)
      return {}
    },
  }),
  writeRoute({
    operation: 'saveLegalEntity',
    method: 'PUT',
    path: '/legal-entities/:legal_entity_id',
    summary: 'Adds or changes a company of the retailer: who sells, and how it rounds',
    who: ['organisation.edit'],
    params: Shape({ legal_entity_id: Id }),
    body: save.SaveLegalEntity,
    reply: Empty,
    handle: async (ctx, { params, body }) => {
      mustServeAll(ctx.actor)
      await save.saveLegalEntity(ctx, params.legal_entity_id, body)
      return {}
    },
  }),
  readRoute({
    operation: 'listLegalEntities',
    method: 'GET',
    path: '/legal-entities',
    summary: 'The companies of the retailer',
    who: ['organisation.read'],
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Id,
          name: Type.String(),
          tax_id: Nullable(Type.String()),
          country: Type.String(),
          address: Type.Record(Type.String(), Type.String()),
          rounding_mode: Type.String(),
          rounding_level: Type.String(),
        }),
      ),
    }),
    handle: async (ctx) => ({ items: await legalEntities(ctx) }),
  }),
  readRoute({
    operation: 'listStores',
    method: 'GET',
    path: '/stores',
    summary: 'Every open shop, by name',
    who: [...OUTSIDE],
    reply: Type.Object({ items: Type.Array(StoreShown) }),
    handle: async (ctx) => ({ items: await stores(ctx) }),
  }),
  readRoute({
    operation: 'listClosedStores',
    method: 'GET',
    path: '/closed-stores',
    summary: 'Shops that were closed for good, by name',
    who: ['organisation.read'],
    reply: Type.Object({ items: Type.Array(StoreShown) }),
    handle: async (ctx) => ({ items: await closedStores(ctx) }),
  }),
  readRoute({
    operation: 'getStore',
    method: 'GET',
    path: '/stores/:store_id',
    summary: 'One shop, whether it is open now and its hours',
    who: [...OUTSIDE],
    params: Shape({ store_id: Id }),
    reply: Type.Object({
      ...StoreShown.properties,
      open_now: Type.Boolean(),
      next_opening: Span,
      weekly: Type.Array(Type.Object({ weekday: Type.Integer(), opens: Type.String(), closes: Type.String() })),
    }),
    handle: async (ctx, { params }) => {
      const store = await storeById(ctx, params.store_id)
      const opening = (await openingsOf(ctx, [store.id])).get(store.id)
      if (!opening) throw notFound('store', store.id)
      return {
        ...store,
        ...hoursAt(opening, ctx.now),
        weekly: [...opening.weekly],
      }
    },
  }),
  writeRoute({
    operation: 'saveStore',
    method: 'PUT',
    path: '/stores/:store_id',
    summary: 'Adds or changes a shop with its hours and its stock location',
    who: ['organisation.edit'],
    params: Shape({ store_id: Id }),
    body: save.SaveStore,
    reply: StoreShown,
    refusals: ['hours_upside_down', 'code_taken', 'unknown_timezone'],
    handle: async (ctx, { params, body }) => {
      mustServeStore(ctx.actor, params.store_id)
      return save.saveStore(ctx, params.store_id, body)
    },
  }),
  writeRoute({
    operation: 'saveWarehouse',
    method: 'PUT',
    path: '/warehouses/:location_id',
    summary: 'Adds or changes a warehouse',
    who: ['organisation.edit'],
    refusals: ['code_taken', 'unknown_timezone', 'not_a_warehouse'],
    params: Shape({ location_id: Id }),
    body: save.SaveWarehouse,
    reply: Type.Object({ id: Id, code: Type.String(), name: Type.String() }),
    handle: (ctx, { params, body }) => {
      mustServeAll(ctx.actor)
      return save.saveWarehouse(ctx, params.location_id, body)
    },
  }),
  readRoute({
    operation: 'getLocation',
    method: 'GET',
    path: '/locations/:location_id',
    summary: 'A place that holds stock',
    who: ['stock.read', 'organisation.read', 'device'],
    params: Shape({ location_id: Id }),
    reply: Type.Object({
      id: Id,
      code: Type.String(),
      name: Type.String(),
      kind: Type.String(),
      store_id: Nullable(Id),
      ships: Type.Boolean(),
      active: Type.Boolean(),
    }),
    handle: (ctx, { params }) => locationById(ctx, params.location_id),
  }),
  readRoute({
    operation: 'listChannels',
    method: 'GET',
    path: '/channels',
    summary: 'The channels of the retailer',
    who: ['organisation.read'],
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          code: Type.String(),
          kind: Type.String(),
          name: Type.String(),
          currency: Type.String(),
          locale: Type.String(),
          hold_seconds: Type.Integer(),
          active: Type.Boolean(),
          origins: Type.Array(Type.String()),
        }),
      ),
    }),
    handle: async (ctx) => ({ items: await channels(ctx) }),
  }),
  writeRoute({
    operation: 'saveChannel',
    method: 'PUT',
    path: '/channels/:code',
    summary: 'Adds or changes a channel',
    who: ['organisation.edit'],
    params: Shape({ code: Type.String({ pattern: '^[a-z][a-z0-9_]*(:[a-z0-9_.-]+)?$', maxLength: 60 }) }),
    body: save.SaveChannel,
    reply: Empty,
    refusals: ['bad_origin', 'unknown_currency'],
    handle: async (ctx, { params, body }) => {
      mustServeAll(ctx.actor)
      await save.saveChannel(ctx, params.code, body)
      return {}
    },
  }),
  writeRoute({
    operation: 'sellFrom',
    method: 'PUT',
    path: '/channels/:code/locations',
    summary: 'Says from which locations a channel sells, and how',
    who: ['organisation.edit'],
    refusals: ['unknown_channel', 'location_twice'],
    params: Shape({ code: Type.String({ maxLength: 60 }) }),
    body: Shape({
      locations: Type.Array(Shape({ location_id: Id, ships: Type.Boolean(), pickup: Type.Boolean() }), {
        maxItems: 5_000,
      }),
    }),
    body_limit: CHANNEL_BODY_LIMIT,
    reply: Empty,
    handle: async (ctx, { params, body }) => {
      mustServeAll(ctx.actor)
      await channelByCode(ctx, params.code)
      await save.sellFrom(ctx, params.code, body.locations)
      return {}
    },
  }),
  writeRoute({
    operation: 'saveRegister',
    method: 'PUT',
    path: '/registers/:register_id',
    summary: 'Adds or changes a cash position of a shop',
    who: ['organisation.edit'],
    refusals: ['register_elsewhere'],
    params: Shape({ register_id: Id }),
    body: Shape({ store_id: Id, code: Type.String({ pattern: '^[a-z0-9-]{1,20}$' }), name: Text(80) }),
    reply: Empty,
    handle: async (ctx, { params, body }) => {
      mustServeStore(ctx.actor, body.store_id)
      await save.saveRegister(ctx, params.register_id, body)
      return {}
    },
  }),
  readRoute({
    operation: 'listStaff',
    method: 'GET',
    path: '/staff',
    summary: 'The people who work for the retailer',
    who: ['organisation.read'],
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Id,
          email: Type.String(),
          name: Type.String(),
          role: OneOf(ROLES),
          active: Type.Boolean(),
          store_ids: Nullable(Type.Array(Id)),
        }),
      ),
    }),
    handle: async (ctx) => ({ items: await staffList(ctx) }),
  }),
]
