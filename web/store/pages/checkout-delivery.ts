import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import { distance } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import { actField } from '../parts/act.ts'
import { enterButton, errorList } from '../parts/field.ts'
import { icon } from '../parts/icon.ts'
import { paths } from '../paths.ts'
import { moment } from '../parts/when.ts'
import { addressFields, fieldsOf, titledAddress } from './checkout-address.ts'
import { buying, unitsOf } from './cart-mine.ts'
import type { CartStore, Checkout, Trouble } from './checkout-state.ts'
import { CHECKOUT_WORDS } from './checkout-words.ts'

type Asked = { checkout: Checkout; trouble: Trouble['delivery']; language: Language }

/** Collect or have it sent; which of the two is open follows the choice, also without script (`:has` in buy.css). */
export function deliveryForm(asked: Asked): Html {
  const { checkout, trouble, language } = asked
  const w = speak(CHECKOUT_WORDS, language)
  const method = trouble?.way || chosenMethod(checkout)
  const way = (value: string, title: string, text: string, sign: Html): Html => html`<label class="pick">
    <input type="radio" name="way" value="${value}"${method === value ? html` checked` : null}>
    ${sign}<span><strong>${title}</strong><br><span class="soft">${text}</span></span>
  </label>`
  return html`<form class="stack delivery" method="post" action="${paths(language).checkoutStep('delivery')}" novalidate data-live>
    ${enterButton(w.go_on)} ${errorList(w.check, trouble?.wrong ?? {})}
    <fieldset class="picks picks-two" id="way"><legend class="visually-hidden">${w.how}</legend>
      ${way('pickup', w.collect, w.collect_text, icon('building-store'))} ${way('ship', w.ship, w.ship_text, icon('package'))}
    </fieldset>
    <div class="delivery-pickup">${storeChoice(asked)}</div>
    <div class="delivery-ship">${addressChoice(asked)}</div>
    <button class="button">${w.go_on}</button>
  </form>`
}

const chosenMethod = ({ cart, stores }: Checkout): string =>
  cart.delivery.method === 'ship' || !stores.some(({ complete }) => complete) ? 'ship' : 'pickup'

/** The rest is one click away. */
const STORES_SHOWN = 5

function storeChoice({ checkout, trouble, language }: Asked): Html {
  const { cart, stores } = checkout
  const w = speak(CHECKOUT_WORDS, language)
  const complete = stores.filter((store) => store.complete)
  const chosen = trouble?.store_id || cart.delivery.pickup_store_id || complete[0]?.store_id
  const units = unitsOf(buying(cart))
  const option = (store: CartStore): Html =>
    storeOption(store, { chosen: store.store_id === chosen, units, zone: checkout.zone, language })
  const hidden = stores.slice(STORES_SHOWN).some(({ store_id }) => store_id === chosen)
  return html`<fieldset class="picks" id="store_id"><legend>${w.which_store}</legend>
    <p><button class="button second slim" type="button" data-near="${paths(language).choices}" data-denied="${w.near_denied}" hidden>${icon('current-location')} ${w.near_me}</button></p>
    ${complete.length === 0 ? html`<p class="buy-warning">${w.no_store}</p>` : null}
    ${stores.slice(0, STORES_SHOWN).map(option)}
    ${
      stores.length > STORES_SHOWN
        ? html`<details class="more-stores"${hidden ? html` open` : null}><summary>${w.more_stores(stores.length - STORES_SHOWN)}</summary>
      <div class="picks">${stores.slice(STORES_SHOWN).map(option)}</div></details>`
        : null
    }
  </fieldset>`
}

/** A shop that lacks something is shown with what it lacks, and cannot be chosen. */
function storeOption(
  { store_id, name, complete, distance_km, open_now, pickup_from, units: here }: CartStore,
  { chosen, units, zone, language }: { chosen: boolean; units: number; zone: string; language: Language },
): Html {
  const w = speak(CHECKOUT_WORDS, language)
  const state = !complete
    ? w.some(here, units)
    : [pickup_from ? w.from(moment(pickup_from, language, zone)) : null, open_now ? w.open : null]
        .filter(Boolean)
        .join(' · ')
  return html`<label class="pick${complete ? '' : ' pick-closed'}">
    <input type="radio" name="store_id" value="${store_id}"${chosen && complete ? html` checked` : null}${complete ? null : html` disabled`}>
    <span class="pick-main"><strong>${name}</strong><br><span class="${complete ? 'ok' : 'soft'}">${state}</span></span>
    ${distance_km === null ? null : html`<span class="pick-side">${distance(distance_km * 1_000, language)}</span>`}
  </label>`
}

function addressChoice({ checkout, trouble, language }: Asked): Html {
  const { cart, addresses } = checkout
  const w = speak(CHECKOUT_WORDS, language)
  const start = { name: cart.contact?.name ?? '', ...fieldsOf(cart.delivery.address) }
  const form = html`${addressFields(trouble?.typed ?? start, trouble?.wrong ?? {}, language)}
    ${checkout.person ? html`${actField()}<label class="check"><input type="checkbox" name="keep" value="yes"> ${w.keep_address}</label>` : null}`
  if (addresses.length === 0) return form
  const chosen = trouble?.address_id ?? addresses[0]?.id
  return html`<fieldset class="picks" id="address_id"><legend>${w.which_address}</legend>
    ${addresses.map((own) => {
      const { title, lines } = titledAddress(own, language)
      return html`<label class="pick">
        <input type="radio" name="address_id" value="${own.id}"${chosen === own.id ? html` checked` : null}>
        <span><strong>${title}</strong><br><span class="soft">${lines.join(' · ')}</span></span>
      </label>`
    })}
    <label class="pick"><input type="radio" name="address_id" value="" data-other${chosen === '' ? html` checked` : null}>
      <strong>${w.other_address}</strong></label>
    <div class="delivery-other">${form}</div>
  </fieldset>`
}
