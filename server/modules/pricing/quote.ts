import type { Ctx } from '#platform/ctx'
import { isInside, isShopper } from '#platform/actor'
import { forbidden } from '#platform/errors'
import { variantCards } from '#catalog'
import { tagsOf } from '#customers'
import { channelByCode, retailer, storeById } from '#organisation'
import { taxRegion } from './rules.ts'
import { priceLines } from './prices.ts'
import type { Priced } from './prices.ts'

export type Quote = {
  channel?: string
  store_id?: string
  currency?: string
  country?: string
  region?: string
  postcode?: string
  customer_tags?: string[]
  /** People of the retailer may ask about another moment. */
  at?: Date
  lines: { key: string; variant_id: string; quantity: number }[]
}

export const QUOTE_LINES_MAX = 100
/** Names are not part of a price. */
const DEFAULT_LOCALE = 'es'

/** Prices articles for whoever asks; the tax class is the catalogue's, the tags are the shopper's own. */
export async function quotePrices(ctx: Ctx, input: Quote): Promise<Priced> {
  const inside = isInside(ctx.actor)
  const channel = await channelByCode(ctx, inside ? (input.channel ?? ctx.channel) : ctx.channel)
  const store = input.store_id ? await storeById(ctx, input.store_id) : null
  const cards = await variantCards(ctx, { ids: input.lines.map((line) => line.variant_id), locale: DEFAULT_LOCALE })
  const country = input.country ?? store?.country ?? (await retailer(ctx)).country
  const known = input.lines.filter((line) => cards.has(line.variant_id))
  const priced = await priceLines(ctx, {
    channel: channel.code,
    store_id: store?.id ?? null,
    currency: input.currency ?? channel.currency,
    country,
    region: taxRegion(country, input.region ?? (input.country ? null : store?.region), input.postcode),
    customer_tags: await tagsFor(ctx, input.customer_tags ?? []),
    at: inside ? (input.at ?? ctx.now) : ctx.now,
    lines: known.map((line) => ({ ...line, tax_class: cards.get(line.variant_id)?.tax_class ?? 'standard' })),
  })
  const unknown = input.lines.filter((line) => !cards.has(line.variant_id)).map((line) => line.key)
  return { ...priced, unpriced: [...priced.unpriced, ...unknown] }
}

/** A shopper sees the prices of their own tags and of no others. */
async function tagsFor(ctx: Ctx, asked: string[]): Promise<string[]> {
  if (isInside(ctx.actor)) return asked
  const own = isShopper(ctx.actor) && ctx.actor.customer_id ? await tagsOf(ctx, ctx.actor.customer_id) : []
  if (asked.some((tag) => !own.includes(tag)))
    throw forbidden('not_your_tag', { detail: 'Those prices are for other customers.' })
  return own
}
