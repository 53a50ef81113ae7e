import { Type } from 'typebox'
import { Payment, checkPayment, handBack } from '#payments'
import { Amount } from '#platform/money'
import { Page, PAGE_DEFAULT, PageQuery } from '#platform/page'
import { Id, Nullable, Shape, readRoute, stepsRoute, writeRoute } from '#platform/route'
import { paymentSeen, paymentsSeen } from './see-payments.ts'

/** Here and not with the payments: who may see one that was made online is decided by its order. */
export const payments = [
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
    handle: (ctx, { query }) => paymentsSeen(ctx, { ...query, limit: query.limit ?? PAGE_DEFAULT }),
  }),
  readRoute({
    operation: 'getPayment',
    method: 'GET',
    path: '/payments/:payment_id',
    summary: 'One payment',
    who: ['payments.read', 'customer'],
    params: Shape({ payment_id: Id }),
    reply: Payment,
    handle: (ctx, { params }) => paymentSeen(ctx, params.payment_id),
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
      await steps.read((ctx) => paymentSeen(ctx, params.payment_id))
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
      await paymentSeen(ctx, params.payment_id)
      const { id: payment_id, order_id, refunded } = await handBack(ctx, params)
      return { payment_id, order_id, refunded }
    },
  }),
]
