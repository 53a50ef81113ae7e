import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { taxRateSaved } from './events.ts'

export type TaxClass = 'standard' | 'reduced' | 'super_reduced' | 'exempt'

export type TaxRateInput = {
  country: string
  /** '' or absent = the whole country; else ISO 3166-2 with the country: ES-CN. */
  region?: string
  tax_class: TaxClass
  name: string
  rate_ppm: number
  valid_from: string
  valid_to?: string | null
}

export type TaxRate = Required<TaxRateInput> & { id: string }

export const TAX_RATES_MAX = 1_000

/** A rate for a country, region and class from a day on; the same key again corrects it. Refuses `bad_validity`. */
export const saveTaxRate = async (ctx: Ctx, rate: TaxRateInput): Promise<TaxRate> => {
  const [saved] = await saveTaxRates(ctx, [rate])
  if (!saved) throw new Error('a saved rate comes back')
  return saved
}

/** Many rates in one statement. The newest rate that has begun counts, so the one before it need not be closed. */
export async function saveTaxRates(ctx: Ctx, rates: readonly TaxRateInput[]): Promise<TaxRate[]> {
  for (const { valid_from, valid_to } of rates) {
    if (valid_to && valid_to <= valid_from)
      throw refused('bad_validity', { detail: 'A rate ends after it begins.', valid_from, valid_to })
  }
  const saved = await ctx.sql<TaxRate>`
    insert into tax_rate (id, country, region, tax_class, name, rate_ppm, valid_from, valid_to)
    select * from unnest(
      ${rates.map(() => newId())}::uuid[], ${rates.map((r) => r.country)}::text[], ${rates.map((r) => r.region ?? '')}::text[],
      ${rates.map((r) => r.tax_class)}::text[], ${rates.map((r) => r.name)}::text[], ${rates.map((r) => r.rate_ppm)}::int[],
      ${rates.map((r) => r.valid_from)}::date[], ${rates.map((r) => r.valid_to ?? null)}::date[])
    on conflict (country, region, tax_class, valid_from)
    do update set name = excluded.name, rate_ppm = excluded.rate_ppm, valid_to = excluded.valid_to
    returning id, country, region, tax_class, name, rate_ppm, valid_from, valid_to`
  for (const { country, region, tax_class, rate_ppm, valid_from } of saved) {
    ctx.emit(taxRateSaved, { country, region, tax_class, rate_ppm, valid_from })
  }
  return saved
}

/** Every rate kept, of every day: bounded, a retailer has dozens. */
export const taxRates = (ctx: Ctx, country?: string): Promise<TaxRate[]> => ctx.sql<TaxRate>`
  select id, country, region, tax_class, name, rate_ppm, valid_from, valid_to
    from tax_rate
   where ${country ?? null}::text is null or country = ${country ?? null}
   order by country, region, tax_class, valid_from desc
   limit ${TAX_RATES_MAX}`
