import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saveProduct } from '#catalog'
import { newId } from '#platform/ids'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { castOf, shopperToken, thingsOf } from './cast.ts'
import type { Things } from './cast.ts'

let shop: Shop
let url: string
let tokens: Record<string, string>
let own: Things

beforeAll(async () => {
  shop = await openShop()
  url = (await shop.api()).url
  const cast = await castOf(shop)
  tokens = cast.tokens
  own = await thingsOf(shop, cast.customer_id, shop.ids.granvia, shop.ids.loc_granvia)
})
afterAll(() => shop.close())

const as = (who: string) => shop.api(tokens[who])
const visitor = async () => {
  const { token, customer_id } = await shop.write((ctx) => shopperToken(ctx, false))
  return { api: await shop.api(token), customer_id }
}

describe('strange and endless input', () => {
  test('a sale beyond any amount is refused, not wrapped round', async () => {
    const variant_id = await shop.write((ctx) => article(ctx, { price: 900_000_000_000 }))
    const lines = Array.from({ length: 200 }, () => ({ id: newId(), variant_id, quantity: 9_999 }))
    const { status } = await (
      await as('till')
    ).post('/sales', { id: newId(), store_id: shop.ids.granvia, lines, tenders: [], expected_total: 0 })
    expect([400, 409, 422]).toContain(status)
    const quote = await (
      await as('front')
    ).post('/price-quotes', {
      lines: lines.slice(0, 100).map(({ variant_id: id }, i) => ({ key: `${i}`, variant_id: id, quantity: 9_999 })),
    })
    expect(quote.status).toBe(422)
  })

  test('wildcards in a search are plain signs', async () => {
    const api = await as('agent')
    for (const text of ['%', '_', '%%%%%%%%%%', '____', '\\', "%' or 1=1 --"]) {
      expect((await api.get(`/customers?text=${encodeURIComponent(text)}`)).body, text).toEqual({ items: [] })
      expect((await api.get(`/orders?text=${encodeURIComponent(text)}`)).body.items, text).toEqual([])
    }
  })

  test('no way leads out of the folders of files', async () => {
    for (const folder of ['/media/', '/assets/ui/', '/assets/store/', '/assets/fonts/']) {
      for (const way of [
        '../secret',
        '..%2fsecret',
        '%2e%2e%2fsecret',
        '..%5csecret',
        '....//secret',
        '%2e%2e/%2e%2e/package.json',
        '..%2f..%2f..%2fetc/passwd',
        '.%00./secret',
      ]) {
        const { status } = await fetch(`${url}${folder}${way}`)
        expect(status, folder + way).toBeGreaterThanOrEqual(400)
        expect(status, folder + way).toBeLessThan(500)
      }
    }
  })

  test('a contact with a line break is none: letters have the heads we give them', async () => {
    const { api } = await visitor()
    for (const value of [
      'ana@correo.es\nBcc: todos@correo.es',
      'ana@correo.es\r\nSubject: x',
      'a@b.es,c@d.es',
      '"a\n"@b.es',
    ]) {
      expect((await api.post('/one-time-codes', { kind: 'email', value })).status, value).toBe(422)
    }
  })

  describe('an address to return to', () => {
    const pay = async (return_url: string) => {
      const { cart_id } = await thingsOf(shop, own.customer_id, shop.ids.granvia, shop.ids.loc_granvia)
      const answer = await (await as('shopper')).post(`/carts/${cart_id}/payments`, { provider: 'sandbox', return_url })
      return { status: answer.status, code: answer.body.code }
    }

    test.each([
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.example',
      'file:///etc/passwd',
      '\\\\evil.example',
      'https://evil.example/',
      'http://localhost:4100.evil.example/',
      'http://localhost:4100@evil.example/',
      'http://user:password@localhost:4100/',
      'http://localhost:4101/',
      'https://localhost:4100/',
      'https://tienda.example.evil.example/',
    ])('%s is none of the retailer’s', async (return_url) => {
      expect(await pay(return_url)).toEqual({ status: 422, code: 'bad_return_url' })
    })

    test('may be a page of this server, or of an origin a channel calls its own', async () => {
      // The provider is not set up here: what is refused is that, no longer the address.
      expect((await pay('http://localhost:4100/checkout?step=done')).code).toBe('provider_not_configured')
      expect((await pay('https://tienda.example/gracias')).code).toBe('bad_return_url')
      const web = { kind: 'web', name: 'Tienda', currency: 'EUR', locale: 'es' }
      const owner = await as('owner')
      await owner.put('/channels/web', { ...web, origins: ['https://tienda.example'] })
      expect((await pay('https://tienda.example/gracias')).code).toBe('provider_not_configured')
      expect((await pay('http://tienda.example/gracias')).code).toBe('bad_return_url')
      const closed = { ...web, kind: 'mobile', origins: ['https://app.example'], active: false }
      await owner.put('/channels/mobile', closed)
      expect((await pay('https://app.example/gracias')).code).toBe('bad_return_url')
      await owner.put('/channels/web', web)
    })

    test.each([
      'https://tienda.example/',
      'tienda.example',
      'javascript:alert(1)',
      'https://*.example',
      'null',
      'https://a@b.example',
    ])('the owner cannot call %s an origin', async (origin) => {
      const web = { kind: 'web', name: 'Tienda', currency: 'EUR', locale: 'es' }
      expect(await (await as('owner')).put('/channels/web', { ...web, origins: [origin] })).toMatchObject({
        status: 422,
        body: { code: 'bad_origin' },
      })
    })

    test('of a provider nobody knows is not even looked at', async () => {
      const { cart_id } = await thingsOf(shop, own.customer_id, shop.ids.granvia, shop.ids.loc_granvia)
      expect((await (await as('shopper')).post(`/carts/${cart_id}/payments`, { provider: 'cash' })).body.code).toBe(
        'unknown_provider',
      )
    })
  })

  test('a notice nobody signed leaves nothing behind', async () => {
    const rows = () =>
      shop.read(
        (ctx) =>
          ctx.sql<{
            count: number
          }>`select (select count(*) from idempotency where caller like 'public%') + (select count(*) from payment_notice) as count`,
      )
    const before = await rows()
    const answer = await (await shop.api()).post('/payment-notices/sandbox', { data: { reference: own.payment_id } })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await rows()).toEqual(before)
  })

  test('a page shows what things are called, and runs none of it', async () => {
    const name = '<script>alert(1)</script></script><b>'
    await shop.write((ctx) =>
      saveProduct(ctx, {
        slug: 'sly',
        status: 'active',
        texts: { es: { name, description: name }, en: { name } },
        variants: [{ sku: 'SLY' }],
      }),
    )
    for (const path of ['/es/products/sly', `/es/search?q=${encodeURIComponent(name)}`, '/es/new']) {
      const response = await fetch(`${url}${path}`)
      const text = await response.text()
      expect(response.status, path).toBe(200)
      expect(text, path).toContain('&lt;script&gt;alert')
      // In blocks of data `<` is written as JSON can.
      expect(text, path).not.toMatch(/<script>|<b>/)
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
    }
  })

  test('a way back that a form names leads to a page of this shop', async () => {
    for (const back of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/es/\r\nx: y',
    ]) {
      const { status, headers } = await fetch(`${url}/es/choices`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: url },
        body: new URLSearchParams({ theme: 'dark', back }),
      })
      expect([status, headers.get('location')], back).toEqual([303, '/es'])
    }
  })

  test('what a browser is to remember for the shop is a choice of the shop’s, and nothing else', async () => {
    const { headers } = await fetch(`${url}/es/choices`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: url },
      body: new URLSearchParams({ theme: 'x; Domain=evil', store: '../..', hilo_session: 'stolen' }),
    })
    expect(headers.getSetCookie().map((cookie) => cookie.split(';').slice(0, 3).join(';'))).toEqual([
      'hilo_store=; Path=/; Max-Age=0',
      'hilo_theme=; Path=/; Max-Age=0',
    ])
  })
})
