import type { Ctx } from '#platform/ctx'
import { isInside, mustServeStore } from '#platform/actor'
import { refused } from '#platform/errors'
import type { Address } from '#platform/route'
import { storeById } from '#organisation'
import { aboutCart } from './cart.ts'
import type { Cart } from './cart.ts'
import type { Changes } from './cart-rows.ts'
import { cartDeliveryChosen, factOf } from './events.ts'
import type { Method } from './rules.ts'

export type Delivery = {
  method: Method
  pickup_store_id?: string | null
  address?: Address | null
  /** The shop it is carried out of: who serves there takes a cart begun elsewhere to its counter. */
  store_id?: string
}

/**
 * What a choice sets on the cart. An address given once stays while the method changes. Refuses `store_needed`,
 * `no_pickup_here`, `not_in_a_store`.
 */
export async function deliveryOf(ctx: Ctx, delivery: Delivery): Promise<Changes> {
  const { method, pickup_store_id = null, address, store_id } = delivery
  const counter = method === 'carry_out' && store_id ? await counterOf(ctx, store_id) : null
  return {
    delivery_method: method,
    pickup_store_id: method === 'pickup' ? await pickupStore(ctx, pickup_store_id) : null,
    ...(counter ? { store_id: counter } : {}),
    ...(address ? { address } : {}),
  }
}

/** Refuses `not_in_a_store`. */
export function chooseDelivery(ctx: Ctx, cart: Cart, { method }: Delivery): void {
  if (method === 'carry_out' && !cart.store_id)
    throw refused('not_in_a_store', { detail: 'Goods are carried out of a store; this cart is in none.' })
  const { pickup_store_id, pickup_store_name, address } = cart
  const country = method === 'ship' ? (address?.country ?? null) : null
  ctx.emit(
    cartDeliveryChosen,
    { ...factOf(cart), method, pickup_store_id, pickup_store_name, country },
    { ...aboutCart(cart), store_id: pickup_store_id ?? cart.store_id },
  )
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
