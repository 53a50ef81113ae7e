import { Slug, choicesOf } from '#catalog'
import { Id, Locale, OneOf, Shape, Text, readRoute } from '#platform/route'
import type { Who } from '#platform/route'
import { Type } from 'typebox'
import { namedTiles } from './named-tiles.ts'
import { Listing, SORTS, listing } from './listing.ts'
import { ProductDetail, productDetail } from './product-detail.ts'
import { SLUGS_PAGE, Slugs, slugsOnSale } from './slugs.ts'
import { FoundStores, STORES_SHOWN_MAX, StoreDetail, findStores, storeDetail } from './store-finder.ts'
import { TILES_MAX, Tiles } from './tiles.ts'

const READERS: Who = ['storefront', 'customer', 'device', 'catalog.read']
const VISITORS: Who = ['storefront', 'customer', 'device', 'organisation.read']
const PAGE_DEFAULT = 24
const PAGES_MAX = 50
const SLUG_PAGES_MAX = 200

const Reader = { locale: Type.Optional(Locale), store_id: Type.Optional(Id) }
const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: TILES_MAX, default: PAGE_DEFAULT }))
const ChoiceList = Type.String({
  maxLength: 600,
  pattern: '^[a-z0-9_-]+:[a-z0-9_-]+(,[a-z0-9_-]+:[a-z0-9_-]+)*$',
  description: 'code:choice pairs by comma; of one code any choice is enough: color:azul,color:rojo,talla:m',
})
const Latitude = Type.Optional(Type.Number({ minimum: -90, maximum: 90 }))
const Longitude = Type.Optional(Type.Number({ minimum: -180, maximum: 180 }))

const getProductDetail = readRoute({
  operation: 'getProductDetail',
  planned: 'together',
  method: 'GET',
  path: '/storefront/products/:slug',
  summary: 'A product with prices, taxes and stock of each variant, in one answer',
  who: READERS,
  params: Shape({ slug: Slug }),
  query: Shape(Reader),
  reply: ProductDetail,
  refusals: ['not_found', 'product_archived', 'no_tax_rate', 'unknown_channel'],
  failures: [410],
  handle: (ctx, { params, query: { locale = 'es', store_id } }) =>
    productDetail(ctx, { slug: params.slug, locale, ...(store_id ? { store_id } : {}) }),
})

const listTiles = readRoute({
  operation: 'listTiles',
  method: 'GET',
  path: '/storefront/products',
  summary:
    'A page of a list, or of what a text finds, as a shop front shows it: prices, stock, how many fit and what it can be narrowed by',
  who: READERS,
  query: Shape({
    ...Reader,
    text: Type.Optional(Text(200)),
    category: Type.Optional(Slug),
    brand: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 600,
        description: 'Names by |; any of them is enough. A | or \\ of a name has a \\ before it',
      }),
    ),
    tag: Type.Optional(Text(60)),
    options: Type.Optional(ChoiceList),
    attributes: Type.Optional(ChoiceList),
    sort: Type.Optional(OneOf(SORTS)),
    reduced: Type.Optional(Type.Boolean({ description: 'Only what costs less than it did' })),
    here: Type.Optional(Type.Boolean({ description: 'Only what is in the named shop now' })),
    with_facets: Type.Optional(Type.Boolean()),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGES_MAX, default: 1 })),
    limit: Limit,
  }),
  reply: Listing,
  refusals: ['too_many', 'not_found', 'no_tax_rate', 'unknown_channel'],
  handle: (ctx, { query: { locale = 'es', page = 1, limit = PAGE_DEFAULT, brand, ...query } }) =>
    listing(ctx, {
      ...query,
      ...(brand === undefined ? {} : { brands: namesOf(brand) }),
      options: choicesOf(query.options),
      attributes: choicesOf(query.attributes),
      locale,
      sort: query.sort ?? (query.text === undefined ? 'newest' : 'best'),
      page,
      limit,
    }),
})

/** Names between bars; what follows a backslash is of the name itself. */
const namesOf = (text: string): string[] =>
  (text.match(/(?:\\.|[^|\\])+/gs) ?? []).map((name) => name.replaceAll(/\\(.)/gs, '$1'))

const getTiles = readRoute({
  operation: 'getTiles',
  method: 'GET',
  path: '/storefront/tiles',
  summary: 'Products by their slugs, with prices and stock; what is not on sale is left out',
  who: READERS,
  query: Shape({
    ...Reader,
    slugs: Type.String({
      maxLength: 160 * TILES_MAX,
      pattern: '^[a-z0-9-]+(,[a-z0-9-]+)*$',
      description: `At most ${TILES_MAX}, by comma`,
    }),
  }),
  reply: Shape(Tiles),
  refusals: ['not_found', 'no_tax_rate', 'unknown_channel'],
  handle: (ctx, { query: { locale = 'es', store_id, slugs } }) =>
    namedTiles(ctx, { slugs: slugs.split(',').slice(0, TILES_MAX), locale, store_id }),
})

const findStoresRoute = readRoute({
  operation: 'findStores',
  method: 'GET',
  path: '/storefront/stores',
  summary: 'Shops by city, street or postcode, nearest first, with whether they are open now',
  who: VISITORS,
  query: Shape({
    text: Type.Optional(Text(100)),
    near_lat: Latitude,
    near_lng: Longitude,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: STORES_SHOWN_MAX, default: STORES_SHOWN_MAX })),
  }),
  reply: FoundStores,
  handle: (ctx, { query: { text, near_lat, near_lng, limit = STORES_SHOWN_MAX } }) =>
    findStores(ctx, {
      text,
      limit,
      near: near_lat === undefined || near_lng === undefined ? undefined : { lat: near_lat, lng: near_lng },
    }),
})

const getStoreDetail = readRoute({
  operation: 'getStoreDetail',
  method: 'GET',
  path: '/storefront/stores/:code',
  summary: 'One shop by its code, with the hours of the week and the days that differ',
  who: VISITORS,
  params: Shape({ code: Type.String({ maxLength: 60, pattern: '^[a-z0-9-]+$' }) }),
  reply: StoreDetail,
  refusals: ['not_found'],
  handle: (ctx, { params }) => storeDetail(ctx, params),
})

const listSlugs = readRoute({
  operation: 'listSlugs',
  method: 'GET',
  path: '/storefront/slugs',
  summary: `Slugs of everything on sale, ${SLUGS_PAGE} a page, for maps and mirrors`,
  who: READERS,
  query: Shape({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: SLUG_PAGES_MAX, default: 1 })) }),
  reply: Slugs,
  handle: (ctx, { query: { page = 1 } }) => slugsOnSale(ctx, { page }),
})

export const routes = [getProductDetail, listTiles, getTiles, findStoresRoute, getStoreDetail, listSlugs]
