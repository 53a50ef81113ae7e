import { Type } from 'typebox'
import { cartTurn } from '#carts'
import { Payment } from '#payments'
import { Amount, Currency } from '#platform/money'
import { Address, Id, OneOf, Quantity, Shape, Text, readRoute, writeRoute } from '#platform/route'
import { cancelOrder } from './cancel-order.ts'
import { changeOrder } from './change-order.ts'
import { orderView, orderViewByNumber } from './order-view.ts'
import { placeOrder } from './place-order.ts'
import { paying } from './routes-paying.ts'
import { payments } from './routes-payments.ts'
import { sellAtTill } from './sell-at-till.ts'
import { Canceled, Contact, Order } from './shapes.ts'
import { takeOrder } from './take-order.ts'
import { takeTenderForCart, takeTenderForOrder } from './take-tender.ts'

const SALE_LINES_MAX = 200
const TENDERS_MAX = 10

const TenderFields = {
  id: Id,
  provider: OneOf(['cash', 'terminal']),
  amount: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }),
  given: Type.Optional(Amount),
  reference: Type.Optional(Text(80)),
}
const TenderBody = Shape({ ...TenderFields, store_id: Id })

const tendering = [
  writeRoute({
    operation: 'takeTenderForCart',
    together: cartTurn,
    method: 'POST',
    path: '/carts/:cart_id/tenders',
    summary: 'Cash or terminal at the counter, for a cart about to be placed',
    who: ['device', 'payments.take'],
    status: 201,
    params: Shape({ cart_id: Id }),
    body: TenderBody,
    reply: Payment,
    refusals: [
      'nothing_to_pay',
      'cart_closed',
      'given_too_little',
      'other_store',
      'payment_differs',
      'no_tax_rate',
      'unknown_channel',
    ],
    handle: (ctx, { params, body }) => takeTenderForCart(ctx, params.cart_id, body),
  }),
  writeRoute({
    operation: 'takeTenderForOrder',
    method: 'POST',
    path: '/orders/:order_id/tenders',
    summary: 'Cash or terminal at the counter, for an order to be paid at collection',
    who: ['device', 'payments.take'],
    status: 201,
    params: Shape({ order_id: Id }),
    body: TenderBody,
    reply: Payment,
    refusals: ['nothing_to_pay', 'given_too_little', 'other_store', 'payment_differs'],
    handle: (ctx, { params, body }) => takeTenderForOrder(ctx, params.order_id, body),
  }),
]

const placing = [
  writeRoute({
    operation: 'placeOrder',
    together: cartTurn,
    method: 'POST',
    path: '/carts/:cart_id/orders',
    summary: 'Places the order of a cart, once; `expected_total` guards against a price nobody saw',
    who: ['customer', 'orders.place', 'device'],
    status: 201,
    params: Shape({ cart_id: Id }),
    body: Shape({
      expected_total: Amount,
      pay_later: Type.Optional(Type.Boolean({ description: 'Staff only: paid at collection' })),
      tenders: Type.Optional(
        Type.Array(TenderBody, {
          maxItems: TENDERS_MAX,
          description: 'Staff and tills: cash or terminal, taken with it; a refusal records none of them',
        }),
      ),
    }),
    reply: Type.Object({ order_id: Id, number: Type.String(), created: Type.Boolean() }),
    refusals: [
      'cart_not_ready',
      'cart_changed',
      'payment_short',
      'out_of_stock',
      'cart_closed',
      'nothing_to_pay',
      'tender_twice',
      'given_too_little',
      'payment_differs',
      'other_store',
      'no_tax_rate',
      'unknown_channel',
    ],
    handle: (ctx, { params, body }) => placeOrder(ctx, { cart_id: params.cart_id, ...body }),
  }),
  writeRoute({
    operation: 'takeOrder',
    together: () => null,
    method: 'POST',
    path: '/orders',
    summary: 'A whole order in one call, for those who need no cart: priced, promised, written, paid',
    who: ['orders.place', 'device'],
    status: 201,
    body: Shape({
      id: Id,
      customer_id: Type.Optional(Id),
      delivery: Shape({
        method: OneOf(['ship', 'pickup']),
        pickup_store_id: Type.Optional(Id),
        address: Type.Optional(Address),
      }),
      contact: Contact,
      lines: Type.Array(Shape({ id: Id, variant_id: Id, quantity: Quantity, note: Type.Optional(Text(500)) }), {
        minItems: 1,
        maxItems: SALE_LINES_MAX,
      }),
      tenders: Type.Array(Shape({ ...TenderFields, store_id: Type.Optional(Id) }), { maxItems: TENDERS_MAX }),
      expected_total: Amount,
      pay_later: Type.Optional(Type.Boolean({ description: 'The rest is paid at collection' })),
      note: Type.Optional(Text(500)),
    }),
    reply: Type.Object({ order_id: Id, number: Type.String(), created: Type.Boolean() }),
    refusals: [
      'cart_changed',
      'payment_short',
      'nothing_to_pay',
      'out_of_stock',
      'unknown_article',
      'not_for_sale',
      'unpriced',
      'store_needed',
      'no_pickup_here',
      'address_needed',
      'contact_needed',
      'bad_contact',
      'other_store',
      'sale_exists',
      'line_twice',
      'tender_twice',
      'given_too_little',
      'payment_differs',
      'unknown_channel',
      'no_tax_rate',
      'amount_too_large',
      'not_found',
    ],
    handle: (ctx, { body }) => takeOrder(ctx, body),
  }),
  writeRoute({
    operation: 'sellAtTill',
    method: 'POST',
    path: '/sales',
    summary: 'A sale over the counter in one call: priced, paid, written, goods out of the door',
    who: ['device', 'orders.place'],
    status: 201,
    body: Shape({
      id: Id,
      store_id: Id,
      customer_id: Type.Optional(Id),
      lines: Type.Array(Shape({ id: Id, variant_id: Id, quantity: Quantity }), {
        minItems: 1,
        maxItems: SALE_LINES_MAX,
      }),
      tenders: Type.Array(Shape(TenderFields), { maxItems: TENDERS_MAX }),
      expected_total: Amount,
    }),
    reply: Type.Object({
      order_id: Id,
      number: Type.String(),
      created: Type.Boolean(),
      gross: Amount,
      currency: Currency,
      change: Amount,
    }),
    refusals: [
      'cart_changed',
      'payment_short',
      'unpriced',
      'unknown_article',
      'other_store',
      'sale_exists',
      'line_twice',
      'tender_twice',
      'not_found',
      'payment_differs',
      'unknown_channel',
      'no_tax_rate',
    ],
    handle: (ctx, { body }) => sellAtTill(ctx, body),
  }),
]

