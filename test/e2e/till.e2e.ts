import type { Page } from '@playwright/test'
import { createClient } from '#sdk'
import { expect, mustBeAccessible, test } from './support/test.ts'
import { enrol, openShift, roleOf, unlock } from './support/till.ts'

test.describe.configure({ mode: 'serial' })

const SEARCHED = 'calcetines'

/** The API as somebody of the retailer. */
async function staffApi(baseURL: string, { email, password }: { email: string; password: string }) {
  const { token } = await createClient({ url: baseURL }).signIn({ email, password })
  return createClient({ url: baseURL, token, channel: 'desk' })
}

/** Somebody with a cart on the web, of something that lies in the shop. */
async function cartOf(api: Awaited<ReturnType<typeof staffApi>>, given_name: string) {
  const id = crypto.randomUUID()
  await api.addCustomer({ id, given_name, family_name: `Prueba ${id.slice(0, 8)}` })
  const stores = await api.listStores()
  const shop = stores.items.find(({ name }) => name.includes('Gran Vía'))
  const levels = await api.listLevels({ location_id: shop?.location_id ?? '', limit: 50 })
  const some = levels.items.find(({ available }) => available > 3)
  const cart = await api.createCart({ id: crypto.randomUUID(), channel: 'web', customer_id: id })
  await api.addCartLine({ cart_id: cart.id, variant_id: some?.variant_id ?? '', quantity: 1 })
  return { id, cart }
}

