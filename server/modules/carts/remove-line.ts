import type { Ctx } from '#platform/ctx'
import { variantCards } from '#catalog'
import { aboutCart, touchCart } from './cart.ts'
import type { Touch } from './cart.ts'
import { settleCart } from './cart-view.ts'
import { cartLineRemoved, factOf, sumOf } from './events.ts'
import { dropLine } from './lines.ts'
import type { CartView } from './view.ts'

/** Takes a line out and lets its goods go. A line that is gone already is no error. */
export async function removeLine(ctx: Ctx, input: Touch & { line_id: string }): Promise<CartView> {
  const cart = await touchCart(ctx, input)
  const { lines, line } = await dropLine(ctx, cart.id, input.line_id)
  const view = await settleCart(ctx, cart, lines)
  if (!line) return view
  const { variant_id, quantity } = line
  const card = (await variantCards(ctx, { ids: [variant_id], locale: cart.locale })).get(variant_id)
  ctx.emit(
    cartLineRemoved,
    {
      ...factOf(cart),
      line_id: line.id,
      variant_id,
      quantity,
      sku: card?.sku ?? '',
      name: card?.name ?? '',
      ...sumOf(view),
    },
    aboutCart(cart),
  )
  return view
}
