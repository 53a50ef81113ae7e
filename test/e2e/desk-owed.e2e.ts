import { money } from '#shared/show.ts'
import { apiOf, pickupOrder } from './support/desk.ts'
import { owedOnline, owingOf } from './support/owing.ts'
import { expect, mustBeAccessible, mustFitPhone, test } from './support/test.ts'

test('money a shop has to hand back stays on the list until somebody says they did', async ({ access, deskAs }) => {
  const page = await deskAs('owner')
  const order = await pickupOrder(page, access.story_customer_id)
  const sum = money(order.gross, 'EUR', 'es')
  await page.goto(`/console/orders/${order.id}`)
  await page.getByRole('button', { name: 'Anular', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByText(`${sum} se deben al cliente hasta que una tienda`)).toBeVisible()
  await sheet.getByRole('button', { name: 'Anular el pedido' }).click()
  await expect(page.getByText(`Anulado. Hay que devolver ${sum} en mano.`)).toBeVisible()
  await expect(sheet).toBeHidden()
  const owed = page.getByRole('region', { name: `Se deben ${sum} al cliente` })
  await expect(owed).toContainText('en el datáfono')
  await expect(owed).toContainText('Motivo: lo pide el cliente.')
  await mustBeAccessible(page)

  await page.goto('/console/fulfilment/exceptions')
  await page.getByRole('link', { name: 'Ver cuáles' }).click()
  await expect(page.getByRole('button', { name: /^Por devolver · / })).toHaveAttribute('aria-pressed', 'true')
  await mustBeAccessible(page)
  await mustFitPhone(page)
  // The newest payment is the first of the list.
  await page.getByRole('table').getByRole('button').first().click()
  await expect(sheet.getByRole('link', { name: `Ver el pedido ${order.number}` })).toBeVisible()
  await sheet.getByRole('button', { name: 'Ya se ha devuelto' }).click()
  const sure = sheet.getByRole('group', { name: `¿Se han devuelto ya ${sum} a su tarjeta` })
  await mustBeAccessible(page)
  await sure.getByRole('button', { name: 'Todavía no' }).click()
  await sheet.getByRole('button', { name: 'Ya se ha devuelto' }).click()
  await sure.getByRole('button', { name: `Sí, ${sum} a la tarjeta` }).click()
  await expect(page.getByText(`Devuelto: ${sum}.`)).toBeVisible()
  await expect(sheet).toBeHidden()
  expect(await owingOf(page)).not.toContain(order.id)
  expect(await apiOf(page).get(`/orders/${order.id}`)).toMatchObject({ owed: 0, payment_status: 'refunded' })
})

test('two people do not hand the same money over: the second is told at the place', async ({ access, deskAs }) => {
  const page = await deskAs('owner')
  const order = await pickupOrder(page, access.story_customer_id)
  const api = apiOf(page)
  await api.post(`/orders/${order.id}/cancellations`, { reason: 'Lo pide el cliente' })
  const { payments } = await api.get<{ payments: { id: string }[] }>(`/orders/${order.id}`)
  // As a screen stands that has not heard of it yet.
  await page.route('**/api/feed*', (route) => route.abort())
  await page.goto(`/console/orders/${order.id}`)
  await page.getByRole('button', { name: 'Ya se ha devuelto' }).click()
  await api.post(`/payments/${payments[0]?.id}/hand-backs`, {})
  await page.getByRole('button', { name: /^Sí, / }).click()
  await expect(page.getByRole('region', { name: /^Se deben / }).getByRole('alert')).toContainText(
    'ya no hay nada que devolver en mano',
  )
})

test('a refund the provider refused is asked for again by who may give money back', async ({ access, deskAs }) => {
  const page = await deskAs('owner')
  const { id, owed } = await owedOnline(page, access.story_customer_id)
  const sum = money(owed, 'EUR', 'en')
  const looker = await deskAs('analyst')
  await looker.goto(`/console/orders/${id}`)
  await expect(looker.getByRole('button', { name: 'Pedir otra vez la devolución' })).toBeDisabled()
  await page.addInitScript(() => localStorage.setItem('hilo-language', 'en'))
  await page.goto(`/console/orders/${id}`)
  const box = page.getByRole('region', { name: `${sum} is owed to the customer` })
  await expect(box).toContainText('did not accept the refund (balance_too_low)')
  await box.getByRole('button', { name: 'Ask for the refund again' }).click()
  await expect(page.getByText(`Asked. ${sum} is on its way back.`)).toBeVisible()
  await expect(box).toBeHidden()
  await expect(page.getByText('Refunded', { exact: true }).first()).toBeVisible()
})
