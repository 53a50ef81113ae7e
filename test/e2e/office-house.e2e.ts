import { expect, goOn, mustBeAccessible, mustFitPhone, test } from './support/test.ts'

test('the hours of a shop are changed, and shoppers are told the new ones', async ({ deskAs, request, access }) => {
  const page = await deskAs('owner')
  await page.goto('/console/stores')
  await page.getByRole('link', { name: /Valencia Colón/ }).click()
  const sunday = page.getByRole('group', { name: 'domingo', exact: true })
  await expect(sunday).toBeVisible()
  const opens = sunday.getByLabel('Abre el domingo')
  if (!(await opens.isVisible())) await sunday.getByRole('button', { name: 'Añadir horas el domingo' }).click()
  const hour = (await opens.inputValue()) === '11:30' ? '12:00' : '11:30'
  await opens.fill(hour)
  await sunday.getByLabel('Cierra el domingo').fill('15:00')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page.getByText('Tienda guardada')).toBeVisible()

  const headers = { authorization: `Bearer ${access.storefront_key}` }
  const { items } = await (await request.get('/api/stores', { headers })).json()
  const { id } = items.find(({ name }: { name: string }) => name === 'Valencia Colón')
  const { weekly } = await (await request.get(`/api/stores/${id}`, { headers })).json()
  expect(weekly).toContainEqual({ weekday: 7, opens: hour, closes: '15:00' })
})

test('who leaves is out at once, and comes back where that was a mistake', async ({ deskAs, request }) => {
  const page = await deskAs('owner')
  const name = `Zoe ${crypto.randomUUID().slice(0, 8)}`
  const email = `${name.replace(' ', '.').toLowerCase()}@torzal.example`
  const [given, password] = [crypto.randomUUID(), crypto.randomUUID()]
  await page.goto('/console/staff')
  await page.getByRole('button', { name: 'Añadir persona' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Nombre').fill(name)
  await sheet.getByLabel('Correo').fill(email)
  await sheet.getByRole('textbox', { name: 'Contraseña para empezar' }).fill(given)
  await sheet.getByRole('switch', { name: 'En todas las tiendas' }).check()
  await sheet.getByRole('button', { name: 'Guardar' }).click()
  const signIn = async (data: object) => (await request.post('/api/sign-in', { data: { email, ...data } })).status()
  const enters = () => signIn({ password })
  await expect.poll(() => signIn({ password: given, new_password: password })).toBe(200)

  await page.getByRole('button', { name }).click()
  await sheet.getByRole('button', { name: 'Quitar el acceso' }).click()
  await page
    .getByRole('dialog', { name: 'Quitar el acceso', exact: true })
    .getByRole('button', { name: 'Quitar el acceso' })
    .click()
  await expect(page.getByText('Acceso quitado')).toBeVisible()
  expect(await enters()).toBe(401)
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await expect(page.getByText('Acceso devuelto')).toBeVisible()
  expect(await enters()).toBe(200)
})

test('a key is told once, works, and ends at once', async ({ deskAs, request }) => {
  const page = await deskAs('owner')
  const name = `Contabilidad ${new Date().getTime()}`
  await page.goto('/console/settings/keys')
  await page.getByRole('button', { name: 'Crear clave' }).click()
  const form = page.getByRole('dialog', { name: 'Crear clave' })
  await form.getByLabel('Nombre').fill(name)
  await form.getByLabel('Catálogo: ver').check()
  await form.getByRole('button', { name: 'Crear clave' }).click()
  const secret = await form.getByTestId('secret').innerText()
  const asKey = () => request.get('/api/products?limit=1', { headers: { authorization: `Bearer ${secret}` } })
  expect((await asKey()).status()).toBe(200)
  await form.getByRole('button', { name: 'Listo' }).click()
  await expect(page.getByText(secret)).toHaveCount(0)

  await page.getByRole('button', { name }).click()
  await page.getByRole('dialog', { name }).getByRole('button', { name: 'Terminar' }).click()
  await page.getByRole('dialog', { name: 'Terminar', exact: true }).getByRole('button', { name: 'Terminar' }).click()
  await expect(page.getByText('Clave terminada')).toBeVisible()
  expect((await asKey()).status()).toBe(401)
})

test('where no fact waits to be retried, the page says so', async ({ deskAs }) => {
  const page = await deskAs('owner')
  await page.goto('/console/dead-letters')
  await expect(page.getByRole('heading', { name: 'No hay nada por reintentar' })).toBeVisible()
})

test('the check-up goes through every ledger and finds nothing', async ({ deskAs }) => {
  const page = await deskAs('owner')
  await page.goto('/console/health')
  await page.getByRole('button', { name: 'Revisar todo' }).click()
  await expect(page.getByRole('heading', { name: 'Todo cuadra' })).toBeVisible({ timeout: 50_000 })
})

const ROUTES = [
  '/products',
  '/products/categories',
  '/products/new',
  '/prices',
  '/prices/base',
  '/prices/articles',
  '/prices/taxes',
  '/stock',
  '/stock/places',
  '/stock/transfers',
  '/stock/reservations',
  '/stores',
  '/stores/warehouses',
  '/stores/new',
  '/tills',
  '/tills/shifts',
  '/tills/tasks',
  '/tills/rules',
  '/channels',
  '/staff',
  '/settings',
  '/settings/keys',
  '/events',
  '/looks',
  '/dead-letters',
  '/looks?of=guests',
  '/health',
  '/imports',
]

for (const language of ['es', 'en'] as const)
  test(`the whole office is accessible in ${language}, and its console is quiet`, async ({ deskAs }) => {
    test.setTimeout(240_000)
    const page = await deskAs('owner')
    const said: string[] = []
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()))
    await page.addInitScript((chosen) => localStorage.setItem('hilo-language', chosen), language)
    await page.goto('/console')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    for (const route of ROUTES) {
      await goOn(page, `/console${route}`)
      await mustBeAccessible(page)
      await mustFitPhone(page)
    }
    expect(said).toEqual([])
  })
