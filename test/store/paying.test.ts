import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { article } from '#test/goods'
import { APPROVE, openSandbox } from '#test/sandbox'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { openBrowser } from './browser.ts'
import type { Browser } from './browser.ts'

let shop: Shop
let sandbox: Awaited<ReturnType<typeof openSandbox>>
let url: string
let boots: string

beforeAll(async () => {
  shop = await openShop()
  sandbox = await openSandbox(shop)
  url = (await shop.api()).url
  boots = await shop.write((ctx) => article(ctx, { price: 1_000, stock: { [shop.ids.loc_granvia]: 50 } }))
})
afterAll(async () => {
  await sandbox.close()
  await shop.close()
})

/** A guest at the step of paying. */
async function asGuest(browser: Browser): Promise<void> {
  await browser.post('/es/cart/lines', { variant_id: boots, quantity: '1' })
  await browser.post('/es/checkout/contact', { name: 'Ana Ruiz', email: `ana.${newId()}@correo.es` })
  await browser.post('/es/checkout/delivery', { way: 'pickup', store_id: shop.ids.granvia })
}

/** They press “pay”: the address of the payment, which leads on to the provider’s page. */
async function press(browser: Browser): Promise<string> {
  const payment_id = newId()
  await browser.post('/es/checkout/payment', { expected_total: '1000', payment_id })
  return `/es/checkout/pay/${payment_id}`
}

/** They press “pay” and pay there; answers where the provider sends them. */
async function payThere(browser: Browser): Promise<string> {
  const paying = await press(browser)
  const action_url = /url=(http[^"]+)"/.exec((await browser.get(paying)).text)?.[1] ?? ''
  await sandbox.pay({ action_url }, APPROVE)
  return `/es/checkout/paid?total=1000&payment_id=${paying.split('/').at(-1)}`
}

async function paidAsGuest(browser: Browser): Promise<string> {
  await asGuest(browser)
  return payThere(browser)
}

test('who comes home from the bank in another browser is told what happens now, and nothing of the order', async () => {
  const browser = openBrowser(url)
  const home = await paidAsGuest(browser)
  const other = openBrowser(url)
  await other.post('/es/cart/lines', { variant_id: boots, quantity: '1' })
  for (const stranger of [openBrowser(url), other]) {
    const { status, text } = await stranger.open(home)
    expect(status).toBe(200)
    expect(text).toContain('Estamos confirmando tu pago')
    expect(text).toContain('/es/sign-in?back=%2Fes%2Faccount')
    expect(text).not.toMatch(/Ana|H-[0-9A-Z]{4}|10,00/)
  }
  expect((await browser.open(home)).text).toContain('Gracias, Ana')
  expect((await openBrowser(url).open(home)).text, 'also once there is an order').not.toMatch(/Ana|H-[0-9A-Z]{4}/)
})

test('an address of no payment leads back to the checkout', async () => {
  for (const path of ['/es/checkout/paid', '/es/checkout/paid?payment_id=', '/en/checkout/paid?payment_id=x%00'])
    expect((await openBrowser(url).get(path)).location).toMatch(/^\/(es|en)\/checkout$/)
})

test('who paid while the cart was emptied elsewhere sees what is held, and can have it let go', async () => {
  const browser = openBrowser(url)
  const home = await paidAsGuest(browser)
  const line_id = /id="line-([0-9a-f-]{36})"/.exec((await browser.get('/es/cart')).text)?.[1] ?? ''
  await browser.post(`/es/cart/lines/${line_id}/remove`)
  const { text } = await browser.open(home)
  expect(text).toMatch(/Hay 10,00.€ reservados en tu tarjeta/)
  expect(text, 'there is nothing below to sort out').not.toContain('Resuélvelo abajo')
  const let_go = await browser.post('/es/cart/let-go')
  expect(let_go.location).toBe('/es/cart?said=let_go')
  expect((await browser.open('/es/cart?said=let_go')).text).toContain('Soltamos el dinero')
  await shop.work()
  expect((await browser.open('/es/cart')).text).not.toContain('reservados')
  expect(sandbox.book().filter(({ status }) => status === 'voided')).toHaveLength(1)
})

test('nobody has the money of another’s cart let go', async () => {
  const browser = openBrowser(url)
  await paidAsGuest(browser)
  const cart_id = (await (await shop.api(browser.cookies.get('hilo_session'))).get('/me/carts')).body.items[0].id
  const stranger = openBrowser(url)
  await stranger.post('/es/cart/lines', { variant_id: boots, quantity: '1' })
  const stop = async ({ cookies }: Browser) =>
    (await (await shop.api(cookies.get('hilo_session'))).post(`/carts/${cart_id}/payment-stops`, {})).status
  expect(await stop(stranger)).toBe(404)
  expect(await stop(browser)).toBe(200)
})

test('whose payment the provider will not open is told so, and pays anew', async () => {
  const browser = openBrowser(url)
  await sandbox.refuse('create')
  await asGuest(browser)
  const paying = await press(browser)
  expect((await browser.get(paying)).location).toBe('/es/checkout?step=payment&trouble=not_opened')
  expect((await browser.open(paying)).text).toContain('La página de pago no ha aceptado este pago')
  expect((await browser.open(await payThere(browser))).text).toContain('Gracias, Ana')
})

test('whose payment was stopped in the shop is told so, in the language of the page', async () => {
  const browser = openBrowser(url)
  await asGuest(browser)
  const paying = await press(browser)
  const api = await shop.api(browser.cookies.get('hilo_session'))
  const cart_id = (await api.get('/me/carts')).body.items[0].id
  await api.post(`/carts/${cart_id}/payment-stops`, {})
  await shop.work()
  expect((await browser.open(paying)).text).toContain('Ese pago se paró y ya no se puede hacer')
  expect((await browser.open(paying.replace('/es/', '/en/'))).text).toContain('That payment was stopped')
})

test('only a payment nobody has answered waits, and not for ever', async () => {
  const browser = openBrowser(url)
  await sandbox.spoil('create', 'error')
  await asGuest(browser)
  const paying = await press(browser)
  const { text } = await browser.get(paying)
  expect(text).toContain('Esperando a tu banco')
  expect(text, 'it looks again by itself').toContain(`content="3; url=${paying}?looks=1"`)
  const late = (await browser.get(`${paying}?looks=40`)).text
  expect(late).toContain('Tu banco todavía no contesta')
  expect(late).not.toContain('http-equiv="refresh"')
  expect(late).toContain('href="/es/checkout?step=payment"')
})
