import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Part } from '../ask.ts'
import type { Department, House } from '../house.ts'
import { paths } from '../paths.ts'
import { icon } from './icon.ts'

const WORDS = {
  skip: { es: 'Ir al contenido', en: 'Skip to content' },
  menu: { es: 'Menú', en: 'Menu' },
  close: { es: 'Cerrar', en: 'Close' },
  departments: { es: 'Departamentos', en: 'Departments' },
  all: { es: (name: string) => `Todo en ${name}`, en: (name: string) => `All ${name}` },
  search: { es: 'Buscar', en: 'Search' },
  what: { es: 'Busca un artículo, una marca o un código', en: 'Search for a product, brand or code' },
  choose: { es: 'Elige tu tienda', en: 'Choose your shop' },
  yours: { es: (name: string) => `Tu tienda: ${name}`, en: (name: string) => `Your shop: ${name}` },
  account: { es: 'Tu cuenta', en: 'Your account' },
  saved: { es: 'Guardados', en: 'Saved' },
  cart: { es: 'Cesta', en: 'Basket' },
  units: {
    es: (count: number) => (count === 1 ? '1 artículo' : `${count} artículos`),
    en: (count: number) => (count === 1 ? '1 item' : `${count} items`),
  },
  new: { es: 'Novedades', en: 'New in' },
  reduced: { es: 'Rebajas', en: 'Sale' },
} as const

/** Brand, departments, search and what is the reader's own. */
export function header(ask: Ask, house: House, units: number): Part {
  const { language, url } = ask
  const w = speak(WORDS, language)
  const to = paths(language)
  const count = units === 0 ? '' : `, ${w.units(units)}`
  return html`<a class="skip" href="#content">${w.skip}</a>
  <header class="top">
    <div class="bar wide">
      <button class="quiet menu-button" popovertarget="departments" aria-label="${w.menu}">${icon('menu-2', 24)}</button>
      <a class="brand" href="${to.home}">${house.retailer.name}</a>
      ${searchForm(ask)}
      <nav class="own" aria-label="${w.account}">
        <a class="own-store" href="${to.stores}" aria-label="${house.store ? w.yours(house.store.name) : w.choose}">${icon('map-pin', 22)}<span class="own-word">${house.store?.name ?? w.choose}</span></a>
        <a href="${to.saved}" aria-label="${w.saved}">${icon('heart', 22)}</a>
        <a href="${to.account}" aria-label="${w.account}">${icon('user', 22)}</a>
        <a class="own-cart" href="${to.cart}" aria-label="${w.cart}${count}">${icon('shopping-bag', 22)}${
          units > 0 && html`<span class="badge" aria-hidden="true">${units > 99 ? '99+' : units}</span>`
        }</a>
      </nav>
    </div>
    <nav id="departments" class="departments" popover aria-label="${w.departments}">
      <div class="departments-head"><span>${w.departments}</span><button class="quiet" popovertarget="departments" popovertargetaction="hide" aria-label="${w.close}">${icon('x', 24)}</button></div>
      <ul class="wide">
        <li><a href="${to.novelties}"${current(url, to.novelties)}>${w.new}</a></li>
        ${house.departments.map((department) => departmentItem(ask, department, w.all(department.name)))}
        <li><a class="reduced" href="${to.reduced}"${current(url, to.reduced)}>${w.reduced}</a></li>
      </ul>
    </nav>
  </header>`
}

const current = (url: URL, path: string): Part | null => (url.pathname === path ? html` aria-current="page"` : null)

function departmentItem({ url, language }: Ask, { slug, name, below }: Department, all: string): Part {
  const to = paths(language)
  const path = to.category(slug)
  const inside = below.some((child) => url.pathname === to.category(child.slug))
  return html`<li>
    <a href="${path}"${current(url, path)}${inside && html` aria-current="true"`}>${name}</a>
    ${
      below.length > 0 &&
      html`<ul><li><a href="${path}">${all}</a></li>${below.map(
        (child) =>
          html`<li><a href="${to.category(child.slug)}"${current(url, to.category(child.slug))}>${child.name}</a></li>`,
      )}</ul>`
    }
  </li>`
}

/** Without script a form like any other; with it suggestions open below while somebody types. */
function searchForm({ language, url }: Ask): Part {
  const w = speak(WORDS, language)
  const to = paths(language)
  const typed = url.pathname === to.search() ? (url.searchParams.get('q') ?? '') : ''
  return html`<form class="search" role="search" action="${to.search()}" data-suggest="${to.suggestions}">
        <label class="visually-hidden" for="search">${w.search}</label>
        <input id="search" type="search" name="q" value="${typed}" placeholder="${w.what}" maxlength="200" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search">
        <button class="quiet" aria-label="${w.search}">${icon('search', 22)}</button>
      </form>`
}
