import { orderById, recordFulfilled, settleMoney, takeHeld } from '#orders'
import type { Money } from '#orders'
import { mustServeStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import { assert, refused } from '#platform/errors'
import { sameSecret } from '#platform/ids'
import type { Steps } from '#platform/route'
import { ship } from '#stock'
import { aboutFulfilment, delivered, factsOf, handedOver, shipped } from './events.ts'
import type { FulfilmentView } from './fulfilment.ts'
import { fulfilmentById, linesOf, unitsOf, workOn } from './fulfilment.ts'
import { openedCode } from './handover-code.ts'
import { CODE_TRIES_MAX, foldCode, openOf } from './rules.ts'
import { transition, wrongState } from './transition.ts'

export type HandOver = {
  fulfilment_id: string
  /** What the customer shows; or, without it, what the staff saw of an identity document. */
  proof: { code: string } | { id_note: string }
  /** Where the shop wants it: who signed, and with what strokes where they had a pen. */
  signed?: { by: string; path?: string | undefined } | undefined
}

/**
 * Counts a try at the code, before it is looked at and in a transaction of its own, so that guessing in
 * parallel or a refusal that rolls back wins nothing. Refused `too_many_tries`: then an identity document helps.
 */
export async function countTry(ctx: Ctx, { fulfilment_id }: { fulfilment_id: string }): Promise<void> {
  const seen = await fulfilmentById(ctx, fulfilment_id)
  mustServeStore(ctx.actor, seen.store_id)
  if (seen.status !== 'ready') return
  const rows = await ctx.sql<{ id: string }>`
    update fulfilment set code_tries = code_tries + 1
     where id = ${fulfilment_id} and status is not distinct from ${'ready'} and code_tries < ${CODE_TRIES_MAX} returning id`
  if (rows.length === 0) {
    throw refused('too_many_tries', { detail: 'Too many wrong codes: hand over against an identity document.' })
  }
}

/** What the counter calls: the try is counted, then the goods are handed over. */
export async function handOverAtCounter(steps: Steps, input: HandOver): Promise<FulfilmentView> {
  if ('code' in input.proof) await steps.write((ctx) => countTry(ctx, input))
  return steps.write((ctx) => handOver(ctx, input))
}

/**
 * Gives the goods to the customer: right code or a noted identity document, goods leave the stock, the
 * order moves on. Refused: `wrong_code`, `order_unpaid` (take the money first), `wrong_state`.
 */
export async function handOver(ctx: Ctx, { fulfilment_id, proof, signed }: HandOver): Promise<FulfilmentView> {
  const { fulfilment: seen } = await workOn(ctx, fulfilment_id)
  if (seen.kind !== 'pickup') throw refused('not_a_pickup', { detail: 'This order is sent, not collected.' })
  if (seen.status !== 'ready' && seen.status !== 'handed_over') throw wrongState('hand_over', ['ready'], seen.status)
  if ('code' in proof) await mustKnowCode(ctx, fulfilment_id, proof.code)
  if (seen.status === 'ready') await mustBePaid(ctx, seen.order_id)
  const id_note = 'id_note' in proof ? proof.id_note : null
  const { changed, fulfilment } = await transition(
    ctx,
    'hand_over',
    fulfilment_id,
    fragment`, handed_over_to = ${id_note}::text, signed_by = ${signed?.by ?? null}::text,
              signature = ${signed?.path ?? null}::text, code_tries = 0`,
  )
  if (!changed) return fulfilment
  const proved = id_note === null ? 'code' : 'id'
  await goodsLeave(ctx, fulfilment, 'sold', (units) =>
    ctx.emit(handedOver, { ...factsOf(fulfilment), units, proof: proved }, aboutFulfilment(fulfilment)),
  )
  return fulfilment
}

async function mustKnowCode(ctx: Ctx, fulfilment_id: string, code: string): Promise<void> {
  const [row] = await ctx.sql<{
    handover_code: string | null
  }>`select handover_code from fulfilment where id = ${fulfilment_id}`
  if (!row?.handover_code || !sameSecret(openedCode(row.handover_code), foldCode(code))) {
    throw refused('wrong_code', { detail: 'This is not the code of this order.' })
  }
}

/** Reserved money is taken now that the goods leave; an order without money stays in the shop. */
async function mustBePaid(ctx: Ctx, order_id: string): Promise<void> {
  const money = await settleMoney(ctx, order_id)
  mustCover(money)
  await takeHeld(ctx, order_id, money)
}

function mustCover({ due, secured }: Money): void {
  if (secured < due)
    throw refused('order_unpaid', { detail: 'The order is not paid: take the money first.', due: due - secured })
}

/** Money may fall away after placing. Only an order that was taken to be paid later is sent without. */
async function mustBePaidOrLater(ctx: Ctx, order_id: string): Promise<void> {
  const { pay_later } = await orderById(ctx, order_id)
  if (!pay_later) mustCover(await settleMoney(ctx, order_id))
}

export type MarkShipped = { fulfilment_id: string; carrier: string; tracking?: string }

/**
 * The parcel is with the carrier. A parcel that was sent and gets its number later keeps it. Refused `order_unpaid`
 * where its money fell away.
 */
export async function markShipped(
  ctx: Ctx,
  { fulfilment_id, carrier, tracking }: MarkShipped,
): Promise<FulfilmentView> {
  const { fulfilment: seen } = await workOn(ctx, fulfilment_id)
  if (seen.kind !== 'ship') throw refused('not_a_shipment', { detail: 'This order is collected, not sent.' })
  if (seen.status === 'ready') await mustBePaidOrLater(ctx, seen.order_id)
  const { changed, fulfilment } = await transition(
    ctx,
    'mark_shipped',
    seen.id,
    fragment`, carrier = ${carrier}, tracking = ${tracking ?? null}::text`,
  )
  if (!changed) return fulfilment
  await goodsLeave(ctx, fulfilment, 'shipped', (units) =>
    ctx.emit(
      shipped,
      { ...factsOf(fulfilment), units, carrier, tracking: tracking ?? null },
      aboutFulfilment(fulfilment),
    ),
  )
  await takeHeld(ctx, fulfilment.order_id, await settleMoney(ctx, fulfilment.order_id))
  return fulfilment
}

/** The carrier says the customer has it. */
export async function markDelivered(ctx: Ctx, { fulfilment_id }: { fulfilment_id: string }): Promise<FulfilmentView> {
  await workOn(ctx, fulfilment_id)
  const { changed, fulfilment } = await transition(ctx, 'mark_delivered', fulfilment_id)
  if (changed) ctx.emit(delivered, factsOf(fulfilment), aboutFulfilment(fulfilment))
  return fulfilment
}

/** `tell` says what left before the order says that it is complete: that is how it reads in the thread. */
async function goodsLeave(
  ctx: Ctx,
  fulfilment: FulfilmentView,
  kind: 'sold' | 'shipped',
  tell: (units: number) => void,
): Promise<void> {
  const { order_id, location_id } = fulfilment
  assert(location_id, 'goods that leave are somewhere')
  const lines = await linesOf(ctx, [fulfilment.id])
  const leaving = lines
    .filter((line) => openOf(line) > 0)
    .map((line) => ({ order_line_id: line.order_line_id, location_id, quantity: openOf(line) }))
  await ship(ctx, { order_id, lines: leaving, kind })
  tell(unitsOf(lines))
  await recordFulfilled(ctx, {
    order_id,
    lines: leaving.map(({ order_line_id, quantity }) => ({ line_id: order_line_id, quantity })),
  })
}
