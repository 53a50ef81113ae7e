import { variantByCode } from '#catalog'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import type { FulfilmentLine } from './fulfilment.ts'
import { linesOf, workOn } from './fulfilment.ts'
import { leftToPick } from './rules.ts'
import { wrongState } from './transition.ts'

export type Pick = {
  fulfilment_id: string
  /** What was scanned: sku or GTIN. */
  code: string
  quantity?: number
}

/**
 * One scan into the bag. Refused: `unknown_code`, `not_in_fulfilment` (the wrong article), `picked_already`
 * (more than was asked for).
 */
export async function pick(ctx: Ctx, input: Pick): Promise<FulfilmentLine[]> {
  const { fulfilment } = await workOn(ctx, input.fulfilment_id)
  if (fulfilment.status !== 'picking') throw wrongState('pick', ['picking'], fulfilment.status)
  const variant = await variantByCode(ctx, { code: input.code })
  if (!variant) throw refused('unknown_code', { detail: 'No article has this code.' })
  const lines = await linesOf(ctx, [fulfilment.id])
  const same = lines.filter((line) => line.variant_id === variant.id)
  if (same.length === 0)
    throw refused('not_in_fulfilment', { detail: 'This article is not part of the order.', variant_id: variant.id })
  const quantity = input.quantity ?? 1
  const line = same.find((candidate) => leftToPick(candidate) >= quantity)
  const [picked] = line
    ? await ctx.sql<{ order_line_id: string }>`
        update fulfilment_line set picked = picked + ${quantity}
         where fulfilment_id = ${fulfilment.id} and order_line_id = ${line.order_line_id}
           and picked + missing + canceled + ${quantity}::int <= quantity
        returning order_line_id`
    : []
  if (!picked)
    throw refused('picked_already', { detail: 'There are enough of this article in the bag.', variant_id: variant.id })
  return linesOf(ctx, [fulfilment.id])
}
