import { afterAll, beforeAll, expect, test } from 'vitest'
import { clusterOf, merge } from '#customers'
import { newId } from '#platform/ids'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { openBrowser, signIn } from './browser.ts'
import type { Browser } from './browser.ts'

let shop: Shop
let url: string
let boots: string
let slug: string

beforeAll(async () => {
  shop = await openShop()
  url = (await shop.api()).url
  boots = await shop.write((ctx) => article(ctx, { price: 1_000, stock: { [shop.ids.loc_granvia]: 50 } }))
  const [found] = await shop.read(
    (ctx) => ctx.sql<{ slug: string }>`
    select p.slug from product p join variant v on v.product_id = p.id where v.id = ${boots}`,
  )
  slug = found?.slug ?? ''
})
afterAll(() => shop.close())

const add = (browser: Browser) => browser.post('/es/cart/lines', { variant_id: boots, quantity: '1' })
const whoIs = async (browser: Browser): Promise<string> =>
  (await (await shop.api(browser.cookies.get('hilo_session'))).get('/me')).body.id
const savedBy = async (browser: Browser) =>
  (await (await shop.api(browser.cookies.get('hilo_session'))).get('/me/preferences')).body.items.find(
    ({ name }: { name: string }) => name === 'saved_products',
  )?.value ?? []

test('whose visit ended elsewhere has the article in a new basket, and is told where the other one is', async () => {
  const [ana, berta] = [openBrowser(url), openBrowser(url)]
  await add(ana)
  await add(berta)
  const [joined_id, kept_id] = [await whoIs(ana), await whoIs(berta)]
  await shop.write((ctx) => merge(ctx, { joined_id, kept_id, evidence: { note: 'the same device' } }))
  await signIn(berta, shop, 'berta@correo.es')
  const cart = await openBrowserLike(ana).open('/es/cart')
  expect(cart.text, 'the empty basket says why it is empty').toContain('Tu visita en este navegador ha terminado')
  expect((await openBrowserLike(ana).open('/es/checkout')).text).toContain('Tu visita en este navegador ha terminado')
  const { location } = await add(ana)
  expect(location).toMatch(/^\/es\/cart\?added=[0-9a-f-]{36}&ended=$/)
  const page = await ana.open(location ?? '')
  expect(page.text).toContain('Añadido a tu cesta')
  expect(page.text).toContain('/es/sign-in?back=%2Fes%2Fcart')
  expect((await ana.get('/es/cart')).text).toContain('1 artículo')
  const on = await ana.post('/es/cart/lines', { variant_id: boots, quantity: '1', back: location ?? '' })
  expect(on.location, 'it is said once').not.toContain('ended')
})

/** The same browser in another window, before anything was answered to it. */
function openBrowserLike(one: Browser): Browser {
  const other = openBrowser(url)
  for (const [name, value] of one.cookies) other.cookies.set(name, value)
  return other
}

test('what is not a visitor’s to do leads to the basket or to signing in, with a word', async () => {
  const browser = openBrowser(url)
  await add(browser)
  await (await shop.api(browser.cookies.get('hilo_session'))).post('/sign-out')
  const lost = openBrowserLike(browser)
  expect((await lost.post('/es/checkout/contact', { name: 'Ana' })).location).toBe('/es/cart?ended=')
  expect(lost.cookies.has('hilo_session')).toBe(false)
  expect((await openBrowserLike(browser).post('/es/account/profile')).location).toContain('/es/sign-in?back=')
  expect((await openBrowserLike(browser).post('/es/sign-out')).location, 'who wants to leave has left').toBe('/es')
})

test('two who sign in one after the other in one browser stay two; who adds a contact stays one', async () => {
  const browser = openBrowser(url)
  await signIn(browser, shop, 'dora@correo.es')
  const dora = await whoIs(browser)
  for (const page of [
    await browser.get('/es/sign-in?back=%2Fes%2Fcart'),
    await browser.post('/es/sign-in', { contact: 'emil@correo.es' }),
    await browser.post('/es/sign-in/code', { challenge: newId(), to: 'emil@correo.es', code: '123456' }),
  ]) {
    expect(page.text).toContain('Está abierta la cuenta de dora@correo.es')
    expect(page.text).not.toContain('name="code"')
  }
  const out = await browser.post('/es/sign-out', { back: '/es/cart' })
  expect(out.location).toBe('/es/sign-in?back=%2Fes%2Fcart')
  await signIn(browser, shop, 'emil@correo.es')
  const emil = await whoIs(browser)
  expect(await shop.read((ctx) => clusterOf(ctx, dora))).not.toContain(emil)

  expect((await browser.get('/es/account/profile')).text).toContain(
    '/es/sign-in?add=&amp;back=%2Fes%2Faccount%2Fprofile',
  )
  expect((await browser.get('/es/sign-in?add=')).text).toContain('Añade un correo o teléfono')
  await signIn(browser, shop, 'emil.work@correo.es', { add: '' })
  const page = (await browser.get('/es/account/profile')).text
  for (const contact of ['emil@correo.es', 'emil.work@correo.es']) expect(page).toContain(contact)
})

test('one person’s saved list never becomes another’s on a shared browser', async () => {
  const browser = openBrowser(url)
  await signIn(browser, shop, 'carla@correo.es')
  await browser.post('/es/saved', { slug, save: 'yes' })
  await browser.post('/es/choices', { place: '40.4,-3.7' })
  expect(await savedBy(browser)).toEqual([slug])
  const left = openBrowserLike(browser)
  const out = await browser.post('/es/sign-out')
  expect([...browser.cookies.keys()], 'nothing of hers stays').toEqual([])
  expect(out.headers.get('clear-site-data')).toBe('"cache"')
  // The session may also just run out: its cookie goes, the list stays.
  left.cookies.delete('hilo_session')
  expect((await left.get('/es/saved')).text).not.toContain(`/products/${slug}`)
  for (const shared of [browser, left]) {
    await signIn(shared, shop, `dora${shared === left}@correo.es`)
    await shared.post('/es/saved', { slug: 'otra-cosa', save: 'yes' })
    expect(await savedBy(shared)).toEqual(['otra-cosa'])
  }
})

test('what a visitor saved is theirs when they sign in, beside what they had', async () => {
  const first = openBrowser(url)
  await signIn(first, shop, 'eva@correo.es')
  await first.post('/es/saved', { slug: 'antes', save: 'yes' })
  const second = openBrowser(url)
  await second.post('/es/saved', { slug, save: 'yes' })
  await signIn(second, shop, 'eva@correo.es')
  expect(await savedBy(second)).toEqual([slug, 'antes'])
  await second.post('/es/saved', { slug: 'antes', save: 'no' })
  expect(await savedBy(second)).toEqual([slug])
})

test('a page that counts a basket is kept by nobody on the way', async () => {
  const browser = openBrowser(url)
  expect((await browser.get('/es/new')).headers.get('cache-control')).toBe('no-cache')
  await add(browser)
  expect((await browser.get('/es/new')).headers.get('cache-control')).toBe('private, no-cache')
  expect((await browser.get('/es/cart')).headers.get('cache-control')).toBe('no-store')
})
