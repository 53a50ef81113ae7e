import { Type } from 'typebox'
import { Payment } from '#payments'
import { Id, OneOf, Shape, Text, readRoute, stepsRoute, writeRoute } from '#platform/route'
import { giveBack } from './give-back.ts'
import { Balance, cartBalance, payCart, payOrder } from './pay.ts'
import { sendPayLink } from './send-pay-link.ts'
import { stopPaying } from './stop-paying.ts'

const PayBody = Shape({
  id: Type.Optional(Id),
  provider: Text(40),
  amount: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000_000_000,
      description: 'A part of the total; all that is left when absent',
    }),
  ),
  return_url: Type.Optional(Type.String({ maxLength: 2_000 })),
})

export const paying = [
  readRoute({
    operation: 'getCartBalance',
    method: 'GET',
    path: '/carts/:cart_id/balance',
    summary: 'What a cart costs, what is held of it already, and what is left to pay',
    who: ['customer', 'payments.take', 'device'],
    params: Shape({ cart_id: Id }),
    reply: Balance,
    refusals: ['no_tax_rate', 'unknown_channel'],
    handle: (ctx, { params }) => cartBalance(ctx, params.cart_id),
  }),
  stepsRoute({
    operation: 'payCart',
    method: 'POST',
    path: '/carts/:cart_id/payments',
    summary: 'Begins an online payment for a cart; `action_url` is where the customer goes',
    who: ['customer', 'payments.take', 'device'],
    status: 201,
    params: Shape({ cart_id: Id }),
    body: PayBody,
    reply: Payment,
    refusals: [
      'cart_not_ready',
      'cart_closed',
      'nothing_to_pay',
      'unknown_provider',
      'bad_return_url',
      'too_many_payments',
      'payment_differs',
      'provider_away',
      'no_tax_rate',
      'unknown_channel',
    ],
    handle: (steps, { params, body }) => payCart(steps, params.cart_id, body),
  }),
  writeRoute({
    operation: 'stopPaying',
    method: 'POST',
    path: '/carts/:cart_id/payment-stops',
    summary:
      'The customer pays another way, or not at all: what was begun online can be paid no more, what is held is let go',
    who: ['customer', 'payments.take', 'device'],
    params: Shape({ cart_id: Id }),
    body: Shape({}),
    reply: Type.Object({ stopped: Type.Integer({ description: 'Payments that were open' }) }),
    refusals: ['cart_closed', 'not_the_owner'],
    handle: (ctx, { params }) => stopPaying(ctx, params.cart_id),
  }),
  writeRoute({
    operation: 'sendPayLink',
    method: 'POST',
    path: '/carts/:cart_id/pay-links',
    summary: 'Sends the customer the link that opens this cart in the shop, to check it and pay',
    who: ['carts.edit', 'device'],
    params: Shape({ cart_id: Id }),
    body: Shape({}),
    reply: Type.Object({ to_kind: OneOf(['email', 'phone']) }),
    refusals: ['cart_closed', 'contact_needed', 'nothing_to_pay', 'unknown_channel', 'no_tax_rate'],
    handle: (ctx, { params }) => sendPayLink(ctx, params.cart_id),
  }),
  stepsRoute({
    operation: 'payOrder',
    method: 'POST',
    path: '/orders/:order_id/payments',
    summary: 'Begins an online payment for an order that is not paid yet',
    who: ['customer', 'payments.take', 'device'],
    status: 201,
    params: Shape({ order_id: Id }),
    body: PayBody,
    reply: Payment,
    refusals: [
      'nothing_to_pay',
      'unknown_provider',
      'bad_return_url',
      'too_many_payments',
      'payment_differs',
      'provider_away',
    ],
    handle: (steps, { params, body }) => payOrder(steps, params.order_id, body),
  }),
  writeRoute({
    operation: 'giveBackOwed',
    method: 'POST',
    path: '/orders/:order_id/refunds',
    summary: 'Asks again for what the order owes its customer, where a refund was refused or never asked for',
    who: ['payments.refund'],
    params: Shape({ order_id: Id }),
    body: Shape({}),
    reply: Type.Object({
      refunding: Type.Integer({ minimum: 0, description: 'Asked of the provider now' }),
      owed: Type.Integer({ minimum: 0, description: 'Waits for somebody to hand it over' }),
    }),
    handle: (ctx, { params }) => giveBack(ctx, params.order_id),
  }),
]
