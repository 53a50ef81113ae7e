// Pure: no database, no clock, no network. The server and the offline till price with the same lines.
import { refused } from '#platform/errors'
import { MAX_AMOUNT } from '#platform/money'
import type { Row } from '#platform/rows'
import { addUp } from '#shared/totals.ts'
import type { Rounding, TaxedLine, Totals } from '#shared/totals.ts'

export { unitPaid } from '#shared/totals.ts'
export type { LineAmounts, Rounding, TaxSummary, Totals } from '#shared/totals.ts'

/** A price that matches the context of the question, in a list that does. */
export type Candidate = {
  price_list: string
  priority: number
  tax_included: boolean
  min_quantity: number
  amount: number
  compare_at: number | null
  /** Since when it has been asked; null when its history is unknown. */
  began_at: Date | null
}

export type Tax = { tax_class: string; tax_name: string; tax_ppm: number }

export type TaxableLine = Tax & TaxedLine

const MAX = BigInt(MAX_AMOUNT)

/**
 * The price that is asked: in each list the highest quantity break reached; among lists the higher
 * priority, ties to the lower price, then to the list's code so that the answer never depends on row order.
 */
export function choosePrice<C extends Candidate>(candidates: readonly C[], quantity: number): C | null {
  const reached = candidates.filter((candidate) => candidate.min_quantity <= quantity)
  const perList = new Map<string, C>()
  for (const candidate of reached) {
    const other = perList.get(candidate.price_list)
    if (!other || candidate.min_quantity > other.min_quantity) perList.set(candidate.price_list, candidate)
  }
  return [...perList.values()].toSorted(byPreference)[0] ?? null
}

const byPreference = (
  a: { priority: number; amount: number; price_list: string },
  b: { priority: number; amount: number; price_list: string },
): number => b.priority - a.priority || a.amount - b.amount || (a.price_list < b.price_list ? -1 : 1)

/** Net, tax and gross of every line and of the whole; lines sum to the totals to the cent. Refuses `amount_too_large`. */
export function totalsOf(lines: readonly TaxableLine[], rounding: Rounding): Totals {
  mustFit(lines.map(baseOf).reduce((a, b) => a + b, 0n))
  const totals = addUp(lines, rounding)
  mustFit(BigInt(totals.gross))
  return totals
}

/** unit price × quantity, exact. */
function baseOf({ unit_price, quantity }: TaxableLine): bigint {
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw refused('bad_quantity', { detail: 'A quantity is a whole number of at least one.', quantity })
  }
  const base = BigInt(unit_price) * BigInt(quantity)
  mustFit(base)
  return base
}

function mustFit(amount: bigint): void {
  if (amount > MAX) {
    throw refused('amount_too_large', { detail: 'The amount is larger than one document may be.', maximum: MAX_AMOUNT })
  }
}

/** A stretch of time in which a list asked an amount for one unit; `to_at` null = still. */
export type PriceSpan = { price_list: string; priority: number; amount: number; from_at: Date; to_at: Date | null }

export const PRIOR_PRICE_DAYS = 30
const DAY_MS = 86_400_000

/**
 * The lowest amount a shopper was really asked in the 30 days before `began_at` (Directive 98/6/EC art. 6a),
 * or null when the price is no reduction: neither a crossed-out price above it nor a higher one just before.
 */
export function priorPrice(
  chosen: { amount: number; compare_at: number | null; began_at: Date | null },
  spans: readonly PriceSpan[],
): number | null {
  const began = chosen.began_at
  if (!began) return null
  const from = began.getTime() - PRIOR_PRICE_DAYS * DAY_MS
  const before = spans.filter((span) => span.from_at < began && (span.to_at === null || span.to_at.getTime() > from))
  const last = askedAt(before, began.getTime() - 1)
  const reduced = (chosen.compare_at ?? 0) > chosen.amount || (last ?? 0) > chosen.amount
  if (!reduced) return null
  // What is asked changes only where a span begins or ends: those moments and the window's start say it all.
  const moments = before.flatMap((span) => [span.from_at.getTime(), span.to_at?.getTime() ?? from])
  const inside = [from, ...moments.filter((moment) => moment > from && moment < began.getTime())]
  const asked = inside.map((moment) => askedAt(before, moment)).filter((amount) => amount !== null)
  return asked.length === 0 ? null : Math.min(...asked)
}

const askedAt = (spans: readonly PriceSpan[], moment: number): number | null => openAt(spans, moment)?.amount ?? null

function openAt(spans: readonly PriceSpan[], moment: number): PriceSpan | null {
  const open = spans.filter((s) => s.from_at.getTime() <= moment && (s.to_at === null || s.to_at.getTime() > moment))
  return open.toSorted(byPreference)[0] ?? null
}

