import { html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { page } from '../layout.ts'
import { paths } from '../paths.ts'

const WORDS = { title: { es: 'La tienda', en: 'The shop' } } as const

export async function homePage(ask: Ask): Promise<Shown> {
  const w = speak(WORDS, ask.language)
  const { items } = await ask.client.listProducts({ locale: ask.language, limit: 12 })
  const to = paths(ask.language)
  return page(ask, {
    title: w.title,
    body: html`<main><h1>${w.title}</h1>${items.map(
      (item) => html`<a href="${to.product(item.slug)}">${item.name}</a>`,
    )}</main>`,
  })
}
