import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import type { Part } from '../ask.ts'
import { icon } from '../parts/icon.ts'
import type { Product } from './choice.ts'

const WORDS = {
  pictures: { es: 'Fotos', en: 'Pictures' },
  picture: {
    es: (place: number, of: number) => `Foto ${place} de ${of}`,
    en: (place: number, of: number) => `Picture ${place} of ${of}`,
  },
} as const

const SIZES = '(min-width: 1360px) 790px, (min-width: 1000px) 55vw, (min-width: 800px) 48vw, 100vw'

/** Pictures side by side, moved by hand, wheel or keys; small ones below lead to each. */
export function gallery(pictures: Product['pictures'], language: Language): Part {
  const w = speak(WORDS, language)
  if (pictures.length === 0)
    return html`<div class="gallery"><div class="gallery-none">${icon('photo', 48)}</div></div>`
  return html`<div class="gallery">
      <ul class="gallery-large" id="gallery"${pictures.length > 1 && html` tabindex="0" role="group" aria-label="${w.pictures}"`}>${pictures.map(
        ({ id, alt, small, medium, large, width, height }, place) =>
          html`<li id="picture-${id}"><img src="${medium}" srcset="${small} 320w, ${medium} 640w${
            width > 640 && html`, ${large} ${width}w`
          }" sizes="${SIZES}" width="${width}" height="${height}" alt="${alt}"${
            place === 0 ? html` fetchpriority="high"` : html` loading="lazy" decoding="async"`
          }></li>`,
      )}</ul>
      ${
        pictures.length > 1 &&
        html`<ul class="gallery-small">${pictures.map(
          ({ id, small }, place) =>
            html`<li><a href="#picture-${id}" data-gallery aria-label="${w.picture(place + 1, pictures.length)}"${
              place === 0 && html` aria-current="true"`
            }><img src="${small}" width="64" height="80" alt="" loading="lazy"></a></li>`,
        )}</ul>`
      }
    </div>`
}
