import type { Reply } from '#sdk'
import { html } from '#shared/html.ts'
import { distance } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Part } from '../ask.ts'
import type { House } from '../house.ts'
import { dayWord, fromTime, openingWords } from '../moments.ts'
import { icon } from '../parts/icon.ts'
import { map } from '../parts/map.ts'
import { placeOf } from '../place.ts'
import { paths } from '../paths.ts'

const WORDS = {
  title: { es: 'Dónde está', en: 'Where it is' },
  collect: {
    es: (day: string, store: string, time: string) => `Recoge ${day} en ${store} ${time}`,
    en: (day: string, store: string, time: string) => `Collect ${day} in ${store} ${time}`,
  },
  collectHere: {
    es: (day: string, time: string) => `Recoge ${day} ${time}`,
    en: (day: string, time: string) => `Collect ${day} ${time}`,
  },
  notHere: {
    es: (store: string) => `Ahora no está en ${store}.`,
    en: (store: string) => `${store} does not have it now.`,
  },
  choose: {
    es: 'Elige tu tienda y te decimos cuándo puedes recogerlo.',
    en: 'Choose your shop and see when you can collect it.',
  },
  chooseLink: { es: 'Elegir tienda', en: 'Choose a shop' },
  change: { es: 'Cambiar', en: 'Change' },
  stores: {
    es: (count: number) => (count === 1 ? 'Ahora está en 1 tienda' : `Ahora está en ${count} tiendas`),
    en: (count: number) => (count === 1 ? 'It is in 1 shop now' : `It is in ${count} shops now`),
  },
  ship: { es: 'Te lo enviamos a casa', en: 'We send it to your home' },
  noShip: { es: 'Ahora no lo podemos enviar', en: 'We cannot send it now' },
  few: { es: (count: number) => `Quedan ${count}`, en: (count: number) => `${count} left` },
  many: { es: 'Disponible', en: 'In stock' },
  out: { es: 'No queda', en: 'None left' },
  pick: { es: 'Elegir esta tienda', en: 'Choose this shop' },
  yours: { es: 'Tu tienda', en: 'Your shop' },
  map: { es: 'Tiendas en el mapa', en: 'Shops on the map' },
  none: { es: 'Ninguna tienda lo tiene ahora.', en: 'No shop has it now.' },
} as const

export type Places = Reply<'getAvailability'>
type Spot = Places['stores'][number]
type Whereabouts = { places: Places; house: House }

/** From how many on it is no longer said how many are left. */
const FEW = 3

const zoneOf = ({ stores, retailer }: House, { store_id }: Spot): string =>
  stores.find(({ id }) => id === store_id)?.timezone ?? retailer.timezone

const away = (ask: Ask, { distance_km }: Spot): string | null =>
  placeOf(ask) === null || distance_km === null ? null : distance(distance_km * 1_000, ask.language)

/** Two lines before the button: where and when it can be collected, and whether it can be sent. */
export function promises(ask: Ask, { places, house }: Whereabouts): Part {
  const w = speak(WORDS, ask.language)
  return html`<ul class="promise">
      <li>${icon('building-store', 22)}<div>${collecting(ask, { places, house })}</div></li>
      <li class="${places.shipping > 0 ? '' : 'soft'}">${icon('truck-delivery', 22)}<div>${places.shipping > 0 ? w.ship : w.noShip}</div></li>
    </ul>`
}

function collecting(ask: Ask, { places, house }: Whereabouts): Part {
  const { language } = ask
  const w = speak(WORDS, language)
  const to = paths(language)
  const own = places.stores.find(({ store_id }) => store_id === house.store?.id)
  const first =
    own && own.available > 0 ? own : places.stores.find(({ available, pickup_from }) => available > 0 && pickup_from)
  const count = places.stores.filter(({ available }) => available > 0).length
  if (!house.store)
    return html`<p>${count === 0 ? w.none : w.stores(count)}</p>
      <p class="small soft">${w.choose} <a class="link" href="${to.stores}?back=${encodeURIComponent(ask.url.pathname + ask.url.search)}">${w.chooseLink}</a></p>`
  const missing = own && own.available > 0 ? null : html`<p class="soft">${w.notHere(house.store.name)}</p>`
  return html`${missing}${first ? promised(ask, first, house) : missing === null && html`<p>${w.none}</p>`}
      <p class="small"><a class="link" href="#where">${count > 0 ? w.stores(count) : w.title}</a></p>`
}

function promised(ask: Ask, spot: Spot, house: House): Part {
  const { language } = ask
  const zone = zoneOf(house, spot)
  const far = away(ask, spot)
  if (spot.pickup_from === null) return html`<p>${spot.name}</p>`
  const said = speak(WORDS, language).collect(
    dayWord(spot.pickup_from, zone, language),
    spot.name,
    fromTime(spot.pickup_from, zone, language),
  )
  return html`<p><strong>${said}</strong>${far !== null && html` <span class="soft">(${far})</span>`}</p>`
}

/** All shops, nearest first, with how many each has; beside them the map. */
export function whereabouts(ask: Ask, { places, house }: Whereabouts): Part {
  const w = speak(WORDS, ask.language)
  const spots = places.stores.flatMap(({ lat, lng, name, code, available, store_id }) =>
    lat === null || lng === null
      ? []
      : [{ lat, lng, name, href: `#store-${code}`, on: available > 0, chosen: store_id === house.store?.id }],
  )
  return html`<section class="where" id="where" aria-labelledby="where-title">
      <h2 id="where-title">${w.title}</h2>
      <div class="where-parts">
        <ul class="where-list">${places.stores.map((spot) => row(ask, spot, house))}</ul>
        ${map(spots, placeOf(ask), w.map)}
      </div>
    </section>`
}

function row(ask: Ask, spot: Spot, house: House): Part {
  const { language, url } = ask
  const w = speak(WORDS, language)
  const zone = zoneOf(house, spot)
  const mine = spot.store_id === house.store?.id
  const far = away(ask, spot)
  return html`<li id="store-${spot.code}"${mine && html` class="mine"`}>
      <div class="where-name"><a href="${paths(language).store(spot.code)}">${spot.name}</a>${far !== null && html`<span class="soft small figures">${far}</span>`}</div>
      <div class="where-has">${
        spot.available > 0
          ? html`<span class="ok">${icon('check', 18)}${spot.available <= FEW ? w.few(spot.available) : w.many}</span>`
          : html`<span class="soft">${icon('x', 18)}${w.out}</span>`
      }</div>
      <p class="where-when soft small">${
        spot.pickup_from === null
          ? openingWords(spot, zone, language)
          : w.collectHere(dayWord(spot.pickup_from, zone, language), fromTime(spot.pickup_from, zone, language))
      }</p>
      ${
        mine
          ? html`<span class="where-pick chip on">${w.yours}</span>`
          : html`<form class="where-pick" method="post" action="${paths(language).choices}" data-live>
        <input type="hidden" name="back" value="${url.pathname}${url.search}">
        <button class="text-button small" name="store" value="${spot.store_id}" aria-label="${w.pick}: ${spot.name}">${w.pick}</button>
      </form>`
      }
    </li>`
}
