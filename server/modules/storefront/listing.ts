import { FITTING_MAX, Facet, facets, fittingProducts, searchIds } from '#catalog'
import type { Locale, ProductFilter } from '#catalog'
import type { Ctx } from '#platform/ctx'
import { Shape } from '#platform/route'
import type { PriceLabel } from '#pricing'
import { offered } from '#stock'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { labelsOf, placeOf } from './price-ask.ts'
import { TILE_VARIANTS_MAX, Tiles, cheapest, tilesOf } from './tiles.ts'

export const SORTS = ['best', 'newest', 'name', 'price', 'price_down', 'reduction'] as const
export type Sort = (typeof SORTS)[number]

export const Listing = Shape({
  ...Tiles,
  total: Type.Integer({ description: `Products that fit, counted up to ${FITTING_MAX}` }),
  facets: Type.Array(Facet),
  similar: Type.Boolean({ description: 'Nothing has the words that were typed; these are spelled or sound alike' }),
})
export type Listing = Static<typeof Listing>

export type ListingAsk = Omit<ProductFilter, 'status' | 'ids'> & {
  locale: Locale
  /** Only what a search for it finds. */
  text?: string | undefined
  store_id?: string | undefined
  sort: Sort
  /** Only what costs less than it did. */
  reduced?: boolean | undefined
  /** Only what is in the named shop now. */
  here?: boolean | undefined
  with_facets?: boolean | undefined
  page: number
  limit: number
}

/**
 * A page of a list as a shop front shows it: tiles, how many fit, and what it can be narrowed by. By price, reduction
 * or stock the thousand newest are weighed; of a search the thousand that fit best, in that order unless asked otherwise.
 */
export async function listing(ctx: Ctx, ask: ListingAsk): Promise<Listing> {
  const { locale, store_id, sort, page, limit } = ask
  const found = ask.text === undefined ? null : await searchIds(ctx, { text: ask.text, locale, limit: FITTING_MAX })
  const filter = { ...filterOf(ask), ...(found ? { ids: found.ids } : {}) }
  const [fitting, narrowing] = await Promise.all([
    fittingProducts(ctx, { ...filter, locale, sort: sort === 'name' ? 'name' : 'newest' }),
    ask.with_facets ? facetsOf(ctx, filter, locale) : [],
  ])
  const ordered = found && sort === 'best' ? inOrderOf(found.ids, fitting) : fitting
  const ids = isWeighed(ask) ? await weighed(ctx, ordered, ask) : ordered
  const shown = ids.slice((page - 1) * limit, page * limit)
  const tiles = await tilesOf(ctx, { ids: shown, locale, store_id })
  return { ...tiles, total: ids.length, facets: narrowing, similar: found?.similar ?? false }
}

function inOrderOf(order: readonly string[], ids: readonly string[]): string[] {
  const fitting = new Set(ids)
  return order.filter((id) => fitting.has(id))
}

const filterOf = ({ category, brands, tag, options, attributes }: ListingAsk): ProductFilter => ({
  ...(category === undefined ? {} : { category }),
  ...(brands === undefined ? {} : { brands }),
  ...(tag === undefined ? {} : { tag }),
  ...(options === undefined ? {} : { options }),
  ...(attributes === undefined ? {} : { attributes }),
})

const isWeighed = ({ sort, reduced, here, store_id }: ListingAsk): boolean =>
  ['price', 'price_down', 'reduction'].includes(sort) || reduced === true || (here === true && store_id !== undefined)

type Weight = { id: string; price: number | null; reduction: number; here: boolean }

async function weighed(ctx: Ctx, ids: readonly string[], ask: ListingAsk): Promise<string[]> {
  const weights = (await weigh(ctx, ids, ask))
    .filter(({ reduction }) => !ask.reduced || reduction > 0)
    .filter(({ here }) => !ask.here || here)
  const by: Partial<Record<Sort, (weight: Weight) => number>> = {
    price: ({ price }) => price ?? Number.MAX_SAFE_INTEGER,
    price_down: ({ price }) => -(price ?? 0),
    reduction: ({ reduction }) => -reduction,
  }
  const key = by[ask.sort]
  // Sorting keeps the order of equals: the newest of them stands first.
  return (key ? weights.toSorted((a, b) => key(a) - key(b)) : weights).map(({ id }) => id)
}

