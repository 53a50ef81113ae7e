import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { mustBeQuantity, tellAdded } from './add-line.ts'
import type { AddLine } from './add-line.ts'
import type { Cart } from './cart.ts'
import { settleCart } from './cart-view.ts'
import { cartFull, insertLines } from './lines.ts'
import { LINES_MAX } from './rules.ts'
import type { CartView } from './view.ts'

export type FirstLine = Pick<AddLine, 'line_id' | 'variant_id' | 'quantity' | 'note'>

/**
 * What a cart that was made a moment ago begins with, in the order given, priced and held as if each had been put in.
 * Refuses what `addLine` refuses.
 */
export async function firstLines(ctx: Ctx, cart: Cart, given: readonly FirstLine[]): Promise<CartView> {
  for (const { quantity } of given) mustBeQuantity(quantity)
  const articles = grown(given)
  for (const { quantity } of articles) mustBeQuantity(quantity)
  if (articles.length > LINES_MAX) throw cartFull()
  const lines = await insertLines(
    ctx,
    articles.map(({ line_id, variant_id, quantity, note }, position) => ({
      id: line_id ?? newId(),
      cart_id: cart.id,
      variant_id,
      quantity,
      position,
      note: note ?? null,
      added_by: ctx.actor.kind,
    })),
  )
  const view = await settleCart(ctx, cart, lines)
  for (const { id } of lines) tellAdded(ctx, cart, view, id)
  return view
}

/** More of the same grows its line, and brings its note. */
const grown = (given: readonly FirstLine[]): FirstLine[] =>
  [...Map.groupBy(given, ({ variant_id }) => variant_id).values()].map((same) =>
    same.reduce((line, { quantity, note }) => ({
      ...line,
      quantity: line.quantity + quantity,
      note: note ?? line.note ?? null,
    })),
  )
