import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Part } from '../ask.ts'
import { paths } from '../paths.ts'
import { icon } from './icon.ts'

const WORDS = {
  save: { es: (name: string) => `Guardar ${name}`, en: (name: string) => `Save ${name}` },
  unsave: { es: (name: string) => `Quitar ${name} de guardados`, en: (name: string) => `Take ${name} off saved` },
} as const

/** Saves a product for later, or takes it off the list. */
export function heart({ language, url }: Ask, { slug, name }: { slug: string; name: string }, saved: boolean): Part {
  const w = speak(WORDS, language)
  return html`<form class="heart" method="post" action="${paths(language).saved}" data-live>
          <input type="hidden" name="back" value="${url.pathname}${url.search}">
          <input type="hidden" name="slug" value="${slug}">
          <button name="save" value="${saved ? 'no' : 'yes'}" aria-label="${saved ? w.unsave(name) : w.save(name)}"${
            saved && html` class="on"`
          }>${icon('heart', 22)}</button>
        </form>`
}
