import { Slug } from '#catalog'
import { Id, Locale, Shape, readRoute } from '#platform/route'
import { Type } from 'typebox'
import { ProductDetail, productDetail } from './product-detail.ts'

export const routes = [
  readRoute({
    operation: 'getProductDetail',
    planned: true,
    method: 'GET',
    path: '/storefront/products/:slug',
    summary: 'A product with prices, taxes and stock of each variant, in one answer',
    who: ['storefront', 'customer', 'device', 'catalog.read'],
    params: Shape({ slug: Slug }),
    query: Shape({ locale: Type.Optional(Locale), store_id: Type.Optional(Id) }),
    reply: ProductDetail,
    refusals: ['not_found', 'no_tax_rate', 'unknown_channel'],
    handle: (ctx, { params, query: { locale = 'es', store_id } }) =>
      productDetail(ctx, { slug: params.slug, locale, ...(store_id ? { store_id } : {}) }),
  }),
]
