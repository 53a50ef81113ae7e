import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createVisitor } from '#customers'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { castOf, thingsOf } from './cast.ts'
import type { Things } from './cast.ts'

let shop: Shop
let tokens: Record<string, string>
let own: Things
let foreign: Things

beforeAll(async () => {
  shop = await openShop()
  const cast = await castOf(shop)
  tokens = cast.tokens
  const { id: stranger } = await shop.write((ctx) => createVisitor(ctx, { channel: 'web' }))
  own = await thingsOf(shop, cast.customer_id, shop.ids.granvia, shop.ids.loc_granvia)
  foreign = await thingsOf(shop, stranger, shop.ids.gracia, shop.ids.loc_gracia)
})
afterAll(() => shop.close())

type Request = { method: string; path: string; body?: object }
const get = (path: string): Request => ({ method: 'GET', path })
const send = (method: string, path: string, body: object): Request => ({ method, path, body })

const REQUESTS: Record<string, (of: Things) => Request> = {
  'look at an order': (of) => get(`/orders/${of.order_id}`),
  'find an order by its number': (of) => get(`/order-numbers/${of.number}`),
  'change whom an order writes to': (of) =>
    send('PATCH', `/orders/${of.order_id}`, { contact: { email: 'nueva@correo.es' } }),
  'cancel a line that is not there': (of) =>
    send('POST', `/orders/${of.order_id}/cancellations`, {
      lines: [{ line_id: newId(), quantity: 1 }],
      reason: 'prueba',
    }),
  'look at a payment': (of) => get(`/payments/${of.payment_id}`),
  'look at work of a store': (of) => get(`/fulfilments/${of.fulfilment_id}`),
  'take work of a store on': (of) => send('POST', `/fulfilments/${of.fulfilment_id}/acceptances`, {}),
  'look into a cart': (of) => get(`/carts/${of.cart_id}`),
  'write into a cart': (of) => send('PUT', `/carts/${of.cart_id}/contact`, { name: 'Eva', email: 'eva@correo.es' }),
  'read the ledger of a shelf': (of) => get(`/stock/ledger?variant_id=${of.variant_id}&location_id=${of.location_id}`),
  'count a shelf': (of) =>
    send('POST', '/stock/counts', {
      location_id: of.location_id,
      reason: 'recuento',
      lines: [{ id: newId(), variant_id: of.variant_id, counted: 40 }],
    }),
  'put a shelf right': (of) =>
    send('POST', '/stock/adjustments', {
      id: newId(),
      location_id: of.location_id,
      reason: 'encontrado',
      lines: [{ variant_id: of.variant_id, on_hand: 1 }],
    }),
  'send goods away': (of) =>
    send('POST', '/stock/transfers', {
      id: newId(),
      from_id: of.location_id,
      to_id: shop.ids.loc_central,
      lines: [{ variant_id: of.variant_id, quantity: 1 }],
    }),
  'set the prices of a store': (of) =>
    send('PUT', `/price-lists/${of.price_list}/prices`, { prices: [{ variant_id: of.variant_id, amount: 100 }] }),
  'read who a customer is': (of) => get(`/customers/${of.customer_id}`),
  'take a customer’s data away': (of) => get(`/customers/${of.customer_id}/data`),
}

const WHO = [
  'owner',
  'manager',
  'assistant',
  'agent',
  'marketer',
  'analyst',
  'till',
  'machine',
  'front',
  'visitor',
  'shopper',
] as const

/**
 * Own thing, foreign thing; `=` the same for both. Own is of Gran Vía, where manager, assistant and till are, and
 * of the shopper. 404 for shoppers: they cannot tell a foreign thing from none.
 */
