import { taxOfUnit } from '#shared/totals.ts'
import { refused } from '#platform/errors'
import type { Ctx } from '#platform/ctx'
import { askerName, choiceOf } from './choice.ts'
import { pricesOf, ratesFor, sellerFor } from './known.ts'
import { taxOn, totalsOf } from './rules.ts'
import type { Candidate, Tax, TaxRate, TaxSummary, TaxableLine } from './rules.ts'

/** What is asked: where, for whom, when, and how much of what. `key` is the caller's name of a line. */
export type PriceAsk = {
  channel: string
  store_id: string | null
  currency: string
  country: string
  /** ISO 3166-2, with or without the country. */
  region: string | null
  customer_tags: string[]
  at: Date
  lines: { key: string; variant_id: string; quantity: number; tax_class: string }[]
}

export type PricedLine = {
  key: string
  variant_id: string
  quantity: number
  /** With tax where the list includes it, else without. */
  unit_price: number
  compare_at: number | null
  lowest_30d: number | null
  price_list: string
  tax_included: boolean
  net: number
  tax: number
  gross: number
  tax_class: string
  tax_name: string
  tax_ppm: number
  /** Gross share of each unit; sums to `gross`. */
  unit_paid: number[]
}

export type Priced = {
  currency: string
  /** True unless a line comes from a list without tax. */
  tax_included: boolean
  lines: PricedLine[]
  /** Keys of lines no list has a price for. */
  unpriced: string[]
  taxes: TaxSummary[]
  net: number
  tax: number
  gross: number
}

/** A price as a label says it: of one unit, and by itself. */
export type PriceLabel = Pick<
  PricedLine,
  'variant_id' | 'unit_price' | 'compare_at' | 'lowest_30d' | 'price_list' | 'tax_included' | keyof Tax
> & {
  /** In one unit. */
  tax: number
}
export type LabelAsk = Omit<PriceAsk, 'lines'> & {
  articles: readonly { variant_id: string; tax_class: string }[]
  /** What no tax rate is kept for has no label either: one class without a rate takes nothing else off the shelf. */
  leave_untaxed?: boolean
}
/** `labels` by variant; what no list has a price for is not among them. */
export type PriceLabels = { currency: string; tax_included: boolean; labels: ReadonlyMap<string, PriceLabel> }

type Chosen = { line: PriceAsk['lines'][number]; price: Candidate; lowest_30d: number | null; tax: Tax }

const EMPTY: Omit<Priced, 'currency'> = {
  tax_included: true,
  lines: [],
  unpriced: [],
  taxes: [],
  net: 0,
  tax: 0,
  gross: 0,
}

/**
 * Prices any number of lines from what is remembered of lists, rates and sellers. Breaks count every line of the
 * article together. Refuses `no_tax_rate` and `amount_too_large`.
 */
export async function priceLines(ctx: Ctx, ask: PriceAsk): Promise<Priced> {
  if (ask.lines.length === 0) return { currency: ask.currency, ...EMPTY }
  const { chosen, unpriced, seller } = await choose(ctx, ask)
  if (chosen.length === 0) return { currency: ask.currency, ...EMPTY, unpriced }
  return assemble(ask.currency, chosen, unpriced, totalsOf(chosen.map(taxable), seller.rounding))
}

/**
 * What one of each article costs, each by itself: a shelf has no sum, and no label shares the rounding of a document
 * with the one beside it. Refuses `no_tax_rate`, unless what has none is left out.
 */
export async function priceLabels(
  ctx: Ctx,
  { articles, leave_untaxed = false, ...asker }: LabelAsk,
): Promise<PriceLabels> {
  const variant_ids = articles.map(({ variant_id }) => variant_id)
  const [{ rates, seller, prices }, name] = [await knownTo(ctx, asker, variant_ids), askerName(asker)]
  const labels = new Map<string, PriceLabel>()
  let all_included = true
  for (const { variant_id, tax_class } of articles) {
    const choice = choiceOf(prices.get(variant_id), asker, name, 1)
    if (!choice) continue
    const { amount: unit_price, compare_at, price_list, tax_included } = choice.price
    if (leave_untaxed && taxOn(rates, tax_class, seller.today) === null) continue
    const { tax_name, tax_ppm } = taxOf(rates, seller.today, tax_class, asker)
    const tax = taxOfUnit({ unit_price, tax_included, tax_ppm }, seller.rounding.mode)
    const { lowest_30d } = choice
    labels.set(variant_id, {
      variant_id,
      unit_price,
      compare_at,
      lowest_30d,
      price_list,
      tax_included,
      tax,
      tax_class,
      tax_name,
      tax_ppm,
    })
    all_included &&= tax_included
  }
  return { currency: asker.currency, tax_included: all_included, labels }
}

/** What is remembered of the lists, rates and seller of whoever asks. */
async function knownTo(ctx: Ctx, ask: Omit<PriceAsk, 'lines'>, variant_ids: readonly string[]) {
  const [rates, seller, prices] = await Promise.all([
    ratesFor(ctx, ask),
    sellerFor(ctx, ask),
    pricesOf(ctx, variant_ids),
  ])
  return { rates, seller, prices }
}

/** The price of each line and its rate. */
async function choose(ctx: Ctx, ask: PriceAsk) {
  const quantities = new Map<string, number>()
  for (const { variant_id, quantity } of ask.lines)
    quantities.set(variant_id, (quantities.get(variant_id) ?? 0) + quantity)
  const { rates, seller, prices } = await knownTo(ctx, ask, [...quantities.keys()])

  const asker_name = askerName(ask)
  const chosen: Chosen[] = []
  const unpriced: string[] = []
  for (const line of ask.lines) {
    const quantity = quantities.get(line.variant_id) ?? line.quantity
    const choice = choiceOf(prices.get(line.variant_id), ask, asker_name, quantity)
    if (choice) chosen.push({ line, ...choice, tax: taxOf(rates, seller.today, line.tax_class, ask) })
    else unpriced.push(line.key)
  }
  return { chosen, unpriced, seller }
}

const taxable = ({ line, price, tax }: Chosen): TaxableLine => ({
  ...tax,
  unit_price: price.amount,
  quantity: line.quantity,
  tax_included: price.tax_included,
})

function taxOf(rates: readonly TaxRate[], today: string, tax_class: string, ask: Pick<PriceAsk, 'country'>): Tax {
  const tax = taxOn(rates, tax_class, today)
  if (!tax) {
    throw refused('no_tax_rate', {
      detail: `No ${tax_class} tax rate is kept for ${ask.country}.`,
      country: ask.country,
      tax_class,
    })
  }
  return tax
}

function assemble(
  currency: string,
  chosen: readonly Chosen[],
  unpriced: string[],
  totals: ReturnType<typeof totalsOf>,
): Priced {
  const lines = chosen.map((one, i): PricedLine => {
    const { line, price, lowest_30d, tax } = one
    const amounts = totals.lines[i] ?? { net: 0, tax: 0, gross: 0, unit_paid: [] }
    return {
      key: line.key,
      variant_id: line.variant_id,
      quantity: line.quantity,
      unit_price: price.amount,
      compare_at: price.compare_at,
      lowest_30d,
      price_list: price.price_list,
      tax_included: price.tax_included,
      ...amounts,
      ...tax,
    }
  })
  const { taxes, net, tax, gross } = totals
  return { currency, tax_included: lines.every((line) => line.tax_included), lines, unpriced, taxes, net, tax, gross }
}
