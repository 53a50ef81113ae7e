import { Html, html } from '#shared/html.ts'
import type { Reply } from '#sdk'
import { date, money } from '#shared/show.ts'
import { speak } from '#shared/words.ts'
import type { Ask, Shown } from '../ask.ts'
import { icon } from '../parts/icon.ts'
import { zoneOf } from '../parts/when.ts'
import { paths } from '../paths.ts'
import { accountPage, asPerson } from './account-frame.ts'

const WORDS = {
  title: { es: 'Pedidos', en: 'Orders' },
  card: { es: 'Tu tarjeta de socio', en: 'Your member card' },
  card_text: {
    es: 'Enséñala en caja: te reconocen y todo queda en tu cuenta.',
    en: 'Show it at the till: they know you and everything goes to your account.',
  },
  card_alt: {
    es: (number: string) => `Código QR de la tarjeta ${number}`,
    en: (number: string) => `QR code of card ${number}`,
  },
  get_card: { es: 'Crear mi tarjeta', en: 'Make my card' },
  none: { es: 'Todavía no has comprado nada', en: 'You have not bought anything yet' },
  none_text: {
    es: 'Aquí verás tus compras de la web, del teléfono y de las tiendas.',
    en: 'Here you will see what you buy on the web, by telephone and in the shops.',
  },
  browse: { es: 'Ver la tienda', en: 'Browse the shop' },
  more: { es: 'Ver pedidos anteriores', en: 'Show earlier orders' },
  placed: { es: 'En curso', en: 'In progress' },
  in_progress: { es: 'En curso', en: 'In progress' },
  completed: { es: 'Entregado', en: 'Delivered' },
  canceled: { es: 'Cancelado', en: 'Cancelled' },
  pickup: { es: 'Recogida en tienda', en: 'Collected in a shop' },
  ship: { es: 'Envío a casa', en: 'Sent home' },
  carry_out: { es: 'Comprado en tienda', en: 'Bought in a shop' },
} as const

const PAGE = 10
type Row = Reply<'myOrders'>['items'][number]

export const accountStart = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async (person) => {
    const w = speak(WORDS, ask.language)
    const after = ask.url.searchParams.get('after')
    const [{ items, next }, { card }, zone] = await Promise.all([
      ask.client.myOrders({ limit: PAGE, ...(after ? { after } : {}) }),
      ask.client.getOwnCard(),
      zoneOf(ask),
    ])
    const to = paths(ask.language)
    const body = html`${memberCard(ask, card)}
      <section aria-labelledby="orders" class="stack"><h2 id="orders">${w.title}</h2>
        ${
          items.length === 0
            ? html`<div class="card empty-card stack"><p><strong>${w.none}</strong></p><p class="soft">${w.none_text}</p>
              <p><a class="button second slim" href="${to.home}">${w.browse}</a></p></div>`
            : html`<ul class="order-rows">${items.map((row) => orderRow(ask, row, zone))}</ul>`
        }
        ${next ? html`<p><a class="button second slim" href="${to.account}?after=${encodeURIComponent(next)}" data-morph="top">${w.more}</a></p>` : null}
      </section>`
    return accountPage(ask, { part: 'orders', person, title: w.title, body })
  })

function memberCard({ language }: Ask, card: Reply<'getOwnCard'>['card']): Html {
  const w = speak(WORDS, language)
  return html`<section class="card member-card" aria-labelledby="card">
    <div class="stack"><h2 id="card">${w.card}</h2><p>${w.card_text}</p>
      ${
        card
          ? html`<p class="code">${card.number}</p>`
          : html`<form method="post" action="${paths(language).accountPart('card')}" data-live><button class="button second slim">${icon('qrcode')} ${w.get_card}</button></form>`
      }
    </div>
    ${card ? html`<div class="qr" role="img" aria-label="${w.card_alt(card.number)}">${new Html(card.svg)}</div>` : null}
  </section>`
}

function orderRow(
  { language }: Ask,
  { number, status, delivery_method, gross, currency, placed_at }: Row,
  zone: string,
): Html {
  const w = speak(WORDS, language)
  const tone = status === 'completed' ? 'ok' : status === 'canceled' ? 'soft' : 'warn'
  const sign = status === 'completed' ? 'check' : status === 'canceled' ? 'x' : 'clock'
  return html`<li><a href="${paths(language).order(number)}">
    <span><strong>${number}</strong><br><span class="soft">${date(placed_at, 'day', language, zone)} · ${w[delivery_method]}</span></span>
    <span class="order-row-side"><span class="amount">${money(gross, currency, language)}</span><br><span class="${tone}">${icon(sign, 16)} ${w[status]}</span></span>
  </a></li>`
}

export const makeCard = (ask: Ask): Promise<Shown> =>
  asPerson(ask, async () => {
    await ask.client.takeOwnCard()
    return { redirect: paths(ask.language).account }
  })
