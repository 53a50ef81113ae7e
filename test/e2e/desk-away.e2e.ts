import type { Page } from '@playwright/test'
import { openDoor } from './support/door.ts'
import type { Door } from './support/door.ts'
import { expect, test as base } from './support/test.ts'
import type { Access } from './support/test.ts'

const AWAY = 'No hay conexión con el servidor. Lo seguimos intentando.'
/** What somebody at a desk takes for "at once". */
const SOON = { timeout: 5_000 }

/** The owner at a desk behind a door that can be shut. */
const test = base.extend<{ door: Door; desk: Page }>({
  door: async ({}, use) => {
    const door = await openDoor(process.env['E2E_URL'] as string)
    await use(door)
    await door.shut()
  },
  desk: async ({ browser, access, door }, use) => {
    const context = await browser.newContext({ baseURL: door.url })
    const page = await context.newPage()
    const { email, password } = access.staff.find(({ role }) => role === 'owner') as Access['staff'][number]
    await page.request.post('/api/sign-in', {
      headers: { 'hilo-as': 'staff', 'hilo-channel': 'desk' },
      data: { email, password, cookie: true },
    })
    await use(page)
    await context.close()
  },
})

const lightOf = (page: Page) => page.getByRole('status').filter({ hasText: /Al día|Sin conexión/ })

test('the desk says that the server is gone, stays where it is, and comes back with it by itself', async ({
  desk,
  door,
}) => {
  await desk.goto('/console/customers')
  await expect(desk.getByRole('heading', { level: 1, name: 'Clientes' })).toBeVisible()
  await expect(lightOf(desk)).toHaveText('Al día')

  await door.shut()
  // Nothing is asked here: only the feed can tell.
  await expect(lightOf(desk)).toHaveText('Sin conexión. Lo seguimos intentando.', SOON)
  await desk.getByRole('link', { name: 'Pedidos', exact: true }).click()
  await expect(desk.getByText(AWAY)).toBeVisible(SOON)
  await expect(desk.getByRole('navigation', { name: 'Secciones' })).toBeVisible()

  await door.open()
  await expect(desk.getByRole('heading', { level: 1, name: 'Pedidos' })).toBeVisible()
  await expect(desk.getByRole('table', { name: 'Pedidos' })).toBeVisible()
  await expect(lightOf(desk)).toHaveText('Al día')
})

test('what was being typed outlasts a server that was gone', async ({ desk, door, access }) => {
  const note = `Volverá a llamar ${Date.now()}`
  await desk.goto(`/console/customers/${access.story_customer_id}`)
  await desk.getByRole('textbox', { name: 'Escribe una nota' }).fill(note)
  await door.shut()
  await expect(lightOf(desk)).toHaveText('Sin conexión. Lo seguimos intentando.', SOON)
  await door.open()
  await expect(lightOf(desk)).toHaveText('Al día')
  await desk.getByRole('button', { name: 'Guardar nota' }).click()
  await expect(desk.locator('blockquote', { hasText: note })).toBeVisible()
})
