import type { Ctx } from '#platform/ctx'
import { recall, recallOne, remembered } from '#platform/memory'
import type { RoundingMode } from '#platform/money'
import { localDay, retailer, storeById } from '#organisation'
import { taxRegion } from './rules.ts'
import type { Rounding, TaxRate, VariantPricing } from './rules.ts'
import { TAX_RATES_MAX } from './tax-rates.ts'

/** Every price any list asks or asked for an article; what of it counts for whom and when is decided in rules.ts. */
const PRICES = remembered('price', { tables: ['price', 'price_list', 'price_history'], most: 20_000 })
const RATES = remembered('tax_rate', { tables: ['tax_rate'], most: 1 })
const ENTITIES = remembered('legal_entity', { tables: ['legal_entity'], most: 1 })

/** Spans and breaks kept per article; beyond that the oldest are of no use to anybody. */
const SPANS_MAX = 400
const ENTITIES_MAX = 500

export const pricesOf = (ctx: Ctx, variant_ids: readonly string[]): Promise<Map<string, VariantPricing>> =>
  recall(ctx, PRICES, variant_ids, async (missing) => {
    const rows = await ctx.sql<{ variant_id: string } & Written>`
      select a.variant_id,
             (select coalesce(jsonb_agg(to_jsonb(p)), '[]') from (
                select l.code as price_list, l.priority, l.tax_included, l.currency, l.channel, l.store_id, l.customer_tag,
                       l.starts_at, l.ends_at, l.active, p.min_quantity, p.amount, p.compare_at, h.from_at
                  from price p
                  join price_list l on l.id = p.price_list_id
                  left join price_history h on h.price_list_id = p.price_list_id and h.variant_id = p.variant_id
                        and h.min_quantity = p.min_quantity and h.to_at is null
                 where p.variant_id = a.variant_id
                 limit ${SPANS_MAX}) p) as asks,
             (select coalesce(jsonb_agg(to_jsonb(h)), '[]') from (
                select l.code as price_list, l.priority, l.currency, l.channel, l.store_id, l.customer_tag,
                       l.starts_at, l.ends_at, l.active, h.amount, h.from_at, h.to_at
                  from price_history h
                  join price_list l on l.id = h.price_list_id
                 where h.variant_id = a.variant_id and h.min_quantity = 1
                 order by h.from_at desc limit ${SPANS_MAX}) h) as asked
        from unnest(${missing}::uuid[]) as a (variant_id)`
    return new Map(rows.map(({ variant_id, ...written }) => [variant_id, pricingOf(written)]))
  })

/** As JSON tells it: moments are texts. */
type Written = {
  asks: WithTexts<VariantPricing['asks'][number]>[]
  asked: WithTexts<VariantPricing['asked'][number]>[]
}
type WithTexts<Row> = { [Field in keyof Row]: Row[Field] extends Date | null ? string | null : Row[Field] }

const pricingOf = ({ asks, asked }: Written): VariantPricing => ({
  asks: asks.map((row) => ({ ...row, ...momentsOf(row), from_at: momentOf(row.from_at) })),
  asked: asked.map((row) => ({
    ...row,
    ...momentsOf(row),
    from_at: momentOf(row.from_at) as Date,
    to_at: momentOf(row.to_at),
  })),
})

const momentOf = (text: string | null): Date | null => (text === null ? null : new Date(text))
const momentsOf = ({ starts_at, ends_at }: { starts_at: string | null; ends_at: string | null }) => ({
  starts_at: momentOf(starts_at),
  ends_at: momentOf(ends_at),
})

type Place = { country: string; region: string | null }

/** The rates of a country, of the region before those of the whole. */
export async function ratesFor(ctx: Ctx, { country, region }: Place): Promise<TaxRate[]> {
  const all = await recallOne(
    ctx,
    RATES,
    () =>
      ctx.sql<TaxRate>`
      select country, region, tax_class, name, rate_ppm, valid_from, valid_to from tax_rate
       order by region desc, valid_from desc limit ${TAX_RATES_MAX}`,
  )
  const own = taxRegion(country, region)
  return all.filter((rate) => rate.country === country && (rate.region === '' || rate.region === own))
}

type Entity = { id: string; country: string; rounding_mode: RoundingMode; rounding_level: Rounding['level'] }

/** How the one who sells rounds, and which day it is there: a store's entity, else one of the country. */
export async function sellerFor(
  ctx: Ctx,
  { store_id, country, at }: { store_id: string | null; country: string; at: Date },
): Promise<{ rounding: Rounding; today: string }> {
  const entities = await recallOne(
    ctx,
    ENTITIES,
    () =>
      ctx.sql<Entity>`select id, country, rounding_mode, rounding_level from legal_entity order by id limit ${ENTITIES_MAX}`,
  )
  const store = store_id === null ? null : await storeById(ctx, store_id)
  const { timezone } = store ?? (await retailer(ctx))
  const entity = store
    ? entities.find(({ id }) => id === store.legal_entity_id)
    : (entities.find((one) => one.country === country) ?? entities[0])
  const { rounding_mode: mode = 'half_up', rounding_level: level = 'line' } = entity ?? {}
  return { rounding: { mode, level }, today: localDay(timezone, at) }
}