const afterwards = [
  readRoute({
    operation: 'getOrder',
    method: 'GET',
    path: '/orders/:order_id',
    summary: 'An order: what was bought, what is expected, what has happened, what was put right',
    who: ['customer', 'orders.read', 'device'],
    params: Shape({ order_id: Id }),
    reply: Order,
    handle: (ctx, { params }) => orderView(ctx, params.order_id) as never,
  }),
  readRoute({
    operation: 'getOrderByNumber',
    method: 'GET',
    path: '/order-numbers/:number',
    summary: 'The order of a number as people type it: any case, with or without dashes',
    who: ['customer', 'orders.read', 'device'],
    params: Shape({ number: Text(40, 4) }),
    reply: Order,
    handle: (ctx, { params }) => orderViewByNumber(ctx, params.number) as never,
  }),
  writeRoute({
    operation: 'cancelOrder',
    method: 'POST',
    path: '/orders/:order_id/cancellations',
    summary: 'Takes goods off an order, or all of it; stock and money go back',
    who: ['customer', 'orders.cancel'],
    params: Shape({ order_id: Id }),
    body: Shape({
      id: Type.Optional(Id),
      lines: Type.Optional(Type.Array(Shape({ line_id: Id, quantity: Quantity }), { minItems: 1, maxItems: 100 })),
      reason: Text(200),
    }),
    reply: Canceled,
    refusals: ['already_picking', 'not_cancellable', 'line_twice'],
    handle: (ctx, { params, body }) =>
      cancelOrder(ctx, {
        order_id: params.order_id,
        lines: body.lines ?? 'all',
        reason: body.reason,
        ...(body.id ? { cause_id: body.id } : {}),
      }),
  }),
  writeRoute({
    operation: 'changeOrder',
    method: 'PATCH',
    path: '/orders/:order_id',
    summary: 'Before picking: whom to write to, and in which store it is collected',
    who: ['customer', 'orders.edit'],
    params: Shape({ order_id: Id }),
    body: Shape({ contact: Type.Optional(Contact), pickup_store_id: Type.Optional(Id) }),
    reply: Type.Object({ order_id: Id }),
    refusals: ['order_closed', 'wrong_state', 'not_at_store', 'nothing_to_move', 'bad_contact'],
    handle: async (ctx, { params, body }) => {
      await changeOrder(ctx, { order_id: params.order_id, ...body })
      return { order_id: params.order_id }
    },
  }),
]

export const routes = [...paying, ...payments, ...tendering, ...placing, ...afterwards]
