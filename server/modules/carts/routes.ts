import { Type } from 'typebox'
import { cartCodesFrom, countAttempt } from '#access'
import { isShopper } from '#platform/actor'
import { Currency } from '#platform/money'
import { Page, PageQuery } from '#platform/page'
import {
  Address,
  Empty,
  Id,
  Locale,
  Nullable,
  OneOf,
  Quantity,
  Shape,
  Text,
  Time,
  readRoute,
  stepsRoute,
  writeRoute,
} from '#platform/route'
import { addLine } from './add-line.ts'
import { cartQr } from './cart-qr.ts'
import { CartStore, cartStores } from './cart-stores.ts'
import { cartView } from './cart-view.ts'
import { changeCart, setContact, setDelivery } from './change-cart.ts'
import { createCart } from './create-cart.ts'
import { listCarts, myCarts } from './lists.ts'
import { removeLine } from './remove-line.ts'
import { LINES_MAX, cartTurn } from './rules.ts'
import { setCustomer } from './set-customer.ts'
import { setLine } from './set-line.ts'
import { takeUp } from './take-up.ts'
import { CartView, ContactView, MethodName } from './view.ts'

const HANDS = ['customer', 'device', 'carts.edit'] as const
const EYES = ['customer', 'device', 'carts.read'] as const
const CartId = Shape({ cart_id: Id })
const LineId = Shape({ cart_id: Id, line_id: Id })
const Note = Nullable(Text(500))
const Latitude = Type.Number({ minimum: -90, maximum: 90 })
const Longitude = Type.Number({ minimum: -180, maximum: 180 })
/** As far as the database counts. */
const VERSION_MAX = 2_147_483_647
/** The version last seen: a cart that changed since is 409 `cart_changed` instead of overwritten. */
const expected_version = Type.Optional(Type.Integer({ minimum: 1, maximum: VERSION_MAX }))
const Delivery = {
  method: MethodName,
  pickup_store_id: Type.Optional(Nullable(Id)),
  address: Type.Optional(Nullable(Address)),
}
/** At a counter also which. */
const HowDelivered = { ...Delivery, store_id: Type.Optional(Id) }
const NewLine = { line_id: Type.Optional(Id), variant_id: Id, quantity: Quantity, note: Type.Optional(Note) }
const NEW_LINE = [
  'unknown_article',
  'not_for_sale',
  'cart_full',
  'quantity_too_large',
  'amount_too_large',
  'line_exists',
] as const
const DETAILS = [
  'not_the_owner',
  'bad_contact',
  'customer_erased',
  'store_needed',
  'no_pickup_here',
  'not_in_a_store',
] as const
/** Changing a cart prices it anew. */
const CHANGED = ['cart_changed', 'cart_closed', 'unknown_channel', 'no_tax_rate'] as const

const CartSummary = Type.Object({
  id: Id,
  code: Type.String(),
  version: Type.Integer(),
  status: Type.String(),
  customer_id: Nullable(Id),
  given_name: Nullable(Type.String()),
  channel: Type.String(),
  currency: Currency,
  store_id: Nullable(Id),
  lines: Type.Integer(),
  units: Type.Integer(),
  updated_at: Time,
  expires_at: Time,
})