/** A list as far as it says whose it is, and when; null = any. */
type ListScope = {
  currency: string
  channel: string | null
  store_id: string | null
  customer_tag: string | null
  starts_at: Date | null
  ends_at: Date | null
  active: boolean
}

/** All that any list asks now, and asked for one unit before, of one article. */
export type VariantPricing = {
  asks: (Omit<Candidate, 'began_at'> & ListScope & { from_at: Date | null })[]
  asked: (PriceSpan & ListScope)[]
}

export type Asker = {
  currency: string
  channel: string
  store_id: string | null
  customer_tags: readonly string[]
  at: Date
}

/** Lists this shopper sees here; when they begin and end is asked apart. */
const isFor = (list: ListScope, { currency, channel, store_id, customer_tags }: Asker): boolean =>
  list.currency === currency &&
  (list.channel === null || list.channel === channel) &&
  (list.store_id === null || list.store_id === store_id) &&
  (list.customer_tag === null || customer_tags.includes(list.customer_tag))

/** Prices of lists in force for this shopper, with the moment since when each is asked. */
export const candidatesFor = (pricing: VariantPricing | undefined, ask: Asker): Candidate[] =>
  (pricing?.asks ?? [])
    .filter(
      (row) =>
        row.active &&
        isFor(row, ask) &&
        (row.starts_at === null || row.starts_at <= ask.at) &&
        (row.ends_at === null || row.ends_at > ask.at),
    )
    .map((row) => ({ ...row, began_at: latest(row.from_at, row.starts_at) }))

/** What lists this shopper sees asked for one unit, each while its list was in force. */
export const spansFor = (pricing: VariantPricing | undefined, ask: Asker): PriceSpan[] =>
  (pricing?.asked ?? [])
    .filter((row) => (row.active || row.ends_at !== null) && isFor(row, ask))
    .map((row) => ({
      ...row,
      from_at: latest(row.from_at, row.starts_at) ?? row.from_at,
      to_at: earliest(row.to_at, row.ends_at),
    }))

/** What one unit was asked at a moment, whatever is asked now; null: nothing. */
export const askedFor = (pricing: VariantPricing | undefined, ask: Asker): number | null =>
  askedAt(spansFor(pricing, ask), ask.at.getTime())

/** Whether what was asked at a moment was said with tax, as far as its list still says it; null: nobody can tell. */
export function includedFor(pricing: VariantPricing | undefined, ask: Asker): boolean | null {
  const span = openAt(spansFor(pricing, ask), ask.at.getTime())
  return pricing?.asks.find(({ price_list }) => price_list === span?.price_list)?.tax_included ?? null
}

const latest = (a: Date | null, b: Date | null): Date | null => (a === null ? b : b === null || a > b ? a : b)
const earliest = (a: Date | null, b: Date | null): Date | null => (a === null ? b : b === null || a < b ? a : b)

/** `valid_from` and `valid_to` are days, 2026-11-22. */
export type TaxRate = Omit<Row<'tax_rate'>, 'id'>

/** The rate of a class in force on a day; `rates` has the region's before the country's, the newest first. */
const rateOn = (rates: readonly TaxRate[], tax_class: string, today: string): TaxRate | undefined =>
  rates.find(
    (rate) =>
      rate.tax_class === tax_class && rate.valid_from <= today && (rate.valid_to === null || rate.valid_to > today),
  )

/** What a class is taxed by on a day; null where no rate is kept. */
export function taxOn(rates: readonly TaxRate[], tax_class: string, today: string): Tax | null {
  if (tax_class === 'exempt') return { tax_class, tax_name: 'exempt', tax_ppm: 0 }
  const rate = rateOn(rates, tax_class, today)
  return rate ? { tax_class, tax_name: rate.name, tax_ppm: rate.rate_ppm } : null
}

/** ISO 3166-2 subdivisions whose taxes are those of a larger region: both provinces of the Canary Islands. */
const PART_OF: Readonly<Record<string, string>> = { 'ES-GC': 'ES-CN', 'ES-TF': 'ES-CN' }
/** Spanish postcodes begin with the province: 35 Las Palmas, 38 Santa Cruz de Tenerife. */
const BY_POSTCODE: Readonly<Record<string, string>> = { 35: 'ES-CN', 38: 'ES-CN' }

/** The region whose tax applies, as `tax_rate` spells it; '' = the whole country. Addresses often lack the region. */
export function taxRegion(country: string, region: string | null | undefined, postcode?: string | null): string {
  if (country === 'ES' && postcode) {
    const found = BY_POSTCODE[postcode.trim().slice(0, 2)]
    if (found) return found
  }
  if (!region) return ''
  const code = region.startsWith(`${country}-`) ? region : `${country}-${region}`
  return PART_OF[code] ?? code
}
