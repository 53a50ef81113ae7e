import { Type } from 'typebox'
import { notFound, refused } from '#platform/errors'
import { isId } from '#platform/ids'
import { Page, PAGE_DEFAULT, PageQuery } from '#platform/page'
import { Id, Locale, Nullable, OneOf, Shape, Text, readRoute } from '#platform/route'
import type { Who } from '#platform/route'
import { Category, categoryTree } from './categories.ts'
import { Facet, facets } from './facets.ts'
import { PRODUCT_STATUSES, ProductKind, Slug, TaxClass } from './product.ts'
import { ProductCard } from './product-cards.ts'
import { choicesOf, productList } from './product-list.ts'
import { ProductPage, productPage } from './product-page.ts'
import { routes as editing } from './routes-editing.ts'
import { searchProducts, suggestProducts } from './search-products.ts'
import { variantByCode, variantCards } from './variant-cards.ts'

const READERS: Who = ['storefront', 'customer', 'device', 'catalog.read']

const Language = Type.Optional(Locale)
const ChoiceList = Type.String({
  maxLength: 600,
  pattern: '^[a-z0-9_-]+:[a-z0-9_-]+(,[a-z0-9_-]+:[a-z0-9_-]+)*$',
  description: 'code:choice pairs by comma; of one code any choice is enough: color:azul,color:rojo,talla:m',
})

const Filter = {
  category: Type.Optional(Slug),
  brand: Type.Optional(Text(120)),
  tag: Type.Optional(Text(60)),
  options: Type.Optional(ChoiceList),
  attributes: Type.Optional(ChoiceList),
  status: Type.Optional(
    OneOf(PRODUCT_STATUSES, {
      description:
        'Drafts and archived products are for `catalog.read` alone: whoever else asks for them is refused, 403 `forbidden`',
    }),
  ),
}

/** The filter as the verbs take it: choices taken apart. */
const filterOf = <F extends { brand?: string; options?: string; attributes?: string }>({
  brand,
  options,
  attributes,
  ...rest
}: F) => ({
  ...rest,
  ...(brand === undefined ? {} : { brands: [brand] }),
  options: choicesOf(options),
  attributes: choicesOf(attributes),
})

const VariantCard = Shape({
  id: Id,
  product_id: Id,
  slug: Type.String(),
  sku: Type.String(),
  gtin: Nullable(Type.String()),
  name: Type.String(),
  options: Type.Record(Type.String(), Type.String()),
  tax_class: TaxClass,
  kind: ProductKind,
  sellable: Type.Boolean(),
  picture: Nullable(Type.String()),
  weight_g: Nullable(Type.Integer()),
})

const listProducts = readRoute({
  operation: 'listProducts',
  method: 'GET',
  path: '/products',
  summary: 'Products that fit a filter, newest first or by name',
  who: READERS,
  query: Shape({ ...Filter, ...PageQuery, locale: Language, sort: Type.Optional(OneOf(['newest', 'name'])) }),
  reply: Page(ProductCard),
  refusals: ['bad_cursor', 'too_many'],
  handle: (ctx, { query: { locale = 'es', limit = PAGE_DEFAULT, ...query } }) =>
    productList(ctx, { ...filterOf(query), locale, limit }),
})

const listFacets = readRoute({
  operation: 'listFacets',
  method: 'GET',
  path: '/product-facets',
  summary: 'What a list of products can be narrowed by, with counts',
  who: READERS,
  query: Shape({ ...Filter, locale: Language }),
  reply: Shape({ items: Type.Array(Facet) }),
  refusals: ['too_many'],
  handle: async (ctx, { query: { locale = 'es', ...query } }) => ({
    items: await facets(ctx, { ...filterOf(query), locale }),
  }),
})

