import type { Page } from '@playwright/test'
import { addOnPage, buyToCollect, goodsInStock, signInByCode } from './support/buying.ts'
import { apiOf, cartOf, pickupOrder } from './support/desk.ts'
import { shoot } from './support/shoot.ts'
import { test } from './support/test.ts'
import type { Access } from './support/test.ts'
import { roleOf, unlock } from './support/till.ts'

/** `bin/shots`: every main screen at three widths, light and dark, to be looked at; nothing is asserted here. */
test.describe.configure({ mode: 'parallel', timeout: 900_000 })

const SHOP = {
  home: '',
  category: '/categories/mujer',
  leaf: '/categories/botas-mujer',
  search: '/search?q=botas',
  'search-nothing': '/search?q=zzzz',
  stores: '/stores',
  store: '/stores/gran-via',
  'cart-empty': '/cart',
  'sign-in': '/sign-in',
  saved: '/saved',
  lost: '/nada',
}
const ACCOUNT = ['', '/profile', '/addresses', '/consents', '/security', '/data']
const DESK = [
  '/',
  '/overview',
  '/customers',
  '/carts',
  '/orders',
  '/fulfilment',
  '/fulfilment/exceptions',
  '/products',
  '/products/categories',
  '/products/new',
  '/prices',
  '/prices/base',
  '/prices/articles',
  '/prices/taxes',
  '/stock',
  '/stock/places',
  '/stock/transfers',
  '/stock/reservations',
  '/stores',
  '/stores/warehouses',
  '/stores/new',
  '/channels',
  '/staff',
  '/tills',
  '/tills/shifts',
  '/tills/tasks',
  '/tills/rules',
  '/settings',
  '/settings/keys',
  '/events',
  '/looks',
  '/dead-letters',
  '/health',
  '/imports',
  '/security',
]
const TILL = ['', '/pick-ups', '/stock', '/shift']

const named = (path: string): string => path.replaceAll(/[^a-z-]+/gi, '_').replace(/^_|_$/g, '') || 'start'

for (const language of ['es', 'en'] as const)
  for (const theme of ['light', 'dark'] as const) {
    const look = `${language}-${theme}`
    test.describe(look, () => {
      test.use({ colorScheme: theme, locale: language })
      test('shop', ({ page, request, access }) =>
        inTheShop(page, language, (name) => shoot(page, 'shop', name, look), goodsInStock(request, access, 2)))
      test('desk', async ({ deskAs, access }) => {
        const page = await deskAs('owner')
        await page.emulateMedia({ colorScheme: theme })
        await speak(page, language)
        await atTheDesk(page, access, (name) => shoot(page, 'desk', name, look))
      })
      test('till', async ({ page, access }) => {
        await speak(page, language)
        await atTheTill(page, access, (name) => shoot(page, 'till', name, look))
      })
    })
  }

type Shoot = (name: string) => Promise<void>

const speak = (page: Page, language: string): Promise<unknown> =>
  page.addInitScript((spoken) => localStorage.setItem('hilo-language', spoken), language)

async function inTheShop(
  page: Page,
  language: 'es' | 'en',
  take: Shoot,
  goods: ReturnType<typeof goodsInStock>,
): Promise<void> {
  const see = async (path: string, name: string): Promise<void> => {
    await page.goto(`/${language}${path}`)
    await take(name)
  }
  for (const [name, path] of Object.entries(SHOP)) await see(path, name)
  for (const one of await goods) {
    await addOnPage(page, one, language)
    await take('added')
  }
  await see(`/products/${(await goods)[0]?.slug}`, 'product')
  await see('/cart', 'cart')
  await see('/checkout', 'checkout')
  const email = `vera-${crypto.randomUUID()}@correo.es`
  const number = await buyToCollect(page, 'Vera Ríos', email, () => take(`pay-${language}`))
  await see(`/orders/${number}`, 'order')
  await see(`/orders/${number}?change=cancel`, 'order-cancel')
  await signInByCode(page, email)
  for (const part of ACCOUNT) await see(`/account${part}`, `account${part.replace('/', '-')}`)
  await addOnPage(page, (await goods)[0]!, language)
  await see('/checkout?step=delivery', 'checkout-delivery')
}

async function atTheDesk(page: Page, { story_customer_id }: Access, take: Shoot): Promise<void> {
  const api = apiOf(page)
  const cart = await cartOf(page, story_customer_id)
  const order = await pickupOrder(page, story_customer_id)
  const { items } = await api.get<{ items: { id: string }[] }>('/products?limit=1')
  const stores = await api.get<{ items: { id: string }[] }>('/stores')
  const things = {
    customer: `/customers/${story_customer_id}`,
    cart: `/carts?cart=${cart.id}`,
    order: `/orders/${order.id}`,
    product: `/products/${items[0]?.id}`,
    store: `/stores/${stores.items[0]?.id}`,
  }
  const all = [...DESK.map((path) => [named(path), path] as const), ...Object.entries(things)]
  for (const [name, path] of all) {
    await page.goto(`/console${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await take(name)
  }
}

async function atTheTill(page: Page, access: Access, take: Shoot): Promise<void> {
  const manager = roleOf(access, 'manager')
  await page.setViewportSize({ width: 1180, height: 820 })
  await page.goto('/pos')
  await page.getByRole('tab').last().click()
  await page.getByRole('textbox').first().fill(access.till.token)
  await page.locator('button[type="submit"]:visible').click()
  await page.getByText(manager.name).waitFor({ timeout: 60_000 })
  await take('lock')
  await unlock(page, manager)
  for (const path of TILL) {
    await page.locator(`.till-rail a[href="/pos${path}"]`).click()
    await take(named(path))
  }
  await page.locator('.till-rail a[href="/pos"]').click()
  const float = page.getByLabel(/Cambio en el cajón|Change in the drawer/)
  const search = page.getByRole('searchbox')
  await float.or(search).waitFor()
  // The looks share a till, and the first of them opened its shift.
  if (await float.isVisible()) {
    await float.fill('150')
    await page.keyboard.press('Enter')
  }
  await search.waitFor()
  await take('sale-empty')
  for (const text of ['calcetines', 'vestido']) {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    await page.waitForTimeout(500)
  }
  await take('sale')
  await page.keyboard.press('F4')
  await take('customer')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F9')
  await take('pay')
  await page.keyboard.type('500')
  await page.keyboard.press('Enter')
  await take('done')
}
