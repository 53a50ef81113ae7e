import { setTimeout as pause } from 'node:timers/promises'
import { systemActor } from '#platform/actor'
import { newId } from '#platform/ids'
import { APPROVE } from '../trade/provider.ts'
import type { Provider } from '../trade/provider.ts'
import { openCaller, good } from './drive.ts'
import type { Caller } from './drive.ts'
import type { Shop } from './stage.ts'

/** What the driver does at the doors of a shop. */
export type Article = { variant_id: string; slug: string; amount: number }
/** One client: its connection, the visit it shops in, and what was bought in that. */
export type Hand = { call: Caller; desk: Caller; visit: string; bought: number; close: () => Promise<void> }

const any = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)] as T

/** Articles of the shop with their price, and plenty of each where it sells. */
export async function stockUp({ db, location_id, desk }: Shop, url: string): Promise<Article[]> {
  const articles = await db.read(
    { actor: systemActor('bench') },
    (ctx) => ctx.sql<Article>`
    select v.id as variant_id, p.slug, c.amount from variant v
      join product p on p.id = v.product_id
      join price c on c.variant_id = v.id and c.min_quantity = 1 join price_list l on l.id = c.price_list_id and l.code = 'base'
     where p.status = 'active' and v.status = 'active' order by v.id limit 2000`,
  )
  const { call, close } = openCaller(url)
  for (let from = 0; from < articles.length; from += LINES)
    good(
      await call('POST', '/api/stock/receipts', desk, {
        id: newId(),
        location_id,
        lines: articles.slice(from, from + LINES).map(({ variant_id }) => ({ variant_id, quantity: PLENTY })),
      }),
    )
  // What the customer was told of the price is what the quote says, with this channel's lists.
  const priced = new Map<string, number>()
  for (let from = 0; from < articles.length; from += LINES) {
    const lines = articles
      .slice(from, from + LINES)
      .map(({ variant_id: key }) => ({ key, variant_id: key, quantity: 1 }))
    const { lines: quoted } = good(await call('POST', '/api/price-quotes', desk, { channel: 'phone', lines }))
    for (const { key, gross } of quoted) priced.set(key, gross)
  }
  await close()
  return articles.flatMap((article) => {
    const amount = priced.get(article.variant_id)
    return amount === undefined ? [] : [{ ...article, amount }]
  })
}

const LINES = 100
const PLENTY = 9_000

export async function openHands(shop: Shop, url: string, count: number): Promise<Hand[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const { call, close } = openCaller(url)
      const desk = openCaller(url, { 'hilo-channel': 'phone' })
      return {
        call,
        desk: desk.call,
        visit: await visitOf(call, shop),
        bought: 0,
        close: async () => {
          await close()
          await desk.close()
        },
      }
    }),
  )
}

async function visitOf(call: Caller, shop: Shop): Promise<string> {
  const { token } = good(await call('POST', '/api/visits', shop.front, { language: 'es' }))
  return token
}

/** Nobody buys a thousand times in one visit, each time with another address. */
const BOUGHT_MAX = 20

async function nextVisit(hand: Hand, shop: Shop): Promise<void> {
  if (++hand.bought % BOUGHT_MAX === 0) hand.visit = await visitOf(hand.call, shop)
}

const NAMES = ['Ana', 'Luis', 'María', 'Jordi', 'Nerea', 'Iker', 'Lucía', 'Pablo']

function somebody(): { name: string; email: string } {
  const [name, number] = [any(NAMES), Math.floor(Math.random() * 1e6)]
  return { name, email: `${name.toLowerCase()}${number}@correo.es` }
}

const linesOf = (articles: readonly Article[]) =>
  someLines(articles).map(({ variant_id }, index) => ({ variant_id, quantity: 1 + index }))

const whomAndHow = ({ store_id }: Shop) => ({
  contact: somebody(),
  delivery: { method: 'pickup', pickup_store_id: store_id },
})

/** The whole way of a shopper in three calls: a cart with its lines, whom and how, payment with the order. */
export async function checkout(hand: Hand, shop: Shop, articles: readonly Article[]): Promise<void> {
  await nextVisit(hand, shop)
  const { call, visit } = hand
  const cart = good(await call('POST', '/api/carts', visit, { lines: linesOf(articles) }))
  await payAndPlace(hand, shop, good(await call('PATCH', `/api/carts/${cart.id}`, visit, whomAndHow(shop))))
}

