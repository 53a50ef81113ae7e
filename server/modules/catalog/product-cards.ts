import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Actor } from '#platform/actor'
import { may } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { Id, Nullable, Shape } from '#platform/route'
import { ProductStatus } from './product.ts'
import type { Locale } from './product.ts'
import { pictureUrl } from './rules.ts'

export const CARD_VARIANTS_MAX = 50

/** A product as a tile in a list; ask pricing for the prices of `variant_ids`. */
export const ProductCard = Shape({
  id: Id,
  slug: Type.String(),
  status: ProductStatus,
  name: Type.String(),
  brand: Nullable(Type.String()),
  picture: Nullable(Type.String({ description: 'Address of a rendition 640 pixels wide' })),
  variant_ids: Type.Array(Id, { description: `Variants on sale, in order, at most ${CARD_VARIANTS_MAX}` }),
})
export type ProductCard = Static<typeof ProductCard>

/** Shop fronts, shoppers and tills see what is on sale; the rest is for those who may read the catalogue. */
export const seesAll = (actor: Actor): boolean => may(actor, 'catalog.read')

/** Tiles in the order of `ids`; unknown ids are left out. One statement. */
export async function productCards(
  ctx: Ctx,
  { ids, locale }: { ids: string[]; locale: Locale },
): Promise<ProductCard[]> {
  if (ids.length === 0) return []
  const rows = await ctx.sql<ProductCard>`
    select p.id, p.slug, p.status, p.brand,
           coalesce((select t.name from product_text t where t.product_id = p.id
                      order by (t.locale = ${locale}) desc limit 1), p.slug) as name,
           (select m.path from media m where m.product_id = p.id
             order by (m.variant_id is null) desc, m.position, m.id limit 1) as picture,
           array(select v.id from variant v where v.product_id = p.id and v.status = 'active'
                  order by v.position, v.id limit ${CARD_VARIANTS_MAX}) as variant_ids
      from unnest(${ids}::uuid[]) with ordinality as wanted(id, place)
      join product p on p.id = wanted.id
     order by wanted.place`
  return rows.map((row) => ({ ...row, picture: row.picture === null ? null : pictureUrl(row.picture, 640) }))
}
