import { apiOf } from './support/desk.ts'
import { expect, mustBeAccessible, mustFitPhone, test } from './support/test.ts'

const NOTHING = 'Aquí no hay nada'

test('an address that names nothing says so, in the frame of the desk', async ({ deskAs }) => {
  const page = await deskAs('owner')
  const nobody = crypto.randomUUID()
  for (const path of [
    '/nowhere/at/all',
    '/customers/x',
    `/customers/${nobody}`,
    '/orders/x',
    '/products/zzz',
    '/prices/zzz',
  ]) {
    await page.goto(`/console${path}`)
    await expect(page.getByRole('heading', { name: NOTHING }), path).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Secciones' })).toBeVisible()
  }
  await mustBeAccessible(page)
})

test('a link with a date that is none is read without it, and with a filter that is none says what to do', async ({
  deskAs,
}) => {
  const page = await deskAs('owner')
  for (const path of ['/orders?from=abc', '/orders?to=2026-99-99', '/events?from=abc', '/overview?day=2026-99-99']) {
    await page.goto(`/console${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('.mantine-Skeleton-root, [aria-busy="true"]')).toHaveCount(0)
    await expect(page.getByRole('alert'), path).toHaveCount(0)
  }
  await page.goto('/console/orders?status=abc')
  await page.getByRole('button', { name: 'Quitar los filtros' }).click()
  await expect(page.getByRole('table', { name: 'Pedidos' })).toBeVisible()
})

test('a role is told what it may not see, who can change that, and before it fills in a form', async ({ deskAs }) => {
  const page = await deskAs('assistant')
  for (const path of ['/overview', '/settings/keys', '/events', '/products/new', '/stores/new']) {
    await page.goto(`/console${path}`)
    const told = page.getByRole('alert').first()
    await expect(told, path).toContainText('Esto no es de tu puesto')
    await expect(told, path).toContainText('Los puestos los cambia Propiedad, en Equipo.')
    await expect(page.getByRole('button', { name: 'Volver a intentar' })).toHaveCount(0)
  }
  await expect(page.getByRole('textbox')).toHaveCount(0)

  // Of the tills they see shifts and what is to be settled: that is where the section begins for them.
  await page.getByRole('link', { name: 'Cajas', exact: true }).click()
  await expect(page.getByRole('table', { name: /Turnos/ }).or(page.getByRole('heading', { level: 3 }))).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  const devices = page.getByRole('navigation', { name: 'Cajas' }).getByText('Dispositivos')
  await expect(devices).toHaveAttribute('aria-disabled', 'true')
  await page.goto('/console/settings')
  await expect(page.getByRole('link', { name: 'Claves de API' })).toHaveAttribute('aria-disabled', 'true')
  await mustBeAccessible(page)
})

test('who only began an empty cart has nothing open', async ({ deskAs }) => {
  const page = await deskAs('agent')
  const { id } = await apiOf(page).post<{ id: string }>('/customers', { given_name: `Vacía ${Date.now()}` })
  await apiOf(page).post('/carts', { customer_id: id })
  await page.goto('/console/customers')
  const open = page.getByRole('table', { name: 'Con algo abierto' })
  await expect(open.getByRole('row').getByRole('link').first()).toBeVisible()
  await expect(open.getByText('0 unidades')).toHaveCount(0)
  await expect(open.locator(`a[href$="${id}"]`)).toHaveCount(0)
})

test('on a phone every tab of the tills can be read, and a long word in a note breaks', async ({ deskAs, access }) => {
  const page = await deskAs('owner')
  const api = apiOf(page)
  const word = `https://ejemplo.internal/${'a'.repeat(180)}${Date.now()}`
  await api.post(`/customers/${access.story_customer_id}/notes`, { text: word, visible_to: 'staff' })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/console/tills')
  for (const tab of await page.getByRole('navigation', { name: 'Cajas' }).getByRole('link').all()) {
    const box = await tab.boundingBox()
    expect((box?.x ?? 0) + (box?.width ?? 999), await tab.innerText()).toBeLessThanOrEqual(390)
  }
  await mustFitPhone(page)
  await page.goto(`/console/customers/${access.story_customer_id}`)
  const note = page.locator('blockquote', { hasText: word })
  await expect(note).toBeVisible()
  expect(await note.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
  await page.getByRole('tab', { name: 'Ficha' }).click()
  const kept = page.getByRole('listitem').filter({ hasText: word })
  const bin = await kept.getByRole('button', { name: 'Quitar nota' }).boundingBox()
  expect((bin?.x ?? 999) + (bin?.width ?? 0)).toBeLessThanOrEqual(390)

  // Words stand beside or above what is done, never one to a line.
  await page.goto('/console/security')
  const title = page.getByRole('heading', { name: 'Verificación en dos pasos' })
  const line = await title.evaluate((one) => one.getBoundingClientRect().height)
  expect(line).toBeLessThan(30)
})
