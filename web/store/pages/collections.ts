import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Page } from '../ask.ts'
import { page } from '../layout.ts'
import { isNarrowed } from '../listing/filter.ts'
import { askList, listPart } from '../listing/list.ts'
import { crumbs } from '../parts/crumbs.ts'

const WORDS = {
  new: { es: 'Novedades', en: 'New in' },
  newAbout: { es: 'Lo último que ha llegado a la tienda.', en: 'What came to the shop last.' },
  reduced: { es: 'Rebajas', en: 'Sale' },
  reducedAbout: {
    es: 'Todo lo que hoy cuesta menos, comparado con su precio más bajo de los 30 días anteriores.',
    en: 'Everything that costs less today, compared with its lowest price of the 30 days before.',
  },
} as const

/** What came last. */
export const noveltiesPage: Page = async (ask) => {
  const w = speak(WORDS, ask.language)
  const list = await askList(ask, {})
  return page(ask, {
    title: w.new,
    description: w.newAbout,
    unlisted: isNarrowed(list.filter),
    body: html`<div class="wide">${crumbs(ask, [{ name: w.new, path: ask.url.pathname }])}<h1>${w.new}</h1>
      <p class="lead">${w.newAbout}</p>${await listPart(ask, list)}</div>`,
  })
}

/** What costs less than it did, by how much less. */
export const reducedPage: Page = async (ask) => {
  const w = speak(WORDS, ask.language)
  const list = await askList(ask, { reduced: true }, 'reduction')
  return page(ask, {
    title: w.reduced,
    description: w.reducedAbout,
    unlisted: isNarrowed(list.filter),
    body: html`<div class="wide">${crumbs(ask, [{ name: w.reduced, path: ask.url.pathname }])}<h1>${w.reduced}</h1>
      <p class="lead">${w.reducedAbout}</p>${await listPart(ask, list)}</div>`,
  })
}
