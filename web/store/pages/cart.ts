import { Html, html } from '#shared/html.ts'
import { money } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { actField } from '../parts/act.ts'
import { icon } from '../parts/icon.ts'
import { page } from '../layout.ts'
import { paths } from '../paths.ts'
import { moment, zoneOf } from '../parts/when.ts'
import { cartLine, hidden } from './cart-line.ts'
import { promise, totals } from './cart-totals.ts'
import { aside, buying, myCart, unitsOf } from './cart-mine.ts'
import type { Cart } from './cart-mine.ts'
import { CART_WORDS } from './cart-words.ts'

export async function cartPage(ask: Ask): Promise<Shown> {
  const w = speak(CART_WORDS, ask.language)
  const cart = await myCart(ask)
  const body = cart !== null && cart.lines.length > 0 ? await fullCart(ask, cart) : await emptyCart(ask, cart)
  return page(ask, { title: w.title, body, private: true })
}

async function fullCart(ask: Ask, cart: Cart): Promise<Html> {
  const w = speak(CART_WORDS, ask.language)
  const zone = await zoneOf(ask)
  const shown = (lines: Cart['lines']): Html[] => lines.map((line) => cartLine({ cart, line, language: ask.language }))
  const [now, later] = [buying(cart), aside(cart)]
  const held = heldUntil(cart)
  return html`<div class="wide buy" id="cart" data-follow="cart" data-version="${cart.version}">
    <h1>${w.title} ${now.length > 0 ? html`<span class="count">${w.units(unitsOf(now))}</span>` : null}</h1>
    ${notice(ask)} ${cart.problems > 0 ? html`<p class="buy-warning" role="status">${icon('alert-triangle')} ${w.problems}</p>` : null}
    <p class="cart-other" id="cart-other" role="status"></p>
    <div class="buy-columns">
      <div>
        ${now.length > 0 ? html`<ul class="cart-lines">${shown(now)}</ul>` : html`<p class="cart-none">${w.empty}</p>`}
        ${held ? html`<p class="cart-held">${icon('clock')} ${w.held(moment(held, ask.language, zone))}</p>` : null}
        ${
          later.length > 0
            ? html`<section class="cart-aside" aria-labelledby="aside">
              <h2 id="aside">${w.aside}</h2><p class="soft">${w.aside_text}</p><ul class="cart-lines">${shown(later)}</ul>
            </section>`
            : null
        }
      </div>
      <div class="buy-side">${now.length > 0 ? summary(ask, cart, zone) : await heldFor(ask, cart)} ${await otherDevice(ask, cart)}</div>
    </div>
  </div>`
}

/** When the first of the goods that are held goes back on sale. */
const heldUntil = (cart: Cart): string | null =>
  buying(cart)
    .flatMap(({ held, problem }) => (held && problem === null ? [held.until] : []))
    .toSorted()[0] ?? null

const SAID = [
  'gone',
  'bad_quantity',
  'too_many',
  'long_note',
  'together',
  'taken_up',
  'copied',
  'paid_waits',
  'let_go',
] as const

/** What was not done, or waits for the shopper. */
const REFUSED: ReadonlySet<string> = new Set(['gone', 'bad_quantity', 'too_many', 'long_note', 'paid_waits'])

/** Money that waits for a cart with nothing in it: another hand emptied it while this one paid. */
async function heldFor({ client, language }: Ask, cart: Cart | null): Promise<Html | null> {
  if (cart === null) return null
  const { held, currency } = await client.getCartBalance({ cart_id: cart.id })
  if (held === 0) return null
  const w = speak(CART_WORDS, language)
  return html`<section class="card stack" aria-labelledby="held">
    <h2 id="held">${w.held_title(money(held, currency, language))}</h2>
    <p>${w.held_text}</p>
    <form method="post" action="${paths(language).letGo}" data-live><button class="button second">${w.let_it_go}</button></form>
  </section>`
}

/** What has just been done, with the way back where there is one. */
function notice({ url, language }: Ask): Html | null {
  const w = speak(CART_WORDS, language)
  const said = SAID.find((name) => name === url.searchParams.get('said'))
  const removed = url.searchParams.get('removed')
  if (said && REFUSED.has(said))
    return html`<p class="buy-warning" role="status">${icon('alert-triangle')} ${w[said]}</p>`
  if (said) return html`<p class="buy-notice" role="status">${w[said]}</p>`
  if (removed === null) return null
  const again = {
    variant_id: removed,
    quantity: url.searchParams.get('quantity') ?? '1',
    note: url.searchParams.get('note') ?? '',
  }
  return html`<form class="buy-notice" method="post" action="${paths(language).cartLines}" data-live role="status">
    ${actField()} ${hidden({ ...again, back: paths(language).cart })}<span>${w.removed}</span> <button class="text-button">${w.undo}</button>
  </form>`
}

function summary({ language }: Ask, cart: Cart, zone: string): Html {
  const w = speak(CART_WORDS, language)
  const price = (minor: number): string => money(minor, cart.currency, language)
  const to = paths(language)
  return html`<section class="card cart-summary" aria-labelledby="summary">
    <h2 id="summary">${w.summary}</h2>
    ${totals(cart, language)}
    <p class="cart-promise">${promise(cart, language, zone)}</p>
    ${
      cart.problems > 0
        ? html`<p class="soft">${w.fix_first}</p>`
        : html`<form method="post" action="${to.checkout}">${hidden({ total: String(cart.gross) })}
          <button class="button whole">${w.checkout} · ${price(cart.gross)}</button></form>`
    }
  </section>`
}

async function otherDevice({ client, language }: Ask, cart: Cart): Promise<Html> {
  const w = speak(CART_WORDS, language)
  const { svg } = await client.getCartQr({ cart_id: cart.id })
  return html`<details class="card cart-device" id="device">
    <summary>${icon('device-mobile')} ${w.device}</summary>
    <p class="soft">${w.device_text}</p>
    <div class="qr" role="img" aria-label="${w.device_alt}">${new Html(svg)}</div>
    <p class="code">${spaced(cart.code)}</p>
  </details>`
}

/** Read aloud and typed in groups of four. */
const spaced = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1 ')

async function emptyCart(ask: Ask, cart: Cart | null): Promise<Html> {
  const w = speak(CART_WORDS, ask.language)
  const to = paths(ask.language)
  const held = await heldFor(ask, cart)
  return html`<div class="narrow stack buy" id="cart"${ask.known ? html` data-follow="cart"` : null} data-version="0">
    <h1>${w.empty}</h1>
    ${held ?? notice(ask)}
    <p class="lead">${w.empty_text}</p>
    <p><a class="button" href="${to.home}">${w.browse}</a></p>
    <section class="card" aria-labelledby="have-code">
      <h2 id="have-code">${w.have_code}</h2>
      <p class="soft">${w.have_code_text}</p>
      <form class="in-line" method="get" action="${to.takeUp('')}">
        <label class="visually-hidden" for="code">${w.code_label}</label>
        <input id="code" name="code" autocomplete="off" autocapitalize="characters" maxlength="20" required placeholder="${w.code_label}">
        <button class="button second slim">${w.use_code}</button>
      </form>
      <p><a href="${to.signIn(to.cart)}">${w.sign_in}</a></p>
    </section>
  </div>`
}
