import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import { money } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import { errorList, field } from '../parts/field.ts'
import { icon } from '../parts/icon.ts'
import { paths } from '../paths.ts'
import { addressLines } from './checkout-address.ts'
import { hidden } from './cart-line.ts'
import { promise } from './cart-totals.ts'
import type { Checkout, Trouble } from './checkout-state.ts'
import { CHECKOUT_WORDS } from './checkout-words.ts'

export const contactForm = ({ cart, person }: Checkout, trouble: Trouble['contact'], language: Language): Html => {
  const w = speak(CHECKOUT_WORDS, language)
  const to = paths(language)
  const ofKind = (kind: string): string => person?.identities.find((one) => one.kind === kind)?.shown ?? ''
  const name = [person?.given_name, person?.family_name].filter(Boolean).join(' ')
  const given = trouble?.typed ?? {
    name: cart.contact?.name ?? name,
    email: cart.contact?.email ?? ofKind('email'),
    phone: cart.contact?.phone ?? ofKind('phone'),
  }
  const wrong = trouble?.wrong ?? {}
  return html`<form class="stack" method="post" action="${to.checkoutStep('contact')}" novalidate data-live>
    ${errorList(w.check, wrong)}
    ${person ? null : html`<p class="soft">${w.have_account} <a href="${to.signIn(to.checkout)}">${w.sign_in}</a></p>`}
    <div class="fields">
      ${field({ name: 'name', label: w.name, value: given.name, error: wrong.name, autocomplete: 'name', wide: true })}
      ${field({ name: 'email', label: w.email, value: given.email, error: wrong.email, type: 'email', autocomplete: 'email', hint: w.email_hint, maxlength: 320 })}
      ${field({ name: 'phone', label: w.phone, value: given.phone, error: wrong.phone, type: 'tel', autocomplete: 'tel', optional: w.optional, maxlength: 40 })}
    </div>
    <button class="button">${w.go_on}</button>
  </form>`
}

export const contactDone = ({ cart }: Checkout): Html =>
  html`<p>${[cart.contact?.name, cart.contact?.email, cart.contact?.phone].filter(Boolean).join(' · ')}</p>`

export const deliveryDone = ({ cart, zone }: Checkout, language: Language): Html => {
  const { method, address } = cart.delivery
  return html`${method === 'ship' && address ? html`<p>${addressLines(address, language).join(' · ')}</p>` : null}
    <p class="cart-promise">${promise(cart, language, zone)}</p>`
}

/** The total that is seen is the total that is sent along: another one is never charged. */
export function paymentForm({ cart, held }: Checkout, trouble: string | undefined, language: Language): Html {
  const w = speak(CHECKOUT_WORDS, language)
  const price = (minor: number): string => money(minor, cart.currency, language)
  const left = Math.max(0, cart.gross - held)
  const verb = left === 0 ? w.confirm(price(cart.gross)) : held === 0 ? w.pay(price(left)) : w.pay_rest(price(left))
  return html`<form class="stack" method="post" action="${paths(language).checkoutStep('payment')}" data-once>
    ${trouble ? html`<div class="buy-alert" role="alert" data-focus tabindex="-1"><p>${trouble}</p></div>` : null}
    ${hidden({ expected_total: String(cart.gross), payment_id: crypto.randomUUID() })}
    ${held > 0 ? html`<p>${icon('shield-check')} ${w.held(price(held))}</p>` : null}
    ${left > 0 ? html`<p class="soft">${icon('lock')} ${w.pay_text}</p>` : null}
    <button class="button whole">${verb}</button>
    <p class="soft small">${w.terms}</p>
  </form>`
}
