import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import { money } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import { icon } from '../parts/icon.ts'
import { dayOf, moment } from '../parts/when.ts'
import { buying, unitsOf } from './cart-mine.ts'
import type { Cart } from './cart-mine.ts'
import { CART_WORDS } from './cart-words.ts'

/** What everything costs, with the tax in it. */
export function totals(cart: Cart, language: Language): Html {
  const w = speak(CART_WORDS, language)
  const price = (minor: number): string => money(minor, cart.currency, language)
  return html`<dl class="totals">
    <div><dt>${w.units(unitsOf(buying(cart)))}</dt><dd>${price(cart.tax_included ? cart.gross : cart.net)}</dd></div>
    <div><dt>${w.delivery}</dt><dd>${w.delivery_free}</dd></div>
    ${cart.taxes.map(({ name, tax }) => html`<div class="totals-tax"><dt>${(cart.tax_included ? w.tax_in : w.tax_on)(price(tax), name)}</dt><dd></dd></div>`)}
    <div class="totals-total"><dt>${w.total}</dt><dd>${price(cart.gross)}</dd></div>
  </dl>`
}

/** Where and from when, as the goods stand now. */
export function promise(cart: Cart, language: Language, zone: string): Html {
  const w = speak(CART_WORDS, language)
  const { method, pickup_store_name: store } = cart.delivery
  const ready = cart.promise?.ready_at
  const leaves = cart.promise?.ships_at
  if (method === 'pickup' && store)
    return html`${icon('building-store')} ${ready ? w.collect_from(store, moment(ready, language, zone)) : w.collect(store)}`
  if (method === 'ship' && leaves) return html`${icon('package')} ${w.leaves(dayOf(leaves, language, zone))}`
  return html`${icon('clock')} ${w.choose_later}`
}
