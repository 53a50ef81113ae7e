import { isInside, isShopper, seesStore } from '#platform/actor'
import { fragment } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { conflict, notFound, refused } from '#platform/errors'
import type { Address } from '#platform/route'
import { idsOfSession } from '#customers'
import { cartOf, cartRows, insertCarts, lockCarts, touchCarts } from './cart-rows.ts'
import type { Changes, NewCart } from './cart-rows.ts'
import { cartExpiry } from './rules.ts'
import type { Method } from './rules.ts'

export type Contact = { name?: string; email?: string; phone?: string }

/** A cart with what every decision about it needs from its channel, stores and customer. */
export type Cart = {
  id: string
  code: string
  version: number
  status: 'open' | 'placed' | 'merged' | 'expired'
  customer_id: string | null
  shared_with: string[]
  channel: string
  currency: string
  locale: 'es' | 'en'
  store_id: string | null
  delivery_method: Method | null
  pickup_store_id: string | null
  address: Address | null
  contact: Contact | null
  note: string | null
  touched_in: string[]
  merged_into_id: string | null
  order_id: string | null
  created_at: Date
  updated_at: Date
  expires_at: Date
  channel_kind: string
  hold_seconds: number
  home_country: string
  store_country: string | null
  store_region: string | null
  pickup_store_name: string | null
  pickup_country: string | null
  pickup_region: string | null
  /** Of the store it speaks of: chosen for pick-up, else its own. */
  lat: number | null
  lng: number | null
  given_name: string | null
  family_name: string | null
  customer_tags: string[]
  /** Somebody is known behind it: more than a visitor who typed at this or another cart. */
  owner_known: boolean
}

export type Line = {
  id: string
  cart_id: string
  variant_id: string
  quantity: number
  position: number
  saved: boolean
  note: string | null
  added_in: string
  added_by: string
  added_at: Date
  /** Of one, when the line was put in or its number was set; null until the cart has been priced. */
  price_seen: number | null
}

/** A cart this actor may see; anybody else's is not found. */
export async function openCart(ctx: Ctx, cart_id: string): Promise<Cart> {
  const [row] = await cartRows(ctx, fragment`select * from cart where id = ${cart_id}`)
  return mustBeOurs(ctx, await cartOf(ctx, row), cart_id)
}

/** Nothing where the id was there before, or its customer has too many. */
export const insertCart = async (ctx: Ctx, cart: NewCart): Promise<Cart | null> =>
  cartOf(ctx, await insertCarts(ctx, cart))

/** The open cart of a code, whoever asks: the code is the proof. */
export async function cartByCode(ctx: Ctx, code: string): Promise<Cart | null> {
  const [row] = await cartRows(
    ctx,
    fragment`select * from cart where code = ${code} and status = 'open' and expires_at > ${ctx.now} for no key update`,
  )
  return cartOf(ctx, row)
}

/** Locks a cart until the transaction ends: hands that change it wait. Refuses `cart_closed`. */
export async function lockCart(ctx: Ctx, cart_id: string): Promise<Cart> {
  const cart = await cartOf(ctx, await lockCarts(ctx, cart_id))
  return mustBeOpen(ctx, await mustBeOurs(ctx, cart, cart_id))
}

/** The channel somebody acts through; what the program does by itself leaves no trace there. */
export const handOf = (ctx: Ctx): string | null => (ctx.channel === 'system' ? null : ctx.channel)

export type Touch = { cart_id: string; expected_version?: number }

/**
 * The first statement of every change: takes the cart's row, counts its version up and keeps it alive, so that
 * many hands take turns and none is lost. Refuses `cart_changed` (409), `cart_closed`.
 */
export async function touchCart(ctx: Ctx, { cart_id, expected_version }: Touch, changes: Changes = {}): Promise<Cart> {
  const touch = {
    cart_id,
    expected_version,
    hand: handOf(ctx),
    at: ctx.now,
    expires_at: cartExpiry(ctx.now),
    ...changes,
  }
  const cart = await cartOf(ctx, await touchCarts(ctx, touch))
  if (cart) return mustBeOurs(ctx, cart, cart_id)
  const current = mustBeOpen(ctx, await openCart(ctx, cart_id))
  throw conflict('cart_changed', { detail: 'Somebody else has changed this cart meanwhile.', version: current.version })
}

function mustBeOpen(ctx: Ctx, cart: Cart): Cart {
  const status = cart.status === 'open' && cart.expires_at <= ctx.now ? 'expired' : cart.status
  if (status !== 'open') {
    const { order_id, merged_into_id } = cart
    throw refused('cart_closed', { detail: 'This cart is closed.', status, order_id, merged_into_id }, 409)
  }
  return cart
}

async function mustBeOurs(ctx: Ctx, cart: Cart | null, cart_id: string): Promise<Cart> {
  if (!cart || !(await isOurs(ctx, cart))) throw notFound('cart', cart_id)
  return cart
}

/**
 * Shoppers open what is theirs or was shared by code. People of the retailer help any customer; a cart without
 * a customer belongs to its store.
 */
async function isOurs(ctx: Ctx, cart: Cart): Promise<boolean> {
  const { actor } = ctx
  if (isInside(actor)) return cart.customer_id !== null || cart.store_id === null || seesStore(actor, cart.store_id)
  return isShopper(actor) && actor.customer_id !== null && (await isTheirs(ctx, cart, actor.customer_id))
}

/** A shopper's own, or shared with them, under whichever id they speak for. */
async function isTheirs(ctx: Ctx, cart: Cart, own: string): Promise<boolean> {
  const hands = new Set([cart.customer_id, ...cart.shared_with])
  return hands.has(own) || (await idsOfSession(ctx)).some((id) => hands.has(id))
}

/** What an event of a cart is about. */
export const aboutCart = (cart: Pick<Cart, 'id' | 'customer_id' | 'store_id' | 'pickup_store_id'>) => ({
  customer_id: cart.customer_id,
  store_id: cart.store_id ?? cart.pickup_store_id,
  subject_kind: 'cart',
  subject_id: cart.id,
})
