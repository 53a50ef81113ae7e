import { ProductPage, productPage } from '#catalog'
import type { Locale } from '#catalog'
import { tagsOf } from '#customers'
import { channelByCode, retailer, storeById } from '#organisation'
import { isShopper } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { Amount, Currency } from '#platform/money'
import { Id, Nullable, Shape } from '#platform/route'
import { priceLines } from '#pricing'
import { offered } from '#stock'
import { Type } from 'typebox'
import type { Static } from 'typebox'

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
 * door of the house would say. Refuses not_found.
 */
export async function productDetail(ctx: Ctx, { slug, locale, store_id }: ProductDetailAsk): Promise<ProductDetail> {
  const [page, channel, home, store] = await Promise.all([
    productPage(ctx, { slug, locale }),
    channelByCode(ctx, ctx.channel),
    retailer(ctx),
    store_id === undefined ? null : storeById(ctx, store_id),
  ])
  const variant_ids = page.variants.map(({ id }) => id)
  const { actor } = ctx
  const [priced, stock] = await Promise.all([
    priceLines(ctx, {
      channel: channel.code,
      store_id: store?.id ?? null,
      currency: channel.currency,
      country: store?.country ?? home.country,
      region: store?.region ?? null,
      customer_tags: isShopper(actor) && actor.customer_id ? await tagsOf(ctx, actor.customer_id) : [],
      at: ctx.now,
      lines: variant_ids.map((variant_id) => ({ key: variant_id, variant_id, quantity: 1, tax_class: page.tax_class })),
    }),
    offered(ctx, { variant_ids, channel: channel.code, store_id: store?.id }),
  ])
  const prices = new Map(priced.lines.map((line) => [line.key, line]))
  return {
    product: page,
    currency: priced.currency,
    tax_included: priced.tax_included,
    offers: variant_ids.map((variant_id) => {
      const price = prices.get(variant_id)
      return {
        variant_id,
        unit_price: price?.unit_price ?? null,
        compare_at: price?.compare_at ?? null,
        lowest_30d: price?.lowest_30d ?? null,
        tax: price?.tax ?? 0,
        tax_name: price?.tax_name ?? null,
        ...(stock.get(variant_id) ?? { shipping: 0, stores: 0, here: store ? 0 : null }),
      }
    }),
  }
}
