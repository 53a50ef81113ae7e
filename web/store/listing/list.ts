import type { Input, Reply } from '#sdk'
import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Part } from '../ask.ts'
import { icon } from '../parts/icon.ts'
import { tiles } from '../parts/tiles.ts'
import { paths } from '../paths.ts'
import { savedSlugs } from '../saved.ts'
import { chosenChips, facetGroup, facetsToChoose } from './facets.ts'
import { SORTS, filterFrom, inputOf, isNarrowed, nothingChosen, queryOf } from './filter.ts'
import type { Filter, Sort } from './filter.ts'
import { paging } from './paging.ts'

const WORDS = {
  filters: { es: 'Filtrar', en: 'Filter' },
  close: { es: 'Cerrar', en: 'Close' },
  sort: { es: 'Ordenar', en: 'Sort' },
  best: { es: 'Lo que mejor encaja', en: 'Best match' },
  newest: { es: 'Novedades', en: 'Newest' },
  price: { es: 'Precio: de menos a más', en: 'Price: low to high' },
  price_down: { es: 'Precio: de más a menos', en: 'Price: high to low' },
  reduction: { es: 'Mayor rebaja', en: 'Biggest reduction' },
  name: { es: 'Nombre', en: 'Name' },
  here: { es: (name: string) => `Solo lo que hay en ${name}`, en: (name: string) => `Only what ${name} has` },
  choose: { es: 'Elige tu tienda para ver lo que tiene', en: 'Choose your shop to see what it has' },
  count: {
    es: (count: number) => (count === 1 ? '1 artículo' : `${count} artículos`),
    en: (count: number) => (count === 1 ? '1 item' : `${count} items`),
  },
  see: {
    es: (count: number) => (count === 1 ? 'Ver 1 artículo' : `Ver ${count} artículos`),
    en: (count: number) => (count === 1 ? 'See 1 item' : `See ${count} items`),
  },
  apply: { es: 'Aplicar', en: 'Apply' },
  none: { es: 'Nada cumple todo a la vez', en: 'Nothing fits all of it at once' },
  noneWhy: {
    es: 'Quita un filtro y aparecerán más artículos.',
    en: 'Remove a filter and more items will appear.',
  },
  all: { es: 'Quitar los filtros', en: 'Remove the filters' },
  empty: { es: 'Aquí todavía no hay nada', en: 'There is nothing here yet' },
  emptyWhy: {
    es: 'Cuando la tienda ponga artículos a la venta en este apartado los verás aquí.',
    en: 'When the shop puts items on sale in this section you will see them here.',
  },
  home: { es: 'Ver las novedades', en: 'See what is new' },
} as const

export const PAGE_SIZE = 24

export type List = {
  filter: Filter
  found: Reply<'listTiles'>
  /** Path of the page, without its query. */
  path: string
  usual: Sort
  /** What was searched for. */
  text: string | null
}

/** Address of the list when it is narrowed and sorted so. */
const addressOf = ({ path, usual, text }: List, filter: Filter): string =>
  `${path}${queryOf(filter, usual, text === null ? {} : { q: text })}`

/** Asks for a page of a list as the address says; what the page is about comes on top. */
export async function askList(ask: Ask, about: Input<'listTiles'>, usual: Sort = 'newest'): Promise<List> {
  const filter = filterFrom(ask.url.searchParams, usual)
  const { store } = await ask.house
  const found = await ask.client.listTiles({
    ...inputOf({ ...filter, here: filter.here && store !== null }),
    ...about,
    locale: ask.language,
    with_facets: true,
    limit: PAGE_SIZE,
    ...(store ? { store_id: store.id } : {}),
  })
  return { filter, found, path: ask.url.pathname, usual, text: about.text ?? null }
}

/** The list with what narrows it: boxes beside it, or on small screens in a sheet. */
export async function listPart(ask: Ask, list: List): Promise<Part> {
  const { language } = ask
  const w = speak(WORDS, language)
  const { filter, found, path, text } = list
  const to = (wanted: Filter): string => addressOf(list, wanted)
  const { store } = await ask.house
  if (found.total === 0 && !isNarrowed(filter)) return nothingYet(ask)
  const facets = facetsToChoose(found.facets)
  const around = { saved: savedSlugs(ask), store_name: store?.name ?? null, first: true }
  const pages = Math.ceil(found.total / PAGE_SIZE)
  return html`<div class="listing">
    <div class="listing-bar">
      <p class="soft figures" id="count" role="status">${w.count(found.total)}</p>
      <button class="button second slim filters-button" popovertarget="filters">${icon('adjustments-horizontal', 18)}${w.filters}</button>
      ${sortField(list, language)}
    </div>
    <div id="filters" class="filters" popover>
      <div class="filters-head"><h2>${w.filters}</h2><button class="quiet" popovertarget="filters" popovertargetaction="hide" aria-label="${w.close}">${icon('x', 24)}</button></div>
      <form id="filter" method="get" action="${path}" data-live="change">
        ${text !== null && html`<input type="hidden" name="q" value="${text}">`}
        ${
          store
            ? html`<label class="check only-here"><input type="checkbox" name="here" value="1"${filter.here && html` checked`}>${w.here(store.name)}</label>`
            : html`<a class="only-here link small" href="${paths(language).stores}">${w.choose}</a>`
        }
        ${facets.map((facet) => facetGroup(facet, filter, language))}
        <div class="filters-end"><button class="button whole">${w.apply}</button></div>
      </form>
      <div class="filters-see"><button class="button whole" popovertarget="filters" popovertargetaction="hide">${w.see(found.total)}</button></div>
    </div>
    <div class="listing-found">
      ${chosenChips({ facets: found.facets, filter, to, store_name: store?.name ?? null }, language)}
      ${found.total === 0 ? nothingFits(list, w) : tiles(ask, found, around)}
      ${paging(filter.page, pages, (page) => to({ ...filter, page }), language)}
    </div>
  </div>`
}

function sortField({ filter, usual, text }: List, language: Ask['language']): Part {
  const w = speak(WORDS, language)
  return html`<label class="sort"><span class="visually-hidden">${w.sort}</span>
        <select class="select" name="sort" form="filter">${SORTS.filter((sort) => sort !== 'best' || text !== null).map(
          (sort) =>
            html`<option value="${sort === usual ? '' : sort}"${sort === filter.sort && html` selected`}>${w[sort]}</option>`,
        )}</select></label>`
}

const nothingFits = (list: List, w: { none: string; noneWhy: string; all: string }): Part =>
  html`<div class="empty">${icon('filter-off', 40)}<h2>${w.none}</h2><p>${w.noneWhy}</p>
    <p class="actions"><a class="button" data-morph href="${addressOf(list, nothingChosen(list.filter))}">${w.all}</a></p></div>`

function nothingYet({ language }: Ask): Part {
  const w = speak(WORDS, language)
  return html`<div class="empty">${icon('hanger', 40)}<h2>${w.empty}</h2><p>${w.emptyWhy}</p>
    <p class="actions"><a class="button" href="${paths(language).novelties}">${w.home}</a></p></div>`
}
