import { numbersHolding } from '#customers'
import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import { notFound } from '#platform/errors'
import type { PageOf } from '#platform/page'
import { momentCursor, pageOf } from '#platform/page'
import type { Adjustment, Order, OrderLine } from './order.ts'
import { foldNumber } from './rules.ts'

const HITS_MAX = 200

export async function orderById(ctx: Ctx, id: string): Promise<Order> {
  const [order] = await ctx.sql<Order>`select * from orders where id = ${id}`
  if (!order) throw notFound('order', id)
  return order
}

/** Those of them there are, in no order. */
export const ordersById = (ctx: Ctx, ids: readonly string[]): Promise<Order[]> =>
  ctx.sql<Order>`select * from orders where id = any(${ids}::uuid[])`

/** By the number as people type it: any case, with or without dashes and the leading H. */
export async function orderByNumber(ctx: Ctx, number: string): Promise<Order> {
  const folded = foldNumber(number)
  const [order] = await ctx.sql<Order>`
    select * from orders where lower(replace(number, '-', '')) = any(${[folded, `h${folded}`]}::text[])
     order by number limit 1`
  if (!order) throw notFound('order')
  return order
}

/** Lines of one or several orders, in their order. `unit_paid` goes by JSON: the driver leaves bigint[] as text. */
export const orderLines = (ctx: Ctx, order_ids: string | readonly string[]): Promise<OrderLine[]> =>
  ctx.sql<OrderLine>`select order_line.*, to_jsonb(unit_paid) as unit_paid from order_line where order_id = any(${[order_ids].flat()}::uuid[]) order by order_id, position`

/** Money put right since placing, of one or several orders, oldest first. */
export const adjustmentsOf = (ctx: Ctx, order_ids: string | readonly string[]): Promise<Adjustment[]> =>
  ctx.sql<Adjustment>`select * from order_adjustment where order_id = any(${[order_ids].flat()}::uuid[]) order by made_at, id`

export type OrderBase = { order: Order; lines: OrderLine[]; adjustments: Adjustment[] }

/** The order's own parts of its view; checkout adds what is expected and what has happened. */
export async function orderBase(ctx: Ctx, id: string): Promise<OrderBase> {
  const [order, lines, adjustments] = [
    await orderById(ctx, id),
    await orderLines(ctx, id),
    await adjustmentsOf(ctx, id),
  ]
  return { order, lines, adjustments }
}

/** Orders of a person: `customer_ids` is the whole cluster. Newest first. */
export async function ordersOf(
  ctx: Ctx,
  customer_ids: readonly string[],
  page: { limit?: number; after?: string | undefined } = {},
): Promise<PageOf<Order>> {
  const { limit = 50 } = page
  const cursor = momentCursor(page.after)
  // One short look per id: a cluster has few, and each is the head of an index.
  const orders = await ctx.sql<Order>`
    select mine.* from unnest(${customer_ids}::uuid[]) as c(id)
     cross join lateral (
       select * from orders
        where customer_id = c.id and (placed_at, id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)
        order by placed_at desc, id desc limit ${limit + 1}) mine
     order by placed_at desc, id desc limit ${limit + 1}`
  return pageOf(orders, limit, (order) => [order.placed_at, order.id])
}

/**
 * Ids of orders whose number begins with the text, whose number contains it (orders of a known customer:
 * found by the customers' search terms) or that another system calls so.
 */
export async function ordersNumbered(ctx: Ctx, text: string): Promise<string[]> {
  const folded = foldNumber(text)
  const number = fragment`lower(replace(o.number, '-', ''))`
  // Said as a range (~ comes after every letter): a plan for any text would not take the index for `like`.
  const beginsWith = (start: string) => fragment`${number} ~>=~ ${start} and ${number} ~<~ ${`${start}~`}`
  const within = numbersHolding(folded, HITS_MAX)
  const hits = await ctx.sql<{ id: string }>`
    (select o.id from orders o where ${beginsWith(folded)} limit ${HITS_MAX})
    union (select o.id from orders o where ${beginsWith(`h${folded}`)} limit ${HITS_MAX})
    union (select o.id from orders o where o.external_id = ${text.trim()} limit ${HITS_MAX})
    ${within === null ? fragment`` : fragment`union (select o.id from orders o where ${number} = any(array(select term from (${within}) t limit ${HITS_MAX})))`}`
  return hits.map((hit) => hit.id)
}

/** Which of these ids lines of orders have already. */
export async function linesWithIds(ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await ctx.sql<{ id: string }>`select id from order_line where id = any(${[...ids]}::uuid[])`
  return new Set(rows.map(({ id }) => id))
}
