import { isShopper } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { forbidden } from '#platform/errors'
import { createVisitor, isMine } from '#customers'
import { aboutCart, touchCart } from './cart.ts'
import type { Cart } from './cart.ts'
import type { Changes } from './cart-rows.ts'
import { cartTakenUp, factOf } from './events.ts'
import { SHARED_WITH_MAX } from './rules.ts'
import type { Known } from './rules.ts'

/** Who only holds the code, or a visit that was joined to somebody, sees goods and prices, not where the owner lives. */
export async function seesPrivate(ctx: Ctx, cart: Cart): Promise<boolean> {
  const { actor } = ctx
  if (!isShopper(actor)) return true
  return cart.customer_id === actor.customer_id ? actor.verified || !cart.owner_known : isMine(ctx, cart.customer_id)
}

const notTheOwner = () =>
  forbidden('not_the_owner', {
    detail:
      'Only the owner of this cart says where it goes and whom to write to. Is it yours? Prove your e-mail or phone.',
  })

/**
 * Where goods go and who gets the code for them is said by who owns the cart: else whoever was shown its code once could
 * have them sent elsewhere before the owner pays. Refused: not_the_owner (403).
 */
export async function mustOwn(ctx: Ctx, cart: Cart): Promise<void> {
  if (!(await seesPrivate(ctx, cart))) throw notTheOwner()
}

/**
 * Whose a cart is once somebody says whom it is for or how it gets there; `said`: somebody had before. A cart that visitors
 * share by its code is nobody's yet: it becomes that of who says so first, and the others are not told. Refuses
 * `not_the_owner`.
 */
export async function mustBeTheirs(ctx: Ctx, cart: Cart, said: boolean): Promise<Cart> {
  const { actor } = ctx
  const [shopper, alone] = [isShopper(actor), cart.shared_with.length === 0]
  if (shopper ? await seesPrivate(ctx, cart) : alone) return cart
  const former = cart.customer_id
  const free = !said && former !== null && former !== actor.customer_id && (await knownBy(ctx, former)) === 'visitor'
  if (!shopper) return free ? ofTheirOwn(ctx, cart) : cart
  if (!free || actor.customer_id === null) throw notTheOwner()
  return handedOver(ctx, cart, actor.customer_id)
}

/** Staff say it for who speaks to them, and which of the visitors that is nobody knows: it is somebody's of its own. */
async function ofTheirOwn(ctx: Ctx, cart: Cart): Promise<Cart> {
  const { id } = await createVisitor(ctx, { language: cart.locale, channel: ctx.channel })
  return handedOver(ctx, cart, id)
}

async function handedOver(ctx: Ctx, cart: Cart, taker: string): Promise<Cart> {
  const theirs = await touchCart(ctx, { cart_id: cart.id }, handOver(cart, taker))
  tellTakenUp(ctx, theirs, 'owned')
  return theirs
}

/** Only so many hands can be remembered: the oldest sharer makes room. */
export const shareWith = ({ shared_with }: Cart, customer_id: string): Changes => ({
  shared_with: [customer_id, ...shared_with.filter((id) => id !== customer_id)].slice(0, SHARED_WITH_MAX),
})

/** It is theirs from now on; whose it was goes on filling it. */
export const handOver = (cart: Cart, taker: string): Changes => ({
  customer_id: taker,
  ...(cart.customer_id === null ? {} : shareWith(without(cart, taker), cart.customer_id)),
})

const without = (cart: Cart, taker: string): Cart => ({
  ...cart,
  shared_with: cart.shared_with.filter((id) => id !== taker),
})

/** Names the hands it is shared with, so that they are told what happens with it from now on. */
export const tellTakenUp = (ctx: Ctx, cart: Cart, outcome: string): void =>
  ctx.emit(cartTakenUp, { ...factOf(cart), outcome, shared_with: cart.shared_with }, aboutCart(cart))

/** Somebody is known once any of the person's contacts was given, be it at a cart. */
export async function knownBy(ctx: Ctx, customer_id: string): Promise<Exclude<Known, 'nobody'>> {
  const [row] = await ctx.sql<{ known: boolean }>`
    select exists (
      select from customer c
             join customer k on k.cluster_id = c.cluster_id
             join customer_identity i on i.customer_id = k.id and i.valid_to is null and i.level <> 'anonymous'
       where c.id = ${customer_id}) as known`
  return row?.known ? 'known' : 'visitor'
}
