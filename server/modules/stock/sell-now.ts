import type { Ctx } from '#platform/ctx'
import { announceBelowPromise, announceRanOut } from './announce.ts'
import { moveGoods } from './move-goods.ts'

export type SellNow = {
  order_id: string
  location_id: string
  lines: readonly { order_line_id: string; variant_id: string; quantity: number }[]
}

/**
 * A till hands goods over: they are gone, whatever the book says, so nothing here is refused. Sold
 * below what was promised to carts and orders, `stock.below_promise` names the level. Once per line.
 */
export async function sellNow(ctx: Ctx, { order_id, location_id, lines }: SellNow): Promise<void> {
  const levels = await moveGoods(
    ctx,
    lines.map(({ order_line_id, variant_id, quantity }) => ({
      kind: 'sold',
      variant_id,
      location_id,
      line_id: order_line_id,
      on_hand: -quantity,
      cause_kind: 'sale',
      cause_id: order_id,
    })),
    'facts',
  )
  announceRanOut(ctx, levels)
  await announceBelowPromise(ctx, levels)
}
