import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Page, Part } from '../ask.ts'
import type { Department } from '../house.ts'
import { page } from '../layout.ts'
import { isNarrowed, nothingChosen, queryOf } from '../listing/filter.ts'
import { askList, listPart } from '../listing/list.ts'
import { crumbs, crumbsData } from '../parts/crumbs.ts'
import { paths } from '../paths.ts'
import { noteView } from '../views.ts'
import { missingPage } from './trouble.ts'

const WORDS = {
  about: {
    es: (name: string, shop: string) =>
      `${name} en ${shop}: compra en línea, recíbelo en casa o recógelo en tu tienda.`,
    en: (name: string, shop: string) => `${name} at ${shop}: buy online, have it delivered or collect it in your shop.`,
  },
  below: { es: 'Apartados', en: 'Sections' },
} as const

/** A department or one of its sections: everything in it, narrowed and sorted as the address says. */
export const categoryPage: Page = async (ask) => {
  const { language, public_url } = ask
  const { departments, retailer } = await ask.house
  const way = wayTo(departments, ask.params['slug'] as string)
  const category = way.at(-1)
  if (!category) return missingPage(ask)
  const list = await askList(ask, { category: category.slug })
  noteView(ask, 'category.viewed', { category: category.slug })
  const to = paths(language)
  const steps = way.map(({ name, slug }) => ({ name, path: to.category(slug) }))
  const w = speak(WORDS, language)
  const titled = way.length > 1 ? `${category.name} · ${way[0]?.name}` : category.name
  const [first] = list.found.items
  return page(ask, {
    title: titled,
    description: w.about(titled, retailer.name),
    canonical: `${list.path}${queryOf({ ...nothingChosen(list.filter), sort: 'newest', page: list.filter.page })}`,
    unlisted: isNarrowed(list.filter),
    data: [crumbsData(public_url, steps)],
    ...(first?.picture ? { picture: { ...first.picture, url: first.picture.medium } } : {}),
    body: html`<div class="wide">
      ${crumbs(ask, steps)}
      <h1>${category.name}</h1>
      ${sections(ask, category)}
      ${await listPart(ask, list)}
    </div>`,
  })
}

function wayTo(departments: readonly Department[], slug: string): Department[] {
  for (const department of departments) {
    if (department.slug === slug) return [department]
    const below = wayTo(department.below, slug)
    if (below.length > 0) return [department, ...below]
  }
  return []
}

function sections({ language }: Ask, { below }: Department): Part | null {
  if (below.length === 0) return null
  const to = paths(language)
  return html`<nav class="sections" aria-label="${speak(WORDS, language).below}"><ul class="chips">${below.map(
    ({ slug, name }) => html`<li><a class="chip" href="${to.category(slug)}">${name}</a></li>`,
  )}</ul></nav>`
}
