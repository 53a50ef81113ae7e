import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { mustBeQuantity, tellAdded } from './add-line.ts'
import type { AddLine } from './add-line.ts'
import type { Cart } from './cart.ts'
import { settleCart } from './cart-view.ts'
import { insertLines } from './lines.ts'
import type { CartView } from './view.ts'

export type FirstLine = Pick<AddLine, 'line_id' | 'variant_id' | 'quantity' | 'note'>

/**
 * What a cart that was made a moment ago begins with, in the order given, priced and held as if each had been put in.
 * Refuses `line_twice`, and what `addLine` refuses.
 */
export async function firstLines(ctx: Ctx, cart: Cart, given: readonly FirstLine[]): Promise<CartView> {
  for (const { quantity } of given) mustBeQuantity(quantity)
  const said = new Set(given.flatMap(({ variant_id, line_id }) => [variant_id, line_id ?? newId()]))
  if (said.size < 2 * given.length) throw refused('line_twice', { detail: 'Name each article, and each line, once.' })
  const lines = await insertLines(
    ctx,
    given.map(({ line_id, variant_id, quantity, note }, position) => ({
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
