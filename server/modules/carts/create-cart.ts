import { isInside, isShopper, mustServeStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { notFound, refused } from '#platform/errors'
import { newId, spokenCode } from '#platform/ids'
import { isMine } from '#customers'
import { channelByCode, storeById } from '#organisation'
import { aboutCart, handOf, insertCart } from './cart.ts'
import { cartView, newCartView } from './cart-view.ts'
import { changesOf, tellDetails } from './change-cart.ts'
import type { Details } from './change-cart.ts'
import { cartCreated, factOf } from './events.ts'
import { firstLines } from './first-lines.ts'
import type { FirstLine } from './first-lines.ts'
import { OPEN_CARTS_MAX, cartExpiry } from './rules.ts'
import type { CartView } from './view.ts'

export type CreateCart = Details & {
  /** Made by the caller, so that saying it twice makes one cart. */
  id?: string
  channel?: string
  currency?: string
  locale?: 'es' | 'en'
  customer_id?: string | null
  store_id?: string | null
  lines?: readonly FirstLine[]
}

/**
 * Starts a cart, empty or with what is known of it: lines, contact, delivery. A shopper's is theirs; people of the retailer
 * may start one for a customer or for nobody yet. The same id again changes nothing, whatever the cart holds by now.
 * Refuses `unknown_channel`, `too_many_carts`, what `firstLines` and `changeCart` refuse; another's customer and an unknown
 * store are not found.
 */
export async function createCart(ctx: Ctx, input: CreateCart): Promise<CartView> {
  const id = input.id ?? newId()
  const channel = await channelByCode(ctx, isShopper(ctx.actor) ? ctx.channel : (input.channel ?? ctx.channel))
  const store_id = await storeFor(ctx, input.store_id ?? null)
  const customer_id = await customerFor(ctx, input.customer_id ?? null)
  const { store_id: counter = store_id, ...changes } = await changesOf(ctx, input)
  const cart = await insertCart(ctx, {
    id,
    code: spokenCode(),
    customer_id,
    channel: channel.code,
    currency: input.currency ?? channel.currency,
    locale: input.locale ?? channel.locale,
    store_id: counter,
    ...changes,
    touched_in: [handOf(ctx) ?? channel.code],
    at: ctx.now,
    expires_at: cartExpiry(ctx.now),
    most: isShopper(ctx.actor) ? OPEN_CARTS_MAX : null,
  })
  if (!cart) {
    await mustBeThere(ctx, id)
    return cartView(ctx, id)
  }
  ctx.emit(cartCreated, { ...factOf(cart), currency: cart.currency }, aboutCart(cart))
  await tellDetails(ctx, cart, false, input)
  return input.lines?.length ? firstLines(ctx, cart, input.lines) : newCartView(ctx, cart)
}

/** None was made: either it is there, whosever it is, or the shopper has too many. */
async function mustBeThere(ctx: Ctx, id: string): Promise<void> {
  const [there] = await ctx.sql`select id from cart where id = ${id}`
  if (!there) throw refused('too_many_carts', { detail: 'Go on with one of your open carts.', most: OPEN_CARTS_MAX })
}

async function storeFor(ctx: Ctx, store_id: string | null): Promise<string | null> {
  if (store_id === null) return null
  const store = await storeById(ctx, store_id)
  if (!store.active) throw refused('store_closed', { detail: 'That store is closed.', store_id })
  if (isInside(ctx.actor)) mustServeStore(ctx.actor, store_id)
  return store_id
}

async function customerFor(ctx: Ctx, customer_id: string | null): Promise<string | null> {
  const { actor } = ctx
  if (isShopper(actor)) {
    if (customer_id !== null && customer_id !== actor.customer_id && !(await isMine(ctx, customer_id)))
      throw notFound('customer', customer_id)
    return actor.customer_id
  }
  if (customer_id !== null) await mustExist(ctx, customer_id)
  return customer_id
}

export async function mustExist(ctx: Ctx, customer_id: string): Promise<void> {
  const [customer] = await ctx.sql`select id from customer where id = ${customer_id} and erased_at is null`
  if (!customer) throw notFound('customer', customer_id)
}
