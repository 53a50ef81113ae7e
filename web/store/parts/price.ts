import { html } from '#shared/html.ts'
import { money, percent } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import type { Part } from '../ask.ts'

const WORDS = {
  from: { es: 'Desde', en: 'From' },
  now: { es: 'Ahora', en: 'Now' },
  before: { es: 'Antes', en: 'Before' },
  none: { es: 'Sin precio por ahora', en: 'No price for now' },
  lowest: {
    es: (price: string) => `Precio más bajo de los 30 días antes de la rebaja: ${price}`,
    en: (price: string) => `Lowest price in the 30 days before the reduction: ${price}`,
  },
  listed: { es: (price: string) => `Precio de tarifa: ${price}`, en: (price: string) => `List price: ${price}` },
} as const

export type Priced = {
  unit_price: number | null
  compare_at: number | null
  lowest_30d: number | null
  several_prices?: boolean
}

/** The price before a reduction: by law the lowest of the thirty days before it, where that is known (2011/7/EC art. 6a). */
export const priceBefore = ({ unit_price, compare_at, lowest_30d }: Priced): number | null => {
  const before = lowest_30d ?? compare_at
  return unit_price !== null && before !== null && before > unit_price ? before : null
}

/** The price, and where it is reduced what it was and by how much. */
export function price(priced: Priced, currency: string, language: Language): Part {
  const w = speak(WORDS, language)
  const { unit_price } = priced
  if (unit_price === null) return html`<span class="price soft">${w.none}</span>`
  const before = priceBefore(priced)
  const said = money(unit_price, currency, language)
  if (before === null)
    return html`<span class="price">${(priced.several_prices ?? false) && html`<span class="price-from">${w.from}</span> `}${said}</span>`
  return html`<span class="price is-reduced"><span class="visually-hidden">${w.now} </span><span class="price-now">${said}</span>
    <span class="visually-hidden">${w.before} </span><s>${money(before, currency, language)}</s>
    <span class="price-off">${percent(unit_price / before - 1, language)}</span></span>`
}

/** Which earlier price the reduction is counted from, in words. */
export function priceNote(priced: Priced, currency: string, language: Language): Part | null {
  const w = speak(WORDS, language)
  const { lowest_30d, compare_at } = priced
  if (priceBefore(priced) === null) return null
  return html`<p class="price-note">${
    lowest_30d === null
      ? w.listed(money(compare_at ?? 0, currency, language))
      : w.lowest(money(lowest_30d, currency, language))
  }</p>`
}
