import { isInside, isShopper } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import { isMine } from '#customers'
import { cartByCode, touchCart } from './cart.ts'
import type { Cart } from './cart.ts'
import type { Changes } from './cart-rows.ts'
import { cartView, settleCart } from './cart-view.ts'
import { copyLines } from './copy-lines.ts'
import { createCart } from './create-cart.ts'
import { linesOf } from './lines.ts'
import { mergeCarts } from './merge-carts.ts'
import { handOver, knownBy, shareWith, tellTakenUp } from './owner.ts'
import { decideTakeUp, spokenForm } from './rules.ts'
import type { Known } from './rules.ts'
import type { CartView } from './view.ts'

/**
 * Goes on with a cart on another device: whoever knows its code saw its screen. The code proves that the cart may be
 * worked on, not who somebody is: it makes nobody one with anybody, and shows goods and prices alone. Two different known
 * people: the taker gets a cart of their own with the same goods.
 */
export async function takeUp(ctx: Ctx, { code }: { code: string }): Promise<CartView> {
  const found = await cartByCode(ctx, spokenForm(code))
  if (!found) throw notFound('cart')
  const { actor } = ctx
  if (isInside(actor)) return announce(ctx, found, 'opened')
  if (!isShopper(actor) || actor.customer_id === null) throw notFound('cart')
  return takeUpAs(ctx, found, actor.customer_id)
}

async function takeUpAs(ctx: Ctx, cart: Cart, taker: string): Promise<CartView> {
  const mine = await isMine(ctx, cart.customer_id)
  const outcome = decideTakeUp({ mine, owner: await ownerOf(ctx, cart), taker: await knownBy(ctx, taker) })
  switch (outcome) {
    case 'opened':
      return announce(ctx, cart, outcome)
    case 'shared':
      return announce(ctx, cart, outcome, shareWith(cart, taker))
    case 'given':
    case 'handed_over':
      return gather(ctx, taker, await announce(ctx, cart, outcome, handOver(cart, taker)))
    case 'copied':
      return copyFor(ctx, cart)
  }
}

async function announce(ctx: Ctx, found: Cart, outcome: string, changes?: Changes): Promise<CartView> {
  const cart = await touchCart(ctx, { cart_id: found.id }, changes)
  tellTakenUp(ctx, cart, outcome)
  return settleCart(ctx, cart, await linesOf(ctx, cart.id))
}

/** The taker may have a cart already: the one that was taken up takes it in. */
async function gather(ctx: Ctx, taker: string, view: CartView): Promise<CartView> {
  const merged = await mergeCarts(ctx, { customer_id: taker, keep: view.id })
  return merged.includes(view.id) ? cartView(ctx, view.id) : view
}

async function copyFor(ctx: Ctx, from: Cart): Promise<CartView> {
  const { store_id, currency, locale } = from
  const own = await createCart(ctx, { currency, locale, ...(store_id ? { store_id } : {}) })
  await copyLines(ctx, { from: [from.id], to: own.id })
  return announce(ctx, { ...from, id: own.id }, 'copied')
}

/** Who has said where the goods go or whom to write to is known as far as this cart goes. */
const ownerOf = async (ctx: Ctx, { customer_id, contact, address }: Cart): Promise<Known> => {
  if (customer_id === null) return 'nobody'
  return contact === null && address === null ? knownBy(ctx, customer_id) : 'known'
}
