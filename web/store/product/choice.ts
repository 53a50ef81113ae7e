import type { Reply } from '#sdk'

export type Detail = Reply<'getProductDetail'>
export type Product = Detail['product']
export type Variant = Product['variants'][number]
export type Offer = Detail['offers'][number]

/** Best first: in the reader's shop, in some shop or by post, nowhere. */
export type State = 'here' | 'elsewhere' | 'none'

export const stateOf = ({ here, shipping, stores }: Offer): State =>
  (here ?? 0) > 0 ? 'here' : shipping > 0 || stores > 0 ? 'elsewhere' : 'none'

const RANK: Readonly<Record<State, number>> = { here: 0, elsewhere: 1, none: 2 }

const offerOf = ({ offers }: Detail, { id }: Variant): Offer => offers.find((offer) => offer.variant_id === id) as Offer

/** The variant the address names by SKU or id, else the first that can be had, nearest to the reader first. */
export function chosenVariant(detail: Detail, wanted: string | null): { variant: Variant; offer: Offer } | null {
  const { variants } = detail.product
  const named = variants.find(({ id, sku }) => wanted !== null && (id === wanted || sku === wanted))
  const best = variants
    .map((variant) => ({ variant, offer: offerOf(detail, variant) }))
    .toSorted((a, b) => RANK[stateOf(a.offer)] - RANK[stateOf(b.offer)])[0]
  return named ? { variant: named, offer: offerOf(detail, named) } : (best ?? null)
}

export type Picture = Product['pictures'][number]
export type ChoiceShown = {
  code: string
  name: string
  sku: string
  chosen: boolean
  state: State
  /** How it looks, where pictures tell the choices of this option apart. */
  picture: Picture | null
}
export type OptionShown = { code: string; name: string; choices: ChoiceShown[] }

/** For each option what can be chosen, and to which variant it leads from the one that is chosen now. */
export function optionsShown(detail: Detail, variant: Variant): OptionShown[] {
  const telling = tellingOf(detail.product)
  return detail.product.options.map(({ code, name, choices }) => {
    const tells = telling.includes(code)
    const shown = choices.flatMap((choice) => {
      const target = closest(detail, variant, code, choice.code)
      if (!target) return []
      const chosen = variant.options[code] === choice.code
      const picture = tells ? pictureOwnTo(detail.product, target) : null
      return [{ ...choice, chosen, sku: target.sku, state: stateOf(offerOf(detail, target)), picture }]
    })
    return { code, name, choices: shown }
  })
}

/** The variant with this choice that differs least otherwise; of equals the one that can be had. */
function closest(detail: Detail, from: Variant, code: string, choice: string): Variant | undefined {
  const kept = ({ options }: Variant): number =>
    Object.entries(options).filter(([name, value]) => from.options[name] === value).length
  return detail.product.variants
    .filter(({ options }) => options[code] === choice)
    .toSorted((a, b) => kept(b) - kept(a) || RANK[stateOf(offerOf(detail, a))] - RANK[stateOf(offerOf(detail, b))])[0]
}

const picturedOf = ({ pictures, variants }: Product): Variant[] =>
  variants.filter(({ id }) => pictures.some(({ variant_id }) => variant_id === id))

/** Codes of the options pictures tell apart: a colour has pictures, a size has none of its own. */
function tellingOf(product: Product): string[] {
  const pictured = picturedOf(product)
  return product.options
    .map(({ code }) => code)
    .filter((code) => new Set(pictured.map(({ options }) => options[code])).size > 1)
}

/** Whether the variant a picture is of looks like this one, as far as pictures tell. */
function isAlike(product: Product, variant: Variant): (id: string) => boolean {
  const telling = tellingOf(product)
  return (id) => {
    const other = picturedOf(product).find((one) => one.id === id)
    return other !== undefined && telling.every((code) => other.options[code] === variant.options[code])
  }
}

/** The first picture that shows this variant and not another. */
function pictureOwnTo(product: Product, variant: Variant): Picture | null {
  const alike = isAlike(product, variant)
  return product.pictures.find(({ variant_id }) => variant_id !== null && alike(variant_id)) ?? null
}

/** Pictures of what is chosen: those of no variant, and those whose variant looks the same. */
export function picturesOf(product: Product, variant: Variant): Picture[] {
  const alike = isAlike(product, variant)
  const found = product.pictures.filter(({ variant_id }) => variant_id === null || alike(variant_id))
  return found.length > 0 ? found : product.pictures
}
