import { isShopper } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import { PAGE_DEFAULT, momentCursor, pageOf } from '#platform/page'
import type { PageOf } from '#platform/page'
import { clusterOf, idsOfSession } from '#customers'

export type CartSummary = {
  id: string
  code: string
  version: number
  status: string
  customer_id: string | null
  given_name: string | null
  channel: string
  currency: string
  store_id: string | null
  lines: number
  units: number
  updated_at: Date
  expires_at: Date
}

export type ListCarts = { customer_id?: string; store_id?: string; status?: string; limit?: number; after?: string }

const SUMMARY = fragment`
  c.id, c.code, c.version, c.status, c.customer_id, cu.given_name, c.channel, c.currency, c.store_id, c.updated_at, c.expires_at,
  (select count(*)::int from cart_line l where l.cart_id = c.id and not l.saved) as lines,
  (select coalesce(sum(l.quantity), 0)::int from cart_line l where l.cart_id = c.id and not l.saved) as units
  from cart c left join customer cu on cu.id = c.customer_id`

/** Carts for people of the retailer, touched last first; of a customer under any of their ids. */
export async function listCarts(ctx: Ctx, input: ListCarts): Promise<PageOf<CartSummary>> {
  const limit = input.limit ?? PAGE_DEFAULT
  const { at, id } = momentCursor(input.after)
  const people = input.customer_id ? await clusterOf(ctx, input.customer_id) : null
  const { store_ids } = ctx.actor
  const rows = await ctx.sql<CartSummary>`
    select ${SUMMARY}
     where (c.updated_at, c.id) < (${at}::timestamptz, ${id}::uuid)
       ${people ? fragment`and c.customer_id = any(${people}::uuid[])` : fragment``}
       ${input.store_id ? fragment`and c.store_id = ${input.store_id}` : fragment``}
       ${input.status ? fragment`and c.status = ${input.status}` : fragment``}
       ${store_ids ? fragment`and (c.customer_id is not null or c.store_id is null or c.store_id = any(${store_ids}::uuid[]))` : fragment``}
     order by c.updated_at desc, c.id desc
     limit ${limit + 1}`
  return pageOf(rows, limit, (row) => [row.updated_at.toISOString(), row.id])
}

export const MY_CARTS_MAX = 50

/** The shopper's open carts: their own, under whichever id, and those they took up by code. */
export async function myCarts(ctx: Ctx): Promise<CartSummary[]> {
  const { customer_id } = ctx.actor
  if (!isShopper(ctx.actor) || customer_id === null) return []
  const people = await idsOfSession(ctx)
  const own = new Set([customer_id, ...people])
  const rows = await ctx.sql<CartSummary>`
    select ${SUMMARY}
     where (c.customer_id = any(${people}::uuid[]) or c.shared_with && ${[customer_id, ...people]}::uuid[])
       and c.status = 'open' and c.expires_at > ${ctx.now}
     order by c.updated_at desc, c.id desc
     limit ${MY_CARTS_MAX}`
  return rows.map((row) => (own.has(row.customer_id ?? '') ? row : { ...row, given_name: null }))
}

/** What a shopper hears of besides what is about them: carts they share. */
export async function sharedCarts(ctx: Ctx): Promise<string[]> {
  const { customer_id } = ctx.actor
  if (customer_id === null) return []
  const shared = await ctx.sql<{ id: string }>`
    select id from (
      select id, updated_at from cart
       where shared_with && ${[customer_id, ...(await idsOfSession(ctx))]}::uuid[] and status = 'open' offset 0) shared
     order by updated_at desc limit ${MY_CARTS_MAX}`
  return shared.map(({ id }) => id)
}
