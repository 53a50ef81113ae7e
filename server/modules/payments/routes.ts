import { Type } from 'typebox'
import { Amount } from '#platform/money'
import { Page, PAGE_DEFAULT, PageQuery } from '#platform/page'
import { Id, Nullable, RawBody, Shape, Text, readRoute, stepsRoute, writeRoute } from '#platform/route'
import { checkPayment } from './check.ts'
import { receiveNotice } from './notice.ts'
import { handBack } from './owed.ts'
import { Payment, paymentFor, payments } from './payment.ts'

const NOTICE_BYTES_MAX = 65_536

export const routes = [
  readRoute({
    operation: 'listPayments',
    method: 'GET',
    path: '/payments',
    summary: 'Payments, newest first; of one cart or order where named; with `owed` those that owe money back',
    who: ['payments.read'],
    query: Shape({
      cart_id: Type.Optional(Id),
      order_id: Type.Optional(Id),
      owed: Type.Optional(
        Type.Boolean({ description: 'Only those of which money waits to be given back by a person' }),
      ),
      ...PageQuery,
    }),
    reply: Page(Payment),
    handle: (ctx, { query }) => payments(ctx, { ...query, limit: query.limit ?? PAGE_DEFAULT }),
  }),
  readRoute({
    operation: 'getPayment',
    method: 'GET',
    path: '/payments/:payment_id',
    summary: 'One payment',
    who: ['payments.read', 'customer'],
    params: Shape({ payment_id: Id }),
    reply: Payment,
    handle: (ctx, { params }) => paymentFor(ctx, params.payment_id),
  }),
  stepsRoute({
    operation: 'refreshPayment',
    method: 'POST',
    path: '/payments/:payment_id/refresh',
    summary: 'Asks the provider now how a payment stands, as after the return from its page',
    who: ['payments.read', 'customer'],
    refusals: ['provider_away'],
    key: 'optional',
    params: Shape({ payment_id: Id }),
    reply: Payment,
    handle: async (steps, { params }) => {
      await steps.read((ctx) => paymentFor(ctx, params.payment_id))
      return checkPayment(steps, params)
    },
  }),
  writeRoute({
    operation: 'handBackPayment',
    method: 'POST',
    path: '/payments/:payment_id/hand-backs',
    summary: 'Says that the customer got back what is owed of cash or a card terminal',
    who: ['device', 'payments.refund'],
    params: Shape({ payment_id: Id }),
    body: Shape({}),
    reply: Type.Object({ payment_id: Id, order_id: Nullable(Id), refunded: Amount }),
    refusals: ['nothing_owed'],
    handle: async (ctx, { params }) => {
      const { id: payment_id, order_id, refunded } = await handBack(ctx, params)
      return { payment_id, order_id, refunded }
    },
  }),
  writeRoute({
    operation: 'receivePaymentNotice',
    method: 'POST',
    path: '/payment-notices/:provider',
    summary: 'Where payment providers send their signed notices (Standard Webhooks)',
    who: ['public'],
    // The notice's own id makes a repeat harmless; strangers leave no row behind.
    key: 'none',
    raw: true,
    body_limit: NOTICE_BYTES_MAX,
    params: Shape({ provider: Text(40) }),
    body: RawBody,
    reply: Shape({ received: Type.Boolean() }),
    refusals: ['unknown_provider', 'bad_signature', 'provider_not_configured'],
    handle: (ctx, { params, body }) => receiveNotice(ctx, { provider: params.provider, ...body }),
  }),
]