export const routes = [
  writeRoute({
    operation: 'createCart',
    // Said twice at once, the second sees a whole cart, not one that is being filled.
    together: ({ body: { id } }) => (id ? cartTurn({ params: { cart_id: id } }) : null),
    method: 'POST',
    path: '/carts',
    summary: 'Starts a cart, with what is known of it already; with the id the caller made, saying it twice makes one',
    who: HANDS,
    status: 201,
    body: Shape({
      id: Type.Optional(Id),
      channel: Type.Optional(Text(60)),
      currency: Type.Optional(Currency),
      locale: Type.Optional(Locale),
      customer_id: Type.Optional(Nullable(Id)),
      store_id: Type.Optional(Nullable(Id)),
      contact: Type.Optional(Shape(ContactView.properties)),
      delivery: Type.Optional(Shape(Delivery)),
      lines: Type.Optional(Type.Array(Shape(NewLine), { maxItems: 2 * LINES_MAX })),
    }),
    reply: CartView,
    refusals: [
      ...NEW_LINE,
      ...DETAILS,
      'unknown_channel',
      'too_many_carts',
      'store_closed',
      'not_found',
      'no_tax_rate',
    ],
    handle: (ctx, { body }) => createCart(ctx, body),
  }),
  readRoute({
    operation: 'getCart',
    planned: 'together',
    method: 'GET',
    path: '/carts/:cart_id',
    summary: 'The cart with prices, holds, problems and promise as they are now',
    who: EYES,
    refusals: ['no_tax_rate', 'unknown_channel'],
    params: CartId,
    reply: CartView,
    handle: (ctx, { params }) => cartView(ctx, params.cart_id),
  }),
  stepsRoute({
    operation: 'takeUpCart',
    method: 'POST',
    path: '/carts/take-up',
    summary: 'Goes on with a cart on another device, by the code its screen shows',
    who: HANDS,
    body: Shape({ code: Text(20) }),
    reply: CartView,
    refusals: ['not_found', 'too_many_attempts', 'no_tax_rate', 'unknown_channel'],
    handle: async ({ actor, address, write }, { body }) => {
      // Counted first and apart: a wrong code is a refusal, which would undo the count.
      if (isShopper(actor)) await write((ctx) => countAttempt(ctx, cartCodesFrom(address)))
      return write((ctx) => takeUp(ctx, body))
    },
  }),
  writeRoute({
    operation: 'addCartLine',
    together: cartTurn,
    method: 'POST',
    path: '/carts/:cart_id/lines',
    summary: 'Puts an article into the cart and holds it',
    who: HANDS,
    status: 201,
    params: CartId,
    body: Shape({ ...NewLine, expected_version }),
    reply: CartView,
    refusals: [...NEW_LINE, ...CHANGED],
    handle: (ctx, { params, body }) => addLine(ctx, { ...params, ...body }),
  }),
  writeRoute({
    operation: 'setCartLine',
    together: cartTurn,
    method: 'PATCH',
    path: '/carts/:cart_id/lines/:line_id',
    summary: 'Changes how many, the note, or sets the line aside for later',
    who: HANDS,
    params: LineId,
    body: Shape({
      quantity: Type.Optional(Quantity),
      note: Type.Optional(Note),
      saved: Type.Optional(Type.Boolean()),
      expected_version,
    }),
    reply: CartView,
    refusals: ['quantity_too_large', 'amount_too_large', ...CHANGED],
    handle: (ctx, { params, body }) => setLine(ctx, { ...params, ...body }),
  }),
  writeRoute({
    operation: 'removeCartLine',
    together: cartTurn,
    method: 'DELETE',
    path: '/carts/:cart_id/lines/:line_id',
    summary: 'Takes a line out and lets its goods go',
    who: HANDS,
    params: LineId,
    reply: CartView,
    refusals: CHANGED,
    handle: (ctx, { params }) => removeLine(ctx, params),
  }),
  writeRoute({
    operation: 'changeCart',
    together: cartTurn,
    method: 'PATCH',
    path: '/carts/:cart_id',
    summary: 'Whom the order is for and how it gets there, in one; what is left out stays',
    who: HANDS,
    params: CartId,
    body: Shape({
      contact: Type.Optional(Shape(ContactView.properties)),
      delivery: Type.Optional(Shape(HowDelivered)),
      expected_version,
    }),
    reply: CartView,
    refusals: [...DETAILS, ...CHANGED],
    handle: (ctx, { params, body }) => changeCart(ctx, { ...params, ...body }),
  }),
  writeRoute({
    operation: 'setCartDelivery',
    together: cartTurn,
    method: 'PUT',
    path: '/carts/:cart_id/delivery',
    summary: 'Ship, collect in a store, or carry out; the held goods move along',
    who: HANDS,
    params: CartId,
    body: Shape({ ...HowDelivered, expected_version }),
    reply: CartView,
    refusals: ['not_the_owner', 'store_needed', 'no_pickup_here', 'not_in_a_store', ...CHANGED],
    handle: (ctx, { params, body }) => setDelivery(ctx, { ...params, ...body }),
  }),
  writeRoute({
    operation: 'setCartContact',
    together: cartTurn,
    method: 'PUT',
    path: '/carts/:cart_id/contact',
    summary: 'How to reach the customer about this order',
    who: HANDS,
    params: CartId,
    body: Shape({ ...ContactView.properties, expected_version }),
    reply: CartView,
    refusals: ['not_the_owner', 'bad_contact', 'customer_erased', ...CHANGED],
    handle: (ctx, { params, body: { expected_version: version, ...contact } }) =>
      setContact(ctx, { ...params, contact, ...(version === undefined ? {} : { expected_version: version }) }),
  }),
  writeRoute({
    operation: 'setCartCustomer',
    method: 'PUT',
    path: '/carts/:cart_id/customer',
    summary: 'Puts the cart under a customer staff have found',
    who: ['device', 'carts.edit'],
    params: CartId,
    body: Shape({ customer_id: Id, expected_version }),
    reply: CartView,
    refusals: CHANGED,
    handle: (ctx, { params, body }) => setCustomer(ctx, { ...params, ...body }),
  }),
  readRoute({
    operation: 'listCarts',
    method: 'GET',
    path: '/carts',
    summary: 'Carts of a customer, a store, or all, touched last first',
    who: ['carts.read'],
    query: Shape({
      ...PageQuery,
      customer_id: Type.Optional(Id),
      store_id: Type.Optional(Id),
      status: Type.Optional(OneOf(['open', 'placed', 'merged', 'expired'])),
    }),
    reply: Page(CartSummary),
    refusals: ['bad_cursor'],
    handle: (ctx, { query }) => listCarts(ctx, query),
  }),
  readRoute({
    operation: 'myCarts',
    method: 'GET',
    path: '/me/carts',
    summary: "The shopper's open carts",
    who: ['customer'],
    query: Empty,
    reply: Type.Object({ items: Type.Array(CartSummary) }),
    handle: async (ctx) => ({ items: await myCarts(ctx) }),
  }),
  readRoute({
    operation: 'getCartQr',
    method: 'GET',
    path: '/carts/:cart_id/qr',
    summary: 'A square code that takes the cart up on a phone',
    who: EYES,
    params: CartId,
    reply: Type.Object({ svg: Type.String(), link: Type.String() }),
    handle: (ctx, { params }) => cartQr(ctx, params.cart_id),
  }),
  readRoute({
    operation: 'getCartStores',
    planned: 'together',
    method: 'GET',
    path: '/carts/:cart_id/stores',
    summary: 'In which shops all of the cart can be collected, and from when: complete ones first, then the nearest',
    who: EYES,
    params: CartId,
    query: Shape({ near_lat: Type.Optional(Latitude), near_lng: Type.Optional(Longitude) }),
    reply: Type.Object({ items: Type.Array(CartStore) }),
    handle: async (ctx, { params, query: { near_lat, near_lng } }) => {
      const near = near_lat === undefined || near_lng === undefined ? {} : { near: { lat: near_lat, lng: near_lng } }
      return { items: await cartStores(ctx, { ...params, ...near }) }
    },
  }),
]
