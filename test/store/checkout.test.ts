import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { openBrowser, signIn } from './browser.ts'
import type { Browser } from './browser.ts'

let shop: Shop
let url: string
let boots: string

beforeAll(async () => {
  shop = await openShop()
  url = (await shop.api()).url
  boots = await shop.write((ctx) =>
    article(ctx, { price: 1_000, stock: { [shop.ids.loc_granvia]: 50, [shop.ids.loc_central]: 50 } }),
  )
})
afterAll(() => shop.close())

const HOME = { name: 'Ana Ruiz', line1: 'Calle Mayor 1', postcode: '28013', city: 'Madrid', country: 'ES' }

/** Somebody who has bought here before, with an article in the basket. */
async function returning(email: string, address: object): Promise<Browser> {
  const browser = openBrowser(url)
  await signIn(browser, shop, email)
  await browser.post('/es/account/profile', { given_name: 'Ana', family_name: 'Ruiz' })
  await browser.post('/es/account/addresses', { ...address })
  await browser.post('/es/cart/lines', { variant_id: boots, quantity: '1' })
  return browser
}

/** The step that is open. */
const openStep = (text: string): string =>
  /aria-labelledby="step-([a-z]+)" aria-current="step"/.exec(text)?.[1] ?? 'none'

async function checkout(browser: Browser): Promise<string> {
  const { status, location } = await browser.post('/es/checkout')
  expect(status).toBe(303)
  return (await browser.open(location ?? '')).text
}

test('who comes back is asked nothing that is known: one press, and what is left is to pay', async () => {
  const ana = await returning('ana@correo.es', { ...HOME, first: 'yes' })
  const page = await checkout(ana)
  expect(openStep(page)).toBe('payment')
  for (const known of ['Ana Ruiz · ana@correo.es', 'Calle Mayor 1', '28013 Madrid']) expect(page).toContain(known)
  expect(page).toContain('/es/checkout?step=delivery')
})

test('what they chose stays, and an address that is not their first is not chosen for them', async () => {
  const eva = await returning('eva@correo.es', HOME)
  expect(openStep(await checkout(eva))).toBe('delivery')
  await eva.post('/es/checkout/delivery', { way: 'pickup', store_id: shop.ids.granvia })
  await eva.post('/es/account/addresses', { ...HOME, line1: 'Calle Menor 2', first: 'yes' })
  const page = await checkout(eva)
  expect(openStep(page)).toBe('payment')
  expect(page).not.toContain('Calle Menor 2')
})

test('where their address is not sold to, they are asked where, and nothing else', async () => {
  const ida = await returning('ida@correo.es', HOME)
  const paris = { name: 'Ida', line1: 'Rue Haute 1', postcode: '75001', city: 'Paris', country: 'FR' }
  const own = await shop.api(ida.cookies.get('hilo_session'))
  expect((await own.post('/me/addresses', { address: paris, is_default: true })).status).toBe(201)
  const page = await checkout(ida)
  expect(openStep(page)).toBe('delivery')
  expect(page).toContain('Ana Ruiz · ida@correo.es')
})
