import { momentOf, openingsOf, closingAfter } from '#organisation'
import { cancelLines, putMoneyRight, tryLockOrder } from '#orders'
import { askRefund } from '#payments'
import type { Ctx } from '#platform/ctx'
import { assert, refused } from '#platform/errors'
import { deallocate } from '#stock'
import { aboutFulfilment, expired, extended, factsOf, reminded } from './events.ts'
import type { FulfilmentView } from './fulfilment.ts'
import { VIEW, fulfilmentById, linesOf, unitsOf, workOn } from './fulfilment.ts'
import { EXTEND_MAX_DAYS, REMIND_BEFORE_HOURS, openOf } from './rules.ts'
import { transition, wrongState } from './transition.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
export const EXPIRE_BATCH = 200
export const REMIND_BATCH = 200

/** Pick-ups whose time is over, the longest waiting first. */
export const dueToExpire = async (ctx: Ctx): Promise<string[]> =>
  (
    await ctx.sql<{ id: string }>`
      select id from fulfilment where status = 'ready' and hold_until < ${ctx.now} order by hold_until limit ${EXPIRE_BATCH}`
  ).map(({ id }) => id)

/**
 * Nobody came: the goods go back to the shelf, the lines are cancelled, the money goes back, in one
 * transaction. Null when there is nothing to do: it was handed over or extended meanwhile, or somebody
 * is just at it (the next round sees).
 */
export async function expire(ctx: Ctx, { fulfilment_id }: { fulfilment_id: string }): Promise<FulfilmentView | null> {
  const { order_id } = await fulfilmentById(ctx, fulfilment_id)
  const order = await tryLockOrder(ctx, order_id)
  const seen = order ? await fulfilmentById(ctx, fulfilment_id) : null
  if (!order || seen?.status !== 'ready' || seen.hold_until === null || seen.hold_until >= ctx.now) return null
  const { fulfilment } = await transition(ctx, 'expire', fulfilment_id)
  const lines = await linesOf(ctx, [fulfilment_id])
  const { location_id } = fulfilment
  assert(location_id, 'goods that wait are somewhere')
  const back = lines
    .filter((line) => openOf(line) > 0)
    .map((line) => ({ order_line_id: line.order_line_id, location_id, quantity: openOf(line) }))
  await deallocate(ctx, { order_id, lines: back })
  const { to_refund } = await cancelLines(ctx, {
    order_id,
    lines: back.map(({ order_line_id, quantity }) => ({ line_id: order_line_id, quantity })),
    reason: 'not_collected',
  })
  await giveMoneyBack(ctx, { order_id, fulfilment_id, to_refund })
  ctx.emit(
    expired,
    { ...factsOf(fulfilment), units: unitsOf(lines), amount: to_refund, currency: order.currency },
    aboutFulfilment(fulfilment),
  )
  return fulfilment
}

async function giveMoneyBack(
  ctx: Ctx,
  { order_id, fulfilment_id, to_refund }: { order_id: string; fulfilment_id: string; to_refund: number },
): Promise<void> {
  if (to_refund > 0) {
    await askRefund(ctx, {
      order_id,
      amount: to_refund,
      reason: 'not_collected',
      cause_kind: 'fulfilment',
      cause_id: fulfilment_id,
    })
  }
  await putMoneyRight(ctx, order_id)
}

/** Marks pick-ups whose time is nearly over, each once; a listener writes to their customers. */
export async function remindDue(ctx: Ctx): Promise<number> {
  const until = new Date(ctx.now.getTime() + REMIND_BEFORE_HOURS * HOUR_MS)
  const marked = await ctx.sql<{ id: string }>`
    update fulfilment set reminded_at = ${ctx.now}, updated_at = ${ctx.now}
     where id in (select id from fulfilment
                   where status = 'ready' and hold_until >= ${ctx.now} and hold_until < ${until} and reminded_at is null
                   order by hold_until limit ${REMIND_BATCH} for update skip locked)
    returning id`
  const due = await ctx.sql<FulfilmentView>`${VIEW} where f.id = any(${marked.map(({ id }) => id)}::uuid[])`
  for (const f of due)
    ctx.emit(reminded, { ...factsOf(f), hold_until: f.hold_until?.toISOString() ?? null }, aboutFulfilment(f))
  return due.length
}

/**
 * Holds a pick-up longer, until the store closes on that day; the reminder starts anew. Only later, and
 * at most 30 days ahead: else refused `not_later`, `too_late`. The same day again changes nothing.
 */
export async function extend(ctx: Ctx, input: { fulfilment_id: string; until: string }): Promise<FulfilmentView> {
  const { fulfilment: seen } = await workOn(ctx, input.fulfilment_id)
  if (seen.status !== 'ready' || seen.hold_until === null) throw wrongState('extend', ['ready'], seen.status)
  assert(seen.pickup_store_id, 'a pick-up has a store')
  const opening = (await openingsOf(ctx, [seen.pickup_store_id])).get(seen.pickup_store_id)
  assert(opening, 'opening hours of the store')
  const hold_until = closingAfter(opening, momentOf(opening.timezone, input.until, '12:00'), 0)
  if (hold_until.getTime() > ctx.now.getTime() + (EXTEND_MAX_DAYS + 1) * DAY_MS) {
    throw refused('too_late', { detail: `Goods are held at most ${EXTEND_MAX_DAYS} days from today.` })
  }
  if (hold_until.getTime() === seen.hold_until.getTime()) return seen
  if (hold_until < seen.hold_until)
    throw refused('not_later', { detail: 'It is held at least as long already.', hold_until: seen.hold_until })
  await ctx.sql`
    update fulfilment set hold_until = ${hold_until}, reminded_at = null, updated_at = ${ctx.now}
     where id = ${seen.id} and status is not distinct from ${'ready'}`
  const fulfilment = await fulfilmentById(ctx, seen.id)
  ctx.emit(extended, { ...factsOf(fulfilment), hold_until: hold_until.toISOString() }, aboutFulfilment(fulfilment))
  return fulfilment
}
