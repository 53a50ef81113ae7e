import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/errors'
import { paymentWaits } from './events.ts'
import { placeOrder } from './place-order.ts'

type Paid = { cart_id: string | null; order_id: string | null; payment_id: string }

/**
 * The customer has paid and may have closed the browser: the order is placed all the same. Where it
 * cannot be (goods gone, cart changed, only a part paid), the money waits and that is told.
 */
export async function placeWhenPaid(ctx: Ctx, { cart_id, order_id, payment_id }: Paid): Promise<void> {
  if (cart_id === null || order_id !== null) return
  try {
    await ctx.attempt(() => placeOrder(ctx, { cart_id }))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const [cart] = await ctx.sql<{ customer_id: string | null; store_id: string | null }>`select customer_id, store_id from cart where id = ${cart_id}`
    ctx.emit(paymentWaits, { cart_id, payment_id, because: error.code }, { customer_id: cart?.customer_id ?? null, store_id: cart?.store_id ?? null, subject_kind: 'cart', subject_id: cart_id })
  }
}
