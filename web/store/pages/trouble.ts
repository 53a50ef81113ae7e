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
  if (error.status === 404) return missingPage(ask)
  const w = speak(WORDS, ask.language)
  const busy = error.status === 429 || error.status === 503
  const title = busy ? w.busy : w.failed
  const body = html`<div class="narrow empty">${icon('needle-thread', 40)}<h1>${title}</h1><p>${busy ? w.busyWhy : w.failedWhy}</p>
    <p class="actions"><a class="button" href="${ask.url.pathname}${ask.url.search}">${w.again}</a></p></div>`
  // What fails may be what the frame is made of.
  return page(ask, { title, status: error.status, body }).catch(() => bare(ask, title, body, error.status))
}

const bare = ({ language, files }: Ask, title: string, body: Part, status: number): Shown => ({
  status,
  body: html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${
    files.style && html`<link rel="stylesheet" href="${files.style}">`
  }</head><body><main>${body}</main></body></html>`.text,
})
