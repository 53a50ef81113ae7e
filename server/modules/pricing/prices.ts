import { refused } from '#platform/errors'
import type { Ctx } from '#platform/ctx'
import { pricesOf, ratesFor, sellerFor } from './known.ts'
import { candidatesFor, choosePrice, priorPrice, rateOn, spansFor, totalsOf } from './rules.ts'
import type { Candidate, PriceSpan, Tax, TaxRate, TaxSummary, TaxableLine } from './rules.ts'

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

type Chosen = { line: PriceAsk['lines'][number]; price: Candidate; tax: Tax }

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
  const [rates, seller, prices] = await Promise.all([
    ratesFor(ctx, ask),
    sellerFor(ctx, ask),
    pricesOf(ctx, [...new Set(ask.lines.map((line) => line.variant_id))]),
  ])
  const quantities = new Map<string, number>()
  for (const { variant_id, quantity } of ask.lines)
    quantities.set(variant_id, (quantities.get(variant_id) ?? 0) + quantity)

  const chosen: Chosen[] = []
  const unpriced: string[] = []
  for (const line of ask.lines) {
    const candidates = candidatesFor(prices.get(line.variant_id), ask)
    const price = choosePrice(candidates, quantities.get(line.variant_id) ?? line.quantity)
    if (price) chosen.push({ line, price, tax: taxOf(rates, seller.today, line.tax_class, ask) })
    else unpriced.push(line.key)
  }
  if (chosen.length === 0) return { currency: ask.currency, ...EMPTY, unpriced }
  const spans = new Map(chosen.map(({ line }) => [line.variant_id, spansFor(prices.get(line.variant_id), ask)]))
  return assemble(ask.currency, chosen, unpriced, spans, totalsOf(chosen.map(taxable), seller.rounding))
}

const taxable = ({ line, price, tax }: Chosen): TaxableLine => ({
  ...tax,
  unit_price: price.amount,
  quantity: line.quantity,
  tax_included: price.tax_included,
})

function taxOf(rates: readonly TaxRate[], today: string, tax_class: string, ask: PriceAsk): Tax {
  if (tax_class === 'exempt') return { tax_class, tax_name: 'exempt', tax_ppm: 0 }
  const rate = rateOn(rates, tax_class, today)
  if (!rate) {
    throw refused('no_tax_rate', {
      detail: `No ${tax_class} tax rate is kept for ${ask.country}.`,
      country: ask.country,
      tax_class,
    })
  }
  return { tax_class, tax_name: rate.name, tax_ppm: rate.rate_ppm }
}

function assemble(
  currency: string,
  chosen: readonly Chosen[],
  unpriced: string[],
  spans: ReadonlyMap<string, PriceSpan[]>,
  totals: ReturnType<typeof totalsOf>,
): Priced {
  const lines = chosen.map(({ line, price, tax }, i): PricedLine => {
    const amounts = totals.lines[i] ?? { net: 0, tax: 0, gross: 0, unit_paid: [] }
    return {
      key: line.key,
      variant_id: line.variant_id,
      quantity: line.quantity,
      unit_price: price.amount,
      compare_at: price.compare_at,
      // A break for quantity is no announced reduction.
      lowest_30d: price.min_quantity === 1 ? priorPrice(price, spans.get(line.variant_id) ?? []) : null,
      price_list: price.price_list,
      tax_included: price.tax_included,
      ...amounts,
      ...tax,
    }
  })
  const { taxes, net, tax, gross } = totals
  return { currency, tax_included: lines.every((line) => line.tax_included), lines, unpriced, taxes, net, tax, gross }
}
