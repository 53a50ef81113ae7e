import type { Ctx } from '#platform/ctx'
import { announceBelowPromise, announceRanOut } from './announce.ts'
import type { BelowPromise } from './events.ts'
import type { ChangedLevel } from './levels.ts'
import { MOVES_MAX, moveGoods } from './move-goods.ts'
import type { GoodsMove } from './move-goods.ts'

type SoldGoods = {
  order_id: string
  lines: readonly { order_line_id: string; variant_id: string; quantity: number }[]
}

export type SellNow = SoldGoods & { location_id: string }

/**
 * A till hands goods over: they are gone, whatever the book says, so nothing here is refused. Sold
 * below what was promised to carts and orders, `stock.below_promise` names the level. Once per line.
 */
export async function sellNow(ctx: Ctx, { location_id, ...sale }: SellNow): Promise<void> {
  await sellAllNow(ctx, { location_id, sales: [sale] })
}

/**
 * The same for sales that come together; answers the levels that are below their promise now. Articles are taken in
 * one order over all sales, so that two tills whose sales cross do not wait for each other.
 */
export async function sellAllNow(
  ctx: Ctx,
  { location_id, sales }: { location_id: string; sales: readonly SoldGoods[] },
): Promise<BelowPromise[]> {
  const moves = sales.flatMap(({ order_id, lines }) =>
    lines.map(({ order_line_id, variant_id, quantity }): GoodsMove => ({
      kind: 'sold',
      variant_id,
      location_id,
      line_id: order_line_id,
      on_hand: -quantity,
      cause_kind: 'sale',
      cause_id: order_id,
    })),
  )
  moves.sort((a, b) => (a.variant_id < b.variant_id ? -1 : a.variant_id > b.variant_id ? 1 : 0))
  const levels: ChangedLevel[] = []
  for (let from = 0; from < moves.length; from += MOVES_MAX)
    levels.push(...(await moveGoods(ctx, moves.slice(from, from + MOVES_MAX), 'facts')))
  announceRanOut(ctx, levels)
  return announceBelowPromise(ctx, levels)
}
