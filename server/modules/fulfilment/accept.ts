import { settleOrderStatus } from '#orders'
import type { Ctx } from '#platform/ctx'
import { aboutFulfilment, accepted, factsOf, pickingStarted } from './events.ts'
import type { FulfilmentView } from './fulfilment.ts'
import { workOn } from './fulfilment.ts'
import { transition } from './transition.ts'

/** The place says it will do it. */
export async function accept(ctx: Ctx, { fulfilment_id }: { fulfilment_id: string }): Promise<FulfilmentView> {
  const { order } = await workOn(ctx, fulfilment_id)
  const { changed, fulfilment } = await transition(ctx, 'accept', fulfilment_id)
  if (!changed) return fulfilment
  ctx.emit(accepted, factsOf(fulfilment), aboutFulfilment(fulfilment))
  await settleOrderStatus(ctx, order.id, { started: true })
  return fulfilment
}

/** Somebody walks with the list; from now on the order is not changed without them. */
export async function startPicking(ctx: Ctx, { fulfilment_id }: { fulfilment_id: string }): Promise<FulfilmentView> {
  const { order } = await workOn(ctx, fulfilment_id)
  const { changed, fulfilment } = await transition(ctx, 'start_picking', fulfilment_id)
  if (!changed) return fulfilment
  ctx.emit(pickingStarted, factsOf(fulfilment), aboutFulfilment(fulfilment))
  await settleOrderStatus(ctx, order.id, { started: true })
  return fulfilment
}
