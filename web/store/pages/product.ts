import { HiloError } from '#sdk'
import { html } from '#shared/html.ts'
import { money } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Page, Part, Shown } from '../ask.ts'
import { page } from '../layout.ts'
import { crumbs, crumbsData } from '../parts/crumbs.ts'
import type { Step } from '../parts/crumbs.ts'
import { icon } from '../parts/icon.ts'
import { tiles } from '../parts/tiles.ts'
import type { TileList } from '../parts/tiles.ts'
import { paths } from '../paths.ts'
import { placeOf } from '../place.ts'
import { buyBox } from '../product/buy-box.ts'
import { chosenVariant, picturesOf } from '../product/choice.ts'
import type { Detail, Product } from '../product/choice.ts'
import { productData } from '../product/data.ts'
import { gallery } from '../product/gallery.ts'
import { whereabouts } from '../product/where.ts'
import { savedSlugs } from '../saved.ts'
import { noteView } from '../views.ts'
import { missingPage } from './trouble.ts'

const WORDS = {
  about: { es: 'Descripción', en: 'Description' },
  more: { es: 'Detalles y cuidado', en: 'Details and care' },
  returns: { es: 'Cambios y devoluciones', en: 'Exchanges and returns' },
  returnsWhy: {
    es: 'Tienes 14 días desde que lo recibes para devolverlo en cualquiera de nuestras tiendas o por envío.',
    en: 'You have 14 days from the day you get it to bring it back to any of our shops or send it.',
  },
  related: { es: 'También te puede gustar', en: 'You may also like' },
  gone: { es: 'Este artículo ya no se vende', en: 'This product is no longer sold' },
  goneWhy: {
    es: 'Si lo compraste, tu pedido y tu garantía siguen igual. Esto se le parece:',
    en: 'If you bought it, your order and guarantee stay as they are. These come close:',
  },
  code: { es: 'Código', en: 'Code' },
} as const

const RELATED_SHOWN = 4
const DESCRIPTION_MAX = 160

export const productPage: Page = async (ask) => {
  const { language, client, params, url } = ask
  const house = await ask.house
  const place = { locale: language, ...(house.store ? { store_id: house.store.id } : {}) }
  const detail = await client.getProductDetail({ slug: params['slug'] as string, ...place }).catch((error: unknown) => {
    if (error instanceof HiloError && error.code === 'product_archived') return error
    throw error
  })
  if (detail instanceof HiloError) return gonePage(ask, detail)
  const { product } = detail
  const chosen = chosenVariant(detail, url.searchParams.get('variant'))
  if (!chosen) return missingPage(ask)
  noteView(ask, 'product.viewed', { slug: product.slug, variant_id: chosen.variant.id })
  const [places, related] = await Promise.all([
    client.getAvailability({ variant_id: chosen.variant.id, ...nearOf(ask, house.store) }),
    relatedTo(ask, detail, place),
  ])
  const to = paths(language)
  const steps = [
    ...product.categories.map(({ name, slug }) => ({ name, path: to.category(slug) })),
    { name: product.name, path: to.product(product.slug) },
  ]
  const buying = { detail, ...chosen, places, house }
  const around = { saved: savedSlugs(ask), store_name: house.store?.name ?? null }
  return page(ask, {
    ...headOf(ask, product, house.retailer.name, steps),
    data: [productData(ask, detail, house.retailer.name), crumbsData(ask.public_url, steps)],
    head: priceMeta(chosen.offer.unit_price, detail.currency),
    body: html`<div class="wide">
      ${crumbs(ask, steps)}
      <div class="product">
        ${gallery(picturesOf(product, chosen.variant), language)}
        ${buyBox(ask, buying)}
      </div>
      <div class="product-more">${details(ask, product, chosen.variant.sku)}</div>
      ${whereabouts(ask, buying)}
      ${related.items.length > 0 && alike(ask, related, around)}
    </div>`,
  })
}

function headOf({ language }: Ask, product: Product, shop: string, steps: readonly Step[]) {
  const [picture] = product.pictures
  const text = product.seo_text ?? product.description
  return {
    title: product.seo_title ?? product.name,
    description: text === '' ? `${product.name} · ${shop}` : text.slice(0, DESCRIPTION_MAX),
    canonical: steps.at(-1)?.path ?? paths(language).product(product.slug),
    kind: 'product' as const,
    ...(picture ? { picture: { ...picture, url: picture.large } } : {}),
  }
}

const priceMeta = (minor: number | null, currency: string): Part =>
  minor === null
    ? html``
    : html`<meta property="product:price:amount" content="${money(minor, currency, 'en').replaceAll(/[^\d.]/g, '')}"><meta property="product:price:currency" content="${currency}">`

/** Distances are from where the reader is; without that the shops around their own come first. */
function nearOf(ask: Ask, store: { lat: number | null; lng: number | null } | null) {
  const point = placeOf(ask) ?? store
  return point?.lat == null || point.lng == null ? {} : { near_lat: point.lat, near_lng: point.lng }
}

async function relatedTo(
  { client, share }: Ask,
  { product, currency }: Detail,
  place: { locale: 'es' | 'en'; store_id?: string },
): Promise<TileList> {
  const category = product.categories.at(-1)?.slug
  if (category === undefined) return { items: [], currency }
  const { items } = await share(`alike ${category} ${place.locale} ${place.store_id ?? ''}`, () =>
    client.listTiles({ ...place, category, limit: RELATED_SHOWN + 1 }),
  )
  return { items: items.filter(({ id }) => id !== product.id).slice(0, RELATED_SHOWN), currency }
}

const alike = (ask: Ask, list: TileList, around: { saved: string[]; store_name: string | null }): Part =>
  html`<section class="home-part" aria-labelledby="alike"><h2 id="alike">${speak(WORDS, ask.language).related}</h2>${tiles(ask, list, around)}</section>`

function details({ language }: Ask, { description, attributes }: Product, sku: string): Part {
  const w = speak(WORDS, language)
  const told = description.split(/\n+/).filter((line) => line.trim() !== '')
  return html`${
    told.length > 0 &&
    html`<section class="prose"><h2>${w.about}</h2>${told.map((line) => html`<p>${line}</p>`)}</section>`
  }
      <section><h2>${w.more}</h2><dl class="facts">${attributes.map(
        ({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
      )}<div><dt>${w.code}</dt><dd class="figures">${sku}</dd></div></dl></section>
      <section class="prose"><h2>${w.returns}</h2><p>${w.returnsWhy}</p></section>`
}

/** Gone for good, and said so; what is alike is offered. */
async function gonePage(ask: Ask, error: HiloError): Promise<Shown> {
  const w = speak(WORDS, ask.language)
  const { store } = await ask.house
  const { category } = error.problem as { category?: string | null }
  const found = await ask.client.listTiles({
    locale: ask.language,
    limit: RELATED_SHOWN * 2,
    ...(category ? { category } : {}),
    ...(store ? { store_id: store.id } : {}),
  })
  return page(ask, {
    title: w.gone,
    status: 410,
    body: html`<div class="wide"><div class="empty">${icon('hanger-off', 40)}<h1>${w.gone}</h1><p>${w.goneWhy}</p></div>
      ${tiles(ask, found, { saved: savedSlugs(ask), store_name: store?.name ?? null })}</div>`,
  })
}
