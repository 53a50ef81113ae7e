import type { Ctx } from '#platform/ctx'
import { fragment, json } from '#platform/ctx'
import { newId } from '#platform/ids'
import type { Plan } from '#stock'
import { aboutFulfilment, assigned, exception, factsOf } from './events.ts'
import type { FulfilmentView } from './fulfilment.ts'
import { viewOf } from './fulfilment.ts'
import type { Kind, Status } from './rules.ts'
import { isFinal } from './rules.ts'

export type PlanFulfilments = {
  order_id: string
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
  attempt: number
  replaces_id: string | null
  trace: unknown
  lines: readonly Piece[]
}

/**
 * Writes who is to provide what of a placed order, one fulfilment per part of the plan, in one statement.
 * What the plan could not place anywhere becomes an exception for a person. Goods carried out of the
 * shop are handed over with their writing. Stock is not touched: the caller has allocated.
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
    lines: pieces(part.wants),
  }))
  if (input.plan.short.length > 0) {
    rows.push({ ...base, status: 'exception', location_id: null, due_at: ctx.now, lines: pieces(input.plan.short) })
  }
  return insertFulfilments(ctx, input, rows)
}

/** Fulfilments with their lines in one statement, answered with their names; tells who was assigned. */
export async function insertFulfilments(
  ctx: Ctx,
  order: { order_id: string; customer_id: string | null },
  rows: readonly NewFulfilment[],
): Promise<FulfilmentView[]> {
  if (rows.length === 0) return []
  const withIds = rows.map((row) => ({ ...row, id: newId() }))
  const written = await ctx.sql<FulfilmentView>`
    with written as (
      insert into fulfilment (id, order_id, customer_id, kind, status, location_id, pickup_store_id, due_at, attempt, replaces_id, trace, closed_at, created_at, updated_at)
      select id, ${order.order_id}::uuid, ${order.customer_id}::uuid, kind, status, location_id, pickup_store_id, due_at, attempt, replaces_id, trace, closed_at,
             ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
        from jsonb_to_recordset(${json(withIds.map((row) => ({ ...row, closed_at: isFinal(row.status) ? ctx.now : null })))})
             as f(id uuid, kind text, status text, location_id uuid, pickup_store_id uuid, due_at timestamptz, attempt int, replaces_id uuid, trace jsonb, closed_at timestamptz)
      returning *
    ), lines as (
    insert into fulfilment_line (fulfilment_id, order_line_id, variant_id, quantity)
    select fulfilment_id, order_line_id, variant_id, quantity
      from jsonb_to_recordset(${json(withIds.flatMap(({ id, lines }) => lines.map((line) => ({ fulfilment_id: id, ...line }))))})
           as l(fulfilment_id uuid, order_line_id uuid, variant_id uuid, quantity int)
    ) ${viewOf(fragment`written`)} order by f.id`
  const unitsById = new Map(withIds.map((row) => [row.id, row.lines.reduce((units, line) => units + line.quantity, 0)]))
  for (const row of written) {
    const units = unitsById.get(row.id) ?? 0
    const facts = factsOf(row)
    if (row.status === 'assigned') {
      ctx.emit(
        assigned,
        { ...facts, attempt: row.attempt, units, due_at: row.due_at.toISOString() },
        aboutFulfilment(row),
      )
    }
    if (row.status === 'exception')
      ctx.emit(
        exception,
        { ...facts, reason: row.attempt === 1 ? 'no_place' : 'rejected', units },
        aboutFulfilment(row),
      )
  }
  return written
}
