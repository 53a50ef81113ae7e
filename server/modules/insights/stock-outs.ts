import { variantCards } from '#catalog'
import type { Locale } from '#catalog'
import { fragment } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { scopeOf } from './period.ts'

export type AskStockOuts = { store_id?: string; limit?: number; locale?: Locale }

/** Lately: so many days, and of them at most so many orders, carts and looked-at pages. */
const SOLD_DAYS = 28
const SEEN_DAYS = 7
const ORDERS_MAX = 1_500
const CARTS_MAX = 1_000
const LOOKS_MAX = 3_000
export const STOCK_OUTS_MAX = 50
const SHOWN = 10

type Place = { location_id: string; store_id: string | null; name: string; free: number }
type Row = {
  variant_id: string
  sold: number
  in_carts: number
  looked_at: number
  last_sold_at: Date | null
  out: Place[]
  left: Place[]
}
export type StockOut = Row & { sku: string; name: string; options: Record<string, string>; picture: string | null }

/**
 * What people ask for and a shop does not have: sold, put into carts or looked at lately, and nothing free to be
 * promised in one of the shops. The most asked for first; those that are nowhere before those that are somewhere.
 */
export async function stockOuts(ctx: Ctx, ask: AskStockOuts): Promise<{ items: StockOut[] }> {
  const { stores } = await scopeOf(ctx, ask.store_id)
  const here = stores === null ? fragment`true` : fragment`p.store_id = any(${stores}::uuid[])`
  const rows = await ctx.sql<Row>`
    with asked as (
      select variant_id, sum(sold)::int as sold, sum(in_carts)::int as in_carts, sum(looked_at)::int as looked_at, max(sold_at) as last_sold_at
        from (${SOLD(ctx)} union all ${IN_CARTS} union all ${LOOKED_AT(ctx)}) a group by variant_id
    ), place as (
      select a.variant_id, p.id as location_id, p.store_id, p.name, l.on_hand - l.allocated - l.reserved - l.safety_stock as free
        from asked a join stock_level l on l.variant_id = a.variant_id join location p on p.id = l.location_id
       where p.active
    ), short as (
      select p.variant_id,
             jsonb_agg(${PLACE} order by p.name) filter (where p.free <= 0 and p.store_id is not null and ${here}) as out,
             coalesce(jsonb_agg(${PLACE} order by p.free desc, p.name) filter (where p.free > 0), '[]') as left
        from place p group by p.variant_id
    )
    select a.*, s.out, s.left from short s join asked a using (variant_id)
     where s.out is not null
     order by s.left = '[]' desc, a.sold * 3 + a.in_carts * 2 + a.looked_at desc, a.last_sold_at desc nulls last, a.variant_id
     limit ${ask.limit ?? SHOWN}`
  const cards = await variantCards(ctx, { ids: rows.map((row) => row.variant_id), locale: ask.locale ?? 'es' })
  return {
    items: rows.flatMap((row) => {
      const card = cards.get(row.variant_id)
      if (!card?.sellable) return []
      const { sku, name, options, picture } = card
      return [{ ...row, sku, name, options, picture }]
    }),
  }
}

const PLACE = fragment`jsonb_build_object('location_id', p.location_id, 'store_id', p.store_id, 'name', p.name, 'free', p.free)`

const daysAgo = ({ now }: Ctx, days: number): Date => new Date(now.getTime() - days * 86_400_000)

const SOLD = (ctx: Ctx) => fragment`
  select l.variant_id, l.quantity - l.canceled as sold, 0 as in_carts, 0 as looked_at, o.placed_at as sold_at
    from (select id, placed_at from orders where placed_at >= ${daysAgo(ctx, SOLD_DAYS)}::timestamptz
           order by placed_at desc, id desc limit ${ORDERS_MAX}) o
    join order_line l on l.order_id = o.id
   where l.variant_id is not null and l.quantity > l.canceled`

const IN_CARTS = fragment`
  select l.variant_id, 0, l.quantity, 0, null::timestamptz
    from (select id, status from cart order by updated_at desc, id desc limit ${CARTS_MAX}) c
    join cart_line l on l.cart_id = c.id
   where c.status = 'open'`

/** Pages tell which product was looked at, not which of its variants. */
const LOOKED_AT = (ctx: Ctx) => fragment`
  select v.id, 0, 0, t.looks, null::timestamptz
    from (select data ->> 'slug' as slug, count(*)::int as looks
            from (select type, data from touchpoint where recorded_at >= ${daysAgo(ctx, SEEN_DAYS)}::timestamptz
                   order by recorded_at desc limit ${LOOKS_MAX}) seen
           where type = 'product.viewed' group by 1) t
    join product p on p.slug = t.slug
    join variant v on v.product_id = p.id`
