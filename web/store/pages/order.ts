import { HiloError } from '#sdk'
import { Html, html } from '#shared/html.ts'
import { money } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { page } from '../layout.ts'
import { icon } from '../parts/icon.ts'
import { moment, zoneOf } from '../parts/when.ts'
import { paths } from '../paths.ts'
import { addressLines } from './checkout-address.ts'
import type { Address } from './checkout-address.ts'
import { hidden } from './cart-line.ts'
import { optionsText } from './cart-mine.ts'
import { otherStores } from './order-stores.ts'
import { living, orderThread } from './order-thread.ts'
import type { Fulfilment, Order } from './order-thread.ts'
import { ORDER_WORDS } from './order-words.ts'

export async function orderPage(ask: Ask): Promise<Shown> {
  const order = await orderOf(ask)
  return order === null ? unknownOrder(ask) : showOrder(ask, order)
}

/** By its number, for whoever bought it: in the session that did, or signed in. */
export async function orderOf({ client, known, params }: Ask): Promise<Order | null> {
  if (!known) return null
  try {
    return await client.getOrderByNumber({ number: params['number'] ?? '' })
  } catch (error) {
    if (error instanceof HiloError && (error.status === 404 || error.status === 400)) return null
    throw error
  }
}

export function unknownOrder(ask: Ask): Promise<Shown> {
  const w = speak(ORDER_WORDS, ask.language)
  return page(ask, {
    title: w.unknown,
    status: 404,
    private: true,
    body: html`<div class="narrow stack buy"><h1>${w.unknown}</h1><p class="soft">${w.unknown_text}</p>
      <p><a class="button" href="${paths(ask.language).signIn(ask.url.pathname)}">${w.sign_in}</a></p></div>`,
  })
}

export async function showOrder(ask: Ask, order: Order, trouble: string | null = null, status = 200): Promise<Shown> {
  const { language } = ask
  const w = speak(ORDER_WORDS, language)
  const zone = await zoneOf(ask)
  return page(ask, {
    title: w.title(order.number),
    status,
    private: true,
    note: ask.url.searchParams.has('moved') ? w.moved : null,
    body: html`<div class="wide buy" id="order" data-follow="order">
      ${heading(ask, order)}
      ${trouble ? html`<div class="buy-alert" role="alert"><p>${trouble}</p></div>` : null}
      <div class="buy-columns">
        <div class="stack">
          ${await codes(ask, order, zone)}
          <section class="card" aria-labelledby="thread"><h2 id="thread">${w.what_happens}</h2>${orderThread({ order, language, zone })}</section>
          ${await changes(ask, order, zone)}
        </div>
        <div class="buy-side">${receipt(ask, order)}</div>
      </div>
    </div>`,
  })
}

function heading({ url, language }: Ask, order: Order): Html {
  const w = speak(ORDER_WORDS, language)
  if (!url.searchParams.has('thanks')) return html`<h1>${w.title(order.number)}</h1>`
  const contact = order.contact as { name?: string; email?: string; phone?: string }
  const first = contact.name?.split(' ')[0] ?? ''
  return html`<h1>${w.thanks(first)}</h1>
    <p class="lead">${w.thanks_text(contact.email ?? contact.phone ?? '')} <strong class="whole-word">${w.title(order.number)}</strong></p>`
}

/** What is shown at the counter, as large as the screen allows. */
async function codes({ client, language }: Ask, order: Order, zone: string): Promise<Html[]> {
  const w = speak(ORDER_WORDS, language)
  const ready = living(order).filter(({ kind, status }) => kind === 'pickup' && status === 'ready')
  return Promise.all(
    ready.map(async ({ id }) => {
      const { svg, code, store_name, hold_until } = await client.getHandoverQr({ fulfilment_id: id })
      return html`<section class="card pickup-code" aria-labelledby="code-${id}">
        <h2 id="code-${id}">${w.qr_title}${store_name ? html`<br><span class="soft">${store_name}</span>` : null}</h2>
        <div class="qr qr-large" role="img" aria-label="${w.qr_alt(code)}">${new Html(svg)}</div>
        <p class="code">${code}</p>
        <p class="soft">${w.qr_text}${hold_until ? ` ${w.kept_until(moment(hold_until, language, zone))}.` : ''}</p>
      </section>`
    }),
  )
}

/** Before anybody has picked it, the shop can be changed and the order called off. */
const canMove = (one: Fulfilment): boolean =>
  one.kind === 'pickup' && (one.status === 'assigned' || one.status === 'accepted')
