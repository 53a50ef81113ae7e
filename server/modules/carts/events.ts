import { Type } from 'typebox'
import type { TSchema } from 'typebox'
import { defineEvent } from '#platform/events'
import { Amount, Currency } from '#platform/money'
import { Id, Nullable } from '#platform/route'
import type { Cart } from './cart.ts'
import type { CartLineView, CartView } from './view.ts'

// The code of a cart is a key to it: it never goes into an event.

const CART = { cart_id: Id, version: Type.Integer() }
const LINE = { line_id: Id, variant_id: Id, sku: Type.String(), name: Type.String(), quantity: Type.Integer() }
const SUM = { gross: Amount, currency: Currency }
const fact = <P extends Record<string, TSchema>>(name: string, fields: P) =>
  defineEvent(name, Type.Object({ ...CART, ...fields }))

export const cartCreated = fact('cart.created', { currency: Currency })
export const cartLineAdded = fact('cart.line_added', { ...LINE, ...SUM, unit_price: Nullable(Amount) })
export const cartLineChanged = fact('cart.line_changed', {
  ...LINE,
  ...SUM,
  previous: Type.Integer(),
  saved: Type.Boolean(),
})
export const cartLineRemoved = fact('cart.line_removed', { ...LINE, ...SUM })
export const cartDeliveryChosen = fact('cart.delivery_chosen', {
  method: Type.String(),
  pickup_store_id: Nullable(Id),
  pickup_store_name: Nullable(Type.String()),
  country: Nullable(Type.String()),
})
/** Which kinds of contact were given, never the contact itself. */
export const cartContactGiven = fact('cart.contact_given', { kinds: Type.Array(Type.String()) })
export const cartCustomerSet = fact('cart.customer_set', { previous: Nullable(Id) })
export const cartTakenUp = fact('cart.taken_up', { outcome: Type.String(), shared_with: Type.Array(Id) })
export const cartMerged = fact('cart.merged', { into_cart_id: Id, lines: Type.Integer() })
/** Its owner was taken for one with somebody else, and is told apart again: who it is for is to be said anew. */
export const cartParted = fact('cart.parted', {})
export const cartExpired = fact('cart.expired', {})

export const events = [
  cartCreated,
  cartLineAdded,
  cartLineChanged,
  cartLineRemoved,
  cartDeliveryChosen,
  cartContactGiven,
  cartCustomerSet,
  cartTakenUp,
  cartMerged,
  cartParted,
  cartExpired,
]

type Fact = { cart_id: string; version: number }
export const factOf = ({ id, version }: Pick<Cart, 'id' | 'version'>): Fact => ({ cart_id: id, version })

type LineFact = Pick<CartLineView, 'line_id' | 'variant_id' | 'sku' | 'name' | 'quantity'>
export const lineFact = ({ line_id, variant_id, sku, name, quantity }: CartLineView): LineFact => ({
  line_id,
  variant_id,
  sku,
  name,
  quantity,
})

export const sumOf = ({ gross, currency }: CartView): { gross: number; currency: string } => ({ gross, currency })