/** What each product costs, by how much it is reduced, and whether the named shop has it. */
async function weigh(ctx: Ctx, ids: readonly string[], { store_id, here }: ListingAsk): Promise<Weight[]> {
  const [rows, place] = await Promise.all([
    ctx.sql<{ id: string; tax_class: string; variant_ids: string[] }>`
      select p.id, p.tax_class,
             array(select v.id from variant v where v.product_id = p.id and v.status = 'active'
                    order by v.position, v.id limit ${TILE_VARIANTS_MAX}) as variant_ids
        from unnest(${ids}::uuid[]) with ordinality as wanted (id, place)
        join product p on p.id = wanted.id
       order by wanted.place`,
    placeOf(ctx, store_id),
  ])
  const articles = rows.flatMap(({ variant_ids, tax_class }) =>
    variant_ids.map((variant_id) => ({ variant_id, tax_class })),
  )
  const variant_ids = articles.map(({ variant_id }) => variant_id)
  const [priced, stock] = await Promise.all([
    labelsOf(ctx, place, articles),
    here && store_id !== undefined ? offered(ctx, { variant_ids, channel: place.channel, store_id }) : null,
  ])
  return rows.map(({ id, variant_ids }) => {
    const own = variant_ids.flatMap((variant_id) => priced.labels.get(variant_id) ?? [])
    return {
      id,
      price: cheapest(own).unit_price,
      reduction: Math.max(0, ...own.map(reductionOf)),
      here: variant_ids.some((variant_id) => (stock?.get(variant_id)?.here ?? 0) > 0),
    }
  })
}

/** Part of the earlier price that is saved; the earlier one is the lowest of 30 days where that is known. */
const reductionOf = ({ unit_price, lowest_30d, compare_at }: PriceLabel): number => {
  const before = lowest_30d ?? compare_at
  return before === null || before <= unit_price ? 0 : 1 - unit_price / before
}

/**
 * Of what is chosen already any other choice must stay in reach: a facet with a choice in it is counted over the
 * products that fit everything else.
 */
async function facetsOf(ctx: Ctx, filter: ProductFilter, locale: Locale): Promise<Facet[]> {
  const chosen = [
    ...(filter.brands === undefined ? [] : [{ kind: 'brand', code: 'brand' }]),
    ...Object.keys(filter.options ?? {}).map((code) => ({ kind: 'option', code })),
    ...Object.keys(filter.attributes ?? {}).map((code) => ({ kind: 'attribute', code })),
  ]
  const [all, ...wider] = await Promise.all([
    facets(ctx, { ...filter, locale }),
    ...chosen.map(({ kind, code }) => facets(ctx, { ...without(filter, kind, code), locale })),
  ])
  const open = chosen.flatMap(({ kind, code }, place) =>
    (wider[place] ?? []).filter((facet) => isOf(facet, kind, code)),
  )
  return [...open, ...(all ?? []).filter((facet) => !chosen.some(({ kind, code }) => isOf(facet, kind, code)))]
}

const isOf = (facet: Facet, kind: string, code: string): boolean => facet.kind === kind && facet.code === code

function without(filter: ProductFilter, kind: string, code: string): ProductFilter {
  const { brands, options = {}, attributes = {}, ...rest } = filter
  const less = (choices: Record<string, string[]>): Record<string, string[]> =>
    Object.fromEntries(Object.entries(choices).filter(([name]) => name !== code))
  return {
    ...rest,
    ...(kind === 'brand' || brands === undefined ? {} : { brands }),
    options: kind === 'option' ? less(options) : options,
    attributes: kind === 'attribute' ? less(attributes) : attributes,
  }
}
