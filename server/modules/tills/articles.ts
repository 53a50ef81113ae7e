import { articlesNamed, articlesOnSale } from '#catalog'
import type { SaleArticle } from '#catalog'
import { channelByCode, storeById } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { inTurn } from '#platform/ctx'
import type { PageOf } from '#platform/page'
import { decodeCursor, encodeCursor } from '#platform/page'
import { priceLabels } from '#pricing'
import { shelfOf } from '#stock'
import type { Article } from './shapes.ts'
import { tillOf } from './till.ts'

export const ARTICLES_MAX = 2_000

/** All that is for sale at this till, in the order of ids: what has no price or no tax rate is left out. */
export async function tillArticles(
  ctx: Ctx,
  { after, limit = ARTICLES_MAX }: { after?: string | undefined; limit?: number | undefined },
): Promise<PageOf<Article>> {
  const { store_id } = await tillOf(ctx)
  const from = after ? String(decodeCursor(after, ['id'])[0]) : undefined
  const found = await articlesOnSale(ctx, { after: from, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await forSale(ctx, store_id, page),
    next: last && found.length > limit ? encodeCursor([last.variant_id]) : null,
  }
}

/** Of these articles, those for sale, and the ids of the others; null where they are more than one answer holds. */
export async function articlesAmong(
  ctx: Ctx,
  store_id: string,
  named: { variant_ids: readonly string[]; product_ids: readonly string[] },
): Promise<{ articles: Article[]; gone: string[] } | null> {
  const found = await articlesNamed(ctx, { ...named, limit: ARTICLES_MAX + 1 })
  if (found.length > ARTICLES_MAX) return null
  const articles = await forSale(
    ctx,
    store_id,
    found.filter(({ sellable }) => sellable),
  )
  const kept = new Set(articles.map(({ variant_id }) => variant_id))
  return { articles, gone: found.map(({ variant_id }) => variant_id).filter((id) => !kept.has(id)) }
}

/** With what is asked for them here, for nobody in particular, and what the shop has of them. */
async function forSale(ctx: Ctx, store_id: string, found: readonly SaleArticle[]): Promise<Article[]> {
  const store = await storeById(ctx, store_id)
  const { currency } = await channelByCode(ctx, ctx.channel)
  const [priced, shelf] = await inTurn(
    priceLabels(ctx, {
      channel: ctx.channel,
      store_id,
      currency,
      country: store.country,
      region: store.region,
      customer_tags: [],
      at: ctx.now,
      articles: found,
      leave_untaxed: true,
    }),
    shelfOf(ctx, { location_id: store.location_id, variant_ids: found.map(({ variant_id }) => variant_id) }),
  )
  return found.flatMap(({ sellable: _sellable, tax_class: _tax_class, ...article }) => {
    const price = priced.labels.get(article.variant_id)
    if (!price) return []
    const { unit_price, compare_at, lowest_30d, tax_included, tax_name, tax_ppm } = price
    const { available, on_hand } = shelf.get(article.variant_id) ?? { available: 0, on_hand: 0 }
    return [{ ...article, unit_price, compare_at, lowest_30d, tax_included, tax_name, tax_ppm, available, on_hand }]
  })
}
