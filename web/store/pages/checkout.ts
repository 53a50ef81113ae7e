import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import { money } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { icon } from '../parts/icon.ts'
import { page } from '../layout.ts'
import { paths } from '../paths.ts'
import { priceChanged } from './cart-line.ts'
import { totals } from './cart-totals.ts'
import { buying, optionsText } from './cart-mine.ts'
import type { Cart } from './cart-mine.ts'
import { deliveryForm } from './checkout-delivery.ts'
import { checkoutOf, hasContact, hasDelivery } from './checkout-state.ts'
import type { Checkout, Step, Trouble } from './checkout-state.ts'
import { contactDone, contactForm, deliveryDone, paymentForm } from './checkout-steps.ts'
import { CHECKOUT_WORDS } from './checkout-words.ts'

/** One page, three steps; what is done stays in sight and can be changed. */
export async function checkoutPage(ask: Ask): Promise<Shown> {
  const checkout = await checkoutOf(ask)
  if (checkout === null) return nothingToBuy(ask)
  if (checkout.cart.problems > 0) return { redirect: paths(ask.language).cart }
  return showCheckout(ask, checkout, whatHappened(ask, checkout.cart))
}

/** Who comes back after the order was placed (the browser was closed while paying) is shown that order. */
async function nothingToBuy({ client, known, language }: Ask): Promise<Shown> {
  const to = paths(language)
  const newest = known ? (await client.myOrders({ limit: 1 })).items[0] : undefined
  const recent = newest !== undefined && Date.now() - Date.parse(newest.placed_at) < RECENT_MS
  return { redirect: recent ? to.order(newest.number) : to.cart }
}
const RECENT_MS = 15 * 60_000

/** Why a payment came to nothing. */
const TROUBLES = [
  'card_declined',
  'insufficient_funds',
  'not_finished',
  'not_opened',
  'stopped',
  'away',
  'too_many_payments',
] as const

/** What is said about the payment, by what the address says happened. */
function whatHappened({ url, language }: Ask, cart: Cart): Trouble {
  const w = speak(CHECKOUT_WORDS, language)
  const was = Number(url.searchParams.get('was') ?? Number.NaN)
  const price = (minor: number): string => money(minor, cart.currency, language)
  if (Number.isInteger(was) && was !== cart.gross) {
    const text = url.searchParams.has('paid') ? w.changed_paid : w.changed
    return { payment: text(price(was), price(cart.gross)) }
  }
  const said = TROUBLES.find((name) => name === url.searchParams.get('trouble'))
  return said ? { payment: w[said] } : {}
}

export function showCheckout(ask: Ask, checkout: Checkout, trouble: Trouble = {}, status = 200): Promise<Shown> {
  const { language } = ask
  const w = speak(CHECKOUT_WORDS, language)
  const { cart, step } = checkout
  const forms: Record<Step, () => Html> = {
    contact: () => contactForm(checkout, trouble.contact, language),
    delivery: () => deliveryForm({ checkout, trouble: trouble.delivery, language }),
    payment: () => paymentForm(checkout, trouble.payment, language),
  }
  const section = (name: Step, number: number, done: Html | null): Html =>
    html`<section class="step card${name === step ? ' step-open' : ''}" aria-labelledby="step-${name}"${name === step ? html` aria-current="step"` : null}>
      <header>
        <span class="step-number">${done && name !== step ? icon('check') : number}</span>
        <h2 id="step-${name}"${name === step ? html` tabindex="-1"` : null}>${w[name]}</h2>
        ${
          done && name !== step
            ? html`<a href="${paths(language).checkout}?step=${name}" aria-label="${w.change_of(w[name])}">${w.change}</a>`
            : null
        }
      </header>
      ${name === step ? forms[name]() : (done ?? html`<p class="soft">${w.waits}</p>`)}
    </section>`
  return page(ask, {
    title: w.title,
    status,
    private: true,
    body: html`<div class="wide buy" id="checkout" data-follow="cart" data-version="${cart.version}">
      <h1>${w.title}</h1>
      <p class="cart-other" id="cart-other" role="status"></p>
      <div class="buy-columns">
        <div class="steps">
          ${section('contact', 1, hasContact(cart) ? contactDone(checkout) : null)}
          ${section('delivery', 2, hasDelivery(cart) ? deliveryDone(checkout, language) : null)}
          ${section('payment', 3, null)}
        </div>
        <div class="buy-side">${summary(cart, language)}</div>
      </div>
    </div>`,
  })
}

/** What is bought and what it costs, always in sight; folded away above the steps on a phone. */
function summary(cart: Cart, language: Language): Html {
  const w = speak(CHECKOUT_WORDS, language)
  const price = (minor: number): string => money(minor, cart.currency, language)
  return html`<details class="card checkout-summary" id="summary">
    <summary><h2>${w.your_order}</h2><span class="amount">${price(cart.gross)}</span>${icon('chevron-down')}</summary>
    <ul class="small-lines">
      ${buying(cart).map(
        (line) => html`<li>
          ${line.picture ? html`<img src="${line.picture}" alt="" width="56" height="56">` : html`<span class="no-picture"></span>`}
          <span>${line.name}<br><span class="soft">${[optionsText(line.options), w.quantity(line.quantity)].filter(Boolean).join(' · ')}</span>${priceChanged({ cart, line, language })}</span>
          <span class="amount">${price(line.gross)}</span>
        </li>`,
      )}
    </ul>
    ${totals(cart, language)}
    <p><a href="${paths(language).cart}">${w.back}</a></p>
  </details>`
}
