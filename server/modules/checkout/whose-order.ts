import { isMine } from '#customers'
import type { Order } from '#orders'
import { isInside, mustServeStore, seesStore } from '#platform/actor'
import type { Actor } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'

type Whose = Pick<Order, 'id' | 'customer_id' | 'store_id' | 'pickup_store_id'>

/**
 * Shoppers act on their own orders, staff on those sold or collected in their stores. An order of no store is the
 * whole retailer's. Anybody else's is not found.
 */
export async function mustBeTheirs(ctx: Ctx, order: Whose): Promise<void> {
  if (!isInside(ctx.actor)) {
    if (!(await isMine(ctx, order.customer_id))) throw notFound('order', order.id)
    return
  }
  const stores = storesOf(order)
  if (!stores.some((store_id) => seesStore(ctx.actor, store_id))) mustServeStore(ctx.actor, stores[0] ?? null)
}

/** As `mustBeTheirs`, but a counter may look up for its customer what was ordered for delivery at home. */
export async function mustSee(ctx: Ctx, order: Whose): Promise<void> {
  if (!(isInside(ctx.actor) && isOfTheirStores(ctx.actor, order))) await mustBeTheirs(ctx, order)
}

/** Whether staff may look an order up: sold or collected in one of their stores, or of no store. */
export function isOfTheirStores(actor: Actor, order: Omit<Whose, 'id' | 'customer_id'>): boolean {
  const stores = storesOf(order)
  return stores.length === 0 || stores.some((store_id) => seesStore(actor, store_id))
}

const storesOf = ({ store_id, pickup_store_id }: Omit<Whose, 'id' | 'customer_id'>): string[] =>
  [store_id, pickup_store_id].filter((id) => id !== null)
