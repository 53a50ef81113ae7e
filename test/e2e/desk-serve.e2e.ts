import type { Page } from '@playwright/test'
import { apiOf, cartOf, pickupOrder } from './support/desk.ts'
import { expect, letterTo, test } from './support/test.ts'

test('an agent finds a customer by a piece of the phone, adds to the live cart and sends the pay link', async ({
  access,
  deskAs,
}) => {
  const page = await deskAs('agent')
  const cart = await cartOf(page, access.story_customer_id)
  await page.goto('/console/customers')
  await page.getByRole('searchbox').fill('55 01 02')
  await page.getByRole('link', { name: 'Lucía Ferrer' }).click()
  await expect(page.getByRole('region', { name: 'El hilo' })).toContainText('Hizo un pedido')

  const live = page.getByRole('region', { name: 'Cesta en vivo' }).filter({ hasText: cart.code })
  await live.getByRole('button', { name: /^Uno más de/ }).click()
  const quantity = async () =>
    (await apiOf(page).get<{ lines: { quantity: number }[] }>(`/carts/${cart.id}`)).lines[0]?.quantity
  await expect.poll(quantity).toBe(2)
  await expect(live.getByRole('status')).toContainText('Tú has dejado 2')

  const to = `lucia.${Date.now()}@correo.internal`
  await live.getByRole('button', { name: 'Enlace de pago' }).click()
  const sheet = page.getByRole('dialog', { name: 'Enlace de pago' })
  await sheet.getByLabel('Correo').fill(to)
  await sheet.getByRole('button', { name: 'Guardar' }).click()
  await sheet.getByRole('button', { name: `Enviar a ${to}` }).click()
  await expect(page.getByText(`Enlace enviado a ${to}.`)).toBeVisible()
  await expect(async () => expect(letterTo(to)).toContain(`/es/c/${cart.code}`)).toPass()
})

test('a change of the customer is seen at the desk at once', async ({ access, deskAs }) => {
  const page = await deskAs('agent')
  const cart = await cartOf(page, access.story_customer_id)
  await page.goto(`/console/customers/${access.story_customer_id}`)
  const live = page.getByRole('region', { name: 'Cesta en vivo' }).filter({ hasText: cart.code })
  await expect(live.getByText('Entrega sin elegir')).toBeVisible()
  // From another hand.
  const store = await chooseStore(page, cart)
  await expect(live.getByText(`Recogida · ${store}`)).toBeVisible()
})

test('what changes before the desk hears of changes is seen once it does', async ({ access, deskAs }) => {
  const page = await deskAs('agent')
  const cart = await cartOf(page, access.story_customer_id)
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  await page.route('**/api/feed*', (route) => opened.then(() => route.continue()))
  await page.goto(`/console/customers/${access.story_customer_id}`)
  const live = page.getByRole('region', { name: 'Cesta en vivo' }).filter({ hasText: cart.code })
  await expect(live.getByText('Entrega sin elegir')).toBeVisible()
  const store = await chooseStore(page, cart)
  open()
  await expect(live.getByText(`Recogida · ${store}`)).toBeVisible()
})

test('a contact that is none is not taken for added, and one that is shows at once', async ({ access, deskAs }) => {
  const page = await deskAs('agent')
  await page.goto(`/console/customers/${access.story_customer_id}`)
  await page.getByRole('button', { name: 'Añadir contacto' }).click()
  const sheet = page.getByRole('dialog', { name: 'Añadir contacto' })
  const save = sheet.getByRole('button', { name: 'Añadir' })
  await sheet.getByLabel('Dato').fill('lucia arroba correo')
  await save.click()
  await expect(sheet.getByText('Esto no identifica a nadie')).toBeVisible()
  const to = `otra.${Date.now()}@correo.internal`
  await sheet.getByLabel('Dato').fill(to)
  await expect(sheet.getByText('Esto no identifica a nadie')).toBeHidden()
  await save.click()
  await expect(sheet).toBeHidden()
  await expect(page.getByText(to)).toBeVisible()
})

