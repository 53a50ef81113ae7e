import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Page, Part } from '../ask.ts'
import type { Department, House } from '../house.ts'
import { page } from '../layout.ts'
import { icon } from '../parts/icon.ts'
import { tiles } from '../parts/tiles.ts'
import type { Tile, TileList } from '../parts/tiles.ts'
import { paths } from '../paths.ts'
import { savedSlugs } from '../saved.ts'

const WORDS = {
  hero: { es: 'Empieza donde quieras, termina en tu tienda', en: 'Begin anywhere, finish in your shop' },
  heroWhy: {
    es: (stores: number) =>
      `Mira aquí lo que hay de verdad en cada una de nuestras ${stores} tiendas, apártalo y recógelo hoy, o te lo llevamos a casa.`,
    en: (stores: number) =>
      `See what each of our ${stores} shops really has, set it aside and collect it today, or have it brought home.`,
  },
  about: {
    es: (shop: string) => `${shop}: compra en línea, recoge en tu tienda o recíbelo en casa.`,
    en: (shop: string) => `${shop}: buy online, collect in your shop or have it delivered.`,
  },
  look: { es: 'Ver las novedades', en: 'See what is new' },
  choose: { es: 'Elige tu tienda', en: 'Choose your shop' },
  yours: { es: (name: string) => `Ver ${name}`, en: (name: string) => `See ${name}` },
  departments: { es: 'Departamentos', en: 'Departments' },
  new: { es: 'Recién llegado', en: 'Just in' },
  reduced: { es: 'Ahora por menos', en: 'For less now' },
  all: { es: 'Ver todo', en: 'See all' },
  collect: { es: 'Recoge hoy', en: 'Collect today' },
  collectWhy: {
    es: 'Pagas aquí o en la tienda. Te avisamos en cuanto esté listo.',
    en: 'Pay here or in the shop. We tell you as soon as it is ready.',
  },
  hold: { es: 'Te lo guardamos', en: 'We hold it for you' },
  holdWhy: {
    es: 'Lo que pones en la cesta queda apartado: no se lo lleva nadie mientras decides.',
    en: 'What is in your basket is set aside: nobody takes it while you decide.',
  },
  back: { es: 'Devuélvelo donde quieras', en: 'Bring it back anywhere' },
  backWhy: {
    es: 'Tienes 14 días, en cualquiera de nuestras tiendas o por envío.',
    en: 'You have 14 days, in any of our shops or by post.',
  },
} as const

const NEW_SHOWN = 8
const REDUCED_SHOWN = 4
const HERO_SHOWN = 3
/** So many of a department's newest are looked at for a picture no other department shows. */
const DOOR_CHOICES = 6

export const homePage: Page = async (ask) => {
  const { language, client, public_url } = ask
  const w = speak(WORDS, language)
  const house = await ask.house
  const place = { locale: language, ...(house.store ? { store_id: house.store.id } : {}) }
  const [fresh, reduced, ...departments] = await Promise.all([
    client.listTiles({ ...place, limit: NEW_SHOWN + HERO_SHOWN }),
    client.listTiles({ ...place, reduced: true, sort: 'reduction', limit: REDUCED_SHOWN }),
    ...house.departments.map(({ slug }) =>
      client.listProducts({ category: slug, locale: language, limit: DOOR_CHOICES }),
    ),
  ])
  const hero_shown = fresh.items.filter(({ picture }) => picture !== null).slice(0, HERO_SHOWN)
  const others = fresh.items.filter((tile) => !hero_shown.includes(tile)).slice(0, NEW_SHOWN)
  const pictures = differing(
    departments.map(({ items }) => items.map(({ picture }) => picture)),
    hero_shown,
  )
  const around = { saved: savedSlugs(ask), store_name: house.store?.name ?? null }
  const shop = house.retailer.name
  const to = paths(language)
  return page(ask, {
    title: shop,
    description: w.about(shop),
    data: siteData(public_url, house.retailer, to.search()),
    ...pictureOf(hero_shown[0]),
    body: html`${hero(ask, house, hero_shown)}
    <section class="wide home-part" aria-labelledby="departments-title">
      <h2 id="departments-title">${w.departments}</h2>
      <ul class="doors">${house.departments.map((department, place) =>
        door(ask, department, pictures[place] ?? null),
      )}</ul>
    </section>
    ${row(ask, 'new-title', w.new, to.novelties, { ...fresh, items: others }, around)}
    ${reduced.items.length > 0 && row(ask, 'reduced-title', w.reduced, to.reduced, reduced, around)}
    ${promises(ask)}`,
  })
}

