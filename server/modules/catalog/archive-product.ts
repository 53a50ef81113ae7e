import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import { productArchived } from './events.ts'

/** Takes a product off sale; orders that name it keep it, and saving it as active brings it back. Safe to repeat. */
export async function archiveProduct(
  ctx: Ctx,
  { product_id }: { product_id: string },
): Promise<{ product_id: string; status: 'archived' }> {
  const [archived] = await ctx.sql<{ slug: string; name: string }>`
    update product p set status = 'archived', updated_at = ${ctx.now}
     where id = ${product_id} and status <> 'archived'
    returning slug, coalesce((select t.name from product_text t where t.product_id = p.id order by t.locale desc limit 1), slug) as name`
  if (archived) {
    ctx.emit(productArchived, { product_id, ...archived }, { subject_kind: 'product', subject_id: product_id })
  } else {
    const [known] = await ctx.sql<{ id: string }>`select id from product where id = ${product_id}`
    if (!known) throw notFound('product', product_id)
  }
  return { product_id, status: 'archived' }
}