test('an order is placed on the phone, from whom it is for to how it is paid', async ({ access, deskAs }) => {
  const page = await deskAs('agent')
  const cart = await cartOf(page, access.story_customer_id)
  await page.goto(`/console/customers/${access.story_customer_id}`)
  const live = page.getByRole('region', { name: 'Cesta en vivo' }).filter({ hasText: cart.code })
  await live.getByRole('button', { name: 'Elegir', exact: true }).click()
  const delivery = page.getByRole('dialog', { name: 'Cómo se entrega' })
  await delivery.getByRole('combobox', { name: 'Tienda de recogida' }).click()
  const whole = page.getByRole('option', { name: /lo tiene todo/ }).first()
  const store = ((await whole.textContent()) as string).split(' · ')[0] as string
  await whole.click()
  await delivery.getByRole('button', { name: 'Guardar' }).click()
  await expect(live.getByText(`Recogida · ${store}`)).toBeVisible()

  await live.getByRole('button', { name: 'Hacer el pedido' }).click()
  const sheet = page.getByRole('dialog', { name: 'Hacer el pedido' })
  await sheet.getByLabel('Nombre').fill('Lucía Ferrer')
  await sheet.getByLabel('Correo').fill('lucia.ferrer@correo.internal')
  await sheet.getByRole('button', { name: 'Guardar' }).click()
  await sheet.getByRole('radio', { name: 'Al recoger o al recibir' }).check()
  await sheet.getByRole('button', { name: /^Hacer pedido de/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: /H-/ })).toBeVisible()
  await expect(page.getByText('Recibido')).toBeVisible()
  await expect(page.getByText(`Recogida · ${store}`).first()).toBeVisible()
})

test('an order is cancelled, and what goes back is said', async ({ access, deskAs }) => {
  const page = await deskAs('agent')
  const order = await pickupOrder(page, access.story_customer_id)
  await page.goto(`/console/orders/${order.id}`)
  await page.getByRole('button', { name: 'Anular' }).click()
  const sheet = page.getByRole('dialog')
  // Taken at a terminal, and who cancels stands at no counter.
  await expect(sheet.getByText(/\s€ se deben al cliente hasta que una tienda/)).toBeVisible()
  await sheet.getByRole('button', { name: 'Anular el pedido' }).click()
  await expect(page.getByText(/^Anulado\. Hay que devolver .*\s€ en mano\.$/)).toBeVisible()
  const { status } = await apiOf(page).get<{ status: string }>(`/orders/${order.id}`)
  expect(status).toBe('canceled')
})

test('with the keyboard alone: to anybody, to the orders, down the list and in', async ({ deskAs }) => {
  const page = await deskAs('agent')
  await page.goto('/console')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('655 01 02 03')
  // Whoever was found comes after what was typed, and is under Enter.
  await expect(page.getByRole('dialog').getByRole('button').first()).toHaveText(/Lucía Ferrer/)
  await expect(page.getByRole('dialog').locator('[data-selected]')).toHaveText(/Lucía Ferrer/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Lucía Ferrer' })).toBeVisible()

  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await expect(page.getByRole('heading', { level: 1, name: 'Pedidos' })).toBeVisible()
  const first = page.getByRole('table', { name: 'Pedidos' }).getByRole('link').first()
  const number = await first.locator('.whole').innerText()
  await page.keyboard.press('j')
  await expect(first).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible()
})

test('what is found later moves nobody who is going down the list', async ({ deskAs }) => {
  const page = await deskAs('agent')
  await page.goto('/console')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  let answer = () => {}
  const asked = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/api/customers?*', (route) => asked.then(() => route.continue()))
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog')
  // At once: what is found for its first letters would come and go meanwhile.
  await dialog.getByRole('textbox').fill('Lucía')
  const chosen = dialog.locator('[data-selected]')
  await expect(chosen).toHaveText(/^H-/)
  const first = await chosen.innerText()
  await page.keyboard.press('ArrowDown')
  await expect(chosen).not.toHaveText(first)
  const second = await chosen.innerText()
  answer()
  await expect(dialog.getByRole('button').first()).toHaveText(/^Lucía/)
  expect(await chosen.innerText()).toBe(second)
  await page.keyboard.press('Escape')
})

/** As the shop's own page would: answers the name of the shop. */
async function chooseStore(page: Page, cart: { id: string }): Promise<string> {
  const { items } = await apiOf(page).get<{ items: { id: string; name: string; pickup: boolean }[] }>('/stores')
  const store = items.find(({ pickup }) => pickup)!
  await apiOf(page).put(`/carts/${cart.id}/delivery`, { method: 'pickup', pickup_store_id: store.id })
  return store.name
}
