import type { Order } from '#orders'
import { changeDelivery, lockOrder } from '#orders'
import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import { refused } from '#platform/errors'
import type { Address } from '#platform/route'
import { route } from '#stock'
import { aboutFulfilment, assigned, factsOf, rerouted } from './events.ts'
import type { FulfilmentView } from './fulfilment.ts'
import { fulfilmentsOf, linesOf, unitsOf, workOn } from './fulfilment.ts'
import { TRANSITIONS, isFinal, openOf } from './rules.ts'
import { placesOf, planOn, promiseAt, sendOn, wantsOf } from './send-on.ts'
import { transition, wrongState } from './transition.ts'

const movable = TRANSITIONS.move.from as readonly string[]

/**
 * The customer collects elsewhere. Possible until somebody picks. Refused `not_at_store` (the other
 * store has not all of it), `wrong_state`, `nothing_to_move`.
 */
export async function changePickupStore(
  ctx: Ctx,
  input: { order_id: string; store_id: string },
): Promise<FulfilmentView[]> {
  const order = await lockOrder(ctx, input.order_id)
  const open = (await fulfilmentsOf(ctx, order.id)).filter(({ kind, status }) => kind === 'pickup' && !isFinal(status))
  if (open.length === 0)
    throw refused('nothing_to_move', { detail: 'This order has nothing that waits to be collected.' })
  const busy = open.find(({ status }) => !movable.includes(status))
  if (busy) throw wrongState('move', TRANSITIONS.move.from, busy.status)
  const moved: FulfilmentView[] = []
  // One bag per order as a rule; a second one exists only after articles were missing.
  for (const fulfilment of open) moved.push(await moveToStore(ctx, order, fulfilment, input.store_id))
  await changeDelivery(ctx, { order_id: order.id, pickup_store_id: input.store_id })
  return moved
}

export type Resolve = { fulfilment_id: string; how: { store_id: string } | { ship_to: Address | null } }

/**
 * A person decides about an exception: another store for the customer to come to, or by post (to the
 * order's address unless another is given). Cancelling is checkout's verb.
 */
export async function resolve(ctx: Ctx, { fulfilment_id, how }: Resolve): Promise<FulfilmentView[]> {
  const { order, fulfilment } = await workOn(ctx, fulfilment_id)
  if (fulfilment.status !== 'exception') throw wrongState('resolve', TRANSITIONS.replace.from, fulfilment.status)
  if ('store_id' in how) return [await moveToStore(ctx, order, fulfilment, how.store_id)]
  const address = how.ship_to ?? order.address
  if (!address) throw refused('address_missing', { detail: 'Say where to send it.' })
  if (how.ship_to) await changeDelivery(ctx, { order_id: order.id, address })
  const lines = await linesOf(ctx, [fulfilment.id])
  await transition(ctx, 'replace', fulfilment.id)
  const pieces = lines.filter((line) => openOf(line) > 0).map((line) => ({ ...line, quantity: openOf(line) }))
  const sent = { ...order, address }
  return sendOn(ctx, sent, fulfilment, pieces, await planOn(ctx, sent, fulfilment, pieces, { attempt: 1 }))
}

async function moveToStore(ctx: Ctx, order: Order, from: FulfilmentView, store_id: string): Promise<FulfilmentView> {
  if (from.pickup_store_id === store_id && from.status !== 'exception') return from
  const lines = (await linesOf(ctx, [from.id])).filter((line) => openOf(line) > 0)
  const pieces = lines.map((line) => ({ ...line, quantity: openOf(line) }))
  const plan = await route(ctx, {
    wants: wantsOf(pieces),
    channel: order.channel,
    method: 'pickup',
    pickup_store_id: store_id,
    stands_at: from.location_id,
  })
  const [part] = plan.parts
  if (!plan.complete || !part) {
    throw refused('not_at_store', {
      detail: 'That store has not all of it.',
      short: plan.short.map(({ key, quantity }) => ({ order_line_id: key, quantity })),
    })
  }
  await promiseAt(ctx, order.id, from.location_id, placesOf(plan))
  const { fulfilment } = await transition(
    ctx,
    'move',
    from.id,
    fragment`, kind = 'pickup', location_id = ${part.location_id}, pickup_store_id = ${store_id}, due_at = ${part.promised_at}, trace = ${JSON.stringify(plan.trace)}::jsonb`,
  )
  const facts = { ...factsOf(fulfilment), attempt: fulfilment.attempt, units: unitsOf(lines) }
  if (fulfilment.location_id !== from.location_id)
    ctx.emit(rerouted, { ...facts, from: from.location_code }, aboutFulfilment(fulfilment))
  ctx.emit(assigned, { ...facts, due_at: fulfilment.due_at.toISOString() }, aboutFulfilment(fulfilment))
  return fulfilment
}
