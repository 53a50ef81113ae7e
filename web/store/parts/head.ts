import { Html, html } from '#shared/html.ts'
import { LANGUAGES } from '#shared/words.ts'
import type { Ask, Part } from '../ask.ts'
import { inLanguage } from '../paths.ts'

const FONTS = ['inter', 'fraunces'].map((name) => `/assets/fonts/${name}-latin-wght-normal.woff2`)
const LOCALES = { es: 'es_ES', en: 'en_GB' } as const

/** A picture that stands for the page where somebody shares it. */
export type CardPicture = { url: string; width: number; height: number; alt: string }

export type HeadLayout = {
  title: string
  description?: string
  /** Path and query under which the page is known; the bare path where left out. */
  canonical?: string
  picture?: CardPicture
  /** Of people or of a moment: not for search engines. */
  unlisted?: boolean
  /** What the page is about, as Schema.org says it. */
  data?: readonly object[]
  kind?: 'website' | 'product'
}

/** Everything between <head> and </head>. */
export function head({ url, files, language, public_url }: Ask, shop: string, layout: HeadLayout): Part {
  const { title, description, unlisted = false, data = [] } = layout
  const path = layout.canonical ?? url.pathname
  const whole = title === shop ? shop : `${title} · ${shop}`
  return html`<meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${whole}</title>
    ${description !== undefined && html`<meta name="description" content="${description}">`}
    ${unlisted ? html`<meta name="robots" content="noindex">` : addresses(public_url, path)}
    ${FONTS.map((font) => html`<link rel="preload" as="font" type="font/woff2" href="${font}" crossorigin>`)}
    ${files.style && html`<link rel="stylesheet" href="${files.style}">`}
    ${files.script && html`<script type="module" src="${files.script}"></script>`}
    <link rel="manifest" href="/manifest.webmanifest?lang=${language}">
    <link rel="icon" href="/icon.svg" type="image/svg+xml">
    <link rel="apple-touch-icon" href="/icon-192.png">
    <meta name="theme-color" content="#fbf8f3" media="(prefers-color-scheme: light)">
    <meta name="theme-color" content="#14151a" media="(prefers-color-scheme: dark)">
    <meta property="og:site_name" content="${shop}">
    <meta property="og:type" content="${layout.kind ?? 'website'}">
    <meta property="og:title" content="${title}">
    <meta property="og:url" content="${public_url}${path}">
    <meta property="og:locale" content="${LOCALES[language]}">
    ${description !== undefined && html`<meta property="og:description" content="${description}">`}
    ${layout.picture === undefined ? sign(public_url, shop) : card(public_url, layout.picture)}
    ${data.map(dataBlock)}`
}

const addresses = (public_url: string, path: string): Part =>
  html`<link rel="canonical" href="${public_url}${path}">
    ${LANGUAGES.map(
      (each) => html`<link rel="alternate" hreflang="${each}" href="${public_url}${inLanguage(path, each)}">`,
    )}<link rel="alternate" hreflang="x-default" href="${public_url}${inLanguage(path, 'es')}">`

const card = (public_url: string, picture: CardPicture): Part =>
  html`<meta property="og:image" content="${public_url}${picture.url}">
    <meta property="og:image:width" content="${picture.width}">
    <meta property="og:image:height" content="${picture.height}">
    <meta property="og:image:alt" content="${picture.alt}">
    <meta name="twitter:card" content="summary_large_image">`

/** A page without a picture of its own is shared with the sign of the shop. */
const sign = (public_url: string, shop: string): Part =>
  html`<meta property="og:image" content="${public_url}/icon-512.png">
    <meta property="og:image:width" content="512">
    <meta property="og:image:height" content="512">
    <meta property="og:image:alt" content="${shop}">
    <meta name="twitter:card" content="summary">`

/** A block of data is not run; `<` is written so that no text in it can end the block. */
const dataBlock = (data: object): Part =>
  html`<script type="application/ld+json">${new Html(
    JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', String.raw`\u003c`),
  )}</script>`
