import { fold } from '#shared/fold.ts'
import type { Input, Reply } from '#sdk'
import type { Status, TaxClass } from './words.ts'

export type Said = { es?: string; en?: string }
export type DraftOption = { code: string; names: Said; choices: { code: string; names: Said }[] }
export type DraftVariant = {
  /** Made by the server with the first save. */
  id: string | null
  sku: string
  gtin: string
  /** Code of the option → code of the choice. */
  options: Record<string, string>
  weight_g: number | null
  status: 'active' | 'archived'
}
export type DraftAttribute = { code: string; names: Said; value: Said }
export type DraftText = { name: string; description: string; seo_title: string; seo_text: string }

/** A product as its form holds it; nothing is lost on the way there and back. */
export type Draft = {
  slug: string
  status: Status
  brand: string
  product_type: string
  kind: 'goods' | 'service'
  tax_class: TaxClass
  tags: string[]
  categories: string[]
  texts: { es: DraftText; en: DraftText }
  attributes: DraftAttribute[]
  options: DraftOption[]
  variants: DraftVariant[]
}

const NO_TEXT: DraftText = { name: '', description: '', seo_title: '', seo_text: '' }

export const BLANK: Draft = {
  slug: '',
  status: 'draft',
  brand: '',
  product_type: '',
  kind: 'goods',
  tax_class: 'standard',
  tags: [],
  categories: [],
  texts: { es: NO_TEXT, en: NO_TEXT },
  attributes: [],
  options: [],
  variants: [],
}

type Record_ = Reply<'getProductRecord'>

export function draftOf(record: Record_): Draft {
  const text = (locale: 'es' | 'en'): DraftText => {
    const { name = '', description = '', seo_title, seo_text } = record.texts[locale] ?? {}
    return { name, description, seo_title: seo_title ?? '', seo_text: seo_text ?? '' }
  }
  return {
    slug: record.slug,
    status: record.status,
    brand: record.brand ?? '',
    product_type: record.product_type ?? '',
    kind: record.kind,
    tax_class: record.tax_class,
    tags: record.tags,
    categories: record.categories,
    texts: { es: text('es'), en: text('en') },
    attributes: Object.entries(record.attributes).map(([code, { names, value }]) => ({ code, names, value })),
    options: record.options,
    variants: record.variants.map((variant) => ({ ...variant, gtin: variant.gtin ?? '' })),
  }
}

const orNull = (text: string): string | null => text.trim() || null

/** What was left empty in one language is not said in it. */
export const saidOf = ({ es, en }: Said): Said => ({
  ...(es?.trim() ? { es: es.trim() } : {}),
  ...(en?.trim() ? { en: en.trim() } : {}),
})
const isSaid = (said: Said): boolean => Boolean(said.es?.trim() || said.en?.trim())

export function inputOf(product_id: string, draft: Draft): Input<'saveProduct'> {
  const text = ({ name, description, seo_title, seo_text }: DraftText) => ({
    name: name.trim(),
    description: description.trim(),
    seo_title: orNull(seo_title),
    seo_text: orNull(seo_text),
  })
  const { es, en } = draft.texts
  return {
    product_id,
    slug: draft.slug || codeOf(es.name || en.name),
    status: draft.status,
    brand: orNull(draft.brand),
    product_type: orNull(draft.product_type),
    kind: draft.kind,
    tax_class: draft.tax_class,
    tags: draft.tags,
    categories: draft.categories,
    texts: { ...(es.name.trim() ? { es: text(es) } : {}), ...(en.name.trim() ? { en: text(en) } : {}) },
    attributes: draft.attributes
      .filter(({ names, value }) => isSaid(names) && isSaid(value))
      .map(({ code, names, value }) => ({
        code: code || codeOf(names.es ?? names.en ?? ''),
        names: saidOf(names),
        value: saidOf(value),
      })),
    options: draft.options
      .filter(({ names, choices }) => isSaid(names) && choices.length > 0)
      .map(({ code, names, choices }) => ({
        code,
        names: saidOf(names),
        choices: choices
          .filter((choice) => isSaid(choice.names))
          .map((choice) => ({ ...choice, names: saidOf(choice.names) })),
      })),
    variants: draft.variants.map(({ id, sku, gtin, options, weight_g, status }) => ({
      ...(id === null ? {} : { id }),
      sku: sku.trim(),
      gtin: orNull(gtin),
      options,
      weight_g,
      status,
    })),
  }
}

/** A code people can read, from a name: "Azul marino" → "azul-marino". */
export const codeOf = (name: string): string =>
  fold(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)

/** Every choice with every other, in the order they stand. */
function combinations(options: readonly DraftOption[]): Record<string, string>[] {
  return options.reduce<Record<string, string>[]>(
    (all, { code, choices }) => all.flatMap((one) => choices.map((choice) => ({ ...one, [code]: choice.code }))),
    [{}],
  )
}

const sameOptions = (a: Record<string, string>, b: Record<string, string>): boolean =>
  JSON.stringify(Object.entries(a).toSorted()) === JSON.stringify(Object.entries(b).toSorted())

/** The combinations nobody made a variant of yet, with a SKU each that nobody of this product has. */
export function missingVariants(draft: Draft): DraftVariant[] {
  const options = draft.options.filter(({ names, choices }) => isSaid(names) && choices.length > 0)
  const stem = (
    draft.variants[0]?.sku ??
    (draft.slug || codeOf(draft.texts.es.name || draft.texts.en.name))
  ).toUpperCase()
  const base = draft.variants.length > 0 ? stem.replace(/-[^-]+$/, '') : stem
  const taken = new Set(draft.variants.map(({ sku }) => sku.toLowerCase()))
  return combinations(options)
    .filter((one) => !draft.variants.some((variant) => sameOptions(variant.options, one)))
    .map((chosen) => {
      const wanted = [base, ...Object.values(chosen).map((code) => code.toUpperCase())].filter(Boolean).join('-')
      let sku = wanted
      for (let count = 2; taken.has(sku.toLowerCase()); count++) sku = `${wanted}-${count}`
      taken.add(sku.toLowerCase())
      return { id: null, sku, gtin: '', options: chosen, weight_g: null, status: 'active' as const }
    })
}

export const sayChoice = (option: DraftOption, code: string | undefined, language: 'es' | 'en'): string => {
  const names = option.choices.find((choice) => choice.code === code)?.names
  return names?.[language] ?? names?.es ?? names?.en ?? code ?? ''
}
