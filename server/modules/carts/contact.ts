import type { Ctx } from '#platform/ctx'
import { inTurn } from '#platform/ctx'
import { identify, mustReach, nameNameless } from '#customers'
import { aboutCart } from './cart.ts'
import type { Cart, Contact } from './cart.ts'
import { cartContactGiven, factOf } from './events.ts'
import { taxPlace } from './rules.ts'

const KINDS = ['email', 'phone'] as const

/**
 * Whoever is behind this cart can be reached so. What is typed is a claim, no proof: it lets people of the
 * retailer find the customer, it never joins two. Refuses `bad_contact`.
 */
export async function giveContact(ctx: Ctx, cart: Cart, contact: Contact): Promise<void> {
  mustReach(contact, taxPlace(cart).country)
  if (cart.customer_id) await tellOf(ctx, cart.customer_id, contact)
  const kinds = KINDS.filter((kind) => contact[kind] !== undefined)
  ctx.emit(cartContactGiven, { ...factOf(cart), kinds: [...kinds] }, aboutCart(cart))
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
