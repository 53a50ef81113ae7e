import { apiOf, pickupOrder } from './support/desk.ts'
import { expect, test } from './support/test.ts'

test('a pick-up is accepted, picked by scanning, made ready and handed over from the board', async ({
  access,
  deskAs,
}) => {
  const page = await deskAs('owner')
  const order = await pickupOrder(page, access.story_customer_id)
  await page.goto(`/console/fulfilment?store=${order.store_id}`)
  await page.getByRole('button', { name: `Aceptar ${order.number}` }).click()
  await page.getByRole('button', { name: `Preparar ${order.number}` }).click()

  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Empezar a preparar' }).click()
  await sheet.getByLabel('Escanea o escribe el código').fill(order.sku)
  await page.keyboard.press('Enter')
  await sheet.getByRole('button', { name: 'Está listo' }).click()

  await sheet.getByText('Documento', { exact: true }).click()
  await sheet.getByLabel('Qué documento has visto').fill('DNI, acaba en 45T')
  await sheet.getByRole('button', { name: 'Entregar' }).click()
  await expect(page.getByText('Entregado.', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Entregado hace poco' })).toContainText(order.number)
  const { status } = await apiOf(page).get<{ status: string }>(`/orders/${order.id}`)
  expect(status).toBe('completed')
})

test('the shop that cannot give a pick-up leaves it to a person, who agrees on another', async ({ access, deskAs }) => {
  const page = await deskAs('owner')
  const order = await pickupOrder(page, access.story_customer_id)
  await page.goto(`/console/fulfilment?store=${order.store_id}`)
  await page.getByRole('button', { name: order.number, exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'No podemos' }).click()
  await sheet.getByRole('button', { name: 'Rechazar' }).click()
  await expect(page.getByText('Rechazado.', { exact: true })).toBeVisible()

  await page.goto('/console/fulfilment/exceptions')
  await page.getByRole('button', { name: order.number }).click()
  const offer = page
    .getByRole('dialog')
    .getByRole('button', { name: /^Recoger en/ })
    .first()
  await offer.click()
  await expect(page.getByText('Resuelto. La tienda ya lo ve.')).toBeVisible()
})
