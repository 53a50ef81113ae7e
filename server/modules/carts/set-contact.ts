import type { Ctx } from '#platform/ctx'
import { inTurn } from '#platform/ctx'
import { identify, mustReach, nameNameless } from '#customers'
import { keptPlan } from '#stock'
import { aboutCart, mustOwn, touchCart } from './cart.ts'
import type { Contact, Touch } from './cart.ts'
import { settleCart } from './cart-view.ts'
import { cartContactGiven, factOf } from './events.ts'
import { linesOf } from './lines.ts'
import { taxPlace } from './rules.ts'
import type { CartView } from './view.ts'

const KINDS = ['email', 'phone'] as const

/**
 * Says how to reach the customer about this order. What is typed is a claim, no proof: it lets people of the
 * retailer find the customer, it never joins two. Refuses `bad_contact`, `not_the_owner` (403).
 */
export async function setContact(ctx: Ctx, input: Touch & { contact: Contact }): Promise<CartView> {
  const { contact } = input
  const [cart, lines, kept] = await inTurn(
    touchCart(ctx, input, { contact }),
    linesOf(ctx, input.cart_id),
    keptPlan(ctx, input.cart_id),
  )
  const { country } = taxPlace(cart)
  await mustOwn(ctx, cart)
  mustReach(contact, country)
  if (cart.customer_id) await tellOf(ctx, cart.customer_id, contact)
  const kinds = KINDS.filter((kind) => contact[kind] !== undefined)
  ctx.emit(cartContactGiven, { ...factOf(cart), kinds: [...kinds] }, aboutCart(cart))
  return settleCart(ctx, cart, lines, kept)
}

async function tellOf(ctx: Ctx, customer_id: string, { name, ...contact }: Contact): Promise<void> {
  const claims = KINDS.flatMap((kind) => {
    const value = contact[kind]
    return value === undefined ? [] : [{ customer_id, kind, value, level: 'claimed', source: 'cart' } as const]
  })
  await inTurn(
    ...claims.map((claim) => identify(ctx, claim)),
    name === undefined ? Promise.resolve() : nameNameless(ctx, { customer_id, name }),
  )
}
