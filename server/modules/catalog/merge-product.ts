import { refused } from '#platform/errors'
import { CHOICES_MAX, LOCALES, OPTIONS_MAX, PICTURES_MAX, VARIANTS_MAX, said } from './product.ts'
import type { Option, ProductInput, ProductRecord, StoredPicture, StoredText, StoredVariant, Texts } from './product.ts'
import { isGtin, paddedGtin } from './rules.ts'
import { CODE_LENGTH_MAX, codeOf, fold } from './text.ts'

type VariantInput = NonNullable<ProductInput['variants']>[number]

/**
 * What a product becomes when `input` is said about `now`: what is left out stays. Pure, so that saving
 * twice is comparing twice. Refused: name_required, bad_gtin, same_options, unknown_sku, too_many.
 */
export function mergeProduct(now: ProductRecord, input: ProductInput, newId: () => string): ProductRecord {
  const options = mergeOptions(now, input)
  const variants = mergeVariants(now.variants, input.variants ?? [], options, newId)
  const merged: ProductRecord = {
    ...now,
    status: input.status ?? now.status,
    brand: input.brand === undefined ? now.brand : trimmed(input.brand),
    product_type: input.product_type === undefined ? now.product_type : trimmed(input.product_type),
    kind: input.kind ?? now.kind,
    tax_class: input.tax_class ?? now.tax_class,
    tags: input.tags ? [...new Set(input.tags.map((tag) => tag.trim()).filter(Boolean))] : now.tags,
    attributes: input.attributes
      ? Object.fromEntries(
          input.attributes.map(({ code, names, value }) => [code, { code: codeOf(said(value, 'es')), names, value }]),
        )
      : now.attributes,
    texts: mergeTexts(now.texts, input),
    categories: input.categories ? [...new Set(input.categories)] : now.categories,
    options,
    variants,
    pictures: mergePictures(now.pictures, input.pictures ?? [], variants, newId),
  }
  check(merged)
  return merged
}

const trimmed = (text: string | null): string | null => text?.trim() || null

function mergeTexts(now: ProductRecord['texts'], input: ProductInput): ProductRecord['texts'] {
  const texts: ProductRecord['texts'] = { ...now }
  for (const locale of LOCALES) {
    const given = input.texts?.[locale]
    if (!given) continue
    const name = given.name ?? now[locale]?.name
    if (name === undefined) {
      throw refused('name_required', { detail: `${input.slug} needs a name in "${locale}".`, slug: input.slug, locale })
    }
    const before: StoredText = now[locale] ?? { name, description: '', seo_title: null, seo_text: null }
    texts[locale] = { ...before, ...given, name }
  }
  return texts
}

/** The options that are given or, when none are, the known ones; then whatever the variants name. */
function mergeOptions(now: ProductRecord, input: ProductInput): Option[] {
  const options: Option[] = (input.options ?? now.options).map((option) => ({
    ...option,
    choices: [...option.choices],
  }))
  for (const option of options) {
    const known = now.options.find(({ code }) => code === option.code)
    if (!known) continue
    option.names = { ...known.names, ...option.names }
    option.choices = option.choices.map((choice) => {
      const names = known.choices.find(({ code }) => code === choice.code)?.names
      return names ? { ...choice, names: { ...names, ...choice.names } } : choice
    })
  }
  const named = (input.variants ?? []).flatMap((variant) => Object.entries(variant.options ?? {}))
  for (const [label, choice] of named) {
    const option = findOrAdd(options, label, (code, names) => ({ code, names, choices: [] }))
    findOrAdd(option.choices, choice, (code, names) => ({ code, names }))
  }
  keepUsed(options, now)
  return options
}

/** Choices that variants already have outlive a list that forgot them. */
function keepUsed(options: Option[], now: ProductRecord): void {
  for (const variant of now.variants) {
    for (const [code, choice] of Object.entries(variant.options)) {
      const known = now.options.find((option) => option.code === code)
      const choices = known?.choices.filter((each) => each.code === choice) ?? []
      const option = options.find((each) => each.code === code)
      if (!option && known) options.push({ ...known, choices })
      else if (option && !option.choices.some((each) => each.code === choice)) option.choices.push(...choices)
    }
  }
}

type Named = { code: string; names: Texts }

/** People name a thing by its code or by its name in any language, in any spelling of case and accents. */
function find<T extends Named>(list: readonly T[], label: string): T | undefined {
  const folded = fold(label)
  const spelled = (text: string | undefined): boolean =>
    text !== undefined && (text === label || (folded !== '' && fold(text) === folded))
  return (
    list.find(({ code }) => code === label) ??
    list.find(({ names }) => names.es === label || names.en === label) ??
    list.find(({ names }) => spelled(names.es) || spelled(names.en))
  )
}

