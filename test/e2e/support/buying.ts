import type { APIRequestContext, Locator, Page } from '@playwright/test'
import { expect, letterTo } from './test.ts'
import type { Access } from './test.ts'

const PROVIDER_CARD = { good: '4242 4242 4242 4242', declined: '4000 0000 0000 0002' } as const
const TABS_MAX = 40

export type Goods = { slug: string; variant_id: string }

/** Articles that are in many shops, so that no test depends on what another bought. */
export async function goodsInStock(
  request: APIRequestContext,
  { storefront_key }: Access,
  count: number,
): Promise<Goods[]> {
  const headers = { authorization: `Bearer ${storefront_key}` }
  const { items } = await (await request.get('/api/products?limit=24', { headers })).json()
  const found: Goods[] = []
  for (const { slug } of items) {
    const { product } = await (await request.get(`/api/storefront/products/${slug}`, { headers })).json()
    const variant_id = product.variants[0].id
    const { stores } = await (await request.get(`/api/variants/${variant_id}/availability`, { headers })).json()
    if (stores.filter(({ available }: { available: number }) => available > 5).length >= 3)
      found.push({ slug, variant_id })
    if (found.length === count) return found
  }
  throw new Error(`only ${found.length} articles are in several shops`)
}

/** Presses Tab until something has the focus, then Enter (or another key), as somebody without a mouse does. */
export async function byKeyboard(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await expect(target).toBeVisible()
  // From the top of a page the first Tab offers the way past its head.
  if (await page.evaluate(() => document.activeElement === document.body)) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement?.classList.contains('skip')))
      await page.keyboard.press('Enter')
  }
  for (let tab = 0; tab < TABS_MAX; tab += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return page.keyboard.press(key)
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab never came there')
}

/** Puts an article into the cart on its own page. */
export async function addOnPage(page: Page, { slug, variant_id }: Goods, language: 'es' | 'en' = 'es'): Promise<void> {
  await page.goto(`/${language}/products/${slug}?variant=${variant_id}`)
  await page.getByRole('button', { name: language === 'es' ? 'Añadir a la cesta' : 'Add to basket' }).click()
  await expect(page.getByText(language === 'es' ? 'Añadido a tu cesta' : 'Added to your basket')).toBeVisible()
}

/** Types a card on the provider's page and sends it. */
export async function payWith(page: Page, card: keyof typeof PROVIDER_CARD): Promise<void> {
  await page.waitForURL(/\/pay\/pi_/)
  await page.locator('#number').fill(PROVIDER_CARD[card])
  await page.locator('#expiry').fill('12/99')
  await page.locator('#code').fill('123')
  await page.keyboard.press('Enter')
}

/** From the cart to an order that is collected in the first shop that has everything. */
export async function buyToCollect(
  page: Page,
  name: string,
  email: string,
  beforePaying = async (): Promise<void> => {},
): Promise<string> {
  await page.goto('/es/checkout')
  await page.getByLabel('Nombre y apellidos').fill(name)
  await page.getByLabel('Correo electrónico').fill(email)
  await page.getByRole('button', { name: 'Continuar' }).click()
  await page.getByRole('radio', { name: /Recoger en tienda/ }).check()
  await page.getByRole('button', { name: 'Continuar' }).click()
  await page.getByRole('button', { name: /Pagar/ }).waitFor()
  await beforePaying()
  await page.getByRole('button', { name: /Pagar/ }).click()
  await payWith(page, 'good')
  await page.waitForURL(/\/orders\/H-/)
  return /H-[0-9A-Z-]+/.exec(page.url())?.[0] ?? ''
}

/** Picks everything of an order and closes the bag, as the shop's staff do. */
export async function makeReady(request: APIRequestContext, { staff }: Access, number: string): Promise<void> {
  const owner = staff.find(({ role }) => role === 'owner')
  const signed = await request.post('/api/sign-in', {
    headers: { 'hilo-channel': 'desk' },
    data: { email: owner?.email, password: owner?.password },
  })
  const { token } = await signed.json()
  const headers = () => ({ authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() })
  const order = await (await request.get(`/api/order-numbers/${number}`, { headers: headers() })).json()
  const at = `/api/fulfilments/${order.expectations[0].id}`
  const { lines } = await (await request.get(at, { headers: headers() })).json()
  const act = async (verb: string, data = {}): Promise<void> => {
    expect((await request.post(`${at}/${verb}`, { headers: headers(), data })).ok(), verb).toBe(true)
  }
  await act('acceptances')
  await act('picking')
  for (const { sku, quantity } of lines) await act('picks', { code: sku, quantity })
  await act('ready')
}

/** Signs in by a code; the demo's letters are files. */
export async function signInByCode(page: Page, email: string, back = '/es/account'): Promise<void> {
  await page.goto(`/es/sign-in?back=${back}`)
  await page.getByLabel('Correo o teléfono').fill(email)
  await page.getByRole('button', { name: 'Enviarme el código' }).click()
  await page.getByLabel('Código de 6 cifras').waitFor()
  await expect(() => expect(letterTo(email)).toMatch(/\b\d{6}\b/)).toPass()
  await page.getByLabel('Código de 6 cifras').fill(/\b\d{6}\b/.exec(letterTo(email))?.[0] ?? '')
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.includes('sign-in'))
}
