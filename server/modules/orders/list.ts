import { clusterOf, findCustomers } from '#customers'
import type { Ctx, Fragment } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import type { PageOf } from '#platform/page'
import { PAGE_DEFAULT, momentCursor, pageOf } from '#platform/page'
import type { Order } from './order.ts'
import { ordersNumbered } from './orders.ts'
import type { OrderStatus, PaymentStatus } from './rules.ts'
import { looksLikeNumber } from './rules.ts'

const CUSTOMERS_MAX = 20

export type OrderFilter = {
  status?: OrderStatus | undefined
  payment_status?: PaymentStatus | undefined
  channel?: string | undefined
  /** Orders of this person, all their ids. */
  customer_id?: string | undefined
  placed_from?: Date | undefined
  placed_to?: Date | undefined
  /** A number or piece of it, or whatever finds a customer. */
  text?: string | undefined
  limit?: number | undefined
  after?: string | undefined
}

export type OrderRow = Pick<
  Order,
  | 'id'
  | 'number'
  | 'customer_id'
  | 'channel'
  | 'store_id'
  | 'pickup_store_id'
  | 'currency'
  | 'status'
  | 'payment_status'
  | 'delivery_method'
  | 'gross'
  | 'paid'
  | 'refunded'
  | 'placed_at'
> & {
  /** As it was said with the order. */
  contact_name: string | null
}

/**
 * Orders, newest first. `store_ids` null = all; else those sold in or collected at one of the stores.
 * Every combination walks an index in (placed_at, id) order or starts from few ids; the rest is filtered
 * on the way.
 */
export async function listOrders(
  ctx: Ctx,
  store_ids: readonly string[] | null,
  filter: OrderFilter,
): Promise<PageOf<OrderRow>> {
  const { limit = PAGE_DEFAULT } = filter
  const where = await conditions(ctx, filter)
  if (where === null) return { items: [], next: null }
  const rows = await ctx.sql<OrderRow>`
    select o.id, o.number, o.customer_id, o.channel, o.store_id, o.pickup_store_id, o.currency, o.status, o.payment_status,
           o.delivery_method, o.gross, o.paid, o.refunded, o.placed_at, nullif(o.contact ->> 'name', '') as contact_name
      from (${walks(store_ids, where, limit + 1)}) hit join orders o on o.id = hit.id
     order by hit.placed_at desc, hit.id desc limit ${limit + 1}`
  return pageOf(rows, limit, (row) => [row.placed_at, row.id])
}

/** From here on it is said that there are more; nobody waits for a number nobody reads to its end. */
export const COUNT_MAX = 1_000

/** How many orders fit, as far as it is counted. */
export async function countOrders(
  ctx: Ctx,
  store_ids: readonly string[] | null,
  filter: Omit<OrderFilter, 'limit' | 'after'>,
): Promise<{ count: number; more: boolean }> {
  const where = await conditions(ctx, filter)
  if (where === null) return { count: 0, more: false }
  const [counted] = await ctx.sql<{ count: number }>`
    select count(*)::int as count
      from (select hit.id from (${walks(store_ids, where, COUNT_MAX + 1)}) hit limit ${COUNT_MAX + 1}) as fitting`
  const { count } = counted as { count: number }
  return { count: Math.min(count, COUNT_MAX), more: count > COUNT_MAX }
}

/** A place owns an order in two ways, each with its own index: two short walks per store instead of an OR. */
function walks(store_ids: readonly string[] | null, where: readonly Fragment[], most: number): Fragment {
  const walk = (owner: Fragment) => fragment`
    select o.id, o.placed_at from orders o where ${fragment.join([owner, ...where], fragment` and `)}
     order by o.placed_at desc, o.id desc limit ${most}`
  if (store_ids === null) return walk(fragment`true`)
  return fragment`
    select w.id, w.placed_at from unnest(${store_ids}::uuid[]) as s(id) cross join lateral (${walk(fragment`o.store_id = s.id`)}) w
    union
    select w.id, w.placed_at from unnest(${store_ids}::uuid[]) as s(id) cross join lateral (${walk(fragment`o.pickup_store_id = s.id`)}) w`
}

/** Null: nothing can match. */
async function conditions(ctx: Ctx, filter: OrderFilter): Promise<Fragment[] | null> {
  const cursor = momentCursor(filter.after)
  const where: Fragment[] = [fragment`(o.placed_at, o.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`]
  if (filter.status) where.push(fragment`o.status = ${filter.status}`)
  if (filter.payment_status) where.push(fragment`o.payment_status = ${filter.payment_status}`)
  if (filter.channel) where.push(fragment`o.channel = ${filter.channel}`)
  if (filter.placed_from) where.push(fragment`o.placed_at >= ${filter.placed_from}::timestamptz`)
  if (filter.placed_to) where.push(fragment`o.placed_at < ${filter.placed_to}::timestamptz`)
  if (filter.customer_id) where.push(fragment`o.customer_id = any(${await clusterOf(ctx, filter.customer_id)}::uuid[])`)
  if (filter.text) {
    const ids = looksLikeNumber(filter.text) ? await ordersNumbered(ctx, filter.text) : []
    if (ids.length > 0) return [...where, fragment`o.id = any(${ids}::uuid[])`]
    const customers = await findCustomers(ctx, { text: filter.text, limit: CUSTOMERS_MAX })
    if (customers.length === 0) return null
    const people = await ctx.sql<{ id: string }>`
      select c.id from customer c where c.cluster_id in (select cluster_id from customer where id = any(${customers.map((hit) => hit.id)}::uuid[]))`
    where.push(fragment`o.customer_id = any(${people.map((person) => person.id)}::uuid[])`)
  }
  return where
}
