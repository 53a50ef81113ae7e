import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { countStock, exclude, mustTellApart } from '#stock'
import { aboutFulfilment, exception, factsOf, rejected } from './events.ts'
import type { AtWork, FulfilmentLine, FulfilmentView } from './fulfilment.ts'
import { VIEW, fulfilmentById, linesOf, workOn } from './fulfilment.ts'
import type { Piece } from './plan.ts'
import { insertFulfilments } from './plan.ts'
import type { Reason } from './rules.ts'
import { REST, TRANSITIONS, daysOf, leftToPick, openOf } from './rules.ts'
import type { Onward } from './send-on.ts'
import { planOn, sendOn } from './send-on.ts'
import { NO_DAY, transition, wrongState } from './transition.ts'

const HOUR_MS = 3_600_000

export type Reject = {
  fulfilment_id: string
  reason: Reason
  note?: string
  /** Only these are missing; left out: the place can give nothing of it. */
  lines?: readonly { order_line_id: string; quantity: number }[]
  /** The shelf is empty: the book is set to what lies in bags already. */
  shelf_empty?: boolean
}
export type Rejected = { fulfilment: FulfilmentView; next: FulfilmentView[] }

/**
 * A place cannot give the goods, all or some of them. What is to be sent goes to the next best place
 * by itself; a pick-up never does: the customer chose the store, so a person decides with them
 * (`exception`). Refused `wrong_state`, `more_than_open`, `line_twice`.
 */
export async function reject(ctx: Ctx, input: Reject): Promise<Rejected> {
  const work = await workOn(ctx, input.fulfilment_id)
  const { fulfilment } = work
  if (!(TRANSITIONS.reject.from as readonly string[]).includes(fulfilment.status)) {
    const next = await replacing(ctx, fulfilment.id)
    if (fulfilment.status === 'rejected' || fulfilment.status === 'exception') return { fulfilment, next }
    throw wrongState('reject', TRANSITIONS.reject.from, fulfilment.status)
  }
  const lines = await linesOf(ctx, [fulfilment.id])
  const failed = failedOf(lines, input.lines)
  const whole =
    failed.length > 0 &&
    lines.every((line) => openOf(line) === (failed.find((f) => f.order_line_id === line.order_line_id)?.quantity ?? 0))
  if (!whole) await noteMissing(ctx, fulfilment.id, failed)
  // Before `noteRejection`, which may lock a shelf. A place that goes on with the rest keeps its day.
  const onward =
    fulfilment.kind === 'ship'
      ? await planOn(ctx, work.order, fulfilment, failed, { back: whole ? daysOf([fulfilment]) : [] })
      : null
  await noteRejection(ctx, work, input, failed)
  const next = whole ? await giveUp(ctx, work, input, failed, onward) : await goOn(ctx, work, failed, onward)
  return { fulfilment: await fulfilmentById(ctx, fulfilment.id), next }
}

const replacing = (ctx: Ctx, id: string) =>
  ctx.sql<FulfilmentView>`${VIEW} where f.replaces_id = ${id} order by f.created_at, f.id`

function failedOf(lines: readonly FulfilmentLine[], asked: Reject['lines']): Piece[] {
  if (!asked)
    return lines
      .filter((line) => openOf(line) > 0)
      .map((line) => ({ order_line_id: line.order_line_id, variant_id: line.variant_id, quantity: openOf(line) }))
  mustTellApart(asked.map(({ order_line_id }) => order_line_id))
  return asked.map(({ order_line_id, quantity }) => {
    const line = lines.find((candidate) => candidate.order_line_id === order_line_id)
    if (!line || leftToPick(line) < quantity) {
      throw refused('more_than_open', { detail: 'So many of this article are not left to pick.', order_line_id })
    }
    return { order_line_id, variant_id: line.variant_id, quantity }
  })
}

