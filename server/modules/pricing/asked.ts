import type { Ctx } from '#platform/ctx'
import { pricesOf, ratesFor, sellerFor } from './known.ts'
import { askedFor, includedFor, taxOn } from './rules.ts'

export type AskedThen = {
  channel: string
  store_id: string | null
  currency: string
  customer_tags: readonly string[]
  at: Date
  variant_ids: readonly string[]
}

/** What was asked for one unit of each article at a moment, by the history of its prices; unpriced ones are missing. */
export async function askedThen(ctx: Ctx, { variant_ids, ...asker }: AskedThen): Promise<Map<string, number>> {
  const prices = await pricesOf(ctx, [...new Set(variant_ids)])
  return new Map(
    [...prices].flatMap(([variant_id, pricing]) => {
      const amount = askedFor(pricing, asker)
      return amount === null ? [] : [[variant_id, amount] as const]
    }),
  )
}

export type TaxedThenAsk = Omit<AskedThen, 'variant_ids'> & {
  country: string
  region: string | null
  articles: readonly { variant_id: string; tax_class: string }[]
}
/** `tax_ppm` null: no rate of its class is kept for that day. `tax_included` null: nobody can tell. */
export type TaxedThen = { tax_ppm: number | null; tax_included: boolean | null }

/** How each article was taxed at a moment: never refused, whatever moment it is. */
export async function taxedThen(ctx: Ctx, { articles, ...asker }: TaxedThenAsk): Promise<Map<string, TaxedThen>> {
  const [rates, seller, prices] = await Promise.all([
    ratesFor(ctx, asker),
    sellerFor(ctx, asker),
    pricesOf(ctx, [...new Set(articles.map(({ variant_id }) => variant_id))]),
  ])
  return new Map(
    articles.map(({ variant_id, tax_class }) => [
      variant_id,
      {
        tax_ppm: taxOn(rates, tax_class, seller.today)?.tax_ppm ?? null,
        tax_included: includedFor(prices.get(variant_id), asker),
      },
    ]),
  )
}

/** Whether what is asked here is said with tax: as the list that goes before all others says it. */
export async function pricesIncludeTax(
  ctx: Ctx,
  { channel, store_id, currency }: { channel: string; store_id: string; currency: string },
): Promise<boolean> {
  const [list] = await ctx.sql<{ tax_included: boolean }>`
    select tax_included from price_list
     where active and currency = ${currency} and customer_tag is null
       and (channel is null or channel = ${channel}) and (store_id is null or store_id = ${store_id})
     order by priority desc, code limit 1`
  return list?.tax_included ?? true
}

/** Whether a list of these began or ended between two moments: then prices changed without anybody changing one. */
export async function listsTurned(
  ctx: Ctx,
  { channel, store_id, from, to }: { channel: string; store_id: string; from: Date; to: Date },
): Promise<boolean> {
  const rows = await ctx.sql`
    select 1 from price_list
     where active and customer_tag is null
       and (channel is null or channel = ${channel}) and (store_id is null or store_id = ${store_id})
       and ((starts_at > ${from} and starts_at <= ${to}) or (ends_at > ${from} and ends_at <= ${to})) limit 1`
  return rows.length > 0
}

/** Whether a tax rate of a store began or ended between two moments, by its calendar: then taxes changed by themselves. */
export async function taxesTurned(
  ctx: Ctx,
  { from, to, ...place }: { store_id: string; country: string; region: string | null; from: Date; to: Date },
): Promise<boolean> {
  const [rates, before, now] = await Promise.all([
    ratesFor(ctx, place),
    sellerFor(ctx, { ...place, at: from }),
    sellerFor(ctx, { ...place, at: to }),
  ])
  const isBetween = (day: string | null): boolean => day !== null && day > before.today && day <= now.today
  return rates.some(({ valid_from, valid_to }) => isBetween(valid_from) || isBetween(valid_to))
}
