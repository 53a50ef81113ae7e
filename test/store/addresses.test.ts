import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { isBuilt } from '../../tools/web.ts'
import { openBrowser } from './browser.ts'
import { rawly } from './rawly.ts'

let shop: Shop
let url: string
let boots: string

beforeAll(async () => {
  shop = await openShop()
  url = (await shop.api()).url
  boots = await shop.write((ctx) => article(ctx, { price: 1_000, stock: { [shop.ids.loc_granvia]: 50 } }))
})
afterAll(() => shop.close())

test('whatever stands in an address is written as addresses write it', async () => {
  const browser = openBrowser(url)
  const leads: [string, string][] = [
    ['/orders/%E2%82%AC', '/es/orders/%E2%82%AC'],
    ['/orders/%0d%0aX:y', '/es/orders/%0D%0AX%3Ay'],
    ['/es/checkout/%E2%82%AC', '/es/checkout?step=%E2%82%AC'],
    ['/es/orders/%E2%82%AC/x', '/es/orders/%E2%82%AC'],
  ]
  for (const [path, to] of leads) expect((await browser.get(path)).location, path).toBe(to)
  const back = async (value: string) => (await browser.post('/es/choices', { theme: 'dark', back: value })).location
  expect(await back('/es/€')).toBe('/es/%E2%82%AC')
  expect(await back('/es/\u007F')).toBe('/es/%7F')
  await browser.post('/es/cart/lines', { variant_id: boots, quantity: '1' })
  for (const total of ['€', '-1', '1&x=y', '9'])
    expect((await browser.post('/es/checkout', { total })).location).toBe(
      `/es/checkout${total === '9' ? '?was=9' : ''}`,
    )
  expect((await browser.get('/orders/x')).headers.get('content-type')).toBe('text/plain; charset=utf-8')
})

test('an address that looks like another server’s, or cannot be read, is a page of this shop', async () => {
  for (const path of ['//[', '///', '//a:b:c', '//evil.example/']) {
    const { status, head } = await rawly(url, path)
    expect(status, path).toBe(301)
    expect(/^location: (.*)$/im.exec(head)?.[1], path).toMatch(/^\/(?!\/)/)
    expect(head, path).toMatch(/^content-security-policy:/im)
  }
  for (const path of ['/es/%', '/es/%ff', '/es/products/%', '/%c0%ae/x?q=%']) {
    const { status, head, body } = await rawly(url, path)
    expect(status, path).toBe(404)
    expect(head, path).toMatch(/^content-type: text\/html/im)
    expect(body, path).toMatch(/No encontramos esta página|We cannot find this page/)
  }
  expect((await rawly(url, '/api/%ff')).status, 'programs are told as before').toBe(400)
})

test('what cannot be a name is as missing as what is not there', async () => {
  const visitor = openBrowser(url)
  for (const path of ['/es/products/Botas', '/es/products/a_b', '/es/stores/MADRID', '/es/categories/X!']) {
    const { status, text } = await visitor.get(path)
    expect(status, path).toBe(404)
    expect(text, path).toContain('No encontramos esta página')
  }
})

test('people are refused with a page, programs with a problem', async () => {
  const browser = openBrowser(url)
  const cases: [string, number, () => ReturnType<typeof browser.post>][] = [
    ['Es demasiado texto', 413, () => browser.post('/es/cart/lines', { note: 'x'.repeat(70_000) })],
    ['No entendemos', 415, () => browser.post('/es/cart/lines', { note: 'x' }, { 'content-type': 'text/plain' })],
    ['venía de otra página', 403, () => browser.post('/es/cart/lines', {}, { origin: 'https://evil.example' })],
  ]
  for (const [words, status, act] of cases) {
    const page = await act()
    expect(page.status).toBe(status)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.text).toContain(words)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
  }
  const program = await browser.post('/es/cart/lines', {}, { accept: '*/*', origin: 'https://evil.example' })
  expect(JSON.parse(program.text)).toMatchObject({ code: 'cross_site' })
})

test('a packing that is asked for with a weight of nothing is not used', async () => {
  const coding = async (accepted: string) =>
    (await openBrowser(url).get('/es', { 'accept-encoding': accepted })).headers.get('content-encoding')
  expect(await coding('br;q=0')).toBeNull()
  expect(await coding('br; q=0.000, gzip;q=0.5')).toBe('gzip')
  expect(await coding('gzip, br;q=0.1')).toBe('br')
})

test.runIf(isBuilt())('the nonce of a page is not to be guessed', async () => {
  const { headers, text } = await openBrowser(url).get('/console')
  const nonces = [...(headers.get('content-security-policy') ?? '').matchAll(/'nonce-([^']+)'/g)].map(([, one]) => one)
  expect(Buffer.from(nonces[0] ?? '', 'base64url')).toHaveLength(32)
  expect(text).toContain(nonces[0])
})

test.runIf(isBuilt())(
  'a sign of a face is a picture in letters of one kind, and runs nothing where it is opened',
  async () => {
    for (const path of ['/icon.svg', '/console/icon.svg', '/pos/icon.svg']) {
      const { status, headers } = await openBrowser(url).get(path)
      expect(status, path).toBe(200)
      expect(headers.get('content-type'), path).toBe('image/svg+xml; charset=utf-8')
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy, path).toContain("default-src 'none'")
      expect(policy, path).toMatch(/; ?sandbox(;|$)/)
    }
  },
)
