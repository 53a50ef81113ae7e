import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from './ask.ts'
import { footer } from './parts/footer.ts'
import { addedPanel } from './pages/cart-added.ts'
import { head } from './parts/head.ts'
import type { HeadLayout } from './parts/head.ts'
import { header } from './parts/header.ts'
import { paths } from './paths.ts'

export type Layout = HeadLayout & {
  /** What stands in <main>. */
  body: Html
  status?: number
  /** More for the head. */
  head?: Html
  /** About one person: no cache keeps it, no search engine lists it. */
  private?: boolean
  /** Said once in a small note that goes by itself: what was just done. */
  note?: string | null
}

const WORDS = {
  unsent: {
    es: 'Sin conexión: no se ha enviado. Prueba otra vez cuando vuelva la red.',
    en: 'No connection: it was not sent. Try again when the network is back.',
  },
  offline: {
    es: 'Sin conexión. Ves lo que visitaste la última vez.',
    en: 'No connection. You see what you visited last.',
  },
  ended: {
    es: 'Tu visita en este navegador ha terminado. La cesta que tenías sigue en el otro dispositivo o en tu cuenta.',
    en: 'Your visit in this browser is over. The basket you had is on the other device or in your account.',
  },
  sign_in: { es: 'Entra para verla', en: 'Sign in to see it' },
  back: { es: 'Ya hay conexión.', en: 'The network is back.' },
} as const

/** The frame every page of the shop stands in. */
export async function page(ask: Ask, layout: Layout): Promise<Shown> {
  const { body, status = 200, private: own = false, note = null } = layout
  const [house, units, added] = await Promise.all([ask.house, ask.units, addedPanel(ask)])
  const hidden = own || (layout.unlisted ?? false) || status >= 400
  const { theme } = ask.chosen
  const text = html`<!doctype html>
<html lang="${ask.language}"${(theme === 'light' || theme === 'dark') && html` data-theme="${theme}"`}>
  <head>
    ${head(ask, house.retailer.name, { ...layout, unlisted: hidden })}
    ${layout.head ?? null}
  </head>
  <body>
  ${header(ask, house, units)}
  ${added}
  <p class="away" id="away" role="status" hidden data-words="${speak(WORDS, ask.language).offline}" data-unsent="${speak(WORDS, ask.language).unsent}" data-back="${speak(WORDS, ask.language).back}"></p>
  <main id="content" tabindex="-1">${ended(ask)}${body}</main>
  ${footer(ask, house)}
  <div id="notes" class="notes" role="status">${note !== null && html`<p class="note">${note}</p>`}</div>
  </body>
</html>`.text
  return { body: text, status, headers: own ? { 'cache-control': 'no-store' } : {} }
}

/** Said to whose session was over when they came (begin-anew.ts): why the basket is not here. */
function ended({ url, language }: Ask): Html | null {
  if (!url.searchParams.has('ended')) return null
  const w = speak(WORDS, language)
  const to = paths(language)
  return html`<div class="wide"><p class="buy-notice" role="status">${w.ended} <a href="${to.signIn(to.cart)}">${w.sign_in}</a></p></div>`
}
