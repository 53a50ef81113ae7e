import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import { picturesArranged } from './events.ts'
import { lockedProduct } from './pictures.ts'

export type ArrangePictures = {
  product_id: string
  pictures: readonly { id: string; alt?: { es?: string; en?: string } }[]
}

/** Pictures in this order, the first is the product's face; words that are not said stay, empty ones go. */
export async function arrangePictures(
  ctx: Ctx,
  { product_id, pictures }: ArrangePictures,
): Promise<{ arranged: number }> {
  const product = await lockedProduct(ctx, product_id)
  const ids = pictures.map(({ id }) => id)
  const rows = await ctx.sql<{ id: string }>`
    with wanted as (
      select * from unnest(${ids}::uuid[], ${pictures.map(({ alt }) => (alt ? JSON.stringify(alt) : null))}::jsonb[]) with ordinality as w(id, alt, place)
    ), placed as (
      select m.id, w.alt, row_number() over (order by w.place nulls last, m.position, m.id) - 1 as position, w.id is not null as named
        from media m left join wanted w on w.id = m.id where m.product_id = ${product_id}
    )
    update media m set position = p.position,
           alt = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(m.alt || coalesce(p.alt, '{}')) where value <> '""')
      from placed p where p.id = m.id
    returning m.id`
  const known = new Set(rows.map(({ id }) => id))
  const stranger = ids.find((id) => !known.has(id))
  if (stranger !== undefined) throw notFound('picture', stranger)
  ctx.emit(
    picturesArranged,
    { product_id, ...product, pictures: ids.length },
    { subject_kind: 'product', subject_id: product_id },
  )
  return { arranged: ids.length }
}
