import { planFulfilments } from '#fulfilment'
import { recordFulfilled } from '#orders'
import type { DeliveryMethod } from '#orders'
import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { allocate, ship } from '#stock'
import type { Plan } from '#stock'

export type PromiseGoods = {
  order_id: string
  number: string
  cart_id: string | null
  customer_id: string | null
  delivery_method: DeliveryMethod
  pickup_store_id: string | null
  /** Null when nothing of the order is kept in stock. */
  plan: Plan | null
  /** The order line a key of the plan's wants became. */
  line_ids: ReadonlyMap<string, string>
}

/** A plan becomes allocations and work for the places in it; what is carried out of a shop is gone with it. */
export async function promiseGoods(ctx: Ctx, input: PromiseGoods): Promise<void> {
  const { order_id, number, cart_id, customer_id, delivery_method, pickup_store_id, plan, line_ids } = input
  if (!plan) return
  const promised = plan.parts.flatMap(({ location_id, wants }) =>
    wants.map(({ key, variant_id, quantity }) => ({
      order_line_id: line_ids.get(key) ?? key,
      variant_id,
      location_id,
      quantity,
    })),
  )
  await inTurn(
    planFulfilments(ctx, {
      order_id,
      number,
      customer_id,
      kind: delivery_method,
      pickup_store_id,
      plan,
      lines: [...line_ids].map(([key, order_line_id]) => ({ key, order_line_id })),
    }),
    // Last, so that a shelf many want is locked for the shortest time.
    allocate(ctx, { order_id, cart_id, lines: promised }),
  )
  if (delivery_method === 'carry_out') await carryOut(ctx, order_id, promised)
}

/** The customer leaves with the goods: what was promised a moment ago is gone. */
async function carryOut(
  ctx: Ctx,
  order_id: string,
  goods: readonly { order_line_id: string; location_id: string; quantity: number }[],
): Promise<void> {
  await ship(ctx, { order_id, kind: 'sold', lines: goods })
  await recordFulfilled(ctx, {
    order_id,
    lines: goods.map(({ order_line_id, quantity }) => ({ line_id: order_line_id, quantity })),
  })
}
