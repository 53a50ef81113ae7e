import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Id, Named, Nullable, OneOf, Shape, Text } from '#platform/route'

export const LOCALES = ['es', 'en'] as const
export type Locale = (typeof LOCALES)[number]

export const VARIANTS_MAX = 500
export const OPTIONS_MAX = 5
export const CHOICES_MAX = 200
export const ATTRIBUTES_MAX = 60
export const PICTURES_MAX = 200
export const TAGS_MAX = 60
export const CATEGORIES_PER_PRODUCT_MAX = 20

/** One idea in the shop's languages; at least one of them. */
export const Texts = Type.Object(
  { es: Type.Optional(Text(200)), en: Type.Optional(Text(200)) },
  { additionalProperties: false, minProperties: 1 },
)
export type Texts = Static<typeof Texts>

export const Slug = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', minLength: 1, maxLength: 160 })
export const Sku = Type.String({
  pattern: '^[^\\s\\u0000-\\u001F\\u007F]([^\\u0000-\\u001F\\u007F]*[^\\s\\u0000-\\u001F\\u007F])?$',
  minLength: 1,
  maxLength: 80,
})
export const Gtin = Type.String({
  pattern: '^([0-9]{8}|[0-9]{12,14})$',
  description: 'GTIN-8, -12, -13 or -14 with its check digit',
})
/** Code of an option, a choice or an attribute: what filters and imports name it by. */
export const Code = Type.String({ pattern: '^[a-z0-9]+([_-][a-z0-9]+)*$', minLength: 1, maxLength: 60 })
/** The bar separates tags in spreadsheets. */
const Tag = Type.String({ pattern: '^[^|\\u0000-\\u001F\\u007F]*$', minLength: 1, maxLength: 60 })

export const PRODUCT_STATUSES = ['draft', 'active', 'archived'] as const
export const ProductStatus = OneOf(PRODUCT_STATUSES)
export const ProductKind = OneOf(['goods', 'service'])
export const TaxClass = OneOf(['standard', 'reduced', 'super_reduced', 'exempt'])
export const VariantStatus = OneOf(['active', 'archived'])

export const ProductText = Shape({
  name: Type.Optional(Text(300)),
  description: Type.Optional(Text(20_000, 0)),
  seo_title: Type.Optional(Nullable(Text(300))),
  seo_text: Type.Optional(Nullable(Text(1_000))),
})

export const Choice = Shape({ code: Code, names: Texts })
export const Option = Shape({ code: Code, names: Texts, choices: Type.Array(Choice, { maxItems: CHOICES_MAX }) })
export const Attribute = Shape({ code: Code, names: Texts, value: Texts })

export const VariantInput = Shape({
  id: Type.Optional(Id),
  sku: Sku,
  gtin: Type.Optional(Nullable(Gtin)),
  options: Type.Optional(
    Named(Text(200), {
      most: OPTIONS_MAX,
      name_max: 200,
      description: 'Option → choice, each by its code or its name; names not known yet become new options and choices',
    }),
  ),
  weight_g: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 10_000_000 }))),
  status: Type.Optional(VariantStatus),
})

export const PictureInput = Shape({
  path: Type.String({ pattern: '^[0-9a-f]{2}/[0-9a-f]{64}-1280\\.webp$', description: 'As storePicture answered it' }),
  width: Type.Integer({ minimum: 1, maximum: 100_000 }),
  height: Type.Integer({ minimum: 1, maximum: 100_000 }),
  alt: Type.Optional(Type.Partial(Texts, { additionalProperties: false })),
  sku: Type.Optional(Nullable(Sku)),
})

const fields = {
  slug: Slug,
  status: Type.Optional(ProductStatus),
  brand: Type.Optional(Nullable(Text(120))),
  product_type: Type.Optional(Nullable(Text(120))),
  kind: Type.Optional(ProductKind),
  tax_class: Type.Optional(TaxClass),
  texts: Type.Optional(Shape({ es: Type.Optional(ProductText), en: Type.Optional(ProductText) })),
  attributes: Type.Optional(
    Type.Array(Attribute, { maxItems: ATTRIBUTES_MAX, description: 'All attributes: others are dropped' }),
  ),
  tags: Type.Optional(Type.Array(Tag, { maxItems: TAGS_MAX, description: 'All tags: others are dropped' })),
  categories: Type.Optional(
    Type.Array(Slug, {
      maxItems: CATEGORIES_PER_PRODUCT_MAX,
      description: 'Slugs of all categories: others are dropped',
    }),
  ),
  options: Type.Optional(Type.Array(Option, { maxItems: OPTIONS_MAX })),
  variants: Type.Optional(Type.Array(VariantInput, { maxItems: VARIANTS_MAX })),
  pictures: Type.Optional(Type.Array(PictureInput, { maxItems: PICTURES_MAX })),
}

/** What is left out stays as it is; lists of variants and pictures add and change, they never remove. */
export const ProductBody = Shape(fields)
export const ProductInput = Shape({ id: Type.Optional(Id), ...fields })
export type ProductInput = Static<typeof ProductInput>

const StoredText = Shape({
  name: Type.String(),
  description: Type.String(),
  seo_title: Nullable(Type.String()),
  seo_text: Nullable(Type.String()),
})
export type StoredText = Static<typeof StoredText>

const StoredAttribute = Shape({ code: Type.String(), names: Texts, value: Texts })
export const StoredVariant = Shape({
  id: Id,
  sku: Type.String(),
  gtin: Nullable(Type.String()),
  options: Type.Record(Type.String(), Type.String()),
  weight_g: Nullable(Type.Integer()),
  status: VariantStatus,
})
const StoredPicture = Shape({
  id: Id,
  variant_id: Nullable(Id),
  path: Type.String(),
  alt: Type.Partial(Texts),
  width: Type.Integer(),
  height: Type.Integer(),
})

/** A product with all its rows and both languages: what saving compares with and editors read. */
export const ProductRecord = Shape({
  id: Id,
  slug: Type.String(),
  status: ProductStatus,
  brand: Nullable(Type.String()),
  product_type: Nullable(Type.String()),
  kind: ProductKind,
  tax_class: TaxClass,
  tags: Type.Array(Type.String()),
  attributes: Type.Record(Type.String(), StoredAttribute),
  texts: Shape({ es: Type.Optional(StoredText), en: Type.Optional(StoredText) }),
  categories: Type.Array(Type.String(), { description: 'Slugs' }),
  options: Type.Array(Option),
  variants: Type.Array(StoredVariant),
  pictures: Type.Array(StoredPicture),
})
export type ProductRecord = Static<typeof ProductRecord>
export type Option = Static<typeof Option>
export type StoredVariant = Static<typeof StoredVariant>
export type StoredPicture = Static<typeof StoredPicture>

/** The words in the reader's language, or in the other one where they are missing. */
export const said = (texts: { es?: string; en?: string }, locale: Locale): string =>
  texts[locale] ?? texts[locale === 'es' ? 'en' : 'es'] ?? ''