const canCancel = (order: Order): boolean =>
  order.status !== 'canceled' &&
  order.status !== 'completed' &&
  living(order).every(({ status }) => ['assigned', 'accepted', 'picking', 'ready', 'exception'].includes(status))

async function changes(ask: Ask, order: Order, zone: string): Promise<Html | null> {
  const { language, url } = ask
  const w = speak(ORDER_WORDS, language)
  const at = paths(language).order(order.number)
  const asked = url.searchParams.get('change')
  const move = living(order).some(canMove)
  const cancel = canCancel(order)
  if (!move && !cancel) return null
  return html`<section class="card stack" aria-labelledby="change" id="changes">
    <h2 id="change">${w.help}</h2>
    ${move && asked === 'shop' ? await shopChoice(ask, order, zone) : null}
    ${cancel && asked === 'cancel' ? sureToCancel(ask, order) : null}
    <div class="actions">
      ${move && asked !== 'shop' ? html`<a class="button second slim" href="${at}?change=shop" data-morph>${icon('building-store')} ${w.change_shop}</a>` : null}
      ${cancel && asked !== 'cancel' ? html`<a class="button second slim" href="${at}?change=cancel" data-morph>${icon('x')} ${w.cancel}</a>` : null}
    </div>
  </section>`
}

async function shopChoice(ask: Ask, order: Order, zone: string): Promise<Html> {
  const { language } = ask
  const w = speak(ORDER_WORDS, language)
  const stores = await otherStores(ask, order)
  if (stores.length === 0) return html`<p class="buy-warning">${w.no_other}</p>`
  return html`<p>${w.change_text}</p>
    <form class="stack" method="post" action="${paths(language).order(order.number)}/shop" data-live>
      ${stores.map(
        ({
          store_id,
          name,
          pickup_from,
        }) => html`<button class="button second slim shop-button" name="store_id" value="${store_id}">
          <span>${w.collect_here(name)}</span>${pickup_from ? html`<span class="soft">${w.from(moment(pickup_from, language, zone))}</span>` : null}</button>`,
      )}
    </form>`
}

function sureToCancel({ language }: Ask, order: Order): Html {
  const w = speak(ORDER_WORDS, language)
  const at = paths(language).order(order.number)
  return html`<div class="buy-warning stack" role="group" aria-label="${w.cancel_sure}">
    <p><strong>${w.cancel_sure}</strong><br>${w.cancel_text(money(order.gross, order.currency, language))}</p>
    <div class="actions">
      <form method="post" action="${at}/cancel">${hidden({ id: crypto.randomUUID() })}<button class="button slim">${w.cancel_yes}</button></form>
      <a class="button second slim" href="${at}" data-morph>${w.keep}</a>
    </div>
  </div>`
}

function receipt({ language }: Ask, order: Order): Html {
  const w = speak(ORDER_WORDS, language)
  const price = (minor: number): string => money(minor, order.currency, language)
  const address = order.delivery_method === 'ship' ? (order.address as Address | null) : null
  return html`<section class="card" aria-labelledby="receipt"><h2 id="receipt">${w.lines}</h2>
    <ul class="small-lines">${order.lines.map(
      (line) => html`<li>
        <span>${line.name}<br><span class="soft">${[optionsText(line.options), `× ${line.quantity}`].filter(Boolean).join(' · ')}${
          line.canceled > 0 ? html` · <span class="warn">${w.off(line.canceled)}</span>` : null
        }</span></span>
        <span class="amount">${price(line.gross)}</span></li>`,
    )}</ul>
    <dl class="totals">
      <div><dt>${w.delivery}</dt><dd>${w.free}</dd></div>
      ${order.taxes.map(({ name, tax }) => html`<div class="totals-tax"><dt>${w.tax(price(tax), name)}</dt></div>`)}
      <div class="totals-total"><dt>${w.total}</dt><dd>${price(order.gross)}</dd></div>
      ${order.payments
        .filter(({ authorised, voiding }) => authorised > voiding)
        .map(
          ({ details, authorised }) => html`<div><dt>${cardName(details, w)}</dt><dd>${price(authorised)}</dd></div>`,
        )}
      ${order.refunded > 0 ? html`<div><dt>${w.refunded('').replace(/[: ]+$/, '')}</dt><dd>${price(-order.refunded)}</dd></div>` : null}
    </dl>
    ${address ? html`<p class="small"><strong>${w.sent_to}</strong><br>${addressLines(address, language).join(', ')}</p>` : null}
  </section>`
}

const cardName = (details: Record<string, unknown>, w: { by_card: (card: string) => string; card: string }): string =>
  typeof details['last4'] === 'string' ? w.by_card(`•••• ${details['last4']}`) : w.card
