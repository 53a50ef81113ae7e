import { ProductPage, productPage } from '#catalog'
import type { Locale } from '#catalog'
import type { Ctx } from '#platform/ctx'
import { Refused, refused } from '#platform/errors'
import { Amount, Currency } from '#platform/money'
import { Id, Nullable, Shape } from '#platform/route'
import { offered } from '#stock'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { labelsOf, placeOf } from './price-ask.ts'

const Offer = Shape({
  variant_id: Id,
  unit_price: Nullable(Amount),
  compare_at: Nullable(Amount),
  lowest_30d: Nullable(Amount),
  tax: Amount,
  tax_name: Nullable(Type.String()),
  shipping: Type.Integer({ description: 'Units that can be sent; 20 stands for twenty and more' }),
  stores: Type.Integer({ description: 'Shops where at least one can be collected' }),
  here: Nullable(Type.Integer({ description: 'Units in the shop that was named' })),
})

/** A product's page with what each variant costs, tax included or not as `tax_included` says, and where it is. */
export const ProductDetail = Shape({
  product: ProductPage,
  currency: Currency,
  tax_included: Type.Boolean(),
  offers: Type.Array(Offer),
})
export type ProductDetail = Static<typeof ProductDetail>

export type ProductDetailAsk = { slug: string; locale: Locale; store_id?: string }

/**
 * What a shop front shows of a product in one answer: the same page, the same price and the same stock as every other
 * door of the house would say. Refuses not_found, and product_archived (410) for what was on sale and is no more.
 */
export async function productDetail(ctx: Ctx, { slug, locale, store_id }: ProductDetailAsk): Promise<ProductDetail> {
  const [page, place] = await Promise.all([
    productPage(ctx, { slug, locale }).catch((error: unknown) => sayIfGone(ctx, slug, error)),
    placeOf(ctx, store_id),
  ])
  const variant_ids = page.variants.map(({ id }) => id)
  const { tax_class } = page
  const [priced, stock] = await Promise.all([
    labelsOf(
      ctx,
      place,
      variant_ids.map((variant_id) => ({ variant_id, tax_class })),
    ),
    offered(ctx, { variant_ids, channel: place.channel, store_id }),
  ])
  return {
    product: page,
    currency: priced.currency,
    tax_included: priced.tax_included,
    offers: variant_ids.map((variant_id) => {
      const price = priced.labels.get(variant_id)
      return {
        variant_id,
        unit_price: price?.unit_price ?? null,
        compare_at: price?.compare_at ?? null,
        lowest_30d: price?.lowest_30d ?? null,
        tax: price?.tax ?? 0,
        tax_name: price?.tax_name ?? null,
        ...(stock.get(variant_id) ?? { shipping: 0, stores: 0, here: store_id === undefined ? null : 0 }),
      }
    }),
  }
}

/** What was sold once is named with its category, so that a page can show what is alike. */
async function sayIfGone(ctx: Ctx, slug: string, error: unknown): Promise<never> {
  if (!(error instanceof Refused) || error.status !== 404) throw error
  const [gone] = await ctx.sql<{ category: string | null }>`
    select (select c.slug from product_category pc join category c on c.id = pc.category_id
             where pc.product_id = p.id order by pc.position, c.id limit 1) as category
      from product p where p.slug = ${slug} and p.status = 'archived'`
  if (!gone) throw error
  throw refused('product_archived', { detail: 'This article is no longer sold.', slug, category: gone.category }, 410)
}
