import { HiloError } from '#sdk'
import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Page, Part, Shown } from '../ask.ts'
import { page } from '../layout.ts'
import { icon } from '../parts/icon.ts'
import { paths } from '../paths.ts'

const WORDS = {
  missing: { es: 'No encontramos esta página', en: 'We cannot find this page' },
  missingWhy: {
    es: 'Puede que la dirección tenga una errata o que la página ya no exista. Busca lo que querías o vuelve al inicio.',
    en: 'The address may have a typing error, or the page is gone. Search for what you wanted, or go back to the start.',
  },
  busy: { es: 'Hay mucha gente en la tienda', en: 'The shop is very busy' },
  busyWhy: {
    es: 'Espera unos segundos y vuelve a cargar la página.',
    en: 'Wait a few seconds and load the page again.',
  },
  failed: { es: 'Algo no ha ido bien', en: 'Something went wrong' },
  failedWhy: {
    es: 'No es por ti. Vuelve a intentarlo en un momento; lo que tenías en la cesta sigue ahí.',
    en: 'It is not you. Try again in a moment; what was in your basket is still there.',
  },
  large: { es: 'Es demasiado texto', en: 'That is too much text' },
  largeWhy: {
    es: 'No se ha guardado nada. Vuelve atrás y escribe menos en el formulario.',
    en: 'Nothing was kept. Go back and write less in the form.',
  },
  strange: { es: 'No entendemos lo que ha enviado tu navegador', en: 'We do not understand what your browser sent' },
  strangeWhy: {
    es: 'No se ha guardado nada. Empieza otra vez desde la tienda.',
    en: 'Nothing was kept. Begin again from the shop.',
  },
  foreign: { es: 'Ese formulario venía de otra página', en: 'That form came from another site' },
  foreignWhy: {
    es: 'Para protegerte no hemos hecho nada de lo que pedía. Si querías hacerlo, hazlo desde la tienda.',
    en: 'To protect you we did nothing of what it asked. If you meant to, do it from the shop.',
  },
  home: { es: 'Ir al inicio', en: 'Go to the start' },
  again: { es: 'Cargar otra vez', en: 'Load again' },
} as const

/** Everything that has no page of its own. */
export const missingPage: Page = (ask) =>
  page(ask, { title: speak(WORDS, ask.language).missing, status: 404, body: missing(ask) })

function missing({ language }: Ask): Part {
  const w = speak(WORDS, language)
  return html`<div class="narrow empty">${icon('needle-thread', 40)}<h1>${w.missing}</h1><p>${w.missingWhy}</p>
    <p class="actions"><a class="button" href="${paths(language).home}">${w.home}</a></p></div>`
}

/** What is shown instead of a page that could not be: said plainly, with the status it has. */
export async function troublePage(ask: Ask, error: unknown): Promise<Shown> {
  if (!(error instanceof HiloError)) throw error
  return isMissing(error) ? missingPage(ask) : refusedPage(ask, error)
}

/** What cannot be the name of anything (`/products/Botas`) names nothing: it is as missing as what is not there. */
function isMissing({ status, code, problem }: HiloError): boolean {
  if (status === 404) return true
  const fields = Array.isArray(problem['fields']) ? (problem['fields'] as { field: string }[]) : []
  return code === 'bad_input' && fields.some(({ field }) => /^(params|querystring)/.test(field))
}

export type Refusal = { status: number; code: string }

export function refusedPage(ask: Ask, { status, code }: Refusal): Promise<Shown> {
  const w = speak(WORDS, ask.language)
  const why = WHY[code] ?? (status === 429 || status === 503 ? 'busy' : 'failed')
  const title = w[why]
  const to =
    why === 'busy' || why === 'failed'
      ? html`<a class="button" href="${ask.url.pathname}${ask.url.search}">${w.again}</a>`
      : html`<a class="button" href="${paths(ask.language).home}">${w.home}</a>`
  const body = html`<div class="narrow empty">${icon('needle-thread', 40)}<h1>${title}</h1><p>${w[`${why}Why`]}</p>
    <p class="actions">${to}</p></div>`
  // What fails may be what the frame is made of.
  return page(ask, { title, status, body }).catch(() => bare(ask, title, body, status))
}

const WHY: Readonly<Record<string, 'large' | 'strange' | 'foreign'>> = {
  body_too_large: 'large',
  unsupported_media_type: 'strange',
  cross_site: 'foreign',
}

const bare = ({ language, files }: Ask, title: string, body: Part, status: number): Shown => ({
  status,
  body: html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${
    files.style && html`<link rel="stylesheet" href="${files.style}">`
  }</head><body><main>${body}</main></body></html>`.text,
})
