import { lockOrder } from '#orders'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { giveCapacity } from '#stock'
import { aboutFulfilment, canceled, factsOf } from './events.ts'
import type { FulfilmentView } from './fulfilment.ts'
import { fulfilmentsOf, linesOf } from './fulfilment.ts'
import type { Status } from './rules.ts'
import { OPEN, daysOf, openOf, spread } from './rules.ts'
import { NO_DAY, transition } from './transition.ts'

/** Single lines can be taken off until somebody walks with the list; whole orders even when packed. */
const CHANGEABLE: readonly Status[] = ['exception', 'assigned', 'accepted']

export type CancelFulfilments = {
  order_id: string
  /** Left out: everything that has not left. */
  lines?: readonly { order_line_id: string; quantity: number }[]
  reason: string
}

/** What a place need not give any more: its promise in stock is to be given back there. */
export type CalledOff = { order_line_id: string; location_id: string; quantity: number }

/**
 * Calls the places off: for the whole order or for some goods of it. Only the fulfilments' side: the
 * caller gives the stock back where it was called off, cancels the order's lines and refunds, in the same
 * transaction. Refused `already_picking` when the goods are being picked, packed or gone.
 */
export async function cancelFulfilments(ctx: Ctx, input: CancelFulfilments): Promise<CalledOff[]> {
  await lockOrder(ctx, input.order_id)
  const all = await fulfilmentsOf(ctx, input.order_id)
  if (input.lines) return cancelSome(ctx, all, input.lines, input.reason)
  return closeAll(
    ctx,
    all.filter(({ status }) => OPEN.includes(status)),
    input.reason,
  )
}

async function closeAll(ctx: Ctx, open: readonly FulfilmentView[], reason: string): Promise<CalledOff[]> {
  const lines = await linesOf(
    ctx,
    open.map(({ id }) => id),
  )
  // Who walks with the list already has spent the day on it.
  const early = open.filter(({ status }) => CHANGEABLE.includes(status))
  for (const one of open) {
    const { id } = one
    const { fulfilment } = await transition(ctx, 'cancel', id, early.includes(one) ? NO_DAY : undefined)
    const units = lines.reduce((sum, line) => sum + (line.fulfilment_id === id ? openOf(line) : 0), 0)
    ctx.emit(canceled, { ...factsOf(fulfilment), reason, units }, aboutFulfilment(fulfilment))
  }
  await giveCapacity(ctx, daysOf(early))
  return calledOff(
    open,
    lines.map((line) => ({ ...line, take: openOf(line) })),
  )
}

function calledOff(
  fulfilments: readonly FulfilmentView[],
  taken: readonly { fulfilment_id: string; order_line_id: string; take: number }[],
): CalledOff[] {
  const placeOf = new Map(fulfilments.map(({ id, location_id }) => [id, location_id]))
  return taken.flatMap(({ fulfilment_id, order_line_id, take }) => {
    const location_id = placeOf.get(fulfilment_id)
    // What no place was found for is promised nowhere.
    return location_id && take > 0 ? [{ order_line_id, location_id, quantity: take }] : []
  })
}

async function cancelSome(
  ctx: Ctx,
  all: readonly FulfilmentView[],
  wanted: NonNullable<CancelFulfilments['lines']>,
  reason: string,
): Promise<CalledOff[]> {
  const rank = new Map(
    all.filter(({ status }) => CHANGEABLE.includes(status)).map(({ id, status }) => [id, CHANGEABLE.indexOf(status)]),
  )
  const lines = await linesOf(ctx, [...rank.keys()])
  const pieces = lines
    .map((line) => ({ ...line, open: openOf(line) }))
    .toSorted((a, b) => (rank.get(a.fulfilment_id) ?? 0) - (rank.get(b.fulfilment_id) ?? 0))
  const taken = spread(pieces, wanted)
  if (!taken) throw refused('already_picking', { detail: 'These goods are being picked or have left already.' })
  await ctx.sql`
    update fulfilment_line l set canceled = l.canceled + a.quantity, picked = least(l.picked, l.quantity - l.missing - l.canceled - a.quantity)
      from unnest(${taken.map((t) => t.fulfilment_id)}::uuid[], ${taken.map((t) => t.order_line_id)}::uuid[], ${taken.map((t) => t.take)}::int[])
           as a(fulfilment_id, order_line_id, quantity)
     where l.fulfilment_id = a.fulfilment_id and l.order_line_id = a.order_line_id`
  const touched = new Set(taken.map((t) => t.fulfilment_id))
  const left = await linesOf(ctx, [...touched])
  const empty = all.filter(
    ({ id }) => touched.has(id) && left.every((line) => line.fulfilment_id !== id || openOf(line) === 0),
  )
  await closeAll(ctx, empty, reason)
  return calledOff(all, taken)
}
