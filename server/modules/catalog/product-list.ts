import { forbidden, refused } from '#platform/errors'
import { fragment } from '#platform/ctx'
import type { Ctx, Fragment } from '#platform/ctx'
import { decodeCursor, encodeCursor, momentCursor } from '#platform/page'
import type { PageOf } from '#platform/page'
import { categoryWithChildren } from './categories.ts'
import type { Locale } from './product.ts'
import { productCards, seesAll } from './product-cards.ts'
import type { ProductCard } from './product-cards.ts'

export const COMBINATIONS_MAX = 60

/** Code of an option or attribute → codes of which one is enough. */
export type Choices = Record<string, string[]>

export type ProductFilter = {
  /** Slug; its children count. */
  category?: string
  /** Any of them is enough. */
  brands?: readonly string[]
  tag?: string
  /** One variant must have a choice of each option. */
  options?: Choices
  attributes?: Choices
  /** Only among these. */
  ids?: readonly string[]
  /** Others than 'active' are for those who may read the catalogue. */
  status?: 'draft' | 'active' | 'archived'
}

export type ProductListing = ProductFilter & { locale: Locale; sort?: 'newest' | 'name'; limit: number; after?: string }

/** Products that fit the filter, page by page; newest first, or by name in the reader's language. */
export async function productList(ctx: Ctx, listing: ProductListing): Promise<PageOf<ProductCard>> {
  const where = await filterSql(ctx, listing)
  const rows = listing.sort === 'name' ? await byName(ctx, listing, where) : await newest(ctx, listing, where)
  const shown = rows.slice(0, listing.limit)
  const last = shown.at(-1)
  const items = await productCards(ctx, { ids: shown.map(({ id }) => id), locale: listing.locale })
  return { items, next: rows.length > listing.limit && last ? encodeCursor([last.sort_key, last.id]) : null }
}

type Row = { id: string; sort_key: string | Date }

function newest(ctx: Ctx, { limit, after }: ProductListing, where: Fragment): Promise<Row[]> {
  const { at, id } = momentCursor(after)
  return ctx.sql<Row>`
    select p.id, p.created_at as sort_key from product p
     where ${where} and (p.created_at, p.id) < (${at}, ${id}::uuid)
     order by p.created_at desc, p.id desc limit ${limit + 1}`
}

function byName(ctx: Ctx, { limit, after, locale }: ProductListing, where: Fragment): Promise<Row[]> {
  const [title, id] = after ? decodeCursor(after, ['text', 'id']) : ['', '00000000-0000-0000-0000-000000000000']
  return ctx.sql<Row>`
    select p.id, s.title as sort_key
      from product_search s join product p on p.id = s.product_id
     where s.locale = ${locale} and (s.title, s.product_id) > (${title}, ${id}::uuid) and ${where}
     order by s.title, s.product_id limit ${limit + 1}`
}

/** The conditions on `product p` that the filter stands for. */
export async function filterSql(ctx: Ctx, filter: ProductFilter): Promise<Fragment> {
  const status = filter.status ?? 'active'
  if (status !== 'active' && !seesAll(ctx.actor)) throw forbidden()
  const conditions = [fragment`p.status = ${status}`]
  if (filter.ids !== undefined) conditions.push(fragment`p.id = any(${filter.ids}::uuid[])`)
  if (filter.brands !== undefined) conditions.push(fragment`p.brand = any(${filter.brands}::text[])`)
  if (filter.tag !== undefined) conditions.push(fragment`p.tags @> array[${filter.tag}]::text[]`)
  if (filter.category !== undefined) {
    const ids = await categoryWithChildren(ctx, filter.category)
    conditions.push(
      fragment`exists (select from product_category c where c.product_id = p.id and c.category_id = any(${ids}::uuid[]))`,
    )
  }
  for (const chosen of combinations(filter.attributes)) {
    conditions.push(fragment`p.attributes @> any(${chosen.map((each) => JSON.stringify(codesInside(each)))}::jsonb[])`)
  }
  for (const chosen of combinations(filter.options)) {
    conditions.push(fragment`exists (select from variant v where v.product_id = p.id and v.status = 'active'
                                        and v.options @> any(${chosen.map((each) => JSON.stringify(each))}::jsonb[]))`)
  }
  return fragment.join(conditions, fragment` and `)
}

const codesInside = (chosen: Record<string, string>): Record<string, { code: string }> =>
  Object.fromEntries(Object.entries(chosen).map(([attribute, code]) => [attribute, { code }]))

/** { color: [red, blue], size: [m] } → one list of [{red, m}, {blue, m}]; nothing chosen → no list. */
function combinations(choices: Choices | undefined): Record<string, string>[][] {
  if (!choices || Object.keys(choices).length === 0) return []
  let all: Record<string, string>[] = [{}]
  for (const [code, wanted] of Object.entries(choices)) {
    all = all.flatMap((chosen) => wanted.map((choice) => ({ ...chosen, [code]: choice })))
    if (all.length > COMBINATIONS_MAX) throw refused('too_many', { detail: 'Too many choices at the same time.' })
  }
  return [all]
}

/** "color:azul,color:rojo,talla:m" → { color: [azul, rojo], talla: [m] }; the route checks the shape. */
export const choicesOf = (text: string | undefined): Choices => {
  const pairs = (text ?? '')
    .split(',')
    .filter(Boolean)
    .map((pair) => pair.split(':'))
  const groups = Map.groupBy(pairs, ([code = '']) => code)
  return Object.fromEntries([...groups].map(([code, group]) => [code, group.map(([, choice = '']) => choice)]))
}
