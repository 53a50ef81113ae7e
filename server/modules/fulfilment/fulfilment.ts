import type { Order } from '#orders'
import { lockOrder } from '#orders'
import { mustServeStore } from '#platform/actor'
import type { Ctx, Fragment } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import { notFound } from '#platform/errors'
import type { Kind, Status } from './rules.ts'
import { openOf } from './rules.ts'

/** A row of `fulfilment` without the customer's code, with the words people know it by. */
export type FulfilmentView = {
  id: string
  order_id: string
  number: string
  customer_id: string | null
  kind: Kind
  status: Status
  attempt: number
  replaces_id: string | null
  location_id: string | null
  location_code: string | null
  location_name: string | null
  /** The store whose staff works on it: the location's, else the one the customer comes to. */
  store_id: string | null
  store_code: string | null
  store_name: string | null
  pickup_store_id: string | null
  due_at: Date
  /** The day of its place it is counted on; null where days are not counted. */
  work_on: string | null
  ready_at: Date | null
  hold_until: Date | null
  reminded_at: Date | null
  handed_over_to: string | null
  signed_by: string | null
  carrier: string | null
  tracking: string | null
  created_at: Date
  updated_at: Date
  closed_at: Date | null
}

export type FulfilmentLine = {
  fulfilment_id: string
  order_line_id: string
  variant_id: string
  sku: string
  name: string
  options: Record<string, string>
  quantity: number
  picked: number
  missing: number
  canceled: number
}

/** Columns and `from` of the view; splice a `where` on `f` behind it. */
export const VIEW: Fragment = fragment`
  select f.id, f.order_id, o.number, f.customer_id, f.kind, f.status, f.attempt, f.replaces_id, f.location_id,
         l.code as location_code, l.name as location_name, coalesce(l.store_id, f.pickup_store_id) as store_id,
         s.code as store_code, s.name as store_name, f.pickup_store_id, f.due_at, f.work_on, f.ready_at, f.hold_until, f.reminded_at,
         f.handed_over_to, f.signed_by, f.carrier, f.tracking, f.created_at, f.updated_at, f.closed_at
    from fulfilment f
    join orders o on o.id = f.order_id
    left join location l on l.id = f.location_id
    left join store s on s.id = coalesce(l.store_id, f.pickup_store_id)`

export async function fulfilmentById(ctx: Ctx, id: string): Promise<FulfilmentView> {
  const [row] = await ctx.sql<FulfilmentView>`${VIEW} where f.id = ${id}`
  if (!row) throw notFound('fulfilment', id)
  return row
}

/** What the customer drew for the goods, which no list carries. */
export async function signatureOf(ctx: Ctx, id: string): Promise<string | null> {
  const [row] = await ctx.sql<{ signature: string | null }>`select signature from fulfilment where id = ${id}`
  return row?.signature ?? null
}

/** Every fulfilment of an order, in the order they came to be. */
export const fulfilmentsOf = (ctx: Ctx, order_id: string): Promise<FulfilmentView[]> =>
  ctx.sql<FulfilmentView>`${VIEW} where f.order_id = ${order_id} order by f.created_at, f.id`

export const linesOf = (ctx: Ctx, fulfilment_ids: readonly string[]): Promise<FulfilmentLine[]> =>
  ctx.sql<FulfilmentLine>`
    select f.fulfilment_id, f.order_line_id, f.variant_id, o.sku, o.name, o.options, f.quantity, f.picked, f.missing, f.canceled
      from fulfilment_line f
     cross join lateral (select sku, name, options, position from order_line where id = f.order_line_id offset 0) o
     where f.fulfilment_id = any(${fulfilment_ids}::uuid[]) order by f.fulfilment_id, o.position`

export type AtWork = { order: Order; fulfilment: FulfilmentView }

/**
 * Begins work on a fulfilment: checks that the actor serves its store, then takes the order's lock, then
 * looks again, so that what is decided on is what is true.
 */
export async function workOn(ctx: Ctx, id: string): Promise<AtWork> {
  const seen = await fulfilmentById(ctx, id)
  mustServeStore(ctx.actor, seen.store_id)
  const order = await lockOrder(ctx, seen.order_id)
  return { order, fulfilment: await fulfilmentById(ctx, id) }
}

export const unitsOf = (lines: readonly FulfilmentLine[]): number =>
  lines.reduce((units, line) => units + openOf(line), 0)
