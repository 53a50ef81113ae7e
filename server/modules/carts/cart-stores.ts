import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Point } from '#organisation'
import { hoursAt, readyFrom } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { inTurn } from '#platform/ctx'
import { Id, Nullable, Time } from '#platform/route'
import { nodes } from '#stock'
import type { Node } from '#stock'
import { openCart } from './cart.ts'
import { linesOf } from './lines.ts'

/** Shops a shopper is shown to choose from. */
const STORES_MAX = 20

export const CartStore = Type.Object({
  store_id: Id,
  name: Type.String(),
  distance_km: Nullable(Type.Number()),
  open_now: Type.Boolean(),
  /** Everything in the cart can be had here. */
  complete: Type.Boolean(),
  units: Type.Integer({ description: 'Units of the cart that can be had here' }),
  pickup_from: Nullable(Time),
})
export type CartStore = Omit<Static<typeof CartStore>, 'pickup_from'> & { pickup_from: Date | null }

/** In which shops all of this cart can be collected, and from when: those that have everything first, then the nearest. */
export async function cartStores(ctx: Ctx, input: { cart_id: string; near?: Point | undefined }): Promise<CartStore[]> {
  const [cart, lines] = await inTurn(openCart(ctx, input.cart_id), linesOf(ctx, input.cart_id))
  const wanted = new Map<string, number>()
  for (const { saved, variant_id, quantity } of lines)
    if (!saved) wanted.set(variant_id, (wanted.get(variant_id) ?? 0) + quantity)
  if (wanted.size === 0) return []
  const found = await nodes(ctx, {
    variant_ids: [...wanted.keys()],
    channel: cart.channel,
    method: 'pickup',
    cart_id: cart.id,
    order: 'near',
    in_stock: true,
    ...(input.near ? { near: input.near } : {}),
  })
  return found
    .flatMap((node) => storeFor(node, wanted, ctx.now))
    .toSorted((a, b) => Number(b.complete) - Number(a.complete))
    .slice(0, STORES_MAX)
}

function storeFor(node: Node, wanted: ReadonlyMap<string, number>, now: Date): CartStore[] {
  if (!node.store_id) return []
  // No more is told than what was asked for: a cart is no way to read the stock of a shop.
  const here = [...wanted].map(([variant_id, quantity]) => Math.min(quantity, node.available[variant_id] ?? 0))
  const units = here.reduce((sum, quantity) => sum + quantity, 0)
  const complete = [...wanted.values()].every((quantity, index) => here[index] === quantity)
  return [
    {
      store_id: node.store_id,
      name: node.store_name ?? node.name,
      distance_km: node.distance_km === null ? null : Math.round(node.distance_km * 10) / 10,
      open_now: hoursAt(node.opening, now).open_now,
      complete,
      units,
      pickup_from: node.opening ? readyFrom(node.opening, now, node.pickup_lead_minutes ?? 0) : null,
    },
  ]
}
