import { Type } from 'typebox'
import { Id, Nullable, Shape, Text, readRoute, stepsRoute, writeRoute } from '#platform/route'
import { arrangePictures } from './arrange-pictures.ts'
import { archiveProduct } from './archive-product.ts'
import { CSV_BYTES_MAX, importProducts } from './import-products.ts'
import { exportProducts } from './export-products.ts'
import { addPicture, removePicture } from './pictures.ts'
import { PICTURES_MAX, ProductBody, ProductRecord, Sku, Slug, Texts } from './product.ts'
import { Picture, pictureOf } from './product-page.ts'
import { productRecord } from './product-records.ts'
import { saveCategory } from './save-category.ts'
import { saveProduct } from './save-product.ts'
import { PICTURE_BYTES_MAX, storePicture } from './store-picture.ts'

const ProductParam = Shape({ product_id: Id })

/** Base64 of the largest picture, and the fields around it. */
const Base64 = Type.String({
  minLength: 4,
  maxLength: Math.ceil(PICTURE_BYTES_MAX / 3) * 4,
  pattern: '^[A-Za-z0-9+/]+={0,2}$',
  description: 'The file in base64',
})
const PICTURE_BODY_LIMIT = Math.ceil(PICTURE_BYTES_MAX / 3) * 4 + 16 * 1024
/** JSON escapes quotes and line breaks: the file in its envelope is longer than the file. */
const CSV_BODY_LIMIT = 2 * CSV_BYTES_MAX

const getProductRecord = readRoute({
  operation: 'getProductRecord',
  method: 'GET',
  path: '/products/:product_id/record',
  summary: 'A whole product in both languages, for editing',
  who: ['catalog.read'],
  params: ProductParam,
  reply: ProductRecord,
  handle: (ctx, { params }) => productRecord(ctx, params.product_id),
})

const save = writeRoute({
  operation: 'saveProduct',
  method: 'PUT',
  path: '/products/:product_id',
  summary: 'Makes or changes a product; what is left out stays',
  who: ['catalog.edit'],
  params: ProductParam,
  body: ProductBody,
  reply: Shape({
    product_id: Id,
    variant_ids: Type.Record(Type.String(), Id, { description: 'By SKU' }),
    created: Type.Boolean(),
    changed: Type.Boolean(),
  }),
  refusals: [
    'id_taken',
    'slug_taken',
    'sku_taken',
    'gtin_taken',
    'bad_gtin',
    'same_options',
    'name_required',
    'unknown_category',
    'unknown_sku',
    'too_many',
  ],
  body_limit: 1024 * 1024,
  handle: (ctx, { params, body }) => saveProduct(ctx, { id: params.product_id, ...body }),
})

const archive = writeRoute({
  operation: 'archiveProduct',
  method: 'POST',
  path: '/products/:product_id/archive',
  summary: 'Takes a product off sale; old orders keep it',
  who: ['catalog.edit'],
  params: ProductParam,
  reply: Shape({ product_id: Id, status: Type.Literal('archived') }),
  handle: (ctx, { params }) => archiveProduct(ctx, params),
})

const category = writeRoute({
  operation: 'saveCategory',
  method: 'PUT',
  path: '/categories/:slug',
  summary: 'Makes, renames or moves a category',
  who: ['catalog.edit'],
  params: Shape({ slug: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', minLength: 1, maxLength: 120 }) }),
  body: Shape({
    parent: Type.Optional(Nullable(Slug)),
    names: Type.Optional(Texts),
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  }),
  reply: Shape({ category_id: Id }),
  refusals: ['unknown_category', 'category_loop', 'name_required', 'too_many'],
  handle: (ctx, { params, body }) => saveCategory(ctx, { ...params, ...body }),
})

const picture = stepsRoute({
  operation: 'addPicture',
  method: 'POST',
  path: '/products/:product_id/pictures',
  summary: 'Adds a picture (PNG, JPEG, WebP or AVIF, 10 MB) to a product or one of its variants',
  who: ['catalog.edit'],
  params: ProductParam,
  body: Shape({
    id: Id,
    data: Base64,
    sku: Type.Optional(Nullable(Sku)),
    alt: Type.Optional(Shape({ es: Type.Optional(Text(200)), en: Type.Optional(Text(200)) })),
  }),
  reply: Picture,
  status: 201,
  refusals: ['id_taken', 'not_a_picture', 'picture_too_large', 'unknown_sku', 'too_many'],
  body_limit: PICTURE_BODY_LIMIT,
  handle: async (steps, { params: { product_id }, body: { data, ...body } }) => {
    const product = await steps.read((ctx) => productRecord(ctx, product_id))
    const file = await storePicture(Buffer.from(data, 'base64'))
    const added = await steps.write((ctx) => addPicture(ctx, { product_id, file, ...body }))
    return pictureOf(added, product.texts.es?.name ?? product.slug, 'es')
  },
})

const arrange = writeRoute({
  operation: 'arrangePictures',
  method: 'PUT',
  path: '/products/:product_id/pictures',
  summary: 'Sets the order of a product’s pictures and what they show in words; those not named follow behind',
  who: ['catalog.edit'],
  params: ProductParam,
  body: Shape({
    pictures: Type.Array(
      Shape({
        id: Id,
        alt: Type.Optional(Shape({ es: Type.Optional(Text(200, 0)), en: Type.Optional(Text(200, 0)) })),
      }),
      { minItems: 1, maxItems: PICTURES_MAX },
    ),
  }),
  reply: Shape({ arranged: Type.Integer() }),
  handle: (ctx, { params, body }) => arrangePictures(ctx, { ...params, ...body }),
})

const unpicture = writeRoute({
  operation: 'removePicture',
  method: 'DELETE',
  path: '/products/:product_id/pictures/:picture_id',
  summary: 'Takes a picture off a product',
  who: ['catalog.edit'],
  params: Shape({ product_id: Id, picture_id: Id }),
  reply: Shape({ removed: Type.Boolean() }),
  handle: (ctx, { params }) => removePicture(ctx, params),
})

const importing = writeRoute({
  operation: 'importProducts',
  method: 'POST',
  path: '/product-imports',
  summary: 'Takes products from a spreadsheet; bad rows are refused one by one',
  who: ['catalog.edit'],
  body: Shape({
    rows: Type.String({ minLength: 1, maxLength: CSV_BYTES_MAX, description: 'CSV with a header row' }),
    dry_run: Type.Optional(Type.Boolean()),
  }),
  reply: Shape({
    accepted: Type.Integer({ description: 'Rows taken' }),
    products: Type.Integer(),
    errors: Type.Array(
      Shape({ row: Type.Integer(), column: Type.String(), code: Type.String(), message: Type.String() }),
    ),
  }),
  body_limit: CSV_BODY_LIMIT,
  handle: (ctx, { body }) => importProducts(ctx, body),
})

const exporting = readRoute({
  operation: 'exportProducts',
  method: 'GET',
  path: '/product-exports',
  summary: 'The catalogue as CSV, 500 products at a time',
  who: ['catalog.read'],
  query: Shape({ after: Type.Optional(Type.String({ maxLength: 400, pattern: '^[A-Za-z0-9_-]*$' })) }),
  reply: Shape({ csv: Type.String(), next: Nullable(Type.String()) }),
  refusals: ['bad_cursor'],
  handle: (ctx, { query }) => exportProducts(ctx, query),
})

export const routes = [getProductRecord, save, archive, category, picture, arrange, unpicture, importing, exporting]
