import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Part } from '../ask.ts'
import { paths } from '../paths.ts'

const WORDS = { way: { es: 'Dónde estás', en: 'Where you are' }, home: { es: 'Inicio', en: 'Home' } } as const

export type Step = { name: string; path: string }

/** The way down to this page; the last step is the page itself. */
export function crumbs({ language }: Ask, steps: readonly Step[]): Part {
  const w = speak(WORDS, language)
  const all = [{ name: w.home, path: paths(language).home }, ...steps]
  return html`<nav class="crumbs" aria-label="${w.way}"><ol>${all.map(
    ({ name, path }, place) =>
      html`<li>${place === all.length - 1 ? html`<span aria-current="page">${name}</span>` : html`<a href="${path}">${name}</a>`}</li>`,
  )}</ol></nav>`
}

export const crumbsData = (public_url: string, steps: readonly Step[]): object => ({
  '@type': 'BreadcrumbList',
  itemListElement: steps.map(({ name, path }, place) => ({
    '@type': 'ListItem',
    position: place + 1,
    name,
    item: `${public_url}${path}`,
  })),
})
