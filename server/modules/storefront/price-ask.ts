import { tagsOf } from '#customers'
import { channelByCode, retailer, storeById } from '#organisation'
import { isShopper } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { priceLabels } from '#pricing'
import type { PriceLabels } from '#pricing'

export type Article = { variant_id: string; tax_class: string }
/** Where and for whom: the channel of who asks, the shop they chose. */
export type Place = {
  channel: string
  store_id: string | null
  currency: string
  country: string
  region: string | null
}

export async function placeOf(ctx: Ctx, store_id: string | undefined): Promise<Place> {
  const [channel, home, store] = await Promise.all([
    channelByCode(ctx, ctx.channel),
    retailer(ctx),
    store_id === undefined ? null : storeById(ctx, store_id),
  ])
  return {
    channel: channel.code,
    currency: channel.currency,
    store_id: store?.id ?? null,
    country: store?.country ?? home.country,
    region: store?.region ?? null,
  }
}

/** What one of each costs whoever asks, as their cart would say it. */
export async function labelsOf(ctx: Ctx, place: Place, articles: readonly Article[]): Promise<PriceLabels> {
  const { actor } = ctx
  return priceLabels(ctx, {
    ...place,
    customer_tags: isShopper(actor) && actor.customer_id ? await tagsOf(ctx, actor.customer_id) : [],
    at: ctx.now,
    articles,
  })
}
