import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import { recall, remembered } from '#platform/memory'
import { Id, Nullable, Shape } from '#platform/route'
import { ProductKind, ProductStatus, StoredVariant, TaxClass, said } from './product.ts'
import type { Locale, ProductRecord, StoredPicture, Texts } from './product.ts'
import { productRecords } from './product-records.ts'
import { seesAll } from './product-cards.ts'
import { pictureUrl } from './rules.ts'

const Named = { code: Type.String(), name: Type.String() }

export const Picture = Shape({
  id: Id,
  variant_id: Nullable(Id),
  alt: Type.String(),
  width: Type.Integer({ description: 'Of the widest rendition' }),
  height: Type.Integer(),
  small: Type.String({ description: '320 pixels wide' }),
  medium: Type.String({ description: '640 pixels wide' }),
  large: Type.String({ description: '1280 pixels wide' }),
})
export type Picture = Static<typeof Picture>

/** Everything a product's page shows, in one language; prices and stock come from their modules. */
export const ProductPage = Shape({
  id: Id,
  slug: Type.String(),
  status: ProductStatus,
  kind: ProductKind,
  tax_class: TaxClass,
  brand: Nullable(Type.String()),
  product_type: Nullable(Type.String()),
  tags: Type.Array(Type.String()),
  name: Type.String(),
  description: Type.String(),
  seo_title: Nullable(Type.String()),
  seo_text: Nullable(Type.String()),
  attributes: Type.Array(Shape({ ...Named, value: Type.String() })),
  options: Type.Array(Shape({ ...Named, choices: Type.Array(Shape(Named)) })),
  variants: Type.Array(StoredVariant),
  pictures: Type.Array(Picture),
  categories: Type.Array(Shape({ slug: Type.String(), name: Type.String() }), {
    description: 'Way down to the first category, top first',
  }),
})
export type ProductPage = Static<typeof ProductPage>

type Ask = { locale: Locale } & ({ slug: string } | { id: string })

/** As everybody sees them: whoever may read the whole catalogue asks the database. */
const PAGES = remembered('product_page', {
  tables: [
    'product',
    'product_text',
    'product_option',
    'product_category',
    'variant',
    'media',
    'category',
    'category_text',
  ],
  most: 2_000,
})

/** A product by slug or id. Who may not read the whole catalogue gets only what is on sale; else notFound. */
export async function productPage(ctx: Ctx, ask: Ask): Promise<ProductPage> {
  if (seesAll(ctx.actor)) return pageFor(ctx, ask)
  const key = `${ask.locale} ${'id' in ask ? ask.id : ask.slug}`
  const found = await recall(ctx, PAGES, [key], async () => new Map([[key, await pageFor(ctx, ask)]]))
  return found.get(key) as ProductPage
}

async function pageFor(ctx: Ctx, { locale, ...by }: Ask): Promise<ProductPage> {
  const [product] = await productRecords(ctx, 'id' in by ? { ids: [by.id] } : { slugs: [by.slug] })
  const all = seesAll(ctx.actor)
  if (!product || (product.status !== 'active' && !all)) throw notFound('product')
  const variants = product.variants.filter(({ status }) => all || status === 'active')
  const text = product.texts[locale] ?? product.texts[locale === 'es' ? 'en' : 'es']
  const name = text?.name ?? product.slug
  return {
    id: product.id,
    slug: product.slug,
    status: product.status,
    kind: product.kind,
    tax_class: product.tax_class,
    brand: product.brand,
    product_type: product.product_type,
    tags: product.tags,
    name,
    description: text?.description ?? '',
    seo_title: text?.seo_title ?? null,
    seo_text: text?.seo_text ?? null,
    attributes: Object.entries(product.attributes).map(([code, { names, value }]) => ({
      code,
      name: said(names, locale),
      value: said(value, locale),
    })),
    options: optionsOf({ ...product, variants }, locale),
    variants,
    pictures: product.pictures
      .filter(({ variant_id }) => variant_id === null || variants.some(({ id }) => id === variant_id))
      .map((picture) => pictureOf(picture, name, locale)),
    categories: await wayTo(ctx, product.categories[0], locale),
  }
}

/** Only choices that some variant has. */
const optionsOf = ({ options, variants }: ProductRecord, locale: Locale): ProductPage['options'] =>
  options.map(({ code, names, choices }) => ({
    code,
    name: said(names, locale),
    choices: choices
      .filter((choice) => variants.some((variant) => variant.options[code] === choice.code))
      .map((choice) => ({ code: choice.code, name: said(choice.names, locale) })),
  }))

export const pictureOf = (
  { id, variant_id, path, alt, width, height }: StoredPicture,
  name: string,
  locale: Locale,
): Picture => ({
  id,
  variant_id,
  alt: said(alt, locale) || name,
  width,
  height,
  small: pictureUrl(path, 320),
  medium: pictureUrl(path, 640),
  large: pictureUrl(path, 1280),
})

async function wayTo(ctx: Ctx, slug: string | undefined, locale: Locale): Promise<ProductPage['categories']> {
  if (slug === undefined) return []
  const rows = await ctx.sql<{ slug: string; names: Texts }>`
    with recursive above as (
      select id, parent_id, slug, 0 as steps from category where slug = ${slug}
       union all
      select c.id, c.parent_id, c.slug, a.steps + 1 from above a join category c on c.id = a.parent_id
    )
    select a.slug, (select coalesce(jsonb_object_agg(t.locale, t.name), '{}') from category_text t where t.category_id = a.id) as names
      from above a order by a.steps desc`
  return rows.map((row) => ({ slug: row.slug, name: said(row.names, locale) || row.slug }))
}
