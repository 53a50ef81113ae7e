import type { Reply } from '#sdk'
import { html } from '#shared/html.ts'
import { date, weekday } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import type { Ask, Page, Part } from '../ask.ts'
import { page } from '../layout.ts'
import { openingWords } from '../moments.ts'
import { crumbs, crumbsData } from '../parts/crumbs.ts'
import { icon } from '../parts/icon.ts'
import { map } from '../parts/map.ts'
import { placeOf } from '../place.ts'
import { paths } from '../paths.ts'
import { addressLine, chooseForm } from './stores.ts'

const WORDS = {
  stores: { es: 'Tiendas', en: 'Shops' },
  about: {
    es: (name: string, where: string) => `${name}: ${where}. Horario, teléfono y qué puedes hacer en la tienda.`,
    en: (name: string, where: string) => `${name}: ${where}. Hours, telephone and what you can do in the shop.`,
  },
  yours: { es: 'Tu tienda', en: 'Your shop' },
  choose: { es: 'Elegir esta tienda', en: 'Choose this shop' },
  hours: { es: 'Horario', en: 'Opening hours' },
  special: { es: 'Días especiales', en: 'Special days' },
  closed: { es: 'Cerrada', en: 'Closed' },
  contact: { es: 'Dónde está', en: 'Where it is' },
  call: { es: 'Llamar', en: 'Call' },
  write: { es: 'Escribir', en: 'Write' },
  can: { es: 'Qué puedes hacer aquí', en: 'What you can do here' },
  collect: { es: 'Recoger lo que compras en la web', en: 'Collect what you buy online' },
  try: { es: 'Probarte lo que has guardado', en: 'Try on what you have saved' },
  bring: {
    es: 'Devolver lo que compraste en la web o en otra tienda',
    en: 'Bring back what you bought online or in another shop',
  },
  order: { es: 'Pedir lo que está en otra tienda', en: 'Order what is in another shop' },
  look: { es: 'Ver lo que hay en esta tienda', en: 'See what this shop has' },
  map: { es: 'En el mapa', en: 'On the map' },
} as const

type Store = Reply<'getStoreDetail'>

export const storePage: Page = async (ask) => {
  const { language, public_url, params } = ask
  const w = speak(WORDS, language)
  const to = paths(language)
  const [store, house] = await Promise.all([ask.client.getStoreDetail({ code: params['code'] as string }), ask.house])
  const steps = [
    { name: w.stores, path: to.stores },
    { name: store.name, path: to.store(store.code) },
  ]
  const mine = house.store?.id === store.id
  return page(ask, {
    title: store.name,
    description: w.about(store.name, addressLine(store)),
    data: [storeData(public_url, ask.url.pathname, store, house.retailer.name), crumbsData(public_url, steps)],
    body: html`<div class="wide store">
      ${crumbs(ask, steps)}
      <h1>${store.name}</h1>
      <div class="row lead">
        <span class="${store.open_now ? 'ok' : 'soft'}">${icon('clock', 20)}${openingWords(store, store.timezone, language)}</span>
        ${mine ? html`<span class="chip on">${icon('check', 16)}${w.yours}</span>` : chooseForm(ask, store, ask.url.pathname, w.choose)}
      </div>
      <div class="store-parts">
        <section><h2>${w.contact}</h2>${contact(store, language)}
          ${store.lat !== null && store.lng !== null && html`<div class="store-map">${mapOf(ask, store, house.stores)}</div>`}</section>
        <div class="stack">
          <section><h2>${w.hours}</h2>${week(store, language)}</section>
          ${store.exceptions.length > 0 && html`<section><h2>${w.special}</h2>${special(store, language)}</section>`}
          <section><h2>${w.can}</h2>${possible(store, language)}
            <p class="actions"><a class="button second" href="${to.novelties}?here=1">${w.look}</a></p></section>
        </div>
      </div>
    </div>`,
  })
}

function contact(store: Store, language: Language): Part {
  const w = speak(WORDS, language)
  return html`<address class="stack">
        <span>${addressLine(store)}</span>
        <span class="row">${
          store.phone !== null &&
          html`<a class="button second slim" href="tel:${store.phone.replaceAll(' ', '')}" aria-label="${w.call}: ${store.phone}">${icon('phone', 18)}${store.phone}</a>`
        }${
          store.email !== null &&
          html`<a class="button second slim" href="mailto:${store.email}" aria-label="${w.write}: ${store.email}">${icon('mail', 18)}${w.write}</a>`
        }</span>
      </address>`
}

