import type { Ctx } from '#platform/ctx'
import { aboutCart, openCart, touchCart } from './cart.ts'
import type { Touch } from './cart.ts'
import { settleCart } from './cart-view.ts'
import { mustExist } from './create-cart.ts'
import { cartCustomerSet, factOf } from './events.ts'
import { linesOf } from './lines.ts'
import type { CartView } from './view.ts'

/** People of the retailer put a cart under the customer they found; prices follow the customer's tags. */
export async function setCustomer(ctx: Ctx, input: Touch & { customer_id: string }): Promise<CartView> {
  const [, { customer_id: previous }] = await Promise.all([
    mustExist(ctx, input.customer_id),
    openCart(ctx, input.cart_id),
  ])
  const cart = await touchCart(ctx, input, { customer_id: input.customer_id })
  ctx.emit(cartCustomerSet, { ...factOf(cart), previous }, aboutCart(cart))
  return settleCart(ctx, cart, await linesOf(ctx, cart.id))
}
