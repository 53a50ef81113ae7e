import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { announceBelowPromise, announceRanOut } from './announce.ts'
import { stockAdjusted } from './events.ts'
import type { ChangedLevel } from './levels.ts'
import { moveGoods } from './move-goods.ts'
import { mustNameOnce } from './rules.ts'

export type Adjust = {
  /** Made by the caller: the same adjustment counts once. */
  id: string
  location_id: string
  reason: string
  /** Signed: what is found (+), lost or stolen (-), set aside as damaged (on_hand -1, damaged +1) or thrown away (damaged -1). */
  lines: readonly { variant_id: string; on_hand?: number; damaged?: number }[]
}

/**
 * Puts the book right, with a reason. It may go below what was promised (the goods are gone either
 * way, and that is announced), never below zero: `not_enough`.
 */
export async function adjust(ctx: Ctx, { id, location_id, reason, lines }: Adjust): Promise<ChangedLevel[]> {
  if (reason.trim() === '') throw refused('reason_missing', { detail: 'Say why the stock is corrected.' })
  mustNameOnce(lines)
  const moves = lines.map(({ variant_id, on_hand = 0, damaged = 0 }) => ({
    kind: damaged === 0 ? ('adjusted' as const) : ('damaged' as const),
    variant_id,
    location_id,
    on_hand,
    damaged,
    cause_kind: 'adjustment' as const,
    cause_id: id,
    reason,
  }))
  const levels = await moveGoods(ctx, moves, 'on_hand')
  const [first] = levels
  if (!first) return []
  const units = moves.reduce((sum, move) => sum + move.on_hand, 0)
  ctx.emit(
    stockAdjusted,
    { adjustment_id: id, location_id, location: first.location, lines: levels.length, units, reason },
    { store_id: first.store_id, subject_kind: 'location', subject_id: location_id },
  )
  announceRanOut(ctx, levels)
  await announceBelowPromise(ctx, levels)
  return levels
}
