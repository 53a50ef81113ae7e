import type { Ctx } from '#platform/ctx'
import { inTurn } from '#platform/ctx'
import { keptPlan } from '#stock'
import { touchCart } from './cart.ts'
import type { Cart, Contact, Touch } from './cart.ts'
import { isSaid } from './cart-rows.ts'
import type { Changes } from './cart-rows.ts'
import { settleCart } from './cart-view.ts'
import { giveContact } from './contact.ts'
import { chooseDelivery, deliveryOf } from './delivery.ts'
import type { Delivery } from './delivery.ts'
import { linesOf } from './lines.ts'
import { mustBeTheirs } from './owner.ts'
import type { CartView } from './view.ts'

/** Whom the order is for and how it gets there: what a checkout asks. */
export type Details = { contact?: Contact; delivery?: Delivery }

/**
 * Says how to reach the customer, how the goods get there, or both in one; what the cart holds moves to where the goods
 * will come from. Refuses `not_the_owner` (403) and what `deliveryOf`, `giveContact` and `chooseDelivery` refuse, `no_tax_rate`.
 */
export async function changeCart(ctx: Ctx, input: Touch & Details): Promise<CartView> {
  const [said, touched, lines, kept] = await inTurn(
    isSaid(ctx, input.cart_id),
    touchCart(ctx, input, await changesOf(ctx, input)),
    linesOf(ctx, input.cart_id),
    keptPlan(ctx, input.cart_id),
  )
  const cart = await tellDetails(ctx, touched, said, input)
  return settleCart(ctx, cart, lines, kept)
}

export const setContact = (ctx: Ctx, input: Touch & { contact: Contact }): Promise<CartView> => changeCart(ctx, input)

export const setDelivery = (ctx: Ctx, { cart_id, expected_version, ...delivery }: Touch & Delivery) =>
  changeCart(ctx, { cart_id, ...(expected_version === undefined ? {} : { expected_version }), delivery })

/** What they set on the cart's row. Refuses what `deliveryOf` refuses. */
export const changesOf = async (ctx: Ctx, { contact, delivery }: Details): Promise<Changes> => ({
  ...(contact ? { contact } : {}),
  ...(delivery ? await deliveryOf(ctx, delivery) : {}),
})

/** Judges them by the cart they were set on (`said`: not the first of it), and writes down what became known. Answers whose it is. */
export async function tellDetails(ctx: Ctx, set: Cart, said: boolean, { contact, delivery }: Details): Promise<Cart> {
  const cart = contact || delivery ? await mustBeTheirs(ctx, set, said) : set
  if (contact) await giveContact(ctx, cart, contact)
  if (delivery) chooseDelivery(ctx, cart, delivery)
  return cart
}
