import type { Reply } from '#sdk'
import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import type { Ask, Part } from '../ask.ts'
import { paths } from '../paths.ts'
import { icon } from './icon.ts'
import { price } from './price.ts'
import { heart } from './heart.ts'

export type Tile = Reply<'getTiles'>['items'][number]
export type TileList = Pick<Reply<'getTiles'>, 'items' | 'currency'>

const WORDS = {
  here: { es: (name: string) => `En ${name}`, en: (name: string) => `In ${name}` },
  elsewhere: { es: 'En otras tiendas', en: 'In other shops' },
  toHome: { es: 'Con envío', en: 'Home delivery' },
  none: { es: 'Agotado', en: 'Sold out' },
} as const

/** Of the first row the pictures are wanted at once; the others when they come near. */
const AT_ONCE = 4

type Around = { saved: readonly string[]; store_name: string | null; first?: boolean; heading?: 2 | 3 }

/** Products as a grid of pictures with name, price, choices and where they are. */
export function tiles(ask: Ask, { items, currency }: TileList, around: Around): Part {
  return html`<ul class="tiles">${items.map(
    (tile, place) =>
      html`<li class="tile">
        <a href="${paths(ask.language).product(tile.slug)}">
          ${picture(tile, (around.first ?? false) && place < AT_ONCE)}
          <span class="tile-name">${tile.name}</span>
          ${price(tile, currency, ask.language)}
          ${choices(tile, ask.language)}
          ${where(tile, ask.language, around.store_name)}
        </a>
        ${heart(ask, tile, around.saved.includes(tile.slug))}
      </li>`,
  )}</ul>`
}

/** What a picture in the grid is wide, so that the browser takes the smallest that is sharp. */
const SIZES = '(min-width: 1360px) 300px, (min-width: 1000px) 23vw, (min-width: 700px) 31vw, 46vw'

function picture({ picture, name }: Tile, at_once: boolean): Part {
  if (!picture) return html`<span class="tile-picture">${icon('photo', 32)}</span>`
  const { small, medium, width, height } = picture
  return html`<span class="tile-picture"><img src="${medium}" srcset="${small} 320w, ${medium} 640w" sizes="${SIZES}" width="${width}" height="${height}" alt="${picture.alt === name ? '' : picture.alt}"${
    at_once ? html` fetchpriority="high"` : html` loading="lazy" decoding="async"`
  }></span>`
}

/** `6 tallas · 3 colores`; what has one choice only says nothing. */
function choices({ options }: Tile, language: Language): Part | null {
  const several = options.filter(({ choices }) => choices > 1)
  if (several.length === 0) return null
  const said = several.map(({ name, choices }) => `${choices} ${plural(name.toLowerCase(), language)}`)
  return html`<span class="tile-choices">${said.join(' · ')}</span>`
}

/** Names of options are plain nouns: the rule is enough. */
export function plural(noun: string, language: Language): string {
  if (language === 'en' || /[aeiouáéó]$/.test(noun)) return `${noun}s`
  return noun.endsWith('z') ? `${noun.slice(0, -1)}ces` : `${noun}es`
}

function where({ here, stores, shipping }: Tile, language: Language, store_name: string | null): Part {
  const w = speak(WORDS, language)
  if (here === true && store_name !== null)
    return html`<span class="tile-where ok">${icon('building-store', 16)}${w.here(store_name)}</span>`
  if (shipping) return html`<span class="tile-where">${icon('truck-delivery', 16)}${w.toHome}</span>`
  if (stores > 0) return html`<span class="tile-where">${icon('building-store', 16)}${w.elsewhere}</span>`
  return html`<span class="tile-where">${icon('circle-off', 16)}${w.none}</span>`
}
