import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { conflict, notFound, refused } from '#platform/errors'
import { pictureAdded, pictureRemoved } from './events.ts'
import { PICTURES_MAX } from './product.ts'
import type { StoredPicture } from './product.ts'
import type { StoredPictureFile } from './store-picture.ts'

export type AddPicture = {
  /** Made by the caller: saying it twice adds one picture. */
  id: string
  product_id: string
  sku?: string | null
  alt?: { es?: string; en?: string }
  file: StoredPictureFile
}

/** Hangs a stored picture on a product or on one of its variants, behind the others. Refused: unknown_sku, too_many, id_taken (409). */
export async function addPicture(
  ctx: Ctx,
  { id, product_id, sku = null, alt = {}, file }: AddPicture,
): Promise<StoredPicture> {
  const product = await lockedProduct(ctx, product_id)
  const variant_id = sku === null ? null : await variantOf(ctx, product_id, sku)
  const [count] = await ctx.sql<{
    pictures: number
  }>`select count(*) as pictures from media where product_id = ${product_id}`
  if ((count?.pictures ?? 0) >= PICTURES_MAX)
    throw refused('too_many', { detail: `A product has at most ${PICTURES_MAX} pictures.` })
  const [added] = await ctx.sql<StoredPicture>`
    insert into media (id, product_id, variant_id, path, alt, width, height, position)
    select ${id}::uuid, ${product_id}::uuid, ${variant_id}::uuid, ${file.path}, ${json(alt)}, ${file.width}::int, ${file.height}::int,
           coalesce(max(position) + 1, 0)
      from media where product_id = ${product_id}
        on conflict do nothing
    returning id, variant_id, path, alt, width, height`
  if (added) {
    ctx.emit(
      pictureAdded,
      { product_id, ...product, picture_id: added.id, path: added.path },
      { subject_kind: 'product', subject_id: product_id },
    )
    return added
  }
  const [known] = await ctx.sql<StoredPicture>`
    select id, variant_id, path, alt, width, height from media
     where product_id = ${product_id} and variant_id is not distinct from ${variant_id}::uuid and path = ${file.path}`
  if (!known) throw conflict('id_taken', { detail: 'Another picture has this id.', id })
  return known
}

/** Takes a picture off a product. Its file stays: others may show the same one, and old pages still name it. */
export async function removePicture(
  ctx: Ctx,
  { product_id, picture_id }: { product_id: string; picture_id: string },
): Promise<{ removed: boolean }> {
  const product = await lockedProduct(ctx, product_id)
  const [removed] = await ctx.sql<{ path: string }>`
    delete from media where id = ${picture_id} and product_id = ${product_id} returning path`
  if (removed) {
    ctx.emit(
      pictureRemoved,
      { product_id, ...product, picture_id, path: removed.path },
      { subject_kind: 'product', subject_id: product_id },
    )
  }
  return { removed: removed !== undefined }
}

/** The product's row, held: its pictures change one hand at a time. */
export async function lockedProduct(ctx: Ctx, product_id: string): Promise<{ slug: string; name: string }> {
  const [product] = await ctx.sql<{ slug: string; name: string }>`
    select p.slug, coalesce((select t.name from product_text t where t.product_id = p.id order by t.locale desc limit 1), p.slug) as name
      from product p where p.id = ${product_id} for no key update of p`
  if (!product) throw notFound('product', product_id)
  return product
}

async function variantOf(ctx: Ctx, product_id: string, sku: string): Promise<string> {
  const [variant] = await ctx.sql<{
    id: string
  }>`select id from variant where product_id = ${product_id} and lower(sku) = lower(${sku})`
  if (!variant) throw refused('unknown_sku', { detail: `The product has no variant ${sku}.`, sku })
  return variant.id
}
