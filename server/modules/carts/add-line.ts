import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { aboutCart, touchCart } from './cart.ts'
import type { Cart, Touch } from './cart.ts'
import { settleCart } from './cart-view.ts'
import { cartLineAdded, factOf, lineFact, sumOf } from './events.ts'
import { putLine, tooMany } from './lines.ts'
import { LINE_QUANTITY_MAX } from './rules.ts'
import type { CartView } from './view.ts'

export type AddLine = Touch & { line_id?: string; variant_id: string; quantity: number; note?: string | null }

/**
 * Puts an article into a cart and holds it; more of the same grows its line. The same `line_id` again changes
 * nothing. What is out of stock stays in the cart as a problem with what could be had instead.
 * Refuses `unknown_article`, `not_for_sale`, `cart_full`, `quantity_too_large`, `amount_too_large`, `cart_changed`, `cart_closed`.
 */
export async function addLine(ctx: Ctx, input: AddLine): Promise<CartView> {
  mustBeQuantity(input.quantity)
  const given = {
    id: input.line_id ?? newId(),
    cart_id: input.cart_id,
    variant_id: input.variant_id,
    quantity: input.quantity,
    note: input.note ?? null,
    added_by: ctx.actor.kind,
  }
  // Sent together, done one after the other: what a cart that is not ours was given is undone.
  const [cart, { lines, line }] = await inTurn(touchCart(ctx, input), putLine(ctx, given))
  const view = await settleCart(ctx, cart, lines)
  if (line) tellAdded(ctx, cart, view, line.id)
  return view
}

/** The fact of a line that was put in. Refuses `not_for_sale`. */
export function tellAdded(ctx: Ctx, cart: Cart, view: CartView, id: string): void {
  const shown = view.lines.find(({ line_id }) => line_id === id)
  if (!shown) throw new Error('a line that was put in is not in its cart')
  if (shown.problem?.code === 'archived')
    throw refused('not_for_sale', { detail: 'This article is not for sale.', variant_id: shown.variant_id })
  ctx.emit(
    cartLineAdded,
    { ...factOf(cart), ...lineFact(shown), ...sumOf(view), unit_price: shown.unit_price },
    aboutCart(cart),
  )
}

export function mustBeQuantity(quantity: number): void {
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw refused('bad_quantity', { detail: 'A quantity is a whole number of at least one.', quantity })
  }
  if (quantity > LINE_QUANTITY_MAX) throw tooMany()
}
