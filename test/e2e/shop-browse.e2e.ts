import { expect, mustBeAccessible, mustFitPhone, test } from './support/test.ts'
import type { Page } from '@playwright/test'

const BOOTS = 'botas-chelsea-brana'

/** What the console says on the way is part of what a shop must not do. */
function listenForTrouble(page: Page): string[] {
  const heard: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text())
  })
  page.on('pageerror', (error) => heard.push(error.message))
  return heard
}

test('who searches with a typing error finds it, in another size, in the shop they choose', async ({ page }) => {
  const trouble = listenForTrouble(page)
  await page.goto('/es')
  const search = page.getByRole('combobox', { name: 'Buscar' })
  await search.pressSequentially('votas chelsea brana')
  await expect(page.getByRole('option', { name: /Braña/ })).toBeVisible()
  await search.press('ArrowDown')
  await search.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Botas Chelsea «Braña»' })).toBeVisible()

  await page.getByRole('link', { name: /^43\b/ }).click()
  await expect(page.getByRole('link', { name: /^43\b/ })).toHaveAttribute('aria-current', 'true')
  await expect(page).toHaveURL(/variant=/)

  await page.getByRole('button', { name: 'Elegir esta tienda: Madrid Gran Vía' }).click()
  await expect(page.getByRole('link', { name: 'Tu tienda: Madrid Gran Vía' })).toBeVisible()
  await expect(page.getByText(/^Recoge .+ desde las? \d\d:\d\d/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Añadir a la cesta' })).toBeEnabled()
  await page.getByRole('button', { name: 'Guardar Botas Chelsea «Braña»' }).click()
  await expect(page.getByRole('button', { name: /de guardados/ }).first()).toBeVisible()
  await page.goto('/es/saved')
  await expect(page.getByRole('link', { name: /Braña/ })).toBeVisible()
  expect(trouble).toEqual([])
})

test('a list is narrowed step by step, its address says how, and each step can be taken back', async ({ page }) => {
  const trouble = listenForTrouble(page)
  await page.goto('/en/categories/mujer')
  const count = page.locator('#count')
  const all = await count.textContent()
  await page.getByRole('checkbox', { name: /^Burdeos|^Burgundy/ }).click()
  await expect(page).toHaveURL(/o\.color=burdeos/)
  await expect(count).not.toHaveText(all as string)
  await page.getByRole('combobox', { name: 'Sort' }).selectOption('price')
  await expect(page).toHaveURL(/sort=price/)
  await page.getByRole('link', { name: /^Remove Bur/ }).click()
  await expect(count).toHaveText(all as string)
  await page.goBack()
  await expect(page).toHaveURL(/o\.color=burdeos/)
  await expect(page.getByRole('link', { name: /^Remove Bur/ })).toBeVisible()

  await page.goto('/en/search?q=boots')
  await expect(page.getByRole('combobox', { name: 'Sort' })).toHaveValue('')
  await page.getByRole('checkbox', { name: /^Brown/ }).click()
  await expect(page.getByRole('link', { name: 'Remove Brown' })).toBeVisible()
  await expect(page).toHaveURL(/q=boots/)
  await expect(page.getByRole('heading', { level: 1, name: 'Results for “boots”' })).toBeVisible()
  expect(trouble).toEqual([])
})

test('on a phone the filters are a sheet and the departments a drawer', async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await page.goto('/es/categories/mujer')
  await page.getByRole('button', { name: 'Filtrar' }).click()
  await page.getByRole('checkbox', { name: /^M/ }).first().check()
  await page.getByRole('button', { name: /^Ver \d+ artículo/ }).click()
  await expect(page.getByRole('link', { name: 'Quitar M' })).toBeVisible()
  await page.getByRole('button', { name: 'Menú' }).click()
  await page.getByRole('navigation', { name: 'Departamentos' }).getByRole('link', { name: 'Todo en Hombre' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Hombre' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.close()
})

test('everything can be found without script', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/es')
  await page.getByLabel('Buscar').first().fill('chelsea')
  await page.getByRole('button', { name: 'Buscar' }).click()
  await page.getByRole('link', { name: /Braña/ }).click()
  await page.getByRole('link', { name: /^44\b/ }).click()
  await expect(page.getByRole('link', { name: /^44\b/ })).toHaveAttribute('aria-current', 'true')
  await page.getByRole('button', { name: 'Elegir esta tienda: Madrid Sol' }).click()
  await expect(page.getByRole('link', { name: 'Tu tienda: Madrid Sol' })).toBeVisible()
  await page.goto('/es/categories/hombre')
  await page.getByRole('checkbox', { name: 'En Madrid Sol' }).check()
  await page.getByRole('button', { name: 'Aplicar' }).click()
  await expect(page).toHaveURL(/here=1/)
  await page.getByRole('button', { name: 'Oscuro' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await context.close()
})

test('the nearest shop is found from where the reader is, when they say so', async ({ browser }) => {
  const context = await browser.newContext({
    geolocation: { latitude: 37.38, longitude: -5.97 },
    permissions: ['geolocation'],
  })
  const page = await context.newPage()
  await page.goto('/es/stores')
  await page.getByRole('button', { name: 'Usar dónde estoy' }).click()
  await expect(page.locator('.finder-list h2').first()).toHaveText('Sevilla Nervión')
  await page.getByLabel('Ciudad, calle o código postal').fill('malaga')
  await page.getByLabel('Ciudad, calle o código postal').press('Enter')
  await expect(page.locator('#count')).toHaveText('1 tienda')
  await page.getByRole('link', { name: 'Málaga Larios' }).first().click()
  await expect(page.getByRole('row', { name: /lunes/i })).toBeVisible()
  await context.close()
})

test('without network the pages visited last are there, and it is said', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto('/es')
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.goto('/es/categories/bolsos')
  await context.setOffline(true)
  await page.goto('/es/categories/bolsos')
  await expect(page.getByRole('heading', { level: 1, name: 'Bolsos' })).toBeVisible()
  await expect(page.getByText('Sin conexión. Ves lo que visitaste la última vez.')).toBeVisible()
  await page.goto('/es/categories/hogar')
  await expect(page.getByRole('link', { name: /^Bolsos/ })).toBeVisible()
  await context.close()
})

test('what is not there says so with the right status', async ({ page, request }) => {
  expect((await request.get('/es/products/no-such-thing', { headers: { accept: 'text/html' } })).status()).toBe(404)
  expect((await page.goto('/nothing/here'))?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'No encontramos esta página' })).toBeVisible()
})

test('search engines are told what a page is', async ({ page, request }) => {
  await page.goto(`/es/products/${BOOTS}?variant=x`)
  const blocks = await page.locator('script[type="application/ld+json"]').allTextContents()
  const kinds = blocks.map((text) => (JSON.parse(text) as { '@type': string })['@type'])
  expect(kinds).toEqual(['Product', 'BreadcrumbList'])
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', new RegExp(`/es/products/${BOOTS}$`))
  await expect(page.locator('link[hreflang="en"]')).toHaveAttribute('href', new RegExp(`/en/products/${BOOTS}$`))
  expect(await (await request.get('/sitemap-products-1.xml')).text()).toContain(`/es/products/${BOOTS}<`)
  expect(await (await request.get('/robots.txt')).text()).toContain('Sitemap: ')
})

const ROUTES = ['', '/categories/mujer', '/search?q=botas', `/products/${BOOTS}`, '/stores', '/stores/gran-via']

for (const language of ['es', 'en'])
  test(`every page can be read by everybody, in ${language}`, async ({ page }) => {
    // Six pages are looked at through and through.
    test.slow()
    for (const route of ROUTES) {
      await page.goto(`/${language}${route}`)
      await mustBeAccessible(page)
      await mustFitPhone(page)
    }
  })