/** How many of its neighbours a shop's own map shows. */
const NEIGHBOURS = 3

function mapOf(
  ask: Ask,
  store: Store,
  all: readonly { code: string; name: string; lat: number | null; lng: number | null }[],
): Part | null {
  const { lat, lng } = store
  if (lat === null || lng === null) return null
  const spots = all
    .flatMap((one) => (one.lat === null || one.lng === null ? [] : [{ ...one, lat: one.lat, lng: one.lng }]))
    .toSorted((a, b) => Math.hypot(a.lat - lat, a.lng - lng) - Math.hypot(b.lat - lat, b.lng - lng))
    .slice(0, NEIGHBOURS + 1)
    .map(({ code, name, ...point }) => ({
      ...point,
      name,
      href: paths(ask.language).store(code),
      on: true,
      chosen: code === store.code,
    }))
  return map(spots, placeOf(ask), speak(WORDS, ask.language).map)
}

const WEEK = [1, 2, 3, 4, 5, 6, 7]
/** A Monday: the names of days are the calendar's own. */
const MONDAY = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

function week({ weekly, timezone }: Store, language: Language): Part {
  const w = speak(WORDS, language)
  const name = (day: number): string => weekday(MONDAY + (day - 1) * DAY_MS, language, 'UTC')
  const today = weekday(Date.now(), language, timezone)
  return html`<table class="week"><tbody>${WEEK.map((day) => {
    const spans = weekly.filter((span) => span.weekday === day)
    const said = spans.map(({ opens, closes }) => `${opens}–${closes}`).join(', ')
    return html`<tr${name(day) === today && html` class="today"`}><th scope="row">${name(day)}</th><td>${said || w.closed}</td></tr>`
  })}</tbody></table>`
}

function special({ exceptions }: Store, language: Language): Part {
  const w = speak(WORDS, language)
  return html`<table class="week"><tbody>${exceptions.map(
    ({ on_date, opens, closes }) =>
      html`<tr><th scope="row">${date(`${on_date}T12:00:00Z`, 'weekday', language, 'UTC')}</th><td>${opens === null || closes === null ? w.closed : `${opens}–${closes}`}</td></tr>`,
  )}</tbody></table>`
}

function possible({ pickup }: Store, language: Language): Part {
  const w = speak(WORDS, language)
  const all = [
    ...(pickup ? [['shopping-bag-check', w.collect] as const] : []),
    ['hanger', w.try] as const,
    ['refresh', w.bring] as const,
    ['truck-delivery', w.order] as const,
  ]
  return html`<ul class="can">${all.map(([sign, words]) => html`<li>${icon(sign, 22)}${words}</li>`)}</ul>`
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const storeData = (public_url: string, path: string, store: Store, shop: string): object => ({
  '@type': 'Store',
  '@id': `${public_url}${path}`,
  name: `${shop} ${store.name}`,
  url: `${public_url}${path}`,
  image: `${public_url}/icon-512.png`,
  ...(store.phone === null ? {} : { telephone: store.phone }),
  ...(store.email === null ? {} : { email: store.email }),
  address: {
    '@type': 'PostalAddress',
    streetAddress: store.address['line1'],
    addressLocality: store.address['city'],
    postalCode: store.address['postcode'],
    addressRegion: store.address['region'],
    addressCountry: store.country,
  },
  ...(store.lat === null || store.lng === null
    ? {}
    : { geo: { '@type': 'GeoCoordinates', latitude: store.lat, longitude: store.lng } }),
  openingHoursSpecification: [
    ...store.weekly.map(({ weekday: day, opens, closes }) => ({
      '@type': 'OpeningHoursSpecification',
      dayOfWeek: DAYS[day - 1],
      opens,
      closes,
    })),
    ...store.exceptions.map(({ on_date, opens, closes }) => ({
      '@type': 'OpeningHoursSpecification',
      validFrom: on_date,
      validThrough: on_date,
      opens: opens ?? '00:00',
      closes: closes ?? '00:00',
    })),
  ],
  parentOrganization: { '@type': 'Organization', name: shop, url: public_url },
})
