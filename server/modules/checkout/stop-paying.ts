import { lockCart, mustOwn } from '#carts'
import { askVoid } from '#payments'
import type { Ctx } from '#platform/ctx'

/**
 * The customer pays another way after all, or wants the money back before there is an order: what was begun online for
 * this cart can be paid no more, what is held of it is let go. Refuses cart_closed (409), with the
 * order, where the money was quicker; not_the_owner (403) to who only has the cart's code.
 */
export async function stopPaying(ctx: Ctx, cart_id: string): Promise<{ stopped: number }> {
  await mustOwn(ctx, await lockCart(ctx, cart_id))
  const asked = await askVoid(ctx, { cart_id, reason: 'paid another way' })
  return { stopped: asked.length }
}
