import type { Page } from '@playwright/test'
import { money } from '#shared/show.ts'
import { apiOf, pickupOrder } from './support/desk.ts'
import { expect, mustBeAccessible, mustFitPhone, test } from './support/test.ts'
import type { Access } from './support/test.ts'
import { enrol, openShift, roleOf, unlock } from './support/till.ts'

const GRAN_VIA = { provider: 'cash', store: 'Gran Vía' } as const

async function atTill(page: Page, access: Access, device: string): Promise<void> {
  await enrol(page, roleOf(access, 'manager'), device)
  await unlock(page, roleOf(access, 'assistant'))
  await openShift(page)
  await page.getByRole('link', { name: 'Recogidas' }).click()
}

/** The drawer as this till counts it: what went out, and why. */
async function wentOut(page: Page, reason: string, sum: string): Promise<void> {
  await page.getByRole('link', { name: 'Turno' }).click()
  const moved = page.getByRole('listitem').filter({ hasText: `Salida: ${reason}` })
  await expect(moved).toHaveCount(1)
  await expect(moved).toContainText(sum)
}

test('an order called off at the counter that took its cash is given back from this drawer, and counted', async ({
  page,
  access,
  deskAs,
}) => {
  const desk = await deskAs('owner')
  const order = await pickupOrder(desk, access.story_customer_id, GRAN_VIA)
  const sum = money(order.gross, 'EUR', 'es')
  await atTill(page, access, 'Prueba de anular')
  await page.getByRole('button', { name: new RegExp(order.number) }).click()
  const work = page.getByRole('dialog', { name: new RegExp(order.number) })
  await work.getByRole('button', { name: 'Aceptar y preparar' }).click()
  await work.getByRole('button', { name: 'Todo está en la bolsa' }).click()
  await page.getByText(/Listas \(\d+\)/).click()
  await page.getByRole('button', { name: new RegExp(order.number) }).click()
  await work.getByRole('button', { name: 'Cancelar pedido' }).click()
  const sheet = page.getByRole('dialog', { name: 'Cancelar pedido' })
  await expect(sheet.getByText(`${sum} en efectivo se devuelven aquí, de este cajón.`)).toBeVisible()
  await mustBeAccessible(page)
  await sheet.getByLabel('Motivo').fill('No lo quiere')
  await sheet.getByRole('button', { name: 'Cancelar el pedido' }).click()
  await byManager(page, access)
  const told = page.getByRole('dialog', { name: `Pedido ${order.number} cancelado` })
  await expect(told.getByText(`Entrega ${sum} en efectivo`)).toBeVisible()
  await mustBeAccessible(page)
  await told.getByRole('button', { name: 'Hecho' }).click()
  await wentOut(page, `Pedido ${order.number} cancelado`, sum)
  expect(await apiOf(desk).get(`/orders/${order.id}`)).toMatchObject({ payment_status: 'refunded', owed: 0 })
})

test('cash that is owed waits among the problems until this till hands it over, once', async ({
  page,
  access,
  deskAs,
}) => {
  const desk = await deskAs('owner')
  const order = await pickupOrder(desk, access.story_customer_id, GRAN_VIA)
  await apiOf(desk).post(`/orders/${order.id}/cancellations`, { reason: 'Lo pide el cliente' })
  const sum = money(order.gross, 'EUR', 'es')
  await atTill(page, access, 'Prueba de devolver')
  await page.getByText(/Incidencias \(\d+\)/).click()
  await mustBeAccessible(page)
  await mustFitPhone(page)
  // The newest is the first.
  await page.getByRole('region', { name: 'Dinero por devolver' }).getByRole('button').first().click()
  await expect(page.getByText(order.number)).toBeVisible()
  await expect(page.getByText(`Se deben ${sum} al cliente`)).toBeVisible()
  await page.getByRole('button', { name: 'Devolver en efectivo' }).click()
  await mustBeAccessible(page)
  await page
    .getByRole('group', { name: `entrega ${sum} en efectivo` })
    .getByRole('button', { name: 'Devuelto' })
    .click()
  await expect(page.getByText(`Devuelto: ${sum}. El cajón ya lo cuenta.`)).toBeVisible()
  await wentOut(page, `Devuelto al cliente, pedido ${order.number}`, sum)
  await expect.poll(async () => (await apiOf(desk).get<{ owed: number }>(`/orders/${order.id}`)).owed).toBe(0)
})

/** Whoever runs the shop types their PIN. */
async function byManager(page: Page, access: Access): Promise<void> {
  const manager = roleOf(access, 'manager')
  const dialog = page.getByRole('dialog', { name: 'Hace falta un responsable' })
  const named = dialog.getByRole('button', { name: manager.name })
  if (await named.isVisible()) await named.click()
  for (const figure of manager.pin) await page.keyboard.press(figure)
}
