import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Ctx } from '#platform/ctx'
import { Id, Nullable, Shape } from '#platform/route'
import { said } from './product.ts'
import type { Locale, Texts } from './product.ts'

export const CATEGORIES_MAX = 5_000

export const Category = Shape({
  id: Id,
  parent_id: Nullable(Id),
  slug: Type.String(),
  name: Type.String(),
  position: Type.Integer(),
  depth: Type.Integer({ description: '0 for the top' }),
  products: Type.Integer({ description: 'Products on sale in it, without those of its children' }),
})
export type Category = Static<typeof Category>

/** The whole tree, flat: parents before children, siblings in their order. */
export async function categoryTree(ctx: Ctx, { locale }: { locale: Locale }): Promise<Category[]> {
  const rows = await ctx.sql<Omit<Category, 'depth' | 'name'> & { names: Texts }>`
    select c.id, c.parent_id, c.slug, c.position,
           (select coalesce(jsonb_object_agg(t.locale, t.name), '{}') from category_text t where t.category_id = c.id) as names,
           coalesce(counted.products, 0) as products
      from category c
      left join (select pc.category_id, count(*) as products
                   from product_category pc join product p on p.id = pc.product_id
                  where p.status = 'active' group by pc.category_id) counted on counted.category_id = c.id
     order by c.position, c.slug
     limit ${CATEGORIES_MAX}`
  const children = Map.groupBy(rows, ({ parent_id }) => parent_id)
  const under = (parent_id: string | null, depth: number): Category[] =>
    (children.get(parent_id) ?? []).flatMap(({ names, ...row }) => [
      { ...row, name: said(names, locale) || row.slug, depth },
      ...under(row.id, depth + 1),
    ])
  return under(null, 0)
}

/** Ids of a category and all below it; none when the slug is unknown. */
export async function categoryWithChildren(ctx: Ctx, slug: string): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>`
    with recursive below as (
      select id from category where slug = ${slug}
       union
      select c.id from below b join category c on c.parent_id = b.id
    )
    select id from below`
  return rows.map(({ id }) => id)
}
