import { html } from '#shared/html.ts'
import { LANGUAGES } from '#shared/words.ts'
import type { Ask, Page, Shown } from '../ask.ts'
import type { Department } from '../house.ts'
import { inLanguage, paths } from '../paths.ts'

/** What is of one person, or one of endless combinations, is not for search engines. */
export const robotsPage: Page = async ({ public_url }) => {
  const closed = ['cart', 'checkout', 'orders', 'account', 'sign-in', 'saved', 'search', 'c/', 'choices']
  const lines = LANGUAGES.flatMap((language) => closed.map((path) => `Disallow: /${language}/${path}`))
  const body = [
    'User-agent: *',
    ...lines,
    'Disallow: /console',
    'Disallow: /pos',
    'Allow: /',
    '',
    `Sitemap: ${public_url}/sitemap.xml`,
    '',
  ]
  return { body: body.join('\n'), type: 'text/plain; charset=utf-8' }
}

const FILES_MAX = 200
const XML = 'application/xml; charset=utf-8'
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const AN_HOUR = { 'cache-control': 'public, max-age=3600' }

/** The index of the map: a file for the pages, and as many as it takes for the products. */
export const sitemapIndex: Page = async ({ client, public_url }) => {
  const { total, items } = await client.listSlugs()
  const files = items.length === 0 ? 0 : Math.min(FILES_MAX, Math.ceil(total / items.length))
  const names = ['pages', ...Array.from({ length: files }, (_, place) => `products-${place + 1}`)]
  const body = html`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${names.map(
    (name) => html`<sitemap><loc>${public_url}/sitemap-${name}.xml</loc></sitemap>`,
  )}</sitemapindex>`
  return { body: HEAD + body.text, type: XML, headers: AN_HOUR }
}

export const sitemapPages: Page = async (ask) => {
  const { departments, stores } = await ask.house
  const to = paths('es')
  const all = (below: readonly Department[]): string[] =>
    below.flatMap((department) => [to.category(department.slug), ...all(department.below)])
  const found = [
    to.home,
    to.novelties,
    to.reduced,
    to.stores,
    to.help,
    ...all(departments),
    ...stores.map(({ code }) => to.store(code)),
  ]
  return fileOf(ask, found)
}

export const sitemapProducts: Page = async (ask) => {
  const page = Math.min(FILES_MAX, Math.max(1, Number(ask.params['place'])))
  const { items } = await ask.client.listSlugs({ page })
  return fileOf(
    ask,
    items.map((slug) => paths('es').product(slug)),
  )
}

/** Each page with its twin in the other language. */
function fileOf({ public_url }: Ask, found: readonly string[]): Shown {
  const urls = found.flatMap((path) =>
    LANGUAGES.map(
      (language) =>
        html`<url><loc>${public_url}${inLanguage(path, language)}</loc>${LANGUAGES.map(
          (each) =>
            html`<xhtml:link rel="alternate" hreflang="${each}" href="${public_url}${inLanguage(path, each)}"/>`,
        )}</url>`,
    ),
  )
  const body = html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${urls}</urlset>`
  return { body: HEAD + body.text, type: XML, headers: AN_HOUR }
}