/** For each list the first of its pictures that is not shown yet; its first where all are. */
function differing(lists: readonly (string | null)[][], shown: readonly Tile[]): (string | null)[] {
  const taken = new Set(shown.map(({ picture }) => picture?.medium))
  return lists.map((list) => {
    const pictures = list.filter((picture) => picture !== null)
    const own = pictures.find((picture) => !taken.has(picture)) ?? pictures[0] ?? null
    if (own !== null) taken.add(own)
    return own
  })
}

const pictureOf = (tile: Tile | undefined) =>
  tile?.picture ? { picture: { ...tile.picture, url: tile.picture.medium } } : {}

function hero({ language }: Ask, { stores, store }: House, shown: readonly Tile[]): Part {
  const w = speak(WORDS, language)
  const to = paths(language)
  return html`<section class="hero wide">
      <div class="hero-words">
        <h1>${w.hero}</h1>
        <p>${w.heroWhy(stores.length)}</p>
        <p class="actions"><a class="button" href="${to.novelties}">${w.look}</a>
        <a class="button second" href="${store ? to.store(store.code) : to.stores}">${icon('map-pin', 20)}${store ? w.yours(store.name) : w.choose}</a></p>
      </div>
      <ul class="hero-pictures">${shown.map(({ slug, name, picture }, place) =>
        picture
          ? html`<li><a href="${to.product(slug)}" aria-label="${name}"><img src="${picture.medium}" srcset="${picture.small} 320w, ${picture.medium} 640w" sizes="(min-width: 1000px) 280px, 46vw" width="${picture.width}" height="${picture.height}" alt=""${
              place === 0 && html` fetchpriority="high"`
            }></a></li>`
          : html``,
      )}</ul>
    </section>`
}

function door({ language }: Ask, { slug, name }: Department, picture: string | null): Part {
  return html`<li><a href="${paths(language).category(slug)}">${
    picture !== null &&
    html`<img src="${picture.replace(/-640\.webp$/, '-320.webp')}" width="320" height="400" alt="" loading="lazy" decoding="async">`
  }<span>${name}${icon('arrow-right', 18)}</span></a></li>`
}

function row(
  ask: Ask,
  id: string,
  title: string,
  path: string,
  list: TileList,
  around: { saved: string[]; store_name: string | null },
): Part {
  return html`<section class="wide home-part" aria-labelledby="${id}">
      <div class="home-head"><h2 id="${id}">${title}</h2><a class="link" href="${path}" aria-label="${speak(WORDS, ask.language).all}: ${title}">${speak(WORDS, ask.language).all}</a></div>
      ${tiles(ask, list, around)}
    </section>`
}

function promises({ language }: Ask): Part {
  const w = speak(WORDS, language)
  const all = [
    ['building-store', w.collect, w.collectWhy],
    ['lock-heart', w.hold, w.holdWhy],
    ['refresh', w.back, w.backWhy],
  ] as const
  return html`<section class="wide home-part"><ul class="promises">${all.map(
    ([sign, title, why]) => html`<li>${icon(sign, 28)}<h3>${title}</h3><p>${why}</p></li>`,
  )}</ul></section>`
}

/** By law, and as every product's page says. */
const RETURN_DAYS = 14

const siteData = (public_url: string, { name, country }: House['retailer'], search: string): object[] => [
  {
    '@type': 'Organization',
    '@id': `${public_url}/#shop`,
    name,
    url: public_url,
    logo: `${public_url}/icon-512.png`,
    hasMerchantReturnPolicy: {
      '@type': 'MerchantReturnPolicy',
      applicableCountry: country,
      returnPolicyCategory: 'https://schema.org/MerchantReturnFiniteReturnWindow',
      merchantReturnDays: RETURN_DAYS,
      returnMethod: ['https://schema.org/ReturnInStore', 'https://schema.org/ReturnByMail'],
    },
  },
  {
    '@type': 'WebSite',
    name,
    url: public_url,
    publisher: { '@id': `${public_url}/#shop` },
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${public_url}${search}?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  },
]
