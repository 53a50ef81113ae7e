import type { Ctx } from '#platform/ctx'
import { Shape } from '#platform/route'
import { Type } from 'typebox'
import type { Static } from 'typebox'

/** A file of a map for search engines holds so many products. */
export const SLUGS_PAGE = 5_000

export const Slugs = Shape({
  items: Type.Array(Type.String()),
  total: Type.Integer({ description: 'Products on sale' }),
})

/** The slugs of everything on sale, in an order that stays: new products come at the end. */
export async function slugsOnSale(ctx: Ctx, { page }: { page: number }): Promise<Static<typeof Slugs>> {
  const [rows, [count]] = await Promise.all([
    ctx.sql<{ slug: string }>`
      select slug from product where status = 'active'
       order by created_at, id limit ${SLUGS_PAGE} offset ${(page - 1) * SLUGS_PAGE}`,
    ctx.sql<{ total: number }>`select count(*)::int as total from product where status = 'active'`,
  ])
  return { items: rows.map(({ slug }) => slug), total: count?.total ?? 0 }
}
