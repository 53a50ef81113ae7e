import { Type } from 'typebox'
import { idsOfSession } from '#customers'
import { forbidden } from '#platform/errors'
import { SignedAmount } from '#platform/money'
import { mustServeStore } from '#platform/actor'
import { Page, PageQuery } from '#platform/page'
import type { Route } from '#platform/route'
import { Id, Instant, Nullable, OneOf, Shape, Text, Time, readRoute } from '#platform/route'
import { listOrders } from './list.ts'
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

const dateOf = (text: string | undefined) => (text === undefined ? undefined : new Date(text))

const listOrdersRoute = readRoute({
  operation: 'listOrders',
  method: 'GET',
  path: '/orders',
  summary: 'Orders, newest first: by status, channel, store, customer, time and text',
  who: ['orders.read', 'device'],
  query: Shape({
    ...PageQuery,
    status: Type.Optional(OneOf(ORDER_STATUSES)),
    payment_status: Type.Optional(OneOf(PAYMENT_STATUSES)),
    channel: Type.Optional(Text(60)),
    store_id: Type.Optional(Id),
    customer_id: Type.Optional(Id),
    placed_from: Type.Optional(Instant),
    placed_to: Type.Optional(Instant),
    text: Type.Optional(Text(100)),
  }),
  reply: Page(OrderHead),
  refusals: ['other_store', 'bad_cursor'],
  handle: (ctx, { query: { store_id, placed_from, placed_to, ...filter } }) => {
    if (store_id) mustServeStore(ctx.actor, store_id)
    const stores = store_id ? [store_id] : ctx.actor.store_ids
    return listOrders(ctx, stores, { ...filter, placed_from: dateOf(placed_from), placed_to: dateOf(placed_to) })
  },
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

export const routes: readonly Route[] = [listOrdersRoute, myOrdersRoute]
