import type { Page } from '@playwright/test'
import {
  addOnPage,
  buyToCollect,
  byKeyboard,
  goodsInStock,
  makeReady,
  payWith,
  signInByCode,
} from './support/buying.ts'
import { expect, mustBeAccessible, test } from './support/test.ts'

const someone = (name: string): string => `${name}.${crypto.randomUUID().slice(0, 8)}@correo.es`

/** As somebody who was in another tab meanwhile. */
const comeBackTo = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const value of ['hidden', 'visible']) {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }
  })

test('a guest buys with the keyboard alone; a card is declined, the next one pays', async ({
  page,
  request,
  access,
}) => {
  const [goods] = await goodsInStock(request, access, 1)
  await page.goto(`/es/products/${goods?.slug}?variant=${goods?.variant_id}`)
  await byKeyboard(page, page.getByRole('button', { name: 'Añadir a la cesta' }))
  await expect(page.getByText('Añadido a tu cesta')).toBeVisible()
  await page.goto('/es/cart')
  await byKeyboard(page, page.getByRole('button', { name: /Tramitar pedido/ }))
  await byKeyboard(page, page.getByLabel('Nombre y apellidos'), 'A')
  await page.keyboard.type('na Ruiz')
  await byKeyboard(page, page.getByRole('button', { name: 'Continuar' }))
  await expect(page.getByRole('alert')).toContainText('Escribe tu correo o tu teléfono')
  await expect(page.getByLabel('Nombre y apellidos'), 'what was typed is kept').toHaveValue('Ana Ruiz')
  await byKeyboard(page, page.getByLabel('Correo electrónico'), 'a')
  await page.keyboard.type('na.ruiz@correo.es')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Entrega' }), 'the next step begins at its heading').toBeFocused()
  await byKeyboard(page, page.getByRole('radio', { name: /Recoger en tienda/ }), 'ArrowRight')
  await expect(page.getByRole('radio', { name: /Recibir en casa/ })).toBeChecked()
  await byKeyboard(page, page.getByLabel('Calle y número'), 'C')
  await page.keyboard.type('alle Mayor 1')
  await byKeyboard(page, page.getByLabel('Código postal'), '2')
  await page.keyboard.type('8013')
  await byKeyboard(page, page.getByLabel('Localidad'), 'M')
  await page.keyboard.type('adrid')
  await page.keyboard.press('Enter')
  await byKeyboard(page, page.getByRole('button', { name: /Pagar/ }))
  await payWith(page, 'declined')
  await page.getByRole('link', { name: /Volver/ }).click()
  await expect(page.getByRole('alert')).toContainText('No se ha cobrado nada')
  await byKeyboard(page, page.getByRole('button', { name: /Pagar/ }))
  await payWith(page, 'good')
  await expect(page.getByRole('heading', { name: 'Gracias, Ana' })).toBeVisible()
  await page.goto('/es/checkout')
  await expect(page, 'who comes back finds the order').toHaveURL(/\/orders\/H-/)
})

test('an order to collect shows its code the moment the shop has it ready', async ({ page, request, access }) => {
  const [goods] = await goodsInStock(request, access, 1)
  await addOnPage(page, goods!)
  const number = await buyToCollect(page, 'Luis Gil', someone('luis'))
  await expect(page.getByText('Te avisamos cuando esté listo')).toBeVisible()
  await makeReady(request, access, number)
  await expect(page.getByRole('heading', { name: /Enseña esto en la tienda/ })).toBeVisible()
  await expect(page.getByRole('img', { name: /Código QR de recogida/ }).locator('svg')).toBeVisible()
  await page.getByRole('link', { name: 'Cancelar el pedido' }).click()
  await page.getByRole('button', { name: 'Sí, cancelar el pedido' }).click()
  await expect(page.getByText('Cancelado', { exact: true })).toBeVisible()
})

