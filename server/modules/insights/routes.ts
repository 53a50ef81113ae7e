import { Type } from 'typebox'
import { Page, PageQuery } from '#platform/page'
import type { Route } from '#platform/route'
import { Day, Id, Instant, Locale, Nullable, OneOf, Shape, Text, Time, readRoute } from '#platform/route'
import { DELIVERY_METHODS } from '#orders'
import { counted } from './counted.ts'
import { flows } from './flows.ts'
import { KINDS } from './kinds.ts'
import { overview } from './overview.ts'
import { DAYS_MAX } from './period.ts'
import { SALES_BY, sales } from './sales.ts'
import { Flows, Overview, Sales } from './shapes.ts'
import { STOCK_OUTS_MAX, stockOuts } from './stock-outs.ts'

const who = ['insights.read'] as const
const store_id = Type.Optional(Id)
const Code = Type.Optional(Text(60))
const refusals = ['other_store', 'bad_period', 'not_found'] as const

const getOverview = readRoute({
  operation: 'getOverview',
  method: 'GET',
  path: '/insights/today',
  summary: 'The figures of a day, or of the days until it, beside the same weekdays before; with the rows of each',
  who,
  query: Shape({
    store_id,
    day: Type.Optional(Day),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: DAYS_MAX, default: 1 })),
  }),
  reply: Overview,
  refusals,
  handle: (ctx, { query }) => overview(ctx, query),
})

const getSales = readRoute({
  operation: 'getSales',
  method: 'GET',
  path: '/insights/sales',
  summary: `What was sold, by channel, store, day or hour; at most ${DAYS_MAX} days, both ends with it`,
  who,
  query: Shape({ store_id, from: Day, to: Day, by: OneOf(SALES_BY) }),
  reply: Sales,
  refusals,
  handle: (ctx, { query }) => sales(ctx, query),
})

const getFlows = readRoute({
  operation: 'getFlows',
  method: 'GET',
  path: '/insights/flows',
  summary: 'Where orders were begun, paid and handed over, and which threads were cut',
  who,
  query: Shape({ store_id, from: Day, to: Day }),
  reply: Flows,
  refusals,
  handle: (ctx, { query }) => flows(ctx, query),
})

const listCounted = readRoute({
  operation: 'listCounted',
  method: 'GET',
  path: '/insights/rows',
  summary: 'What a figure was counted from, newest first',
  who,
  query: Shape({
    ...PageQuery,
    kind: OneOf(KINDS),
    from: Instant,
    to: Instant,
    store_id,
    channel: Code,
    began_in: Code,
    paid_in: Type.Optional(Text(60, 0)),
    received: Type.Optional(OneOf(DELIVERY_METHODS)),
    cut_from: Code,
    good: Type.Optional(
      Type.Boolean({
        description: 'Carts: ordered. Promises: kept. Orders: not cancelled. Customers: may be told of offers.',
      }),
    ),
  }),
  reply: Page(
    Type.Object({
      kind: OneOf(KINDS),
      id: Id,
      at: Time,
      channel: Type.String(),
      store_id: Nullable(Id),
      order_id: Nullable(Id),
      number: Nullable(Type.String()),
      customer_id: Nullable(Id),
      name: Nullable(Type.String()),
      currency: Nullable(Type.String()),
      amount: Type.Integer(),
      began_in: Nullable(Type.String()),
      paid_in: Nullable(Type.String()),
      received: Nullable(OneOf(DELIVERY_METHODS)),
      cut_from: Nullable(Type.String()),
      good: Type.Boolean(),
    }),
  ),
  refusals: [...refusals, 'bad_cursor'],
  handle: (ctx, { query: { from, to, ...query } }) =>
    counted(ctx, { ...query, from: new Date(from), to: new Date(to) }),
})

const Place = Type.Object({
  location_id: Id,
  store_id: Nullable(Id),
  name: Type.String(),
  free: Type.Integer({ description: 'What could be promised there' }),
})

const listStockOuts = readRoute({
  operation: 'listStockOuts',
  method: 'GET',
  path: '/insights/stock-outs',
  summary: 'What people ask for and a shop has none of, with where there is some',
  who,
  query: Shape({
    store_id,
    locale: Type.Optional(Locale),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: STOCK_OUTS_MAX })),
  }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        variant_id: Id,
        sku: Type.String(),
        name: Type.String(),
        options: Type.Record(Type.String(), Type.String()),
        picture: Nullable(Type.String()),
        sold: Type.Integer(),
        in_carts: Type.Integer(),
        looked_at: Type.Integer(),
        last_sold_at: Nullable(Time),
        out: Type.Array(Place),
        left: Type.Array(Place),
      }),
    ),
  }),
  refusals: ['other_store', 'not_found'],
  handle: (ctx, { query }) => stockOuts(ctx, query),
})

export const routes: readonly Route[] = [getOverview, getSales, getFlows, listCounted, listStockOuts]