test('a device becomes a till, somebody sells by keyboard alone, and the shift closes to the cent', async ({
  page,
  access,
}) => {
  const manager = roleOf(access, 'manager')
  await enrol(page, manager, 'Prueba de teclado')
  await mustBeAccessible(page)
  await unlock(page, roleOf(access, 'assistant'))
  await openShift(page)

  await page.keyboard.type('nada 99')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nada se llama «nada 99»')).toBeVisible()
  await page.keyboard.type(SEARCHED)
  await page.keyboard.press('Enter')
  const ticket = page.getByRole('region', { name: 'Ticket' })
  await expect(ticket.getByRole('listitem')).toHaveCount(1)
  await page.keyboard.press('+')
  await expect(ticket.getByText('2 unidades')).toBeVisible()
  await cheaper(page, roleOf(access, 'manager'))
  await parkAndRecall(page)
  await page.keyboard.press('F9')
  await expect(page.getByLabel('Entregado')).toBeFocused()
  await page.keyboard.type('500')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Venta terminada' })).toBeVisible()
  await expect(page.getByRole('article', { name: /Factura simplificada .*-000001/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(ticket.getByText('Ticket vacío')).toBeVisible()

  await page.keyboard.press('Alt+4')
  await page.getByRole('button', { name: 'Cerrar caja' }).click()
  const sold = await page.getByText('En efectivo', { exact: true }).locator('..').locator('p').last().innerText()
  const cents = Number(sold.replaceAll(/[^\d,]/g, '').replace(',', '.')) + 150
  await expect(page.locator('.status')).toHaveText('En línea')
  await page.getByLabel('Efectivo contado en el cajón').fill(cents.toFixed(2).replace('.', ','))
  await page.getByRole('button', { name: 'Cerrar y sacar el Z' }).click()
  await expect(page.getByRole('dialog', { name: 'Informe Z 1' })).toBeVisible()
  await expect(page.getByText('Cuadra al céntimo.')).toBeVisible()
})

/** Less than the shop lets an assistant ask: with a reason, and somebody who may says so with their PIN. */
async function cheaper(page: Page, manager: ReturnType<typeof roleOf>) {
  const ticket = page.getByRole('region', { name: 'Ticket' })
  await ticket.getByRole('listitem').getByRole('button').first().click()
  await page.getByLabel('Precio por unidad').fill('1,00')
  await expect(page.getByRole('button', { name: 'Guardar' })).toBeDisabled()
  await page.getByLabel('Motivo del cambio de precio').fill('Tara')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await page.getByRole('dialog').getByRole('button', { name: manager.name }).click()
  for (const figure of manager.pin) await page.keyboard.press(figure)
  await expect(ticket.getByText('Precio cambiado: Tara')).toBeVisible()
}

async function parkAndRecall(page: Page) {
  const ticket = page.getByRole('region', { name: 'Ticket' })
  const does = async (name: RegExp) => {
    await page.getByRole('button', { name: 'Más acciones' }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  await does(/Aparcar/)
  await page.getByLabel('Cómo reconocerlo').fill('Abrigo azul')
  await page.keyboard.press('Enter')
  await expect(ticket.getByText('Ticket vacío')).toBeVisible()
  await does(/Recuperar/)
  await page.getByRole('button', { name: /Abrigo azul/ }).click()
  await expect(ticket.getByText('2 unidades')).toBeVisible()
}

test('a till that was locked out at the desk keeps what it sold, comes back, and sends it', async ({
  page,
  access,
  baseURL,
}) => {
  const manager = roleOf(access, 'manager')
  const api = await staffApi(baseURL as string, manager)
  const name = `Prueba de baja ${crypto.randomUUID().slice(0, 8)}`
  await enrol(page, manager, name)
  await unlock(page, roleOf(access, 'assistant'))
  await openShift(page)
  const { items } = await api.listDevices()
  await api.revokeDevice({ device_id: items.find((device) => device.name === name)?.id ?? '' })

  await page.keyboard.type(SEARCHED)
  await page.keyboard.press('Enter')
  await page.keyboard.press('F9')
  await page.getByRole('button', { name: 'Justo' }).click()
  await expect(page.getByRole('heading', { name: 'Venta terminada' })).toBeVisible()
  await page.getByRole('button', { name: /ya no está autorizada · \d+ por enviar/ }).click()
  const state = page.getByRole('dialog', { name: 'Estado de la caja' })
  await state.getByRole('button', { name: 'Dar de alta otra vez' }).click()
  await state.getByLabel('Correo').fill(manager.email)
  await state.getByRole('textbox', { name: 'Contraseña' }).fill(manager.password)
  await state.getByRole('button', { name: 'Entrar' }).click()
  await expect(page.locator('.status')).toHaveText('En línea')
  await expect(page.getByText('Nada: todo está en el servidor')).toBeVisible()
})

test('a till nobody touches asks who stands there, and the ticket is still on it', async ({ page, access }) => {
  await page.clock.install()
  await enrol(page, roleOf(access, 'manager'), 'Prueba de bloqueo')
  await unlock(page, roleOf(access, 'assistant'))
  await openShift(page)
  await page.keyboard.type(SEARCHED)
  await page.keyboard.press('Enter')
  const lines = page.getByRole('region', { name: 'Ticket' }).getByRole('listitem')
  await expect(lines).toHaveCount(1)
  await page.clock.fastForward('09:30')
  await expect(lines).toHaveCount(1)
  await page.clock.fastForward('01:00')
  await expect(page.getByRole('heading', { name: '¿Quién está en la caja?' })).toBeVisible()
  await unlock(page, roleOf(access, 'assistant'))
  await expect(lines).toHaveCount(1)
})

test('a payment on their phone is called off, begun again, and is one cart', async ({ page, access }) => {
  await enrol(page, roleOf(access, 'manager'), 'Prueba de móvil')
  await unlock(page, roleOf(access, 'assistant'))
  await openShift(page)
  await page.keyboard.type('vestido')
  await page.keyboard.press('Enter')
  await page.keyboard.press('F9')
  await page.locator('label', { hasText: 'Su móvil' }).click()
  const carts: (string | undefined)[] = []
  page.on('request', (request) => {
    const begun = /carts\/([^/]+)\/payments$/.exec(request.url())
    if (begun && request.method() === 'POST') carts.push(begun[1])
  })
  const start = page.getByRole('button', { name: 'Mostrar código de pago' })
  await start.click()
  await expect(page.getByRole('img', { name: 'Código de pago' })).toBeVisible()
  await page.getByRole('button', { name: 'Cobrar de otra forma' }).click()
  await start.click()
  await expect(page.getByRole('img', { name: 'Código de pago' })).toBeVisible()
  expect(carts).toHaveLength(2)
  expect(new Set(carts).size).toBe(1)
  await page.getByRole('button', { name: 'Cobrar de otra forma' }).click()
  await page.keyboard.press('F6')
  await page.getByRole('button', { name: 'Justo' }).click()
  await expect(page.getByRole('heading', { name: 'Venta terminada' })).toBeVisible()
})

test('a cart begun on the web goes on at the counter and becomes one order', async ({ page, access, baseURL }) => {
  const manager = roleOf(access, 'manager')
  const api = await staffApi(baseURL as string, manager)
  const { id } = await cartOf(api, 'Nuria')

  await enrol(page, manager, 'Prueba de carrito')
  await unlock(page, roleOf(access, 'assistant'))
  await openShift(page)
  await page.keyboard.press('F4')
  await page.getByRole('searchbox', { name: /Tarjeta, teléfono/ }).fill(`Nuria Prueba ${id.slice(0, 8)}`)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Nuria Prueba/ })
    .click()
  await page.getByRole('button', { name: /Seguir con su carrito/ }).click()
  await expect(page.getByRole('region', { name: /Carrito de otro canal/ }).getByRole('listitem')).toHaveCount(1)
  await page.keyboard.press('F9')
  await page.getByRole('button', { name: 'Justo' }).click()
  await expect(page.getByText(/Pedido .* se lo lleva ahora/)).toBeVisible()
  const { items } = await api.listOrders({ customer_id: id })
  expect(items.map(({ payment_status }) => payment_status)).toEqual(['paid'])
})

test('a pick-up is prepared, paid at the counter and handed over, in green', async ({ page, access, baseURL }) => {
  const manager = roleOf(access, 'manager')
  const api = await staffApi(baseURL as string, manager)
  const { id, cart } = await cartOf(api, 'Olga')
  const { items } = await api.listStores()
  const shop = items.find(({ name }) => name.includes('Gran Vía'))
  await api.setCartDelivery({ cart_id: cart.id, method: 'pickup', pickup_store_id: shop?.id ?? '' })
  await api.setCartContact({ cart_id: cart.id, name: 'Olga Prueba', email: `${id}@correo.es` })
  const { gross } = await api.getCart({ cart_id: cart.id })
  const { number } = await api.placeOrder({ cart_id: cart.id, expected_total: gross, pay_later: true })

  await enrol(page, manager, 'Prueba de recogidas')
  await unlock(page, roleOf(access, 'assistant'))
  await openShift(page)
  await page.getByRole('link', { name: 'Recogidas' }).click()
  await page.getByRole('button', { name: new RegExp(number) }).click()
  const sheet = page.getByRole('dialog', { name: new RegExp(number) })
  await sheet.getByRole('button', { name: 'Aceptar y preparar' }).click()
  await sheet.getByRole('button', { name: 'Todo está en la bolsa' }).click()
  await expect(sheet).toBeHidden()
  await page.getByText(/Listas \(\d+\)/).click()
  await page.getByRole('button', { name: new RegExp(number) }).click()
  await sheet.getByRole('button', { name: 'Guardar tres días más' }).click()
  await expect(page.getByText(/Se guarda hasta/)).toBeVisible()
  await sheet.getByRole('button', { name: 'No tiene el código' }).click()
  await sheet.getByLabel('Documento visto').fill('DNI acabado en 23Z')
  await sheet.getByRole('button', { name: 'Entregar' }).click()
  await sheet.getByRole('button', { name: 'Efectivo' }).click()
  await sheet.getByLabel('Entregado').fill('500')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Cambio: /)).toBeVisible()
  await expect(page.getByRole('status').getByText('Entregado')).toBeVisible()
})

for (const language of ['es', 'en'] as const)
  test(`nothing grave stands in the way, in ${language}`, async ({ page, access }) => {
    await page.addInitScript((spoken) => localStorage.setItem('hilo-language', spoken), language)
    const [tab, field, make, who] =
      language === 'es'
        ? ['Tengo una clave', /Clave del equipo/, 'Dar de alta', '¿Quién está en la caja?']
        : ['I have a token', /Token of the device/, 'Enrol', 'Who is at the till?']
    await page.goto('/pos')
    await page.getByRole('tab', { name: tab }).click()
    await page.getByRole('textbox', { name: field }).fill(access.till.token)
    await page.getByRole('button', { name: make }).click()
    await expect(page.getByRole('heading', { name: who })).toBeVisible({ timeout: 30_000 })
    await mustBeAccessible(page)
    await unlock(page, roleOf(access, 'manager'))
    for (const place of ['', '/pick-ups', '/stock', '/shift']) {
      await page.locator(`.till-rail a[href="/pos${place}"]`).click()
      await expect(page.locator('.till-main .late')).toHaveCount(0)
      await mustBeAccessible(page)
    }
  })