/** The whole promise: a shipment is closed and goes on elsewhere, a pick-up waits for a person. */
async function giveUp(
  ctx: Ctx,
  { order, fulfilment }: AtWork,
  { reason }: Reject,
  failed: readonly Piece[],
  onward: Onward | null,
): Promise<FulfilmentView[]> {
  if (onward) {
    await transition(ctx, 'reject', fulfilment.id, NO_DAY)
    return sendOn(ctx, order, fulfilment, failed, onward)
  }
  const { fulfilment: raised } = await transition(ctx, 'raise', fulfilment.id)
  ctx.emit(exception, { ...factsOf(raised), reason, units: unitsIn(failed) }, aboutFulfilment(raised))
  return []
}

/** Some of it: this place goes on with the rest. */
async function goOn(
  ctx: Ctx,
  { order, fulfilment }: AtWork,
  failed: readonly Piece[],
  onward: Onward | null,
): Promise<FulfilmentView[]> {
  if (onward) return sendOn(ctx, order, fulfilment, failed, onward)
  const { id, kind, location_id, pickup_store_id, attempt } = fulfilment
  return insertFulfilments(ctx, order, [
    {
      kind,
      status: 'exception',
      location_id,
      pickup_store_id,
      due_at: ctx.now,
      work_on: null,
      attempt: attempt + 1,
      replaces_id: id,
      trace: {},
      lines: failed,
    },
  ])
}

async function noteMissing(ctx: Ctx, fulfilment_id: string, failed: readonly Piece[]): Promise<void> {
  await ctx.sql`
    update fulfilment_line l set missing = l.missing + a.quantity
      from unnest(${failed.map((f) => f.order_line_id)}::uuid[], ${failed.map((f) => f.quantity)}::int[]) as a(order_line_id, quantity)
     where l.fulfilment_id = ${fulfilment_id} and l.order_line_id = a.order_line_id`
}

/** The refusal is written down, and the place rests: it is not asked again at once. */
async function noteRejection(ctx: Ctx, { fulfilment }: AtWork, input: Reject, failed: readonly Piece[]): Promise<void> {
  const { reason, note = null } = input
  const { location_id } = fulfilment
  await ctx.sql`
    insert into fulfilment_rejection (id, fulfilment_id, location_id, reason, note, actor_id, rejected_at)
    values (${newId()}, ${fulfilment.id}, ${location_id}::uuid, ${reason}, ${note}, ${ctx.actor.id}::uuid, ${ctx.now})`
  ctx.emit(rejected, { ...factsOf(fulfilment), reason, note, units: unitsIn(failed) }, aboutFulfilment(fulfilment))
  if (!location_id) return
  const { hours, only_article } = REST[reason]
  const until_at = new Date(ctx.now.getTime() + hours * HOUR_MS)
  const articles = [...new Set(failed.map((piece) => piece.variant_id))]
  if (input.shelf_empty) await emptyShelf(ctx, location_id, articles)
  for (const variant_id of only_article ? articles : [null])
    await exclude(ctx, { location_id, variant_id, until_at, reason })
}

/** What is left is what others have in their bags. */
async function emptyShelf(ctx: Ctx, location_id: string, articles: readonly string[]): Promise<void> {
  const bagged = await ctx.sql<{ variant_id: string; picked: number }>`
    select a.variant_id, coalesce(sum(l.picked), 0)::int as picked
      from unnest(${articles}::uuid[]) as a(variant_id)
      left join (select l.variant_id, l.picked from fulfilment_line l
                   join fulfilment f on f.id = l.fulfilment_id
                  where f.location_id = ${location_id} and f.status in ('picking', 'ready')) l on l.variant_id = a.variant_id
     group by a.variant_id`
  await countStock(ctx, {
    location_id,
    reason: 'not found while picking',
    lines: bagged.map(({ variant_id, picked }) => ({ id: newId(), variant_id, counted: picked })),
  })
}

const unitsIn = (pieces: readonly Piece[]): number => pieces.reduce((sum, piece) => sum + piece.quantity, 0)
