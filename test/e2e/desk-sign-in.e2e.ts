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
