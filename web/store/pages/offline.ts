import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Page } from '../ask.ts'
import { page } from '../layout.ts'
import { icon } from '../parts/icon.ts'

const WORDS = {
  title: { es: 'Sin conexión', en: 'No connection' },
  why: {
    es: 'Esta página no la has visitado todavía y ahora no hay red. Estas sí las tienes:',
    en: 'You have not visited this page yet and there is no network now. These you have:',
  },
  own: {
    es: 'La cesta, el pago, tus pedidos y tu cuenta necesitan red. Lo que tenías sigue ahí; vuelve a intentarlo cuando haya conexión. Mientras tanto tienes:',
    en: 'Basket, payment, orders and account need the network. What you had is still there; try again when it is back. Meanwhile you have:',
  },
  none: { es: 'Aún no hay ninguna página guardada.', en: 'No page is kept yet.' },
  again: { es: 'Volver a intentar', en: 'Try again' },
} as const

/** What an installed shop opens with where there is no network; the script lists the pages that were kept. */
export const offlinePage: Page = (ask) => {
  const w = speak(WORDS, ask.language)
  return page(ask, {
    title: w.title,
    unlisted: true,
    body: html`<div class="narrow empty">${icon('cloud-off', 40)}<h1>${w.title}</h1><p data-own="${w.own}">${w.why}</p>
      <ul class="kept" data-kept="${w.none}"></ul>
      <p class="actions"><a class="button second" data-again href="${ask.url.pathname}">${w.again}</a></p></div>`,
  })
}
