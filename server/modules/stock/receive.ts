import type { Ctx } from '#platform/ctx'
import { stockReceived } from './events.ts'
import type { ChangedLevel } from './levels.ts'
import { moveGoods } from './move-goods.ts'
import { unitsOf } from './rules.ts'

export type Receive = {
  /** Id of the receipt, made by the caller: the same receipt comes in once. */
  id: string
  location_id: string
  /** Delivery note, purchase order … */
  reference?: string
  /** First stock of a new shop or an import, told apart in the ledger. */
  opening?: boolean
  lines: readonly { variant_id: string; quantity: number }[]
}

/** Goods come in. Lines of the same article are added up. */
export async function receive(
  ctx: Ctx,
  { id, location_id, reference, opening, lines }: Receive,
): Promise<ChangedLevel[]> {
  const moves = [...unitsOf(lines)].map(([variant_id, quantity]) => ({
    kind: opening ? ('opening' as const) : ('received' as const),
    variant_id,
    location_id,
    on_hand: quantity,
    cause_kind: 'receipt' as const,
    cause_id: id,
    reason: reference ?? null,
  }))
  const levels = await moveGoods(ctx, moves, 'facts')
  const [first] = levels
  if (first) {
    const units = moves.reduce((sum, move) => sum + move.on_hand, 0)
    ctx.emit(
      stockReceived,
      { receipt_id: id, location_id, location: first.location, lines: levels.length, units },
      { store_id: first.store_id, subject_kind: 'location', subject_id: location_id },
    )
  }
  return levels
}