test('a cart goes on in a second browser, and both see it change', async ({ page, browser, request, access }) => {
  const [first, second] = await goodsInStock(request, access, 2)
  await addOnPage(page, first!)
  await page.goto('/es/cart')
  await page.getByText('Sigue en otro dispositivo').click()
  const code = ((await page.locator('.cart-device .code').textContent()) ?? '').replaceAll(/\s/g, '')
  const context = await browser.newContext()
  const phone = await context.newPage()
  await phone.goto(`/c/${code}`)
  await phone.getByRole('button', { name: 'Seguir con esta cesta' }).click()
  await expect(phone.getByRole('heading', { name: /Tu cesta 1 artículo/ })).toBeVisible()
  await phone.getByRole('button', { name: /Uno más/ }).click()
  await expect(page.getByRole('heading', { name: /Tu cesta 2 artículos/ })).toBeVisible()
  await expect(page.getByText('Has cambiado tu cesta en otro dispositivo')).toBeVisible()
  await addOnPage(phone, second!)
  await expect(page.getByRole('heading', { name: /Tu cesta 3 artículos/ })).toBeVisible()
  await page
    .getByRole('button', { name: /Quitar/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await phone.goto('/es/cart')
  await expect(phone.getByRole('heading', { name: /Tu cesta/ })).toBeVisible()
  await context.close()
})

test('an answer that is lost on the way buys nothing twice', async ({ browser, request, access }) => {
  const [goods] = await goodsInStock(request, access, 1)
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  await addOnPage(page, goods!)
  const add = page.getByRole('button', { name: 'Añadir a la cesta' })
  let sent = 0
  await page.route('**/es/cart/lines', async (route) => {
    sent += 1
    await route.fetch({ maxRedirects: 0 })
    await route.abort()
  })
  await add.click()
  await expect(page.getByText('no se ha enviado')).toBeVisible()
  expect(sent, 'nothing is sent again by itself').toBe(1)
  await page.unroute('**/es/cart/lines')
  await add.click()
  await expect(page.getByRole('link', { name: 'Cesta, 2 artículos' })).toBeVisible()
  await add.click()
  await expect(page.getByRole('link', { name: 'Cesta, 3 artículos' })).toBeVisible()
  await context.close()
})

test('a basket that was taken up and signed in with stays on both screens; only its owner says whom it is for', async ({
  page,
  browser,
  request,
  access,
}) => {
  const [goods] = await goodsInStock(request, access, 1)
  await addOnPage(page, goods!)
  await page.goto('/es/cart')
  const code = ((await page.locator('.cart-device .code').textContent()) ?? '').replaceAll(/\s/g, '')
  const context = await browser.newContext()
  const phone = await context.newPage()
  await phone.goto(`/c/${code}`)
  await phone.getByRole('button', { name: 'Seguir con esta cesta' }).click()
  await signInByCode(phone, someone('olga'))
  await comeBackTo(page)
  await expect(page.getByRole('heading', { name: /Tu cesta 1 artículo/ })).toBeVisible()
  await phone.goto('/es/cart')
  await phone.getByRole('button', { name: /Uno más/ }).click()
  await expect(page.getByRole('heading', { name: /Tu cesta 2 artículos/ })).toBeVisible()
  await page.goto('/es/checkout')
  await page.getByLabel('Nombre y apellidos').fill('Otra Persona')
  await page.getByLabel('Correo electrónico').fill(someone('otra'))
  await page.getByRole('button', { name: 'Continuar' }).click()
  await expect(page.getByRole('alert')).toContainText('Esta cesta es de otra persona')
  await context.close()
})

test('who signs in keeps the cart, and finds everything of theirs', async ({ page, request, access }) => {
  const [goods] = await goodsInStock(request, access, 1)
  const email = someone('sara')
  await addOnPage(page, goods!)
  await signInByCode(page, email)
  await page.goto('/es/cart')
  await expect(page.getByRole('heading', { name: /Tu cesta 1 artículo/ })).toBeVisible()
  await page.goto('/es/account')
  await page.getByRole('button', { name: 'Crear mi tarjeta' }).click()
  await expect(page.getByRole('img', { name: /Código QR de la tarjeta HC-/ })).toBeVisible()
  await page.goto('/es/account/profile')
  await page.getByLabel('Nombre', { exact: true }).fill('Sara')
  await page.getByRole('button', { name: 'Guardar' }).first().click()
  await expect(page.getByRole('heading', { name: 'Hola, Sara' })).toBeVisible()
  await page.goto('/es/account/consents')
  await page.getByRole('button', { name: `Permitir: Novedades por correo a ${email}` }).click()
  await page.getByRole('button', { name: 'Retirar todos los permisos' }).click()
  await expect(page.getByText(/No, desde el/)).toBeVisible()
  await page.goto('/es/account/addresses')
  await page.getByLabel('País').selectOption('MX')
  await page.getByLabel('Calle y número').fill('Av. Juárez 20')
  await page.getByLabel('Código postal').fill('06600')
  await page.getByLabel('Localidad').fill('Cuauhtémoc')
  await page.getByLabel('Estado').selectOption('JAL')
  await page.getByLabel('Quién lo recibe').fill('Sara Gil')
  await page.getByRole('button', { name: 'Guardar dirección' }).click()
  await expect(page.getByRole('alert')).toContainText('El código postal es de Ciudad de México')
  await page.getByLabel('Estado').selectOption('CMX')
  await page.getByRole('button', { name: 'Guardar dirección' }).click()
  await expect(page.getByText('06600 Cuauhtémoc, Ciudad de México')).toBeVisible()
  await page.getByRole('link', { name: 'Cambiar Av. Juárez 20' }).click()
  await page.getByLabel('Calle y número').fill('Av. Juárez 22')
  await page.getByRole('button', { name: 'Guardar dirección' }).click()
  await expect(page.getByText('Av. Juárez 22')).toBeVisible()
  await expect(page.getByText('Av. Juárez 20')).toBeHidden()
  const data = await page.request.get('/es/account/data/download')
  expect(JSON.stringify(await data.json())).toContain(email)
  await page.goto('/es/account/data')
  await page.getByLabel('Entiendo que no se puede deshacer').check()
  await page.getByRole('button', { name: 'Borrar mis datos' }).click()
  await expect(page.getByRole('heading', { name: 'Te hemos olvidado' })).toBeVisible()
})

test('who signs out leaves no page behind that the browser had kept', async ({ page }) => {
  await page.goto('/es')
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await signInByCode(page, someone('nora'))
  await page.goto('/es/new')
  const kept = () =>
    page.evaluate(async () => {
      const requests = await (await caches.open('pages')).keys()
      return requests.map(({ url }) => new URL(url).pathname)
    })
  await expect.poll(kept).toContain('/es/new')
  await page.goto('/es/account')
  await page.getByRole('button', { name: 'Salir' }).click()
  await page.waitForURL(/\/es$/)
  await expect.poll(kept).not.toContain('/es/new')
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })
  test('the cart is filled, changed and emptied', async ({ page, request, access }) => {
    const [goods] = await goodsInStock(request, access, 1)
    await addOnPage(page, goods!)
    await page.getByRole('link', { name: 'Ver la cesta' }).click()
    await page.getByRole('button', { name: /Uno más/ }).click()
    await expect(page.getByRole('heading', { name: /Tu cesta 2 artículos/ })).toBeVisible()
    await page.getByRole('button', { name: /Guardar para luego/ }).click()
    await page.getByRole('button', { name: /Volver a la cesta/ }).click()
    await page.getByRole('button', { name: /Quitar/ }).click()
    await page.getByRole('button', { name: 'Deshacer' }).click()
    await expect(page.getByRole('button', { name: /Tramitar pedido/ })).toBeVisible()
  })
})

for (const language of ['es', 'en'] as const)
  test(`everybody can use cart, checkout, order and account, in ${language}`, async ({ page, request, access }) => {
    test.slow()
    const [goods] = await goodsInStock(request, access, 1)
    await page.goto(`/${language}/cart`)
    await mustBeAccessible(page)
    await addOnPage(page, goods!)
    const number = await buyToCollect(page, 'Eva Sanz', someone('eva'))
    for (const change of ['shop', 'cancel']) {
      await page.goto(`/${language}/orders/${number}?change=${change}`)
      await mustBeAccessible(page)
    }
    await page.goto(`/${language}/sign-in`)
    await mustBeAccessible(page)
    await signInByCode(page, someone('eva'))
    await addOnPage(page, goods!, language)
    const parts = ['', '/profile', '/addresses', '/consents', '/security', '/data']
    const pages = ['cart', 'checkout', 'checkout?step=delivery', ...parts.map((part) => `account${part}`)]
    for (const path of pages) {
      await page.goto(`/${language}/${path}`)
      await mustBeAccessible(page)
    }
  })
