import { refused } from '#platform/errors'
import { fragment } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import type { RoundingMode } from '#platform/money'
import { PRIOR_PRICE_DAYS, choosePrice, priorPrice, taxRegion, totalsOf } from './rules.ts'
import type { Candidate, PriceSpan, Tax, TaxSummary, TaxableLine } from './rules.ts'

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

type AskedRow = {
  variant_id: string
  tax_class: string
  tax_name: string | null
  tax_ppm: number | null
  rounding_mode: RoundingMode
  rounding_level: 'line' | 'document'
  price_list: string | null
  /** Something was asked for the article before this price began. */
  asked_before: boolean
} & Omit<Candidate, 'price_list'>

type Chosen = { line: PriceAsk['lines'][number]; price: Candidate & { asked_before: boolean }; tax: Tax }

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
 * Prices any number of lines in at most two statements: what is asked and taxed now, and what was asked before.
 * Breaks count every line of the article together. Refuses `no_tax_rate` and `amount_too_large`.
 */
export async function priceLines(ctx: Ctx, ask: PriceAsk): Promise<Priced> {
  if (ask.lines.length === 0) return { currency: ask.currency, ...EMPTY }
  const rows = await askedNow(ctx, ask)
  const byVariant = Map.groupBy(rows, (row) => row.variant_id)
  const quantities = new Map<string, number>()
  for (const { variant_id, quantity } of ask.lines)
    quantities.set(variant_id, (quantities.get(variant_id) ?? 0) + quantity)

  const chosen: Chosen[] = []
  const unpriced: string[] = []
  for (const line of ask.lines) {
    const found = byVariant.get(line.variant_id) ?? []
    const price = choosePrice(found.filter(hasPrice), quantities.get(line.variant_id) ?? line.quantity)
    if (price) chosen.push({ line, price, tax: taxOf(found, line.tax_class, ask) })
    else unpriced.push(line.key)
  }
  if (chosen.length === 0) return { currency: ask.currency, ...EMPTY, unpriced }
  const spans = await askedBefore(ctx, ask, chosen)
  const rounding = { mode: rows[0]?.rounding_mode ?? 'half_up', level: rows[0]?.rounding_level ?? 'line' } as const
  return assemble(ask.currency, chosen, unpriced, spans, totalsOf(chosen.map(taxable), rounding))
}

const hasPrice = (row: AskedRow): row is AskedRow & { price_list: string } => row.price_list !== null

const taxable = ({ line, price, tax }: Chosen): TaxableLine => ({
  ...tax,
  unit_price: price.amount,
  quantity: line.quantity,
  tax_included: price.tax_included,
})

function taxOf(rows: readonly AskedRow[], tax_class: string, ask: PriceAsk): Tax {
  const row = rows.find((candidate) => candidate.tax_class === tax_class)
  if (tax_class === 'exempt') return { tax_class, tax_name: 'exempt', tax_ppm: 0 }
  if (!row || row.tax_name === null || row.tax_ppm === null) {
    throw refused('no_tax_rate', {
      detail: `No ${tax_class} tax rate is kept for ${ask.country}.`,
      country: ask.country,
      tax_class,
    })
  }
  return { tax_class, tax_name: row.tax_name, tax_ppm: row.tax_ppm }
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

/** Lists this shopper sees here; when they begin and end is asked apart. */
const matches = (ask: PriceAsk) => fragment`
  l.currency = ${ask.currency}
  and (l.channel is null or l.channel = ${ask.channel})
  and (l.store_id is null or l.store_id = ${ask.store_id}::uuid)
  and (l.customer_tag is null or l.customer_tag = any(${ask.customer_tags}::text[]))`

/** Every price of a list in force, the tax of each class on that day, and how the seller's entity rounds. */
const askedNow = (ctx: Ctx, ask: PriceAsk): Promise<AskedRow[]> => ctx.sql<AskedRow>`
  with asked as (
    select distinct variant_id, tax_class
      from unnest(${ask.lines.map((line) => line.variant_id)}::uuid[], ${ask.lines.map((line) => line.tax_class)}::text[])
        as asked (variant_id, tax_class)
  ), seller as (
    select e.rounding_mode, e.rounding_level,
           (${ask.at}::timestamptz at time zone coalesce(s.timezone, r.timezone))::date as today
      from retailer r
           cross join legal_entity e
           left join store s on s.id = ${ask.store_id}::uuid
     where s.id is null or e.id = s.legal_entity_id
     order by (e.country = ${ask.country}) desc, e.id
     limit 1
  )
  select a.variant_id, a.tax_class, t.name as tax_name, t.rate_ppm as tax_ppm, seller.rounding_mode, seller.rounding_level,
         c.price_list, c.priority, c.tax_included, c.min_quantity, c.amount, c.compare_at, c.began_at,
         exists (select from price_history b where b.variant_id = a.variant_id and b.from_at < c.began_at) as asked_before
    from asked a
         cross join seller
         left join lateral (
           select name, rate_ppm from tax_rate
            where country = ${ask.country} and region in ('', ${taxRegion(ask.country, ask.region)}) and tax_class = a.tax_class
              and valid_from <= seller.today and (valid_to is null or valid_to > seller.today)
            order by region desc, valid_from desc
            limit 1
         ) t on true
         left join lateral (
           select l.code as price_list, l.priority, l.tax_included, p.min_quantity, p.amount, p.compare_at,
                  greatest(h.from_at, l.starts_at) as began_at
             from price p
                  join price_list l on l.id = p.price_list_id
                  left join price_history h on h.price_list_id = p.price_list_id and h.variant_id = p.variant_id
                        and h.min_quantity = p.min_quantity and h.to_at is null
            where p.variant_id = a.variant_id and l.active and ${matches(ask)}
              and (l.starts_at is null or l.starts_at <= ${ask.at}) and (l.ends_at is null or l.ends_at > ${ask.at})
         ) c on true`

/** What lists asked for one unit in the 30 days before each chosen price began. */
async function askedBefore(ctx: Ctx, ask: PriceAsk, chosen: readonly Chosen[]): Promise<Map<string, PriceSpan[]>> {
  const changed = chosen.filter(({ price }) => price.asked_before)
  const began = new Map(
    changed.flatMap(({ line, price }) => (price.began_at ? [[line.variant_id, price.began_at] as const] : [])),
  )
  if (began.size === 0) return new Map()
  const rows = await ctx.sql<PriceSpan & { variant_id: string }>`
    select h.variant_id, l.code as price_list, l.priority, h.amount,
           greatest(h.from_at, l.starts_at) as from_at, least(h.to_at, l.ends_at) as to_at
      from unnest(${[...began.keys()]}::uuid[], ${[...began.values()]}::timestamptz[]) as a (variant_id, began_at)
           join price_history h on h.variant_id = a.variant_id and h.min_quantity = 1
                and h.from_at < a.began_at
                and (h.to_at is null or h.to_at > a.began_at - make_interval(days => ${PRIOR_PRICE_DAYS}))
           join price_list l on l.id = h.price_list_id and (l.active or l.ends_at is not null) and ${matches(ask)}`
  return Map.groupBy(rows, (row) => row.variant_id)
}
