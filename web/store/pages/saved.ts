import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Page, Part } from '../ask.ts'
import { page } from '../layout.ts'
import { icon } from '../parts/icon.ts'
import { tiles } from '../parts/tiles.ts'
import { paths, wayBack } from '../paths.ts'
import { keptAs, save, savedList } from '../saved.ts'

const WORDS = {
  title: { es: 'Guardados', en: 'Saved' },
  about: {
    es: 'Lo que guardas se queda en este navegador. Si has iniciado sesión, te acompaña a todas partes.',
    en: 'What you save stays in this browser. When you are signed in, it goes wherever you go.',
  },
  empty: { es: 'Todavía no has guardado nada', en: 'You have not saved anything yet' },
  emptyWhy: {
    es: 'Toca el corazón de un artículo y lo encontrarás aquí, con su precio y dónde está.',
    en: 'Press the heart on a product and find it here, with its price and where it is.',
  },
  look: { es: 'Ver las novedades', en: 'See what is new' },
} as const

export const savedPage: Page = async (ask) => {
  const w = speak(WORDS, ask.language)
  const slugs = await savedList(ask)
  const kept = keptAs(ask.mark(), slugs)
  const { store } = await ask.house
  if (slugs.length === 0) return page(ask, { title: w.title, private: true, body: nothing(ask) })
  const found = await ask.client.getTiles({
    slugs: slugs.join(','),
    locale: ask.language,
    ...(store ? { store_id: store.id } : {}),
  })
  const body = html`<div class="wide"><h1>${w.title}</h1><p class="lead">${w.about}</p>
    <div class="saved-found">${tiles(ask, found, { saved: slugs, store_name: store?.name ?? null, first: true })}</div></div>`
  const shown = await page(ask, { title: w.title, private: true, body: found.items.length === 0 ? nothing(ask) : body })
  return kept === ask.chosen.saved ? shown : { ...shown, choices: { saved: kept } }
}

function nothing({ language }: Ask): Part {
  const w = speak(WORDS, language)
  return html`<div class="narrow empty">${icon('heart', 40)}<h1>${w.empty}</h1><p>${w.emptyWhy}</p>
    <p class="actions"><a class="button" href="${paths(language).novelties}">${w.look}</a></p></div>`
}

export const saveProduct: Page = async (ask) => {
  const saved = await save(ask, ask.form.get('slug') ?? '', ask.form.get('save') !== 'no')
  return { redirect: wayBack(ask.form.get('back'), paths(ask.language).saved), choices: { saved } }
}
