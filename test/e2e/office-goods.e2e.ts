import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

const ones = new Date().getTime().toString(36)

const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a5a2b' } })
    .png()
    .toBuffer()

/** What the desk itself would ask, with the session of this page. */
async function ask<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`/api${path}`, { headers: { 'hilo-as': 'staff', 'hilo-channel': 'desk' } })
  expect(answer.ok(), path).toBe(true)
  return (await answer.json()) as T
}

test('a product made with picture, size and price is on sale in the shop’s API', async ({
  deskAs,
  access,
  request,
}) => {
  const page = await deskAs('owner')
  await page.goto('/console/products/new')
  await page.getByLabel('Nombre').first().fill(`Gorra ${ones}`)
  await page.getByLabel('Nombre').nth(1).fill(`Cap ${ones}`)
  await page
    .getByRole('region', { name: 'Imágenes' })
    .locator('input[type="file"]')
    .setInputFiles({ name: 'gorra.png', mimeType: 'image/png', buffer: await picture() })
  await page.getByRole('button', { name: 'Añadir opción' }).click()
  await page.getByLabel('Opción en español').fill('Talla')
  const choices = page.getByRole('region', { name: 'Opciones' }).getByPlaceholder('Azul / Blue')
  await choices.fill('Única / One size')
  await choices.press('Enter')
  await page.getByRole('button', { name: 'Añadir la variante que falta' }).click()
  await page.getByRole('textbox', { name: /^Precio / }).fill('19,95')
  await page.getByRole('textbox', { name: /^Precio / }).press('Tab')
  await page.getByRole('combobox', { name: 'Estado' }).click()
  await page.getByRole('option', { name: 'A la venta' }).click()
  await page.getByRole('button', { name: /^Guardar/ }).click()
  await expect(page.getByText('Producto guardado')).toBeVisible()
  await expect(page).toHaveURL(/products\/[0-9a-f-]{36}$/)
  await expect(page.getByText('Portada', { exact: true })).toBeVisible()

  const shop = { authorization: `Bearer ${access.storefront_key}` }
  const product = await (await request.get(`/api/products/gorra-${ones}`, { headers: shop })).json()
  expect(product).toMatchObject({ name: `Gorra ${ones}`, status: 'active', options: [{ name: 'Talla' }] })
  expect(product.pictures).toHaveLength(1)
  const [{ id: variant_id }] = product.variants
  const quote = await request.post('/api/price-quotes', {
    headers: shop,
    data: { lines: [{ key: 'a', variant_id, quantity: 1 }] },
  })
  expect((await quote.json()).lines).toMatchObject([{ unit_price: 1995 }])
})

test('of a spreadsheet the bad row stays out and comes back as a file', async ({ deskAs }) => {
  const page = await deskAs('owner')
  await page.goto('/console/products')
  await page.getByRole('button', { name: 'Importar' }).click()
  const rows = [
    'slug,name_es,sku,gtin',
    `taza-${ones},Taza ${ones},TAZ-${ones},`,
    `plato-${ones},Plato ${ones},PLA-${ones},12345670`,
    `bol-${ones},Bol ${ones},BOL-${ones},12345678`,
  ]
  await page
    .getByRole('dialog', { name: 'Importar productos' })
    .locator('input[type="file"]')
    .setInputFiles({ name: 'vajilla.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await expect(page.getByText('Filas que no han entrado: 1')).toBeVisible()
  await expect(page.getByText('Han entrado 2 filas de 2 productos.')).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Descargar los errores' }).click()
  const file = readFileSync(await (await download).path(), 'utf8')
  expect(file).toMatch(/^\uFEFFFila,Columna,Motivo\r\n4,gtin,/)
})

test('“why 3?” is told movement by movement, and a count puts it right', async ({ deskAs }) => {
  const page = await deskAs('owner')
  const places = await ask<{ items: { id: string; name: string }[] }>(page, '/locations')
  const place = places.items.find(({ name }) => name === 'Madrid Sol')
  const levels = await ask<{ items: { variant_id: string; on_hand: number; sku: string }[] }>(
    page,
    `/stock/levels?location_id=${place?.id}&limit=200`,
  )
  const level = levels.items.find(({ on_hand }) => on_hand >= 3)
  await page.goto(`/console/stock/places?at=${place?.id}&variant=${level?.variant_id}`)
  const panel = page.getByRole('dialog', { name: `¿Por qué hay ${level?.on_hand} en Madrid Sol?` })
  await expect(
    panel
      .getByRole('list')
      .getByText(/Existencias iniciales|Llegó mercancía/)
      .first(),
  ).toBeVisible()
  await panel.getByRole('button', { name: 'Contar' }).click()
  const form = page.getByRole('dialog', { name: 'Contar' })
  await form.getByLabel(`Unidades de ${level?.sku}`).fill(String((level?.on_hand ?? 0) + 1))
  await form.getByRole('button', { name: 'Contar' }).click()
  const after = page.getByRole('dialog', { name: `¿Por qué hay ${(level?.on_hand ?? 0) + 1} en Madrid Sol?` })
  await expect(after.getByRole('list').getByText('Recuento').first()).toBeVisible()
  await expect(after.getByText(/Inés Cabrera/).first()).toBeVisible()
})

test('a transfer is sent from one place and received in the other', async ({ deskAs }) => {
  const page = await deskAs('owner')
  await page.goto('/console/stock/transfers')
  await page.getByRole('button', { name: 'Mover mercancía' }).click()
  await page.getByRole('menuitem', { name: 'Enviar a otro sitio' }).click()
  const form = page.getByRole('dialog', { name: 'Enviar a otro sitio' })
  await form.getByRole('combobox', { name: 'Desde' }).click()
  await page.getByRole('option', { name: 'Almacén central (Getafe)' }).click()
  await form.getByRole('combobox', { name: 'Hacia' }).click()
  await page.getByRole('option', { name: 'Bilbao Indautxu' }).click()
  await form.getByRole('combobox', { name: 'Añadir artículo' }).fill('botas')
  await page.getByRole('option', { name: /Botas/ }).first().click()
  await form.getByLabel(/^Unidades de/).fill('4')
  await form.getByLabel('Nota').fill(`Reposición ${ones}`)
  await form.getByRole('button', { name: 'Enviar a otro sitio' }).click()

  await page.getByRole('row', { name: new RegExp(`Reposición ${ones}`) }).click()
  const panel = page.getByRole('dialog', { name: 'De Almacén central (Getafe) a Bilbao Indautxu' })
  await panel.getByLabel(/^Llegan ahora de/).fill('3')
  await panel.getByRole('switch', { name: 'No va a llegar nada más' }).check()
  await panel.getByRole('button', { name: 'Recibir' }).click()
  await expect(page.getByRole('row', { name: new RegExp(`Recibido, falta algo.*Reposición ${ones}`) })).toBeVisible()
})
