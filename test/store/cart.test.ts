import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { openBrowser } from './browser.ts'

let shop: Shop
let url: string
let boots: string

beforeAll(async () => {
  shop = await openShop()
  url = (await shop.api()).url
  boots = await shop.write((ctx) => article(ctx, { price: 1_000, stock: { [shop.ids.loc_granvia]: 50 } }))
})
afterAll(() => shop.close())

test('who has no cart is led to it by every one of its forms', async () => {
  for (const path of ['collect', 'let-go', 'lines/x', 'lines/x/remove', 'lines/x/aside']) {
    const { status, location } = await openBrowser(url).post(`/es/cart/${path}`, { store_id: shop.ids.granvia })
    expect([status, location?.split('?')[0]], path).toEqual([303, '/es/cart'])
  }
})

test('a place that is none on earth is not remembered, and one that was is not asked with', async () => {
  const browser = openBrowser(url)
  await browser.post('/es/choices', { place: '99.0,999.0' })
  expect(browser.cookies.has('hilo_place')).toBe(false)
  await browser.post('/es/cart/lines', { variant_id: boots, quantity: '1' })
  await browser.post('/es/checkout/contact', { name: 'Ana', email: 'ana@correo.es' })
  browser.cookies.set('hilo_place', '99.0,999.0')
  expect((await browser.get('/es/checkout')).status).toBe(200)
})

const actIn = (text: string): string => /name="act" value="([^"]+)"/.exec(text)?.[1] ?? ''
const unitsIn = (text: string): string => /<span class="count">([^<]+)</.exec(text)?.[1] ?? 'none'

test('a press whose answer was lost, pressed again, adds once; another press adds one more', async () => {
  const browser = openBrowser(url)
  const slug = (
    await shop.read(
      (ctx) => ctx.sql<{ slug: string }>`
    select p.slug from product p join variant v on v.product_id = p.id where v.id = ${boots}`,
    )
  )[0]?.slug
  const add = (act: string) => browser.post('/es/cart/lines', { variant_id: boots, quantity: '1', act })
  const first = actIn((await browser.get(`/es/products/${slug}`)).text)
  const once = await add(first)
  const again = await add(first)
  expect(again.location).toBe(once.location)
  expect(unitsIn((await browser.get('/es/cart')).text)).toBe('1 artículo')
  const second = actIn((await browser.get(`/es/products/${slug}`)).text)
  expect(second).not.toBe(first)
  await Promise.all([add(second), add(second), add(second)])
  expect(unitsIn((await browser.get('/es/cart')).text)).toBe('2 artículos')
})

test('two people with one page, from a cache between, have a cart each', async () => {
  const act = crypto.randomUUID()
  for (const browser of [openBrowser(url), openBrowser(url)]) {
    const { status } = await browser.post('/es/cart/lines', { variant_id: boots, quantity: '1', act })
    expect(status).toBe(303)
    expect(unitsIn((await browser.get('/es/cart')).text)).toBe('1 artículo')
  }
})

test('a double click that begins the cart begins one', async () => {
  const browser = openBrowser(url)
  await browser.post('/es/sign-in', { contact: 'doble@correo.es' })
  const act = crypto.randomUUID()
  const press = () => browser.post('/es/cart/lines', { variant_id: boots, quantity: '1', act })
  await Promise.all([press(), press()])
  const { items } = (await (await shop.api(browser.cookies.get('hilo_session'))).get('/me/carts')).body
  expect(items).toMatchObject([{ units: 1 }])
})
