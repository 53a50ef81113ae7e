import { generateSync } from 'otplib'
import { apiOf } from './support/desk.ts'
import { openDoor } from './support/door.ts'
import { expect, mustBeAccessible, test } from './support/test.ts'

test('who is not signed in is asked to, and comes in', async ({ page, access }) => {
  const [owner] = access.staff
  await page.goto('/console')
  await page.getByLabel('Correo').fill(owner!.email)
  await page.getByRole('textbox', { name: 'Contraseña' }).fill(owner!.password)
  await mustBeAccessible(page)
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('the field for the password hides it, is known to keepers of passwords, and takes what is pasted', async ({
  page,
  access,
}) => {
  const [owner] = access.staff
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/console/sign-in')
  const field = page.getByRole('textbox', { name: 'Contraseña' })
  await expect(field).toHaveAttribute('type', 'password')
  await expect(field).toHaveAttribute('autocomplete', 'current-password')
  await expect(page.getByLabel('Correo')).toHaveAttribute('autocomplete', 'username')
  await page.evaluate((text) => navigator.clipboard.writeText(text), owner!.password)
  await field.focus()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(field).toHaveValue(owner!.password)
  await page.getByLabel('Correo').fill(owner!.email)
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Resumen' })).toBeVisible()
})

test('who signs out leaves nothing behind, also where the server is away, and is out once it is back', async ({
  browser,
  access,
}) => {
  const [owner] = access.staff
  const door = await openDoor(process.env['E2E_URL'] as string)
  const context = await browser.newContext({ baseURL: door.url })
  const page = await context.newPage()
  const cardOfWhoCame = page.getByRole('button', { name: 'Tu cuenta' })
  const signOut = async (): Promise<void> => {
    await cardOfWhoCame.click()
    await page.getByRole('menuitem', { name: 'Salir' }).click()
  }
  // As whoever had kept what this browser held while they were in.
  const keptCookies = async (): Promise<string> =>
    (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const statusOf = async (cookie: string): Promise<number> =>
    (await fetch(`${process.env['E2E_URL']}/api/me`, { headers: { 'hilo-as': 'staff', cookie } })).status
  const signIn = async (): Promise<void> => {
    await page.getByLabel('Correo').fill(owner!.email)
    await page.getByRole('textbox', { name: 'Contraseña' }).fill(owner!.password)
    await page.getByRole('button', { name: 'Entrar', exact: true }).click()
    await expect(cardOfWhoCame).toBeVisible()
  }
  await page.goto('/console/sign-in')
  await signIn()
  await page.getByRole('link', { name: 'Clientes', exact: true }).click()
  const somebody = page.getByRole('table').getByRole('link').first()
  await expect(somebody).toBeVisible()
  const first = await keptCookies()

  await door.shut()
  await signOut()
  await expect(somebody).toBeHidden()
  await expect(cardOfWhoCame).toBeHidden()
  await expect(page.getByText('tu sesión sigue abierta')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('table')).toBeHidden()
  await expect(cardOfWhoCame).toBeHidden()
  expect(await statusOf(first), 'the server knows nothing of it yet').toBe(200)

  await door.open()
  await expect.poll(() => statusOf(first)).toBe(401)
  await expect(page.getByText('tu sesión sigue abierta')).toBeHidden()
  await page.goto('/console/customers')
  await expect(page.getByRole('heading', { level: 1, name: 'Entra en Hilo' })).toBeVisible()
  // What was left to be done is done: who comes in now stays in.
  await signIn()
  await page.reload()
  await expect(cardOfWhoCame).toBeVisible()
  const second = await keptCookies()
  expect(await statusOf(second)).toBe(200)
  await signOut()
  await expect(page.getByRole('heading', { level: 1, name: 'Entra en Hilo' })).toBeVisible()
  await expect.poll(() => statusOf(second)).toBe(401)
  await context.close()
  await door.shut()
})

test('a second step is set up; without the phone a recovery code lets in, and then a passkey', async ({
  deskAs,
  page,
}) => {
  // A colleague of their own, so that nobody else has to type a second step.
  const api = apiOf(await deskAs('owner'))
  const email = `segura.${Date.now()}@tresalamos.internal`
  const [given, password] = ['alpargatas-verdes-7', 'esparto-y-azul-19']
  const { id } = await api.post<{ id: string }>('/staff', {
    name: 'Sol Segura',
    email,
    role: 'analyst',
    store_ids: null,
  })
  await api.put(`/staff/${id}/password`, { password: given })
  const leave = async (): Promise<void> => {
    // The desk would see that the session is gone, and ask for a new one where it stands.
    await page.goto('about:blank')
    await page.context().clearCookies()
  }
  const comeAsFarAsThePassword = async (typed = password): Promise<void> => {
    await page.goto('/console/sign-in')
    await page.getByLabel('Correo').fill(email)
    await page.getByRole('textbox', { name: 'Contraseña' }).fill(typed)
    await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  }
  await comeAsFarAsThePassword(given)
  await expect(page.getByRole('heading', { level: 1, name: 'Elige tu contraseña' })).toBeVisible()
  await mustBeAccessible(page)
  const own = page.getByRole('textbox', { name: 'Tu contraseña nueva' })
  await expect(own).toBeFocused()
  await own.fill(given)
  await own.press('Enter')
  await expect(page.getByText('Esa es la contraseña que te dieron.')).toBeVisible()
  await own.fill(password)
  await own.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Resumen' })).toBeVisible()

  await page.goto('/console/security')
  await page.getByRole('button', { name: 'Activar' }).click()
  const sheet = page.getByRole('dialog')
  const secret = await sheet.getByRole('code').innerText()
  await sheet.getByLabel('Código que ves ahora').fill(generateSync({ secret }))
  await sheet.getByRole('button', { name: 'Confirmar' }).click()
  await expect(sheet.getByText('Códigos de recuperación')).toBeVisible()
  const [code] = await sheet.getByRole('code').or(sheet.locator('pre')).allInnerTexts()
  await leave()

  await comeAsFarAsThePassword()
  await page.getByRole('button', { name: 'No tengo el móvil' }).click()
  await page.getByLabel('Código de recuperación').fill(code!)
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Resumen' })).toBeVisible()

  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto('/console/security')
  await page.getByRole('button', { name: 'Añadir llave' }).click()
  await expect(page.getByText('Llave añadida.')).toBeVisible()
  await leave()
  await page.goto('/console/sign-in')
  await page.getByRole('button', { name: 'Entrar con llave de acceso' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Resumen' })).toBeVisible()
})
