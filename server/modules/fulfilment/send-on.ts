import type { Order } from '#orders'
import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/errors'
import type { CapacityDay, Plan, Want } from '#stock'
import { allocate, giveCapacity, moveAllocation, moveCapacity, route } from '#stock'
import { aboutFulfilment, factsOf, rerouted } from './events.ts'
import type { FulfilmentView } from './fulfilment.ts'
import type { Piece } from './plan.ts'
import { dayOf, insertFulfilments } from './plan.ts'
import { ATTEMPTS_MAX, daysOf } from './rules.ts'

export const wantsOf = (pieces: readonly Piece[]): Want[] =>
  pieces.map(({ order_line_id, variant_id, quantity }) => ({ key: order_line_id, variant_id, quantity }))

type Place = { order_line_id: string; location_id: string; quantity: number; variant_id: string }

export const placesOf = (plan: Plan): Place[] =>
  plan.parts.flatMap(({ location_id, wants }) =>
    wants.map(({ key, variant_id, quantity }) => ({ order_line_id: key, variant_id, location_id, quantity })),
  )

/** The promise follows the goods: from where it stands, or anew where no place had them. Refused `out_of_stock`. */
export async function promiseAt(
  ctx: Ctx,
  order_id: string,
  from_location_id: string | null,
  places: readonly Place[],
): Promise<void> {
  if (from_location_id) await moveAllocation(ctx, { order_id, from_location_id, parts: places })
  else await allocate(ctx, { order_id, cart_id: null, lines: places })
}

/** Where goods go on to; the days of its places are taken. */
export type Onward = { attempt: number; plan: Plan | null }

const daysIn = (plan: Plan | null): CapacityDay[] =>
  daysOf((plan?.parts ?? []).map((part) => ({ location_id: part.location_id, work_on: dayOf(part) })))

/**
 * Looks for places that send on what one place cannot give. Places that refused this order are not asked again; after
 * three there is no plan. The days are taken here, and `back`, which is given back, with them: before anybody locks a
 * shelf. A full day is no reason to leave goods unplanned: the route has weighed it.
 */
export async function planOn(
  ctx: Ctx,
  order: Order,
  from: FulfilmentView,
  pieces: readonly Piece[],
  { attempt = from.attempt + 1, back = [] }: { attempt?: number; back?: readonly CapacityDay[] } = {},
): Promise<Onward> {
  const plan = attempt > ATTEMPTS_MAX ? null : await planElsewhere(ctx, order, from, pieces)
  await moveCapacity(ctx, back, daysIn(plan))
  return { attempt, plan }
}

/**
 * Sends goods one place cannot give on to others by post, as planned. With nowhere left, a person gets it as an
 * exception. Its promise stays where it stood until then. Answers the fulfilments that go on with the goods.
 */
export async function sendOn(
  ctx: Ctx,
  order: Order,
  from: FulfilmentView,
  pieces: readonly Piece[],
  { attempt, plan }: Onward,
): Promise<FulfilmentView[]> {
  const moved =
    plan !== null && plan.parts.length > 0 && (await promised(ctx, order.id, from.location_id, placesOf(plan)))
  const parts = moved ? plan.parts : []
  if (!moved) await giveCapacity(ctx, daysIn(plan))
  const left = moved
    ? plan.short.map(({ key, variant_id, quantity }) => ({ order_line_id: key, variant_id, quantity }))
    : pieces
  const base = { attempt, replaces_id: from.id, trace: plan?.trace ?? {} }
  const next = await insertFulfilments(ctx, order, [
    ...parts.map((part) => ({
      ...base,
      kind: 'ship' as const,
      status: 'assigned' as const,
      location_id: part.location_id,
      pickup_store_id: null,
      due_at: part.promised_at,
      work_on: dayOf(part),
      lines: part.wants.map(({ key, variant_id, quantity }) => ({ order_line_id: key, variant_id, quantity })),
    })),
    ...(left.length === 0
      ? []
      : [
          {
            ...base,
            kind: from.kind,
            status: 'exception' as const,
            location_id: from.location_id,
            pickup_store_id: from.pickup_store_id,
            due_at: ctx.now,
            work_on: null,
            lines: left,
          },
        ]),
  ])
  for (const fulfilment of next.filter(({ status }) => status === 'assigned')) {
    const units =
      parts
        .find((part) => part.location_id === fulfilment.location_id)
        ?.wants.reduce((sum, want) => sum + want.quantity, 0) ?? 0
    ctx.emit(
      rerouted,
      { ...factsOf(fulfilment), from: from.location_code, attempt, units },
      aboutFulfilment(fulfilment),
    )
  }
  return next
}

async function planElsewhere(ctx: Ctx, order: Order, from: FulfilmentView, pieces: readonly Piece[]): Promise<Plan> {
  const refusedBy = await ctx.sql<{ location_id: string }>`
    select distinct location_id from fulfilment where order_id = ${order.id} and status = 'rejected' and location_id is not null`
  const exclude_locations = [
    ...new Set([...refusedBy.map((row) => row.location_id), ...(from.location_id ? [from.location_id] : [])]),
  ]
  return route(ctx, {
    wants: wantsOf(pieces),
    channel: order.channel,
    method: 'ship',
    ...(order.address ? { country: order.address.country } : {}),
    exclude_locations,
  })
}

/** False when somebody was faster than the plan: then a person looks at it. */
async function promised(ctx: Ctx, order_id: string, from: string | null, places: readonly Place[]): Promise<boolean> {
  try {
    await promiseAt(ctx, order_id, from, places)
    return true
  } catch (error) {
    if (error instanceof Refused && error.code === 'out_of_stock') return false
    throw error
  }
}