const getProduct = readRoute({
  operation: 'getProduct',
  planned: 'together',
  method: 'GET',
  path: '/products/:product_id',
  summary: 'A product with its variants, options and pictures, by id or slug',
  who: READERS,
  params: Shape({ product_id: Type.String({ minLength: 1, maxLength: 160, description: 'Id or slug' }) }),
  query: Shape({ locale: Language }),
  reply: ProductPage,
  handle: (ctx, { params: { product_id }, query: { locale = 'es' } }) =>
    productPage(ctx, { locale, ...(isId(product_id) ? { id: product_id } : { slug: product_id }) }),
})

const search = readRoute({
  operation: 'searchProducts',
  method: 'GET',
  path: '/product-search',
  summary: 'Products for what somebody typed, best first; also with typing errors',
  who: READERS,
  query: Shape({ ...PageQuery, text: Text(200), locale: Language }),
  reply: Shape({
    items: Type.Array(ProductCard),
    next: Nullable(Type.String()),
    similar: Type.Boolean({ description: 'Nothing has these words; these are spelled or sound alike' }),
  }),
  refusals: ['bad_cursor'],
  handle: (ctx, { query: { locale = 'es', limit = PAGE_DEFAULT, ...query } }) =>
    searchProducts(ctx, { ...query, locale, limit }),
})

const suggest = readRoute({
  operation: 'suggestProducts',
  method: 'GET',
  path: '/product-suggestions',
  summary: 'At most eight products while somebody types',
  who: READERS,
  query: Shape({ text: Text(200), locale: Language }),
  reply: Shape({ items: Type.Array(ProductCard) }),
  handle: async (ctx, { query: { text, locale = 'es' } }) => ({ items: await suggestProducts(ctx, { text, locale }) }),
})

const listCategories = readRoute({
  operation: 'listCategories',
  method: 'GET',
  path: '/categories',
  summary: 'The whole tree of categories, parents before children',
  who: READERS,
  query: Shape({ locale: Language }),
  reply: Shape({ items: Type.Array(Category) }),
  handle: async (ctx, { query: { locale = 'es' } }) => ({ items: await categoryTree(ctx, { locale }) }),
})

const findByCode = readRoute({
  operation: 'findByCode',
  planned: 'together',
  method: 'GET',
  path: '/variants/by-code',
  summary: 'The variant a scanner or keyboard named: SKU in any case, GTIN in any length',
  who: READERS,
  refusals: ['not_found'],
  query: Shape({ code: Text(80), locale: Language }),
  reply: VariantCard,
  handle: async (ctx, { query: { code, locale = 'es' } }) => {
    const variant = await variantByCode(ctx, { code })
    const card = variant && (await variantCards(ctx, { ids: [variant.id], locale })).get(variant.id)
    if (!card || (ctx.actor.kind !== 'staff' && !card.sellable)) throw notFound('variant')
    return card
  },
})

const VARIANTS_ASKED_MAX = 100
const IDS_LENGTH_MAX = VARIANTS_ASKED_MAX * 37

const listVariants = readRoute({
  operation: 'listVariants',
  method: 'GET',
  path: '/variants',
  summary: 'Variants by their ids, as a line of a list shows them; unknown ones are left out',
  who: ['catalog.read'],
  refusals: ['too_many'],
  query: Shape({
    ids: Type.String({
      minLength: 36,
      maxLength: IDS_LENGTH_MAX,
      pattern: '^[0-9a-f-]{36}(,[0-9a-f-]{36})*$',
      description: `Ids by comma, at most ${VARIANTS_ASKED_MAX}`,
    }),
    locale: Language,
  }),
  reply: Shape({ items: Type.Array(VariantCard) }),
  handle: async (ctx, { query: { ids, locale = 'es' } }) => {
    const asked = [...new Set(ids.split(','))].filter(isId)
    if (asked.length > VARIANTS_ASKED_MAX)
      throw refused('too_many', { detail: `At most ${VARIANTS_ASKED_MAX} variants at once.` })
    const cards = await variantCards(ctx, { ids: asked, locale })
    return { items: asked.flatMap((id) => cards.get(id) ?? []) }
  },
})

export const routes = [
  listVariants,
  listProducts,
  listFacets,
  getProduct,
  search,
  suggest,
  listCategories,
  findByCode,
  ...editing,
]
