import type { Page } from '@playwright/test'
import { expect } from './test.ts'
import type { Access } from './test.ts'

type Person = Access['staff'][number]

export const roleOf = (access: Access, role: string): Person =>
  access.staff.find((person) => person.role === role) as Person

/** Makes this browser a till of the first register of Gran Vía, as a manager does once. */
export async function enrol(page: Page, { email, password }: Person, device: string): Promise<void> {
  await page.goto('/pos')
  await page.getByLabel('Correo').fill(email)
  await page.getByRole('textbox', { name: 'Contraseña' }).fill(password)
  await page.getByRole('button', { name: 'Entrar' }).click()
  await page.getByRole('combobox', { name: 'Puesto de caja' }).click()
  await page
    .getByRole('option', { name: /Gran Vía/ })
    .first()
    .click()
  await page.getByLabel('Nombre de este equipo').fill(device)
  await page.getByRole('button', { name: 'Dar de alta' }).click()
  await expect(page.getByRole('heading', { name: '¿Quién está en la caja?' })).toBeVisible({ timeout: 30_000 })
}

export async function unlock(page: Page, { name, pin }: Person): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click()
  for (const figure of pin) await page.keyboard.press(figure)
  await expect(page.getByRole('navigation', { name: /Pantallas|Screens/ })).toBeVisible()
}

export async function openShift(page: Page): Promise<void> {
  await page.getByLabel('Cambio en el cajón').fill('150')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('searchbox', { name: 'Escanea o busca un artículo' })).toBeVisible()
}
