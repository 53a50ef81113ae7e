import { closingAfter, openingsOf, storeById } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import { assert, refused } from '#platform/errors'
import { aboutFulfilment, factsOf, ready } from './events.ts'
import type { FulfilmentView } from './fulfilment.ts'
import { linesOf, unitsOf, workOn } from './fulfilment.ts'
import { newHandoverCode } from './handover-code.ts'
import { leftToPick } from './rules.ts'
import { transition } from './transition.ts'

export type MarkReady = {
  fulfilment_id: string
  /** The shop does not scan: everything still open counts as picked. */
  picked_all?: boolean
}

/**
 * The bag is closed. A pick-up gets its code and is held until the shop closes on the last day of its
 * holding time. Refused `not_picked` while something is neither picked nor reported missing.
 */
export async function markReady(ctx: Ctx, input: MarkReady): Promise<FulfilmentView> {
  const { fulfilment: seen } = await workOn(ctx, input.fulfilment_id)
  if (seen.status === 'picking') await finishPicking(ctx, input)
  const hold_until = seen.kind === 'pickup' ? await holdUntil(ctx, seen) : null
  const code = seen.kind === 'pickup' ? newHandoverCode() : null
  const { changed, fulfilment } = await transition(
    ctx,
    'mark_ready',
    seen.id,
    fragment`, ready_at = ${ctx.now}, hold_until = ${hold_until}::timestamptz, handover_code = ${code?.sealed ?? null}::text,
             handover_code_hash = ${code?.hash ?? null}::text, code_tries = 0`,
  )
  if (!changed) return fulfilment
  const units = unitsOf(await linesOf(ctx, [seen.id]))
  ctx.emit(
    ready,
    { ...factsOf(fulfilment), units, hold_until: hold_until?.toISOString() ?? null },
    aboutFulfilment(fulfilment),
  )
  return fulfilment
}

async function finishPicking(ctx: Ctx, { fulfilment_id, picked_all = false }: MarkReady): Promise<void> {
  if (picked_all) {
    await ctx.sql`update fulfilment_line set picked = quantity - missing - canceled where fulfilment_id = ${fulfilment_id}`
  }
  const lines = await linesOf(ctx, [fulfilment_id])
  const left = lines.filter((line) => leftToPick(line) > 0)
  if (left.length > 0 || unitsOf(lines) === 0) {
    throw refused('not_picked', {
      detail: 'Some articles are neither picked nor reported missing.',
      lines: left.map((line) => ({ order_line_id: line.order_line_id, sku: line.sku, left: leftToPick(line) })),
    })
  }
}

/** Closing time of the store on the last day it holds goods; the agent may prolong it (extend.ts). */
async function holdUntil(ctx: Ctx, { pickup_store_id }: FulfilmentView): Promise<Date> {
  assert(pickup_store_id, 'a pick-up has a store')
  const store = await storeById(ctx, pickup_store_id)
  const opening = (await openingsOf(ctx, [store.id])).get(store.id)
  assert(opening, 'opening hours of the store')
  return closingAfter(opening, ctx.now, store.pickup_hold_days)
}
