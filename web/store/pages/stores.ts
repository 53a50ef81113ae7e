import type { Reply } from '#sdk'
import { html } from '#shared/html.ts'
import { distance } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Page, Part } from '../ask.ts'
import type { House } from '../house.ts'
import { page } from '../layout.ts'
import { openingWords } from '../moments.ts'
import { crumbs } from '../parts/crumbs.ts'
import { icon } from '../parts/icon.ts'
import { map } from '../parts/map.ts'
import { placeOf } from '../place.ts'
import { paths, wayBack } from '../paths.ts'

const WORDS = {
  title: { es: 'Tiendas', en: 'Shops' },
  about: {
    es: (shop: string) => `Encuentra la tienda de ${shop} más cercana, su horario y lo que puedes hacer en ella.`,
    en: (shop: string) => `Find the nearest shop of ${shop}, its hours and what you can do there.`,
  },
  where: { es: 'Ciudad, calle o código postal', en: 'City, street or postcode' },
  find: { es: 'Buscar', en: 'Search' },
  near: { es: 'Usar dónde estoy', en: 'Use where I am' },
  nearNo: {
    es: 'El navegador no nos dice dónde estás. Escribe tu ciudad o código postal.',
    en: 'The browser does not tell us where you are. Type your city or postcode.',
  },
  forget: { es: 'Olvidar dónde estoy', en: 'Forget where I am' },
  none: {
    es: (text: string) => `No hay ninguna tienda en «${text}». Estas son todas:`,
    en: (text: string) => `There is no shop in “${text}”. These are all of them:`,
  },
  found: {
    es: (count: number) => (count === 1 ? '1 tienda' : `${count} tiendas`),
    en: (count: number) => (count === 1 ? '1 shop' : `${count} shops`),
  },
  choose: { es: 'Elegir esta tienda', en: 'Choose this shop' },
  yours: { es: 'Tu tienda', en: 'Your shop' },
  see: { es: 'Horario y más', en: 'Hours and more' },
  map: { es: 'Tiendas en el mapa', en: 'Shops on the map' },
  empty: { es: 'Todavía no hay tiendas', en: 'There are no shops yet' },
  emptyWhy: {
    es: 'Puedes comprar aquí y te lo enviamos a casa.',
    en: 'You can buy here and we send it to your home.',
  },
} as const

const TEXT_MAX = 100
type Found = Reply<'findStores'>
type Store = Found['items'][number]

/** Shops by city, street or postcode, or from where the reader is; each can be chosen as theirs. */
export const storesPage: Page = async (ask) => {
  const { language, url, client } = ask
  const w = speak(WORDS, language)
  const text = (url.searchParams.get('q') ?? '')
    .replaceAll(/[\u0000-\u001F\u007F]/g, ' ')
    .trim()
    .slice(0, TEXT_MAX)
  const place = placeOf(ask)
  const [house, found] = await Promise.all([
    ask.house,
    client.findStores({
      ...(text === '' ? {} : { text }),
      ...(place ? { near_lat: place.lat, near_lng: place.lng } : {}),
    }),
  ])
  const spots = found.items.flatMap(({ lat, lng, name, code, open_now, id }) =>
    lat === null || lng === null
      ? []
      : [{ lat, lng, name, href: `#store-${code}`, on: open_now, chosen: id === house.store?.id }],
  )
  const back = wayBack(url.searchParams.get('back'), `${url.pathname}${url.search}`)
  return page(ask, {
    title: w.title,
    description: w.about(house.retailer.name),
    unlisted: text !== '',
    body: html`<div class="wide">
      ${crumbs(ask, [{ name: w.title, path: url.pathname }])}
      <h1>${w.title}</h1>
      <div class="finder">
        <div class="stack">
          ${finderForm(ask, text, place !== null)}
          <p class="soft" id="count" role="status">${found.all && text !== '' ? w.none(text) : w.found(found.items.length)}</p>
          ${
            found.items.length === 0
              ? html`<div class="empty"><h2>${w.empty}</h2><p>${w.emptyWhy}</p></div>`
              : html`<ul class="finder-list">${found.items.map((store) => row(ask, store, house, back))}</ul>`
          }
        </div>
        ${map(spots, place, w.map)}
      </div>
    </div>`,
  })
}

function finderForm({ language, url }: Ask, text: string, placed: boolean): Part {
  const w = speak(WORDS, language)
  const to = paths(language)
  const back = url.searchParams.get('back')
  return html`<form class="finder-form" method="get" action="${url.pathname}" role="search" aria-label="${w.title}" data-live>
      ${back !== null && html`<input type="hidden" name="back" value="${back}">`}
      <div class="field"><label for="where-to">${w.where}</label><input id="where-to" name="q" value="${text}" maxlength="${TEXT_MAX}" autocomplete="postal-code" enterkeyhint="search"></div>
      <button class="button">${w.find}</button>
    </form>
    <form method="post" action="${to.choices}" data-live data-place data-no="${w.nearNo}">
      <input type="hidden" name="back" value="${url.pathname}${url.search}">
      ${
        placed
          ? html`<button class="button second slim" name="place" value="">${icon('location-off', 18)}${w.forget}</button>`
          : html`<input type="hidden" name="place" value=""><button class="button second slim only-script">${icon('current-location', 18)}${w.near}</button>`
      }
    </form>`
}

export const addressLine = ({ address }: { address: Record<string, string> }): string =>
  [address['line1'], [address['postcode'], address['city']].filter(Boolean).join(' ')].filter(Boolean).join(', ')

function row(ask: Ask, store: Store, house: House, back: string): Part {
  const { language } = ask
  const w = speak(WORDS, language)
  const to = paths(language)
  const mine = store.id === house.store?.id
  return html`<li id="store-${store.code}">
      <h2><a href="${to.store(store.code)}">${store.name}</a></h2>
      <span class="finder-far">${store.distance_km !== null && distance(store.distance_km * 1_000, language)}</span>
      <address class="soft">${addressLine(store)}</address><span></span>
      <div class="row">
        <span class="small ${store.open_now ? 'ok' : 'soft'}">${store.open_now && icon('clock', 18)}${openingWords(store, store.timezone, language)}</span>
        ${mine ? html`<span class="chip on">${icon('check', 16)}${w.yours}</span>` : chooseForm(ask, store, back, w.choose)}
      </div>
    </li>`
}

export function chooseForm(
  { language }: Ask,
  { id, name }: { id: string; name: string },
  back: string,
  words: string,
): Part {
  return html`<form method="post" action="${paths(language).choices}" data-live>
        <input type="hidden" name="back" value="${back}">
        <button class="chip" name="store" value="${id}" aria-label="${words}: ${name}">${words}</button>
      </form>`
}
