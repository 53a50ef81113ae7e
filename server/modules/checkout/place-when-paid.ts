import { putMoneyRight } from '#orders'
import { askRefundOfCart, askVoid, bindToOrder } from '#payments'
import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/errors'
import { paymentWaits } from './events.ts'
import { placeOrder } from './place-order.ts'

type Paid = { cart_id: string | null; order_id: string | null; payment_id: string }

/**
 * The customer has paid and may have closed the browser: the order is placed all the same. Where it
 * cannot be (goods gone, cart changed, only a part paid), the money waits and that is told. Money for a cart
 * that is an order already follows it there; for a cart that ended without one it goes back.
 */
export async function placeWhenPaid(ctx: Ctx, { cart_id, order_id, payment_id }: Paid): Promise<void> {
  if (order_id !== null) {
    await putMoneyRight(ctx, order_id)
    return
  }
  if (cart_id === null) return
  try {
    const placed = await ctx.attempt(() => placeOrder(ctx, { cart_id }))
    if (placed.created) return
    await bindToOrder(ctx, { cart_id, order_id: placed.order_id, customer_id: null })
    await putMoneyRight(ctx, placed.order_id)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.code === 'cart_closed') return endCart(ctx, { cart_id })
    const [cart] = await ctx.sql<{
      customer_id: string | null
      store_id: string | null
    }>`select customer_id, store_id from cart where id = ${cart_id}`
    ctx.emit(
      paymentWaits,
      { cart_id, payment_id, because: error.code },
      {
        customer_id: cart?.customer_id ?? null,
        store_id: cart?.store_id ?? null,
        subject_kind: 'cart',
        subject_id: cart_id,
      },
    )
  }
}

/** A cart ended without an order: what is held for it is let go, what is being paid for it is closed, what was taken goes back. */
export async function endCart(ctx: Ctx, { cart_id }: { cart_id: string }): Promise<void> {
  const reason = 'the cart ended'
  await askVoid(ctx, { cart_id, reason })
  await askRefundOfCart(ctx, { cart_id, reason, tenders: true })
}
