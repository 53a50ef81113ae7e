import type { Ctx } from '#platform/ctx'
import { mustBeQuantity } from './add-line.ts'
import { aboutCart, touchCart } from './cart.ts'
import type { Cart, Line, Touch } from './cart.ts'
import { settleCart } from './cart-view.ts'
import { cartLineChanged, factOf, lineFact, sumOf } from './events.ts'
import { editLine, shiftLine } from './lines.ts'
import type { CartView } from './view.ts'

export type SetLine = Touch & { line_id: string; quantity?: number; note?: string | null; saved?: boolean }

/**
 * Changes how many, the note, or whether a line is set aside for later. Goods set aside are held no longer.
 * Refuses as `addLine` does; a line that is gone is not found.
 */
export async function setLine(ctx: Ctx, input: SetLine): Promise<CartView> {
  if (input.quantity !== undefined) mustBeQuantity(input.quantity)
  const cart = await touchCart(ctx, input)
  const edited = await editLine(ctx, { ...input, cart_id: cart.id })
  if (input.saved === undefined) return announce(ctx, cart, edited.lines, input.line_id, edited.before)
  const shifted = await shiftLine(ctx, cart.id, input.line_id, input.saved)
  return announce(ctx, cart, shifted.lines, input.line_id, edited.before)
}

export const saveForLater = (ctx: Ctx, input: Touch & { line_id: string }): Promise<CartView> =>
  setLine(ctx, { ...input, saved: true })

export const moveToCart = (ctx: Ctx, input: Touch & { line_id: string }): Promise<CartView> =>
  setLine(ctx, { ...input, saved: false })

async function announce(
  ctx: Ctx,
  cart: Cart,
  lines: readonly Line[],
  line_id: string,
  previous: number,
): Promise<CartView> {
  const view = await settleCart(ctx, cart, lines)
  const line = view.lines.find((other) => other.line_id === line_id)
  if (line)
    ctx.emit(
      cartLineChanged,
      { ...factOf(cart), ...lineFact(line), ...sumOf(view), previous, saved: line.saved },
      aboutCart(cart),
    )
  return view
}