/** In two, by who knows everything when they press "buy now" (an app, an assistant): the cart whole, payment with the order. */
export async function checkoutAtOnce(hand: Hand, shop: Shop, articles: readonly Article[]): Promise<void> {
  await nextVisit(hand, shop)
  const whole = { lines: linesOf(articles), ...whomAndHow(shop) }
  await payAndPlace(hand, shop, good(await hand.call('POST', '/api/carts', hand.visit, whole)))
}

async function payAndPlace({ call }: Hand, shop: Shop, { id, gross }: { id: string; gross: number }): Promise<void> {
  const tender = { id: newId(), store_id: shop.store_id, provider: 'terminal', amount: gross }
  good(await call('POST', `/api/carts/${id}/orders`, shop.till, { expected_total: gross, tenders: [tender] }))
}

/** The same step by step, six calls: cart with a line, line, contact, delivery, payment, order. */
export async function checkoutInSteps(hand: Hand, shop: Shop, articles: readonly Article[]): Promise<void> {
  const { path, gross } = await fillCart(hand, shop, articles)
  const tender = { id: newId(), store_id: shop.store_id, provider: 'terminal', amount: gross }
  good(await hand.call('POST', `${path}/tenders`, shop.till, tender))
  good(await hand.call('POST', `${path}/orders`, hand.visit, { expected_total: gross }))
}

/** As the page asks that waits for the bank. */
const ASK_AGAIN_MS = 50
const PATIENCE_MS = 10_000

/** The same with a card: the provider's notice is heard, and by that the order is placed. */
export async function checkoutByCard(
  hand: Hand,
  shop: Shop,
  articles: readonly Article[],
  provider: Provider,
): Promise<void> {
  const { path } = await fillCart(hand, shop, articles)
  const payment = good(await hand.call('POST', `${path}/payments`, hand.visit, { provider: 'sandbox' }))
  await provider.pay(payment, APPROVE)
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until;) {
    await pause(ASK_AGAIN_MS)
    if (good(await hand.call('GET', path, hand.visit)).status === 'placed') return
  }
  throw new Error('paid, and no order within ten seconds')
}

async function fillCart(
  hand: Hand,
  shop: Shop,
  articles: readonly Article[],
): Promise<{ path: string; gross: number }> {
  await nextVisit(hand, shop)
  const { call, visit } = hand
  const [one, two] = someLines(articles) as [Article, Article]
  const cart = good(await call('POST', '/api/carts', visit, { lines: [{ variant_id: one.variant_id, quantity: 1 }] }))
  const path = `/api/carts/${cart.id}`
  good(await call('POST', `${path}/lines`, visit, { variant_id: two.variant_id, quantity: 2 }))
  good(await call('PUT', `${path}/contact`, visit, somebody()))
  const filled = good(
    await call('PUT', `${path}/delivery`, visit, { method: 'pickup', pickup_store_id: shop.store_id }),
  )
  return { path, gross: filled.gross }
}

/** One call: two lines, stock allocated, payment recorded, the shop told. Answers the status. */
export async function placeOrder(
  { desk }: Hand,
  shop: Shop,
  lines: readonly Article[],
  customer_id: string | null,
): Promise<number> {
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  const { status, body } = await desk('POST', '/api/orders', shop.desk, {
    id: newId(),
    ...(customer_id === null ? {} : { customer_id }),
    delivery: { method: 'pickup', pickup_store_id: shop.store_id },
    contact: { name: 'Ana', phone: '+34612345678' },
    lines: lines.map(({ variant_id }) => ({ id: newId(), variant_id, quantity: 1 })),
    tenders: [{ id: newId(), provider: 'terminal', amount: total }],
    expected_total: total,
  })
  if (status !== 201 && body.code !== 'out_of_stock') throw new Error(`${status} ${JSON.stringify(body)}`)
  return status
}

/** Two different articles. */
export function someLines(articles: readonly Article[]): Article[] {
  const first = Math.floor(Math.random() * articles.length)
  const second = (first + 1 + Math.floor(Math.random() * (articles.length - 1))) % articles.length
  return [articles[first] as Article, articles[second] as Article]
}
export const anyOf = any
