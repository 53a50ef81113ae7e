import { generateSync } from 'otplib'
import { apiOf } from './support/desk.ts'
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

test('a second step is set up; without the phone a recovery code lets in, and then a passkey', async ({
  deskAs,
  page,
}) => {
  // A colleague of their own, so that nobody else has to type a second step.
  const api = apiOf(await deskAs('owner'))
  const email = `segura.${Date.now()}@tresalamos.internal`
  const password = 'alpargatas-verdes-7'
  const { id } = await api.post<{ id: string }>('/staff', {
    name: 'Sol Segura',
    email,
    role: 'analyst',
    store_ids: null,
  })
  await api.put(`/staff/${id}/password`, { password })
  const leave = async (): Promise<void> => {
    // The desk would see that the session is gone, and ask for a new one where it stands.
    await page.goto('about:blank')
    await page.context().clearCookies()
  }
  const comeAsFarAsThePassword = async (): Promise<void> => {
    await page.goto('/console/sign-in')
    await page.getByLabel('Correo').fill(email)
    await page.getByRole('textbox', { name: 'Contraseña' }).fill(password)
    await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  }
  await comeAsFarAsThePassword()
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
