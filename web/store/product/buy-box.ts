import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Part } from '../ask.ts'
import type { House } from '../house.ts'
import { actField } from '../parts/act.ts'
import { heart } from '../parts/heart.ts'
import { icon } from '../parts/icon.ts'
import { price, priceNote } from '../parts/price.ts'
import { paths } from '../paths.ts'
import { savedSlugs } from '../saved.ts'
import { optionsShown, stateOf } from './choice.ts'
import type { Detail, Offer, OptionShown, Variant } from './choice.ts'
import { promises } from './where.ts'
import type { Places } from './where.ts'

const WORDS = {
  tax: { es: (tax: string) => `${tax} incluido`, en: (tax: string) => `${tax} included` },
  noTax: { es: (tax: string) => `más ${tax}`, en: (tax: string) => `plus ${tax}` },
  add: { es: 'Añadir a la cesta', en: 'Add to basket' },
  out: { es: 'Agotado', en: 'Sold out' },
  outWhy: {
    es: 'Ninguna tienda lo tiene y no se puede enviar. Mira otra talla u otro color, o guárdalo para más tarde.',
    en: 'No shop has it and it cannot be sent. See another size or colour, or save it for later.',
  },
  outAlone: {
    es: 'Ninguna tienda lo tiene y no se puede enviar. Guárdalo y mira más tarde si ha vuelto.',
    en: 'No shop has it and it cannot be sent. Save it and see later whether it is back.',
  },
  here: { es: (name: string) => `en ${name}`, en: (name: string) => `in ${name}` },
  key: { es: (name: string) => `Está en ${name}`, en: (name: string) => `${name} has it` },
  elsewhere: { es: 'en otras tiendas o con envío', en: 'in other shops or delivered' },
  none: { es: 'agotado', en: 'sold out' },
} as const

export type Buying = { detail: Detail; variant: Variant; offer: Offer; places: Places; house: House }

/** What decides: name, price, options, where it is, and the button. */
export function buyBox(ask: Ask, buying: Buying): Part {
  const { detail, variant, offer, house } = buying
  const { product, currency } = detail
  const { language } = ask
  return html`<div class="buy">
      ${product.brand !== null && html`<p class="soft">${product.brand}</p>`}
      <div class="buy-title"><h1>${product.name}</h1>${heart(ask, product, savedSlugs(ask).includes(product.slug))}</div>
      <div class="buy-price">${price(offer, currency, language)} ${taxWords(ask, detail, offer)}</div>
      ${priceNote(offer, currency, language)}
      ${optionsShown(detail, variant).map((option) => optionRow(ask, product.slug, option, house))}
      ${promises(ask, buying)}
      ${button(ask, variant, offer, product.variants.length > 1)}
    </div>`
}

function taxWords({ language }: Ask, { tax_included }: Detail, { tax_name, unit_price }: Offer): Part | null {
  if (tax_name === null || unit_price === null) return null
  const w = speak(WORDS, language)
  return html`<span class="soft small">${tax_included ? w.tax(tax_name) : w.noTax(tax_name)}</span>`
}

/** Each choice is a link to its variant; a sign says whether the reader's shop has it. */
function optionRow({ language }: Ask, slug: string, { code, name, choices }: OptionShown, { store }: House): Part {
  const w = speak(WORDS, language)
  const chosen = choices.find((choice) => choice.chosen)
  const [only] = choices
  if (only && choices.length === 1)
    return html`<p class="option-name"><span class="soft">${name}:</span> ${only.name}</p>`
  const marked = store !== null && choices.some(({ state }) => state === 'here')
  const said = { here: store ? w.here(store.name) : '', elsewhere: w.elsewhere, none: w.none }
  return html`<div class="option">
      <p class="option-name" id="option-${code}"><span class="soft">${name}:</span> ${chosen?.name ?? ''}</p>
      <ul class="option-choices" aria-labelledby="option-${code}">${choices.map(
        ({ code: choice, name, sku, chosen, state, picture }) =>
          html`<li><a id="choice-${code}-${choice}" class="choice ${state}${picture !== null && html` choice-picture`}" data-morph href="${paths(language).product(slug, encodeURIComponent(sku))}"${
            chosen && html` aria-current="true"`
          }>${
            picture === null
              ? name
              : html`<img src="${picture.small}" width="64" height="80" alt="" title="${name}"><span class="visually-hidden">${name}</span>`
          }<span class="visually-hidden">, ${said[state]}</span></a></li>`,
      )}</ul>
      ${marked && html`<p class="option-key small soft"><span class="key-dot"></span>${w.key(store.name)}</p>`}
    </div>`
}

function button({ language, url }: Ask, { id }: Variant, offer: Offer, others: boolean): Part {
  const w = speak(WORDS, language)
  if (offer.unit_price === null || stateOf(offer) === 'none')
    return html`<div><button class="button whole" disabled>${w.out}</button><p class="small soft buy-why">${others ? w.outWhy : w.outAlone}</p></div>`
  return html`<form method="post" action="${paths(language).cartLines}" data-live>
        ${actField()}
        <input type="hidden" name="variant_id" value="${id}">
        <input type="hidden" name="quantity" value="1">
        <input type="hidden" name="back" value="${url.pathname}${url.search}">
        <button class="button whole" id="add-to-cart">${icon('shopping-bag-plus', 22)}${w.add}</button>
      </form>`
}
