import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import type { ProductRecord } from './product.ts'

/** Whole products in both languages, by slug or id, in one statement. */
export async function productRecords(ctx: Ctx, by: { slugs: string[] } | { ids: string[] }): Promise<ProductRecord[]> {
  const slugs = 'slugs' in by ? by.slugs : []
  const ids = 'ids' in by ? by.ids : []
  return ctx.sql<ProductRecord>`
    select p.id, p.slug, p.status, p.brand, p.product_type, p.kind, p.tax_class, p.tags, p.attributes,
           (select coalesce(jsonb_object_agg(t.locale, jsonb_build_object('name', t.name, 'description', t.description,
                                             'seo_title', t.seo_title, 'seo_text', t.seo_text)), '{}')
              from product_text t where t.product_id = p.id) as texts,
           array(select c.slug from product_category pc join category c on c.id = pc.category_id
                  where pc.product_id = p.id order by pc.position, c.slug) as categories,
           (select coalesce(jsonb_agg(jsonb_build_object('code', o.code, 'names', o.names, 'choices', o.choices)
                                      order by o.position), '[]')
              from product_option o where o.product_id = p.id) as options,
           (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'sku', v.sku, 'gtin', v.gtin, 'options', v.options,
                                      'weight_g', v.weight_g, 'status', v.status) order by v.position, v.id), '[]')
              from variant v where v.product_id = p.id) as variants,
           (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'variant_id', m.variant_id, 'path', m.path,
                                      'alt', m.alt, 'width', m.width, 'height', m.height) order by m.position, m.id), '[]')
              from media m where m.product_id = p.id) as pictures
      from product p
     where p.slug = any(${slugs}::text[]) or p.id = any(${ids}::uuid[])`
}

/** One whole product for those who edit it. */
export async function productRecord(ctx: Ctx, product_id: string): Promise<ProductRecord> {
  const [product] = await productRecords(ctx, { ids: [product_id] })
  if (!product) throw notFound('product', product_id)
  return product
}
