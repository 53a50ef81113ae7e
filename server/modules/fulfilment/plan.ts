import type { Order } from '#orders'
import { namedPlace, storeById } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { inTurn, json } from '#platform/ctx'
import { done, gathered } from '#platform/gathered'
import { newId } from '#platform/ids'
import { takeCapacity } from '#stock'
import type { Plan } from '#stock'
import { aboutFulfilment, assigned, exception, factsOf } from './events.ts'
import type { FulfilmentView } from './fulfilment.ts'
import type { Kind, Status } from './rules.ts'
import { daysOf, isFinal } from './rules.ts'

export type PlanFulfilments = {
  order_id: string
  /** The order's number, as people say it. */
  number: string
  customer_id: string | null
  kind: Kind
  pickup_store_id?: string | null
  plan: Plan
  /** Which order line a key of the plan's wants became; left out where the keys are the order lines' ids. */
  lines?: readonly { key: string; order_line_id: string }[]
}

export type Piece = { order_line_id: string; variant_id: string; quantity: number }
type NewFulfilment = {
  kind: Kind
  status: Status
  location_id: string | null
  pickup_store_id: string | null
  due_at: Date
  work_on: string | null
  attempt: number
  replaces_id: string | null
  trace: unknown
  lines: readonly Piece[]
}

/**
 * Writes who is to provide what of a placed order, one fulfilment per part of the plan.
 * What the plan could not place anywhere becomes an exception for a person. Goods carried out of the
 * shop are handed over with their writing. The days of their places are taken here, before the caller allocates: who
 * waits for a day must keep nobody from a shelf. A day may have filled up since the plan was made: the goods leave a day
 * later then, which the store sees.
 */
export async function planFulfilments(ctx: Ctx, input: PlanFulfilments): Promise<FulfilmentView[]> {
  const lineOf = new Map((input.lines ?? []).map(({ key, order_line_id }) => [key, order_line_id]))
  const pieces = (wants: Plan['short']): Piece[] =>
    wants.map(({ key, variant_id, quantity }) => ({ order_line_id: lineOf.get(key) ?? key, variant_id, quantity }))
  const base = {
    kind: input.kind,
    pickup_store_id: input.pickup_store_id ?? null,
    attempt: 1,
    replaces_id: null,
    trace: input.plan.trace,
  }
  const rows: NewFulfilment[] = input.plan.parts.map((part) => ({
    ...base,
    status: input.kind === 'carry_out' ? 'handed_over' : 'assigned',
    location_id: part.location_id,
    due_at: part.promised_at,
    work_on: input.kind === 'ship' ? dayOf(part) : null,
    lines: pieces(part.wants),
  }))
  if (input.plan.short.length > 0) {
    const lines = pieces(input.plan.short)
    rows.push({ ...base, status: 'exception', location_id: null, due_at: ctx.now, work_on: null, lines })
  }
  const { order_id: id, number, customer_id } = input
  const [, made] = await inTurn(
    takeCapacity(ctx, daysOf(rows)),
    insertFulfilments(ctx, { id, number, customer_id }, rows),
  )
  return made
}

/** The day a parcel is counted on at the place it leaves from. */
export const dayOf = ({ counted, work_on }: Plan['parts'][number]): string | null => (counted ? work_on : null)

type ForOrder = Pick<Order, 'id' | 'number' | 'customer_id'>

/** Writes fulfilments with their lines; once they are written, tells who was assigned and answers them with their names. */
export async function insertFulfilments(
  ctx: Ctx,
  order: ForOrder,
  rows: readonly NewFulfilment[],
): Promise<FulfilmentView[]> {
  const made = await Promise.all(rows.map(async (row) => ({ row, view: await viewOf(ctx, order, row) })))
  if (made.length > 0) await insert(ctx, made).catch(orOrderless)
  return made.map(({ row, view }) => {
    announce(ctx, view, unitsOf(row.lines))
    return view
  })
}

/**
 * The order that was sent with these was not written, since its number is another's or it is being written by somebody
 * else with other lines: the database door does all of it again from the start (40001, serialization_failure).
 */
function orOrderless(error: unknown): never {
  if (!ORDERLESS.has((error as { constraint?: string }).constraint ?? '')) throw error
  throw Object.assign(new Error('the order was not written', { cause: error }), { code: '40001' })
}

const ORDERLESS = new Set(['fulfilment_order_id_fkey', 'fulfilment_line_order_line_id_fkey'])

const unitsOf = (lines: readonly Piece[]): number => lines.reduce((units, line) => units + line.quantity, 0)

/** As reading it will show it (fulfilment.ts). */
async function viewOf(
  ctx: Ctx,
  { id: order_id, number, customer_id }: ForOrder,
  row: NewFulfilment,
): Promise<FulfilmentView> {
  const { lines: _lines, trace: _trace, ...told } = row
  const place = row.location_id === null ? null : await namedPlace(ctx, row.location_id)
  const store_id = place?.store_id ?? row.pickup_store_id
  const store = store_id === null ? null : await storeById(ctx, store_id)
  return {
    ...told,
    id: newId(),
    order_id,
    number,
    customer_id,
    location_code: place?.code ?? null,
    location_name: place?.name ?? null,
    store_id,
    store_code: store?.code ?? null,
    store_name: store?.name ?? null,
    signed_by: null,
    ready_at: null,
    hold_until: null,
    reminded_at: null,
    handed_over_to: null,
    carrier: null,
    tracking: null,
    created_at: ctx.now,
    updated_at: ctx.now,
    closed_at: isFinal(row.status) ? ctx.now : null,
  }
}

const insert = gathered<readonly { row: NewFulfilment; view: FulfilmentView }[]>(async ({ sql }, asks) => {
  const made = asks.flat()
  const rows = made.map(({ row: { trace }, view }) => ({ ...view, trace }))
  const lines = made.flatMap(({ row, view }) => row.lines.map((line) => ({ ...line, fulfilment_id: view.id })))
  await inTurn(
    sql`
      insert into fulfilment (id, order_id, customer_id, kind, status, location_id, pickup_store_id, due_at, work_on, attempt, replaces_id, trace, closed_at, created_at, updated_at)
      select * from jsonb_to_recordset(${json(rows)}) as f(
        id uuid, order_id uuid, customer_id uuid, kind text, status text, location_id uuid, pickup_store_id uuid, due_at timestamptz, work_on date, attempt int,
        replaces_id uuid, trace jsonb, closed_at timestamptz, created_at timestamptz, updated_at timestamptz)`,
    sql`
      insert into fulfilment_line (fulfilment_id, order_line_id, variant_id, quantity)
      select * from unnest(${lines.map((l) => l.fulfilment_id)}::uuid[], ${lines.map((l) => l.order_line_id)}::uuid[],
                           ${lines.map((l) => l.variant_id)}::uuid[], ${lines.map((l) => l.quantity)}::int[])`,
  )
  return done(asks)
})

function announce(ctx: Ctx, view: FulfilmentView, units: number): void {
  const { status, attempt, due_at } = view
  if (status === 'assigned')
    ctx.emit(assigned, { ...factsOf(view), attempt, units, due_at: due_at.toISOString() }, aboutFulfilment(view))
  if (status === 'exception')
    ctx.emit(
      exception,
      { ...factsOf(view), reason: attempt === 1 ? 'no_place' : 'rejected', units },
      aboutFulfilment(view),
    )
}