function findOrAdd<T extends Named>(list: T[], label: string, make: (code: string, names: Texts) => T): T {
  const found = find(list, label)
  if (found) return found
  const made = make(freeCode(list, codeOf(label)), { es: label })
  list.push(made)
  return made
}

/** "C" and "C+" give one code; the second becomes "c-2". */
function freeCode(list: readonly Named[], code: string): string {
  if (!list.some((each) => each.code === code)) return code
  for (let count = 2; ; count++) {
    const suffix = `-${count}`
    const numbered = code.slice(0, CODE_LENGTH_MAX - suffix.length) + suffix
    if (!list.some((each) => each.code === numbered)) return numbered
  }
}

function mergeVariants(
  now: StoredVariant[],
  given: VariantInput[],
  options: Option[],
  newId: () => string,
): StoredVariant[] {
  const variants = new Map(now.map((variant) => [variant.sku.toLowerCase(), variant]))
  for (const input of given) {
    const sku = input.sku.toLowerCase()
    const before: StoredVariant = variants.get(sku) ?? {
      id: input.id ?? newId(),
      sku: input.sku,
      gtin: null,
      options: {},
      weight_g: null,
      status: 'active',
    }
    variants.set(sku, {
      ...before,
      sku: input.sku,
      gtin: input.gtin === undefined ? before.gtin : input.gtin,
      options: { ...before.options, ...codesOf(input.options ?? {}, options) },
      weight_g: input.weight_g === undefined ? before.weight_g : input.weight_g,
      status: input.status ?? before.status,
    })
  }
  return [...variants.values()]
}

const codesOf = (named: Record<string, string>, options: Option[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(named).flatMap(([label, choice]) => {
      const option = find(options, label)
      const chosen = option && find(option.choices, choice)
      return option && chosen ? [[option.code, chosen.code]] : []
    }),
  )

function mergePictures(
  now: StoredPicture[],
  given: NonNullable<ProductInput['pictures']>,
  variants: StoredVariant[],
  newId: () => string,
): StoredPicture[] {
  const pictures = [...now]
  for (const { sku = null, alt, path, width, height } of given) {
    const variant = sku === null ? null : variants.find((each) => each.sku.toLowerCase() === sku.toLowerCase())
    if (variant === undefined) throw refused('unknown_sku', { detail: `The product has no variant ${sku}.`, sku })
    const variant_id = variant?.id ?? null
    const at = pictures.findIndex((picture) => picture.path === path && picture.variant_id === variant_id)
    const known = pictures[at]
    if (known) pictures[at] = { ...known, alt: { ...known.alt, ...alt } }
    else pictures.push({ id: newId(), variant_id, path, alt: alt ?? {}, width, height })
  }
  return pictures
}

function check(product: ProductRecord): void {
  if (!product.texts.es && !product.texts.en) {
    throw refused('name_required', {
      detail: `${product.slug} needs a name in Spanish or English.`,
      slug: product.slug,
    })
  }
  const tooMany =
    product.variants.length > VARIANTS_MAX ||
    product.pictures.length > PICTURES_MAX ||
    product.options.length > OPTIONS_MAX ||
    product.options.some(({ choices }) => choices.length > CHOICES_MAX)
  if (tooMany)
    throw refused('too_many', {
      detail: `${product.slug} has too many variants, options or pictures.`,
      slug: product.slug,
    })
  const gtins = new Set<string>()
  const sold = new Map<string, string>()
  for (const { sku, gtin, options, status } of product.variants) {
    if (gtin !== null && !isGtin(gtin)) {
      throw refused('bad_gtin', { detail: `${gtin} is not a GTIN: its check digit does not fit.`, sku, gtin })
    }
    const padded = gtin === null ? null : paddedGtin(gtin)
    if (padded !== null && gtins.has(padded))
      throw refused('gtin_taken', { detail: `Two variants have the GTIN ${gtin}.`, sku, gtin })
    if (padded !== null) gtins.add(padded)
    if (status === 'archived') continue
    const combination = JSON.stringify(Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    const other = sold.get(combination)
    if (other !== undefined) {
      throw refused('same_options', {
        detail: `${sku} and ${other} cannot be told apart by their options.`,
        sku,
        other_sku: other,
      })
    }
    sold.set(combination, sku)
  }
}
