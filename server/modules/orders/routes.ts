import { Type } from 'typebox'
import { idsOfSession } from '#customers'
import type { Ctx } from '#platform/ctx'
import { forbidden } from '#platform/errors'
import { SignedAmount } from '#platform/money'
import { mustServeStore } from '#platform/actor'
import { Page, PageQuery } from '#platform/page'
import type { Route } from '#platform/route'
import { Id, Instant, Nullable, OneOf, Shape, Text, Time, readRoute } from '#platform/route'
import { COUNT_MAX, countOrders, listOrders } from './list.ts'
import { ordersOf } from './orders.ts'
import { DELIVERY_METHODS, ORDER_STATUSES, PAYMENT_STATUSES } from './rules.ts'

const OrderHead = Type.Object({
  id: Id,
  number: Type.String({ description: 'As people say it: H-7K4M-29QX' }),
  customer_id: Nullable(Id),
  channel: Type.String(),
  store_id: Nullable(Id),
  pickup_store_id: Nullable(Id),
  currency: Type.String(),
  status: OneOf(ORDER_STATUSES),
  payment_status: OneOf(PAYMENT_STATUSES),
  delivery_method: OneOf(DELIVERY_METHODS),
  gross: SignedAmount,
  paid: SignedAmount,
  refunded: SignedAmount,
  placed_at: Time,
})

const Filter = {
  status: Type.Optional(OneOf(ORDER_STATUSES)),
  payment_status: Type.Optional(OneOf(PAYMENT_STATUSES)),
  channel: Type.Optional(Text(60)),
  store_id: Type.Optional(Id),
  customer_id: Type.Optional(Id),
  placed_from: Type.Optional(Instant),
  placed_to: Type.Optional(Instant),
  text: Type.Optional(Text(100)),
}

/** One's own stores, or the one of them that is asked for. */
function storesAsked(ctx: Ctx, store_id: string | undefined): readonly string[] | null {
  if (store_id === undefined) return ctx.actor.store_ids
  mustServeStore(ctx.actor, store_id)
  return [store_id]
}

const filterOf = <Query extends { store_id?: string; placed_from?: string; placed_to?: string }>({
  store_id: _asked,
  placed_from,
  placed_to,
  ...filter
}: Query) => ({ ...filter, placed_from: dateOf(placed_from), placed_to: dateOf(placed_to) })

const dateOf = (text: string | undefined) => (text === undefined ? undefined : new Date(text))

const listOrdersRoute = readRoute({
  operation: 'listOrders',
  method: 'GET',
  path: '/orders',
  summary: 'Orders, newest first: by status, channel, store, customer, time and text',
  who: ['orders.read', 'device'],
  query: Shape({ ...PageQuery, ...Filter }),
  reply: Page(Type.Object({ ...OrderHead.properties, contact_name: Nullable(Type.String()) })),
  refusals: ['other_store', 'bad_cursor'],
  handle: (ctx, { query }) => listOrders(ctx, storesAsked(ctx, query.store_id), filterOf(query)),
})

const countOrdersRoute = readRoute({
  operation: 'countOrders',
  method: 'GET',
  path: '/order-count',
  summary: 'How many orders fit, by the same filters as the list',
  who: ['orders.read', 'device'],
  query: Shape(Filter),
  reply: Type.Object({
    count: Type.Integer({ maximum: COUNT_MAX }),
    more: Type.Boolean({ description: `There are more than the ${COUNT_MAX} that were counted` }),
  }),
  refusals: ['other_store'],
  handle: (ctx, { query }) => countOrders(ctx, storesAsked(ctx, query.store_id), filterOf(query)),
})

const myOrdersRoute = readRoute({
  operation: 'myOrders',
  method: 'GET',
  path: '/me/orders',
  summary: 'The orders of the shopper who asks, newest first',
  who: ['customer'],
  query: Shape(PageQuery),
  reply: Page(OrderHead),
  refusals: ['bad_cursor'],
  handle: async (ctx, { query }) => {
    if (ctx.actor.customer_id === null) throw forbidden()
    return ordersOf(ctx, await idsOfSession(ctx), query)
  },
})

export const routes: readonly Route[] = [listOrdersRoute, countOrdersRoute, myOrdersRoute]