const TABLE: [keyof typeof REQUESTS, string][] = [
  // owner | manager  | assistant| agent | market| analys| till     | machin| front | visit | shopper
  [
    'look at an order',
    '200=  | 200 403  | 200 403  | 200=  | 200=  | 200=  | 200 403  | 200=  | 403=  | 404=  | 200 404',
  ],
  [
    'find an order by its number',
    '200=  | 200 403  | 200 403  | 200=  | 200=  | 200=  | 200 403  | 200=  | 403=  | 404=  | 200 404',
  ],
  [
    'change whom an order writes to',
    '200=  | 200 403  | 403=     | 200=  | 403=  | 403=  | 403=     | 403=  | 403=  | 404=  | 200 404',
  ],
  [
    'cancel a line that is not there',
    '422=  | 422 403  | 403=     | 422=  | 403=  | 403=  | 403=     | 403=  | 403=  | 404=  | 422 404',
  ],
  [
    'look at a payment',
    '200=  | 200 404  | 200 404  | 200=  | 403=  | 200=  | 200 404  | 403=  | 403=  | 404=  | 200 404',
  ],
  [
    'look at work of a store',
    '200=  | 200 403  | 200 403  | 200=  | 403=  | 200=  | 200 403  | 403=  | 403=  | 403=  | 403=',
  ],
  [
    'take work of a store on',
    '200=  | 200 403  | 200 403  | 403=  | 403=  | 403=  | 200 403  | 403=  | 403=  | 403=  | 403=',
  ],
  [
    'look into a cart',
    '200=  | 200=     | 200=     | 200=  | 403=  | 200=  | 200=     | 403=  | 403=  | 404=  | 200 404',
  ],
  [
    'write into a cart',
    '200=  | 200=     | 200=     | 200=  | 403=  | 403=  | 200=     | 403=  | 403=  | 404=  | 200 404',
  ],
  [
    'read the ledger of a shelf',
    '200=  | 200 403  | 200 403  | 200=  | 200=  | 200=  | 200 403  | 200=  | 403=  | 403=  | 403=',
  ],
  ['count a shelf', '200=  | 200 403  | 200 403  | 403=  | 403=  | 403=  | 200 403  | 403=  | 403=  | 403=  | 403='],
  [
    'put a shelf right',
    '200=  | 200 403  | 403=     | 403=  | 403=  | 403=  | 403=     | 403=  | 403=  | 403=  | 403=',
  ],
  ['send goods away', '201=  | 201 403  | 403=     | 403=  | 403=  | 403=  | 403=     | 403=  | 403=  | 403=  | 403='],
  [
    'set the prices of a store',
    '200=  | 200 403  | 403=     | 403=  | 200=  | 403=  | 403=     | 403=  | 403=  | 403=  | 403=',
  ],
  [
    'read who a customer is',
    '200=  | 200=     | 200=     | 200=  | 200=  | 200=  | 200=     | 403=  | 403=  | 403=  | 403=',
  ],
  [
    'take a customer’s data away',
    '200=  | 200=     | 403=     | 200=  | 403=  | 403=  | 403=     | 403=  | 403=  | 403=  | 403=',
  ],
]

const ask = async (who: string, { method, path, body }: Request) =>
  (await shop.api(tokens[who])).raw(method, path, body === undefined ? undefined : JSON.stringify(body))

describe('who may do what, with their own and with others’', () => {
  test.each(TABLE)('%s', async (name, row) => {
    const cells = row.split('|').map((cell) => cell.trim())
    const seen: string[] = []
    for (const who of WHO) {
      const answers = await Promise.all([own, foreign].map((of) => ask(who, REQUESTS[name]!(of))))
      seen.push(`${who} ${answers.map(({ status }) => status).join(' ')}`)
    }
    const expected = WHO.map(
      (who, i) =>
        `${who} ${cells[i]!.endsWith('=') ? `${cells[i]!.slice(0, -1)} ${cells[i]!.slice(0, -1)}` : cells[i]}`,
    )
    expect(seen).toEqual(expected)
  })

  test('without a credential, with an invented or a broken one: nothing of it', async () => {
    for (const request of Object.values(REQUESTS)) {
      const { method, path, body } = request(own)
      for (const credential of [undefined, `hs_${'x'.repeat(43)}`, 'Bearer', '../../etc/passwd']) {
        const answer = await (
          await shop.api(credential)
        ).raw(method, path, body === undefined ? undefined : JSON.stringify(body))
        expect(answer.status, path).toBe(401)
      }
    }
  })
})

