import type { Ctx } from '#platform/ctx'
import { isInside, mustServeStore } from '#platform/actor'
import { inTurn } from '#platform/ctx'
import { refused } from '#platform/errors'
import type { Address } from '#platform/route'
import { storeById } from '#organisation'
import { keptPlan } from '#stock'
import { aboutCart, mustOwn, touchCart } from './cart.ts'
import type { Touch } from './cart.ts'
import { settleCart } from './cart-view.ts'
import { cartDeliveryChosen, factOf } from './events.ts'
import { linesOf } from './lines.ts'
import type { Method } from './rules.ts'
import type { CartView } from './view.ts'

export type Delivery = {
  method: Method
  pickup_store_id?: string | null
  address?: Address | null
  /** The shop it is carried out of: who serves there takes a cart begun elsewhere to its counter. */
  store_id?: string
}

/**
 * Chooses how the goods reach the customer; what the cart holds moves to where they will come from. An address
 * given once stays while the method changes. Refuses `not_the_owner` (403), `store_needed`,
 * `no_pickup_here`, `not_in_a_store`, `no_tax_rate`.
 */
export async function setDelivery(ctx: Ctx, input: Touch & Delivery): Promise<CartView> {
  const pickup_store_id = input.method === 'pickup' ? await pickupStore(ctx, input.pickup_store_id ?? null) : null
  const counter = input.method === 'carry_out' && input.store_id ? await counterOf(ctx, input.store_id) : null
  const [cart, lines, kept] = await inTurn(
    touchCart(ctx, input, {
      delivery_method: input.method,
      pickup_store_id,
      ...(counter ? { store_id: counter } : {}),
      ...(input.address ? { address: input.address } : {}),
    }),
    linesOf(ctx, input.cart_id),
    keptPlan(ctx, input.cart_id),
  )
  if (input.address) await mustOwn(ctx, cart)
  if (input.method === 'carry_out' && !cart.store_id) {
    throw refused('not_in_a_store', { detail: 'Goods are carried out of a store; this cart is in none.' })
  }
  const view = await settleCart(ctx, cart, lines, kept)
  const country = input.method === 'ship' ? (cart.address?.country ?? null) : null
  const { pickup_store_name } = cart
  ctx.emit(
    cartDeliveryChosen,
    { ...factOf(cart), method: input.method, pickup_store_id, pickup_store_name, country },
    { ...aboutCart(cart), store_id: pickup_store_id ?? cart.store_id },
  )
  return view
}

/** Only people and tills of that shop. Shoppers cannot put their cart on a counter. */
async function counterOf(ctx: Ctx, store_id: string): Promise<string> {
  if (!isInside(ctx.actor)) throw refused('not_in_a_store', { detail: 'A shop takes your cart to its counter itself.' })
  mustServeStore(ctx.actor, store_id)
  const store = await storeById(ctx, store_id)
  if (!store.active) throw refused('not_in_a_store', { detail: 'That store is closed.', store_id })
  return store.id
}

async function pickupStore(ctx: Ctx, store_id: string | null): Promise<string> {
  if (store_id === null) throw refused('store_needed', { detail: 'Choose the store to collect from.' })
  const store = await storeById(ctx, store_id)
  if (!store.active || !store.pickup)
    throw refused('no_pickup_here', { detail: 'Nothing can be collected in that store.', store_id })
  return store.id
}
