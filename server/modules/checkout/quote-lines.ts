import { variantCards } from '#catalog'
import type { VariantCard } from '#catalog'
import { tagsOf } from '#customers'
import { channelByCode } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { conflict, refused } from '#platform/errors'
import { isSaidTwice } from '#platform/ids'
import { priceLines } from '#pricing'
import type { Priced } from '#pricing'
import { mustTellApart } from '#stock'

export type AskedLine = { id: string; variant_id: string; quantity: number; note?: string }
export type Tender = { id: string; provider: 'cash' | 'terminal'; amount: number; given?: number; reference?: string }

export type QuoteLines = {
  store_id: string | null
  customer_id: string | null
  country: string
  region: string | null
  lines: readonly AskedLine[]
}

export type Quoted = { cards: ReadonlyMap<string, VariantCard>; priced: Priced; currency: string; locale: 'es' | 'en' }

/** What an order costs that was never a cart, in the channel of the call. Refuses unknown_article, not_for_sale, unpriced. */
export async function quoteLines(ctx: Ctx, ask: QuoteLines): Promise<Quoted> {
  const { currency, locale } = await channelByCode(ctx, ctx.channel)
  const cards = await variantCards(ctx, { ids: ask.lines.map((line) => line.variant_id), locale })
  const unknown = ask.lines.filter((line) => !cards.has(line.variant_id))
  if (unknown.length > 0)
    throw refused('unknown_article', {
      detail: 'There is no such article.',
      variant_ids: unknown.map((line) => line.variant_id),
    })
  const priced = await priceLines(ctx, {
    channel: ctx.channel,
    store_id: ask.store_id,
    currency,
    country: ask.country,
    region: ask.region,
    customer_tags: ask.customer_id ? await tagsOf(ctx, ask.customer_id) : [],
    at: ctx.now,
    lines: ask.lines.map(({ id, variant_id, quantity }) => ({
      key: id,
      variant_id,
      quantity,
      tax_class: cards.get(variant_id)!.tax_class,
    })),
  })
  if (priced.unpriced.length > 0)
    throw refused('unpriced', { detail: 'Some articles have no price here.', lines: priced.unpriced })
  return { cards, priced, currency, locale }
}

/** The total that was seen is the total that is asked. Refuses cart_changed (409). */
export function mustAgree(expected_total: number, { gross }: Priced): void {
  if (expected_total !== gross)
    throw conflict('cart_changed', {
      detail: 'The total is no longer what you saw.',
      expected: expected_total,
      total: gross,
    })
}

/** A line is one position, a tender money that was taken once. Refuses line_twice, tender_twice. */
export function mustBeSaidOnce({ lines, tenders }: { lines: readonly AskedLine[]; tenders: readonly Tender[] }): void {
  mustTellApart(lines.map(({ id }) => id))
  if (isSaidTwice(tenders.map(({ id }) => id)))
    throw refused('tender_twice', { detail: 'Give each tender an id of its own.' })
}

export const sumOf = (tenders: readonly Tender[]): number => tenders.reduce((sum, { amount }) => sum + amount, 0)
