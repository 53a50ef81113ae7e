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

/** A guest at the step of paying, who pays on the provider’s page; answers where the provider sends them. */
async function paidAsGuest(browser: Browser): Promise<string> {
  await browser.post('/es/cart/lines', { variant_id: boots, quantity: '1' })
  await browser.post('/es/checkout/contact', { name: 'Ana Ruiz', email: `ana.${newId()}@correo.es` })
  await browser.post('/es/checkout/delivery', { way: 'pickup', store_id: shop.ids.granvia })
  const payment_id = newId()
  await browser.post('/es/checkout/payment', { expected_total: '1000', payment_id })
  const action_url = /url=(http[^"]+)"/.exec((await browser.get(`/es/checkout/pay/${payment_id}`)).text)?.[1] ?? ''
  await sandbox.pay({ action_url }, APPROVE)
  return `/es/checkout/paid?total=1000&payment_id=${payment_id}`
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
