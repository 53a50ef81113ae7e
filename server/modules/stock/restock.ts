import type { Ctx } from '#platform/ctx'
import { stockReturned } from './events.ts'
import type { ChangedLevel } from './levels.ts'
import { moveGoods } from './move-goods.ts'
import { mustTellApart } from './rules.ts'

export type Restock = {
  /** The return (or refund at the till) that brings the goods back: each of its lines comes back once. */
  return_id: string
  location_id: string
  lines: readonly { line_id: string; variant_id: string; quantity: number; sellable: boolean }[]
}

/** Goods come back from a customer: to the shelf, or to the damaged ones. Refuses `line_twice`. */
export async function restock(ctx: Ctx, { return_id, location_id, lines }: Restock): Promise<ChangedLevel[]> {
  mustTellApart(lines.map(({ line_id }) => line_id))
  const levels = await moveGoods(
    ctx,
    lines.map(({ line_id, variant_id, quantity, sellable }) => ({
      kind: 'returned',
      variant_id,
      location_id,
      line_id,
      on_hand: sellable ? quantity : 0,
      damaged: sellable ? 0 : quantity,
      cause_kind: 'return',
      cause_id: return_id,
      reason: sellable ? null : 'damaged',
    })),
    'facts',
  )
  const [first] = levels
  if (first) {
    const units = lines.reduce((sum, line) => sum + line.quantity, 0)
    ctx.emit(
      stockReturned,
      { return_id, location_id, location: first.location, lines: lines.length, units },
      { store_id: first.store_id, subject_kind: 'location', subject_id: location_id },
    )
  }
  return levels
}
