import { isInside, isShopper } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import { isMine, merge } from '#customers'
import { aboutCart, cartByCode, touchCart } from './cart.ts'
import type { Cart } from './cart.ts'
import type { Changes } from './cart-rows.ts'
import { cartView, settleCart } from './cart-view.ts'
import { copyLines } from './copy-lines.ts'
import { createCart } from './create-cart.ts'
import { cartTakenUp, factOf } from './events.ts'
import { linesOf } from './lines.ts'
import { mergeCarts } from './merge-carts.ts'
import { SHARED_WITH_MAX, decideTakeUp, spokenForm } from './rules.ts'
import type { CartView } from './view.ts'

/**
 * Goes on with a cart on another device: whoever knows its code saw its screen. The code proves that the cart
 * may be worked on, not who somebody is: two visitors nobody knows become one, a known customer's account is
 * never opened by it. Two different known people: the taker gets a cart of their own with the same goods.
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
  const mine = cart.shared_with.includes(taker) || (await isMine(ctx, cart.customer_id))
  const outcome = decideTakeUp({ mine, owner: await knownAs(ctx, cart.customer_id), taker: await knownAs(ctx, taker) })
  switch (outcome) {
    case 'opened':
      return announce(ctx, cart, outcome)
    case 'given':
      return gather(ctx, taker, await announce(ctx, cart, outcome, { customer_id: taker }))
    case 'joined':
      await merge(ctx, {
        kept_id: cart.customer_id ?? taker,
        joined_id: taker,
        evidence: { kind: 'cart_code', rule: 'cart_code', cart_id: cart.id },
      })
      return announce(ctx, cart, outcome)
    case 'shared':
      return announce(ctx, cart, outcome, shareWith(cart, taker))
    case 'handed_over': {
      const changes = { customer_id: taker, ...shareWith(cart, cart.customer_id ?? taker) }
      return gather(ctx, taker, await announce(ctx, cart, outcome, changes))
    }
    case 'copied':
      return copyFor(ctx, cart)
  }
}

/** Only so many hands can be remembered: the oldest sharer makes room. */
const shareWith = ({ shared_with }: Cart, customer_id: string): Changes => ({
  shared_with: [customer_id, ...shared_with].slice(0, SHARED_WITH_MAX),
})

async function announce(ctx: Ctx, found: Cart, outcome: string, changes?: Changes): Promise<CartView> {
  const cart = await touchCart(ctx, { cart_id: found.id }, changes)
  ctx.emit(cartTakenUp, { ...factOf(cart), outcome }, aboutCart(cart))
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

/** Null without a customer; known once any of the person's contacts was given. */
async function knownAs(ctx: Ctx, customer_id: string | null): Promise<'nobody' | 'visitor' | 'known'> {
  if (customer_id === null) return 'nobody'
  const [row] = await ctx.sql<{ known: boolean }>`
    select exists (
      select from customer c
             join customer k on k.cluster_id = c.cluster_id
             join customer_identity i on i.customer_id = k.id and i.valid_to is null and i.level <> 'anonymous'
       where c.id = ${customer_id}) as known`
  return row?.known ? 'known' : 'visitor'
}