describe('what is the whole retailer’s', () => {
  const channel = { kind: 'phone', name: 'Teléfono', currency: 'EUR', locale: 'es' }
  const warehouse = { code: 'otro', name: 'Otro', country: 'ES', lat: 40, lng: -3, timezone: 'Europe/Madrid' }
  const rate = { country: 'ES', tax_class: 'standard', name: 'IVA', rate_ppm: 0, valid_from: '2027-01-01' }
  const base = { name: 'Tarifa', currency: 'EUR', tax_included: true }

  test.each([
    ['a channel', 'PUT', '/channels/phone', channel],
    ['a warehouse', 'PUT', `/warehouses/${newId()}`, warehouse],
    ['a tax rate', 'PUT', '/tax-rates', rate],
    ['a price list of all stores', 'PUT', '/price-lists/base', base],
    ['what a file says of goods elsewhere', 'POST', '/imports', { kind: 'catalogue', source: 'x', location: 'sol' }],
  ])('%s is not changed by the manager of one store', async (_what, method, path, body) => {
    expect(await ask('manager', { method, path, body })).toMatchObject({ status: 403, body: { code: 'other_store' } })
    expect((await ask('owner', { method, path, body })).status).toBeLessThan(300)
  })

  test('a list of one store cannot be taken over by naming one’s own', async () => {
    const answer = await ask(
      'manager',
      send('PUT', `/price-lists/${foreign.price_list}`, { ...base, store_id: shop.ids.granvia }),
    )
    expect(answer).toMatchObject({ status: 403, body: { code: 'other_store' } })
  })
})

describe('lists show what is one’s own', () => {
  test.each(['manager', 'assistant', 'till'])(
    '%s: orders, work, payments, goods and holds of the store alone',
    async (who) => {
      const items = async (path: string): Promise<Record<string, unknown>[]> => {
        const { status, body } = await ask(who, get(path))
        expect(status, path).toBe(200)
        return body.items
      }
      const ids = async (path: string) => (await items(path)).map(({ id }) => id)
      expect(await ids('/orders')).toEqual([own.order_id])
      expect(await ids('/fulfilments')).toEqual([own.fulfilment_id])
      expect(await ids('/payments')).toEqual([own.payment_id])
      expect(await items(`/stock/levels?variant_id=${foreign.variant_id}`)).toEqual([])
      expect(await items(`/stock/reservations?variant_id=${foreign.variant_id}`)).toEqual([])
      expect(await items(`/stock/transfers?location_id=${foreign.location_id}`)).toEqual([])
      expect((await ask(who, get(`/orders?store_id=${shop.ids.gracia}`))).status).toBe(403)
      expect((await ask(who, get(`/fulfilments?store_id=${shop.ids.gracia}`))).status).toBe(403)
    },
  )

  test('a payment made online belongs to no store: one sees it with its order, not in the list', async () => {
    const id = newId()
    await shop.write(
      (ctx) => ctx.sql`
      insert into payment (id, order_id, channel, provider, tender, currency, amount, status, created_at, updated_at)
      values (${id}, ${own.order_id}, 'web', 'sandbox', 'card', 'EUR', 100, 'declined', ${ctx.now}, ${ctx.now})`,
    )
    const seen = async (who: string, path: string) =>
      (await ask(who, get(path))).body.items.some((payment: { id: string }) => payment.id === id)
    expect(await seen('assistant', '/payments')).toBe(false)
    expect(await seen('assistant', `/payments?order_id=${own.order_id}`)).toBe(true)
    expect(await seen('analyst', '/payments')).toBe(true)
  })

  test('a shopper: own orders and carts alone', async () => {
    expect((await ask('shopper', get('/me/orders'))).body.items.map(({ id }: { id: string }) => id)).toEqual([
      own.order_id,
    ])
    expect((await ask('shopper', get('/me/carts'))).body.items.map(({ id }: { id: string }) => id)).toEqual([
      own.cart_id,
    ])
    expect((await ask('visitor', get('/me/orders'))).body.items).toEqual([])
  })
})

describe('a publishable key', () => {
  test('reads the catalogue, asks prices and begins visits; nothing else', async () => {
    expect((await ask('front', get('/products'))).status).toBe(200)
    expect(
      (
        await ask(
          'front',
          send('POST', '/price-quotes', { lines: [{ key: 'a', variant_id: own.variant_id, quantity: 1 }] }),
        )
      ).status,
    ).toBe(200)
    expect((await ask('front', send('POST', '/visits', {}))).status).toBe(201)
    for (const path of [
      '/orders',
      '/carts',
      '/payments',
      '/fulfilments',
      '/customers?text=a',
      '/staff',
      '/keys',
      '/events',
      '/stock/levels',
      '/price-lists',
      '/me/orders',
      '/feed',
    ]) {
      expect((await ask('front', get(path))).status, path).toBe(403)
    }
    const vip = send('POST', '/price-quotes', {
      customer_tags: ['vip'],
      lines: [{ key: 'a', variant_id: own.variant_id, quantity: 1 }],
    })
    expect(await ask('front', vip)).toMatchObject({ status: 403, body: { code: 'not_your_tag' } })
  })
})
