import type { Ctx } from '#platform/ctx'
import { releaseCart } from '#stock'
import { aboutCart } from './cart.ts'
import type { Cart } from './cart.ts'
import { cartExpired, factOf } from './events.ts'

export const EXPIRE_BATCH = 100

/** Ends carts nobody touched in time; those somebody works on right now are left for the next round. Answers how many. */
export async function expireCarts(ctx: Ctx): Promise<number> {
  const due = await ctx.sql<{ id: string }>`
    select id from cart where status = 'open' and expires_at <= ${ctx.now}
     order by expires_at limit ${EXPIRE_BATCH} for update skip locked`
  return endOpenCarts(
    ctx,
    due.map(({ id }) => id),
  )
}

type Ended = Pick<Cart, 'id' | 'version' | 'customer_id' | 'store_id' | 'pickup_store_id'> & { holds: boolean }

/** Ends these open carts, locked by whoever chose them, without an order: their goods are free again, and whoever took money for them hears of it. */
export async function endOpenCarts(ctx: Ctx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  // Holds are asked for cart by cart: EXISTS there is planned as a list of everybody's.
  const ended = await ctx.sql<Ended>`
    update cart c set status = 'expired', version = version + 1, updated_at = ${ctx.now}
     where c.id = any(${ids}::uuid[])
    returning c.id, c.version, c.customer_id, c.store_id, c.pickup_store_id,
              coalesce((select true from stock_reservation r where r.cart_id = c.id limit 1), false) as holds`
  for (const cart of ended) {
    // Holds live for minutes, carts for weeks: a cart that still has any is the exception.
    if (cart.holds) await releaseCart(ctx, { cart_id: cart.id })
    ctx.emit(cartExpired, factOf(cart), aboutCart(cart))
  }
  return ended.length
}
