import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import type { Part } from '../ask.ts'
import { icon } from '../parts/icon.ts'

const WORDS = {
  pages: { es: 'Páginas', en: 'Pages' },
  before: { es: 'Anterior', en: 'Previous' },
  next: { es: 'Siguiente', en: 'Next' },
  where: {
    es: (page: number, pages: number) => `Página ${page} de ${pages}`,
    en: (page: number, pages: number) => `Page ${page} of ${pages}`,
  },
} as const

/** One page back, one on. */
export function paging(page: number, pages: number, to: (page: number) => string, language: Language): Part | null {
  if (pages <= 1) return null
  const w = speak(WORDS, language)
  return html`<nav class="paging" aria-label="${w.pages}">
    ${page > 1 ? html`<a class="button second slim" rel="prev" data-morph="top" href="${to(page - 1)}">${icon('arrow-left', 18)}${w.before}</a>` : html`<span></span>`}
    <span class="figures soft">${w.where(page, pages)}</span>
    ${page < pages ? html`<a class="button second slim" rel="next" data-morph="top" href="${to(page + 1)}">${w.next}${icon('arrow-right', 18)}</a>` : html`<span></span>`}
  </nav>`
}
