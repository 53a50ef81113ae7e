import { html } from '#shared/html.ts'
import type { Html } from '#shared/html.ts'
import { money } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Ask } from '../ask.ts'
import { icon } from '../parts/icon.ts'
import { zoneOf } from '../parts/when.ts'
import { paths } from '../paths.ts'
import { promise } from './cart-totals.ts'
import { myCart, optionsText } from './cart-mine.ts'

const WORDS = {
  added: { es: 'Añadido a tu cesta', en: 'Added to your basket' },
  short: { es: 'Está en tu cesta, pero ahora no queda', en: 'It is in your basket, but there is none left now' },
  see: { es: 'Ver la cesta', en: 'See the basket' },
  close: { es: 'Cerrar', en: 'Close' },
} as const

/** What was just put into the cart, said where one was; nothing where nothing was. */
export async function addedPanel(ask: Ask): Promise<Html | null> {
  const { language, url } = ask
  const line_id = url.searchParams.get('added')
  if (line_id === null) return null
  const cart = await myCart(ask)
  const line = cart?.lines.find((one) => one.line_id === line_id)
  if (!cart || !line) return null
  const w = speak(WORDS, language)
  const away = new URL(url)
  away.searchParams.delete('added')
  const detail = [
    optionsText(line.options),
    line.unit_price === null ? null : money(line.unit_price, cart.currency, language),
  ]
  return html`<aside class="added" id="added" role="status">
    <p class="added-title">${line.problem ? html`${icon('alert-triangle')} ${w.short}` : html`${icon('check')} ${w.added}`}
      <a class="quiet" href="${away.pathname}${away.search}" data-morph aria-label="${w.close}">${icon('x')}</a></p>
    <div class="added-line">
      ${line.picture ? html`<img src="${line.picture}" alt="" width="64" height="80">` : null}
      <p><strong>${line.name}</strong><br><span class="soft small">${detail.filter(Boolean).join(' · ')}</span></p>
    </div>
    ${cart.delivery.method ? html`<p class="cart-promise">${promise(cart, language, await zoneOf(ask))}</p>` : null}
    <a class="button whole" href="${paths(language).cart}">${w.see}</a>
  </aside>`
}
