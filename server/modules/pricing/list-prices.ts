import { fragment } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import { PAGE_DEFAULT, decodeCursor, pageOf } from '#platform/page'
import type { PageOf } from '#platform/page'
import { variantCards } from '#catalog'
import { seenHere } from './price-lists.ts'

export type ListedPrice = {
  variant_id: string
  product_id: string
  sku: string
  name: string
  options: Record<string, string>
  min_quantity: number
  amount: number
  compare_at: number | null
  updated_at: Date
}

type Row = Pick<ListedPrice, 'variant_id' | 'min_quantity' | 'amount' | 'compare_at' | 'updated_at'>

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** What a list asks, in the order of the articles' ids, so that a page is a walk along the index. */
export async function pricesOfList(
  ctx: Ctx,
  {
    code,
    text,
    product_id,
    locale = 'es',
    limit = PAGE_DEFAULT,
    after,
  }: { code: string; text?: string; product_id?: string; locale?: 'es' | 'en'; limit?: number; after?: string },
): Promise<PageOf<ListedPrice>> {
  const [list] = await ctx.sql<{
    id: string
  }>`select l.id from price_list l where l.code = ${code} and ${seenHere(ctx)}`
  if (!list) throw notFound('price_list', code)
  const [last_id, last_quantity] = after ? decodeCursor(after, ['id', 'whole']) : [FIRST_ID, 0]
  const piece = text === undefined ? null : `%${text.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const named =
    piece === null
      ? fragment``
      : fragment`and exists (select from variant v where v.id = p.variant_id and (v.sku ilike ${piece}
                   or exists (select from product_text t where t.product_id = v.product_id and t.name ilike ${piece})))`
  const ofProduct =
    product_id === undefined
      ? fragment``
      : fragment`and p.variant_id in (select v.id from variant v where v.product_id = ${product_id})`
  const rows = await ctx.sql<Row>`
    select p.variant_id, p.min_quantity, p.amount, p.compare_at, p.updated_at
      from price p
     where p.price_list_id = ${list.id} and (p.variant_id, p.min_quantity) > (${last_id}::uuid, ${last_quantity}::int) ${named} ${ofProduct}
     order by p.variant_id, p.min_quantity limit ${limit + 1}`
  const page = pageOf(rows, limit, (row) => [row.variant_id, row.min_quantity])
  const cards = await variantCards(ctx, { ids: page.items.map(({ variant_id }) => variant_id), locale })
  return {
    ...page,
    items: page.items.flatMap((row) => {
      const card = cards.get(row.variant_id)
      return card
        ? [{ ...row, product_id: card.product_id, sku: card.sku, name: card.name, options: card.options }]
        : []
    }),
  }
}
