import { speak } from '#shared/words.ts'
import type { Page } from '../ask.ts'
import { paths } from '../paths.ts'

const WORDS = {
  about: { es: 'Compra en la web y recoge en tu tienda', en: 'Buy online and collect in your shop' },
  cart: { es: 'Cesta', en: 'Basket' },
  stores: { es: 'Tiendas', en: 'Shops' },
} as const

/** What the shop is as an installed app. */
export const manifestPage: Page = async ({ house, url }) => {
  const language = url.searchParams.get('lang') === 'en' ? 'en' : 'es'
  const { retailer } = await house
  const to = paths(language)
  const w = speak(WORDS, language)
  const body = JSON.stringify({
    id: '/',
    name: retailer.name,
    short_name: retailer.name,
    description: w.about,
    lang: language,
    start_url: to.home,
    scope: '/',
    display: 'standalone',
    background_color: '#fbf8f3',
    theme_color: '#fbf8f3',
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
    ],
    shortcuts: [
      { name: w.cart, url: to.cart },
      { name: w.stores, url: to.stores },
    ],
  })
  return { body, type: 'application/manifest+json' }
}
