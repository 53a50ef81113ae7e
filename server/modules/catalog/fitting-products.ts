import type { Ctx } from '#platform/ctx'
import type { Locale } from './product.ts'
import { filterSql } from './product-list.ts'
import type { ProductFilter } from './product-list.ts'

/** Of a list people look through only so many are weighed: nobody turns fifty pages. */
export const FITTING_MAX = 1_000

export type FittingAsk = ProductFilter & { locale: Locale; sort: 'newest' | 'name' }

/** Ids of the products that fit a filter, newest first or by name, at most a thousand. One statement. */
export async function fittingProducts(ctx: Ctx, { locale, sort, ...filter }: FittingAsk): Promise<string[]> {
  const where = await filterSql(ctx, filter)
  const rows =
    sort === 'newest'
      ? await ctx.sql<{ id: string }>`
          select p.id from product p where ${where} order by p.created_at desc, p.id desc limit ${FITTING_MAX}`
      : await ctx.sql<{ id: string }>`
          select p.id from product_search s join product p on p.id = s.product_id
           where s.locale = ${locale} and ${where}
           order by s.title, s.product_id limit ${FITTING_MAX}`
  return rows.map(({ id }) => id)
}
