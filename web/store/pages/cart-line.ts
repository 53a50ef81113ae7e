import { Html, html } from '#shared/html.ts'
import { money } from '#shared/show.ts'
import type { Language } from '#shared/words.ts'
import { speak } from '#shared/words.ts'
import { icon } from '../parts/icon.ts'
import { paths } from '../paths.ts'
import { CART_WORDS } from './cart-words.ts'
import { optionsText } from './cart-mine.ts'
import type { Cart, CartLine } from './cart-mine.ts'

type Shown = { cart: Cart; line: CartLine; language: Language }

/** One article of the cart: what it is, how many, what stands in its way, and what can be done about it. */
export function cartLine({ cart, line, language }: Shown): Html {
  const w = speak(CART_WORDS, language)
  const said = { cart, line, language }
  return html`<li class="cart-line" id="line-${line.line_id}">
    ${picture(said)}
    <div class="cart-line-what">
      <p class="cart-line-name"><a href="${productOf(said)}">${line.name}</a></p>
      ${optionsText(line.options) ? html`<p class="cart-line-options">${optionsText(line.options)}</p>` : null}
      ${priceEach(said)} ${priceChanged(said)} ${problem(said)} ${noteOf(said)}
      <div class="cart-line-acts">
        ${line.saved ? act(said, 'aside', { saved: 'no' }, w.back_in, w.back_in_of(line.name)) : null}
        ${line.saved ? null : act(said, 'aside', { saved: 'yes' }, w.later, w.later_of(line.name))}
        ${act(said, 'remove', {}, w.remove, w.remove_of(line.name))}
      </div>
    </div>
    <div class="cart-line-how-many">${line.saved ? null : stepper(said)}</div>
    <p class="cart-line-total">${line.unit_price === null ? '' : money(line.gross, cart.currency, language)}</p>
  </li>`
}

const productOf = ({ line, language }: Shown): string =>
  paths(language).product(line.slug, encodeURIComponent(line.sku))

/** The name beside it leads there too: one stop of the Tab key is enough. */
const picture = (said: Shown): Html =>
  said.line.picture === null
    ? html`<span class="cart-line-picture"></span>`
    : html`<a href="${productOf(said)}" tabindex="-1" aria-hidden="true"><img class="cart-line-picture" src="${said.line.picture}" alt="" width="96" height="96" loading="lazy"></a>`

/** Said where it happened, until the shopper sets the number anew or buys. */
export function priceChanged({ cart, line, language }: Shown): Html | null {
  const { unit_price, price_seen } = line
  if (unit_price === null || price_seen === null || price_seen === unit_price) return null
  const w = speak(CART_WORDS, language)
  const before = money(price_seen, cart.currency, language)
  return unit_price < price_seen
    ? html`<span class="cart-line-changed ok">${icon('trending-down')} ${w.cheaper(before)}</span>`
    : html`<span class="cart-line-changed warn">${icon('trending-up')} ${w.dearer(before)}</span>`
}

function priceEach({ cart, line, language }: Shown): Html | null {
  if (line.unit_price === null) return null
  const w = speak(CART_WORDS, language)
  const price = (minor: number): string => money(minor, cart.currency, language)
  const reduced = line.compare_at !== null && line.compare_at > line.unit_price
  if (!reduced && line.quantity === 1) return null
  return html`<p class="cart-line-each">
    ${line.quantity > 1 ? w.each(price(line.unit_price)) : null}
    ${reduced ? html` <span class="visually-hidden">${w.was}</span> <s>${price(line.compare_at as number)}</s>` : null}
    ${reduced && line.lowest_30d !== null ? html`<br><small>${w.lowest(price(line.lowest_30d))}</small>` : null}
  </p>`
}

/** The first button of a form is what Enter presses: it sets the number that was typed. */
function stepper({ line, language }: Shown): Html {
  const w = speak(CART_WORDS, language)
  return html`<form class="stepper" method="post" action="${paths(language).cartLine(line.line_id)}" data-live>
    <button class="visually-hidden" tabindex="-1" name="step" value="0">${w.set}</button>
    <button name="step" value="-1" aria-label="${w.fewer(line.name)}"${line.quantity <= 1 ? html` disabled` : null}>${icon('minus')}</button>
    <input name="quantity" id="quantity-${line.line_id}" value="${line.quantity}" inputmode="numeric" autocomplete="off" maxlength="4"
      aria-label="${w.quantity(line.name)}">
    <button name="step" value="1" aria-label="${w.more(line.name)}">${icon('plus')}</button>
  </form>`
}

/** One thing to do with a line, as a form of its own: it works without script. */
function act(
  { line, language }: Shown,
  verb: 'aside' | 'remove',
  fields: Record<string, string>,
  label: string,
  name: string,
): Html {
  return html`<form method="post" action="${paths(language).cartLine(line.line_id)}/${verb}" data-live>
    ${hidden(fields)}<button class="text-button" aria-label="${name}">${label}</button>
  </form>`
}

export const hidden = (fields: Readonly<Record<string, string>>): Html =>
  new Html(
    Object.entries(fields)
      .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`.text)
      .join(''),
  )

function noteOf({ line, language }: Shown): Html | null {
  if (line.saved) return null
  const w = speak(CART_WORDS, language)
  return html`<details class="cart-line-note" id="note-of-${line.line_id}">
    <summary>${line.note ? html`${w.note}: ${line.note}` : w.add_note}</summary>
    <form method="post" action="${paths(language).cartLine(line.line_id)}" data-live>
      <label for="note-${line.line_id}">${w.note} <span class="soft">${w.note_hint}</span></label>
      <textarea id="note-${line.line_id}" name="note" rows="2" maxlength="500">${line.note ?? ''}</textarea>
      <button class="button second slim">${w.save_note}</button>
    </form>
  </details>`
}

/** What stands in the way, in words, and the ways out as buttons. */
function problem({ cart, line, language }: Shown): Html | null {
  if (line.problem === null) return null
  const w = speak(CART_WORDS, language)
  const { code, available, elsewhere } = line.problem
  const text =
    code === 'archived'
      ? w.gone_from_sale
      : code === 'unpriced'
        ? w.unpriced
        : available > 0
          ? w.only(available)
          : code === 'not_here'
            ? w.not_here
            : w.out_of_stock
  const to = paths(language)
  return html`<div class="cart-problem">
    <p>${icon('alert-triangle')} ${text}</p>
    <div class="cart-problem-ways">
      ${
        available > 0
          ? html`<form method="post" action="${to.cartLine(line.line_id)}" data-live>${hidden({ quantity: String(available) })}
            <button class="button second slim">${w.take(available)}</button></form>`
          : null
      }
      ${elsewhere
        .filter((store) => store.available >= line.quantity && store.store_id !== cart.delivery.pickup_store_id)
        .slice(0, 2)
        .map(
          (
            store,
          ) => html`<form method="post" action="${to.cart}/collect" data-live>${hidden({ store_id: store.store_id })}
            <button class="button second slim">${w.collect_in(store.name)}</button></form>`,
        )}
    </div>
  </div>`
}
