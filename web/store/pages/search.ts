import type { Reply } from '#sdk'
import { fold } from '#shared/fold.ts'
import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import type { Ask, Page, Part } from '../ask.ts'
import type { Department } from '../house.ts'
import { page } from '../layout.ts'
import { isNarrowed } from '../listing/filter.ts'
import { askList, listPart } from '../listing/list.ts'
import { icon } from '../parts/icon.ts'
import { paths } from '../paths.ts'
import { noteView } from '../views.ts'

const WORDS = {
  title: { es: 'Buscar', en: 'Search' },
  results: { es: (text: string) => `Resultados de «${text}»`, en: (text: string) => `Results for “${text}”` },
  similar: {
    es: (text: string) => `No hay nada escrito como «${text}». Esto se le parece:`,
    en: (text: string) => `Nothing is spelled like “${text}”. These come close:`,
  },
  none: { es: (text: string) => `No encontramos «${text}»`, en: (text: string) => `We cannot find “${text}”` },
  noneWhy: {
    es: 'Prueba con menos palabras, con el nombre del tipo de artículo («botas», «vestido») o con el código de la etiqueta.',
    en: 'Try fewer words, the kind of product (“boots”, “dress”) or the code on the label.',
  },
  ask: { es: '¿Qué buscas?', en: 'What are you looking for?' },
  askWhy: {
    es: 'Escribe arriba el nombre de un artículo, una marca o el código de la etiqueta. Encontramos lo que quieres aunque lleve una errata.',
    en: 'Type the name of a product, a brand or the code on the label above. We find what you want even with a typing error.',
  },
  departments: { es: 'O mira por departamentos', en: 'Or look by department' },
} as const

const TEXT_MAX = 200

const typedIn = ({ url }: Ask): string =>
  (url.searchParams.get('q') ?? '')
    .replaceAll(/[\u0000-\u001F\u007F]/g, ' ')
    .trim()
    .slice(0, TEXT_MAX)

export const searchPage: Page = async (ask) => {
  const w = speak(WORDS, ask.language)
  const text = typedIn(ask)
  const { departments } = await ask.house
  if (text === '') return emptyPage(ask, w.title, w.ask, w.askWhy, departments)
  const list = await askList(ask, { text }, 'best')
  const { found, filter } = list
  noteView(ask, 'search.made', { text, found: found.total })
  if (found.total === 0 && !isNarrowed(filter))
    return emptyPage(ask, w.none(text), w.none(text), w.noneWhy, departments)
  return page(ask, {
    title: w.results(text),
    unlisted: true,
    body: html`<div class="wide">
      <h1>${w.results(text)}</h1>
      ${found.similar && html`<p class="lead" role="status">${w.similar(text)}</p>`}
      ${await listPart(ask, list)}
    </div>`,
  })
}

const emptyPage = (ask: Ask, title: string, heading: string, why: string, departments: readonly Department[]) =>
  page(ask, {
    title,
    unlisted: true,
    body: html`<div class="narrow empty">${icon('search', 40)}<h1>${heading}</h1><p>${why}</p>
      <h2 class="visually-hidden">${speak(WORDS, ask.language).departments}</h2>
      <ul class="chips">${departments.map(
        ({ slug, name }) => html`<li><a class="chip" href="${paths(ask.language).category(slug)}">${name}</a></li>`,
      )}</ul></div>`,
  })

const SECTIONS_SHOWN = 3

/** What opens below the search field while somebody types: sections of that name, then products. A piece of a page. */
export const suggestionsPage: Page = async (ask) => {
  const text = typedIn(ask)
  if (text === '') return { body: '' }
  const [{ items }, { departments }] = await Promise.all([
    ask.client.suggestProducts({ text, locale: ask.language }),
    ask.house,
  ])
  const sections = sectionsNamed(departments, text).slice(0, SECTIONS_SHOWN)
  return { body: suggestions(ask.language, sections, items).text }
}

function sectionsNamed(departments: readonly Department[], text: string): { slug: string; name: string }[] {
  const typed = fold(text)
  const all = departments.flatMap(({ slug, name, below }) => [
    { slug, name },
    ...below.map((child) => ({ slug: child.slug, name: `${child.name} · ${name}` })),
  ])
  return all.filter(({ name }) =>
    fold(name)
      .split(/[^\p{Letter}\d]+/u)
      .some((word) => word.startsWith(typed)),
  )
}

function suggestions(
  language: Language,
  sections: readonly { slug: string; name: string }[],
  items: Reply<'suggestProducts'>['items'],
): Part {
  const to = paths(language)
  const all = [
    ...sections.map(({ slug, name }) => ({
      path: to.category(slug),
      name,
      picture: null,
      brand: null,
      is_section: true,
    })),
    ...items.map(({ slug, name, picture, brand }) => ({
      path: to.product(slug),
      name,
      picture,
      brand,
      is_section: false,
    })),
  ]
  return html`${all.map(
    ({ path, name, picture, brand, is_section }, place) =>
      html`<a role="option" id="suggestion-${place}" aria-selected="false" tabindex="-1" href="${path}">${
        picture === null
          ? icon(is_section ? 'category' : 'search', 20)
          : html`<img src="${picture}" width="40" height="50" alt="">`
      }<span>${name}${brand !== null && html`<br><span class="soft small">${brand}</span>`}</span></a>`,
  )}`
}
