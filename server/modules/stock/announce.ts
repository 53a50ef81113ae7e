import type { Ctx } from '#platform/ctx'
import { stockBelowPromise, stockRanOut } from './events.ts'
import type { BelowPromise } from './events.ts'
import { freeDueHolds } from './free-due-holds.ts'
import type { ChangedLevel } from './levels.ts'
import { keyOf, levelName } from './levels.ts'

type Emptied = Pick<ChangedLevel, 'variant_id' | 'location_id' | 'location' | 'store_id' | 'free' | 'free_before'>

/** Says so when the last promisable unit went; silent otherwise, so hot paths write no events. */
export function announceRanOut(ctx: Ctx, levels: readonly Emptied[]): void {
  for (const level of levels) {
    if (level.free > 0 || level.free_before <= 0) continue
    ctx.emit(stockRanOut, { ...keyOf(level), location: level.location }, aboutLevel(level))
  }
}

/** Goods went that were promised: due holds are freed first, what is still missing becomes an event and the answer. */
export async function announceBelowPromise(ctx: Ctx, levels: readonly ChangedLevel[]): Promise<BelowPromise[]> {
  const suspects = levels.filter((level) => level.on_hand < level.allocated + level.reserved)
  if (suspects.length === 0) return []
  const told: BelowPromise[] = []
  const freed = await freeDueHolds(ctx, suspects)
  for (const level of suspects) {
    const due = freed.find((f) => levelName(f) === levelName(level))?.quantity ?? 0
    const reserved = level.reserved - due
    const missing = level.allocated + reserved - level.on_hand
    if (missing <= 0) continue
    const { location, on_hand, allocated } = level
    const below = { ...keyOf(level), location, on_hand, allocated, reserved, missing }
    ctx.emit(stockBelowPromise, below, aboutLevel(level))
    told.push(below)
  }
  return told
}

const aboutLevel = (level: Pick<ChangedLevel, 'store_id' | 'variant_id'>) => ({
  store_id: level.store_id,
  subject_kind: 'variant',
  subject_id: level.variant_id,
})
