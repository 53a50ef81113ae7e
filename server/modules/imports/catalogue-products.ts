import type { ProductInput } from '#catalog'
import type { ProductRow, TranslationRow } from './catalogue-rules.ts'

export type Row<Content> = { row: number; key: string; content: Content }

const CODE_MAX = 60

/** "Coffee Machines" → "coffee-machines". */
export const slugOf = (label: string): string =>
  label
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, CODE_MAX)
    .replace(/-$/, '') || 'x'

/** Kitchen → Coffee Machines: `kitchen`, `kitchen-coffee-machines`, each with what stands above it. */
export const categoryPath = (names: readonly string[]): { slug: string; name: string; parent: string | null }[] =>
  names.map((name, depth) => ({
    slug: pathSlug(names.slice(0, depth + 1)),
    name,
    parent: depth === 0 ? null : pathSlug(names.slice(0, depth)),
  }))

const pathSlug = (names: readonly string[]): string => names.map(slugOf).join('-')

/** A price of 0 beside the name means "see the variants": such a row is the product alone. */
export const isVariant = ({ name, price }: ProductRow): boolean => name === null || price !== null

/** The rows of one product as the catalogue takes it; null when no row says its name. */
export function productOf(
  slug: string,
  rows: readonly Row<ProductRow>[],
  translations: readonly Row<TranslationRow>[],
): ProductInput | null {
  const face = rows.find(({ content }) => content.name !== null)?.content
  if (!face?.name) return null
  const variants = [
    ...new Map(
      rows
        .filter(({ content }) => isVariant(content))
        .toReversed()
        .map(({ content }) => [content.sku.toLowerCase(), content]),
    ).values(),
  ].toReversed()
  const options = optionsOf(variants)
  const category = categoryPath(face.categories).at(-1)
  return {
    slug,
    status: face.status,
    product_type: face.product_type,
    texts: {
      en: { name: face.name, description: face.description, seo_title: face.seo_title, seo_text: face.seo_text },
      ...Object.fromEntries(translations.map(({ content: { locale, ...text } }) => [locale, text])),
    },
    tags: face.tags,
    categories: category ? [category.slug] : [],
    attributes: attributesOf(face, variants),
    options: options.map(({ code, name, choices }) => ({
      code,
      names: { en: name },
      choices: [...choices].map(([value, choice]) => ({ code: choice, names: { en: value } })),
    })),
    variants: variants.map(({ sku, weight_g, options: chosen }) => ({
      sku,
      weight_g,
      options: Object.fromEntries(
        chosen.flatMap(({ name, value }) => {
          const option = options.find((each) => each.name === name)
          const choice = option?.choices.get(value)
          return option && choice ? [[option.code, choice]] : []
        }),
      ),
    })),
  }
}

type Option = { code: string; name: string; choices: Map<string, string> }

/** Every option and choice with a code of its own: "C" and "C+" are two. */
function optionsOf(variants: readonly ProductRow[]): Option[] {
  const options = new Map<string, Option>()
  for (const { name, value } of variants.flatMap((variant) => variant.options)) {
    const option = options.get(name) ?? {
      code: freeCode(
        [...options.values()].map(({ code }) => code),
        name,
      ),
      name,
      choices: new Map<string, string>(),
    }
    options.set(name, option)
    if (!option.choices.has(value)) option.choices.set(value, freeCode([...option.choices.values()], value))
  }
  return [...options.values()]
}

function freeCode(taken: readonly string[], label: string): string {
  const code = slugOf(label)
  for (let count = 1; ; count++) {
    const tried = count === 1 ? code : `${code.slice(0, CODE_MAX - 4)}-${count}`
    if (!taken.includes(tried)) return tried
  }
}

/** Custom fields, and the sizes variants come in: the catalogue keeps facts of the whole product. */
function attributesOf(face: ProductRow, variants: readonly ProductRow[]): NonNullable<ProductInput['attributes']> {
  const custom = Object.entries(face.attributes).map(([code, value]) => ({
    code,
    names: { en: labelOf(code) },
    value: { en: value },
  }))
  const sizes = [...new Set([face, ...variants].flatMap(({ size_mm }) => (size_mm ? [centimetres(size_mm)] : [])))]
  if (sizes.length === 0) return custom
  const size = sizes.join('; ').slice(0, 200)
  return [...custom, { code: 'dimensions', names: { en: 'Dimensions', es: 'Medidas' }, value: { en: size, es: size } }]
}

/** "room_coverage" → "Room coverage". */
const labelOf = (code: string): string => `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('_', ' ')}`

const centimetres = (size_mm: readonly number[]): string =>
  `${size_mm.map((side) => (side / 10).toFixed(1)).join(' × ')} cm`
