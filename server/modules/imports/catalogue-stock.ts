import type { Ctx } from '#platform/ctx'
import { assert } from '#platform/errors'
import { newId } from '#platform/ids'
import { PRICES_MAX, savePriceList, setPrices } from '#pricing'
import { countStock } from '#stock'
import type { ProductRow } from './catalogue-rules.ts'
import type { Working } from './runs.ts'

/** A variant with its rows: one per currency. */
export type Priced = { variant_id: string; rows: readonly ProductRow[] }

/** Dollars are the sample store's own currency; every other one has a list of its own. */
export const listOf = (currency: string): string =>
  currency === 'USD' ? 'spree-demo' : `spree-demo-${currency.toLowerCase()}`

const COUNTS_PER_CALL = 500

/** One list per currency. American prices are without tax, as shops there show them; all others with it. */
export async function savePrices(ctx: Ctx, variants: readonly Priced[]): Promise<void> {
  const prices = variants.flatMap(({ variant_id, rows }) =>
    rows.flatMap(({ currency, price: amount, compare_at }) =>
      amount === null ? [] : [{ currency, variant_id, amount, compare_at }],
    ),
  )
  for (const [currency, ofCurrency] of Map.groupBy(prices, (price) => price.currency)) {
    const code = listOf(currency)
    await savePriceList(ctx, { code, name: `Spree demo (${currency})`, currency, tax_included: currency !== 'USD' })
    const once = [...new Map(ofCurrency.map((price) => [price.variant_id, price])).values()]
    for (let from = 0; from < once.length; from += PRICES_MAX) {
      const part = once.slice(from, from + PRICES_MAX)
      await setPrices(ctx, {
        price_list: code,
        prices: part.map(({ variant_id, amount, compare_at }) => ({ variant_id, amount, compare_at })),
      })
    }
  }
}

export const countReason = (run: Pick<Working, 'id'>): string => `Import ${run.id}`

/**
 * The inventory of a catalogue is a count: the book becomes what it says. Received goods would be added
 * each time a newer catalogue is taken in.
 */
export async function saveStock(ctx: Ctx, run: Working, variants: readonly Priced[]): Promise<void> {
  const { location_id } = run.settings
  assert(location_id, 'a catalogue has a location for its goods')
  const lines = variants.flatMap(({ variant_id, rows }) => {
    const counted = rows.find(({ inventory }) => inventory !== null)?.inventory
    return counted == null ? [] : [{ id: newId(), variant_id, counted }]
  })
  for (let from = 0; from < lines.length; from += COUNTS_PER_CALL) {
    await countStock(ctx, { location_id, reason: countReason(run), lines: lines.slice(from, from + COUNTS_PER_CALL) })
  }
}
