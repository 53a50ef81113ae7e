import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { test } from './support/test.ts'
import { roleOf, unlock } from './support/till.ts'

/** `bin/shots`: every main screen at three widths, light and dark, to be looked at; nothing is asserted here. */
const FOLDER = join(import.meta.dirname, 'shots')
const WIDTHS = { phone: [390, 844], tablet: [820, 1180], desktop: [1440, 900] } as const
const SETTLED_MS = 1_500

const SHOP = [
  '',
  '/categories/mujer',
  '/search?q=botas',
  '/stores',
  '/cart',
  '/checkout',
  '/sign-in',
  '/saved',
  '/nada',
]
const DESK = [
  '/overview',
  '/customers',
  '/customers/LUCIA',
  '/carts',
  '/orders',
  '/fulfilment',
  '/fulfilment/exceptions',
  '/products',
  '/prices',
  '/stock',
  '/stores',
  '/channels',
  '/staff',
  '/tills',
  '/settings',
  '/events',
  '/dead-letters',
  '/imports',
  '/security',
]
const TILL = ['', '/pick-ups', '/stock', '/shift']

async function shoot(page: Page, face: string, path: string, look: string): Promise<void> {
  const name = path.replaceAll(/[^a-z-]+/gi, '_').replace(/^_/, '') || 'start'
  for (const [width, [w, h]] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width: w, height: h })
    await page.waitForLoadState('networkidle', { timeout: SETTLED_MS }).catch(() => {})
    await page.screenshot({ path: join(FOLDER, face, `${name}-${width}-${look}.png`) })
  }
}

test.beforeAll(() => void mkdirSync(FOLDER, { recursive: true }))

for (const language of ['es', 'en'] as const)
  for (const theme of ['light', 'dark'] as const) {
    const look = `${language}-${theme}`
    test.describe(look, () => {
      test.use({ colorScheme: theme, locale: language })
      test.setTimeout(600_000)

      test('shop', async ({ page }) => {
        for (const path of SHOP) {
          await page.goto(`/${language}${path}`)
          await shoot(page, 'shop', path, look)
        }
        await page.goto(`/${language}/categories/botas-mujer`)
        await page.locator('main a[href*="/products/"]').first().click()
        await page.waitForURL(/\/products\//)
        await shoot(page, 'shop', 'product', look)
      })

      test('desk', async ({ deskAs, access }) => {
        const page = await deskAs('owner')
        await page.emulateMedia({ colorScheme: theme })
        await page.addInitScript((spoken) => localStorage.setItem('hilo-language', spoken), language)
        for (const path of DESK) {
          await page.goto(`/console${path.replace('LUCIA', access.story_customer_id)}`)
          await shoot(page, 'desk', path, look)
        }
      })

      test('till', async ({ page, access }) => {
        await page.addInitScript((spoken) => localStorage.setItem('hilo-language', spoken), language)
        await page.goto('/pos')
        await page.getByRole('tab').last().click()
        await page.getByRole('textbox').first().fill(access.till.token)
        await page.locator('button[type="submit"]:visible').click()
        await page.getByText(roleOf(access, 'manager').name).waitFor({ timeout: 60_000 })
        await shoot(page, 'till', 'lock', look)
        await page.setViewportSize({ width: 1180, height: 820 })
        await unlock(page, roleOf(access, 'manager'))
        for (const path of TILL) {
          await page.locator(`.till-rail a[href="/pos${path}"]`).click()
          await shoot(page, 'till', path, look)
          await page.setViewportSize({ width: 1180, height: 820 })
        }
      })
    })
  }
