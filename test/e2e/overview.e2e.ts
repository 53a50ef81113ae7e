import type { APIRequestContext, Page } from '@playwright/test'
import { expect, mustBeAccessible, test } from './support/test.ts'

const STAFF = { 'hilo-as': 'staff', 'hilo-channel': 'desk' }

type Row = { gross: number }
type Figure = { name: string; value: number; rows: { query: Record<string, string> } }

const ask = async <Answer>(page: Page, path: string): Promise<Answer> =>
  (await page.request.get(`/api${path}`, { headers: STAFF })).json() as Promise<Answer>

/** Every row of a list. */
async function allOf(page: Page, path: string, query: Record<string, string>): Promise<Row[]> {
  const rows: Row[] = []
  for (let after: string | null = ''; after !== null;) {
    const search = new URLSearchParams({ ...query, limit: '200', ...(after && { after }) })
    const answer: { items: Row[]; next: string | null } = await ask(page, `${path}?${search}`)
    rows.push(...answer.items)
    after = answer.next
  }
  return rows
}

const euros = (minor: number): string =>
  new Intl.NumberFormat('es-ES', { style: 'currency', currency: 'EUR', useGrouping: true }).format(minor / 100)

/** Something small over the counter, as the demo's till. */
async function sellAtTill(request: APIRequestContext, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'hilo-channel': 'pos' }
  const device = await (await request.get('/api/me', { headers })).json()
  // The newest may be another test's, without a price.
  const listed = await (await request.get('/api/storefront/products', { headers })).json()
  const { slug } = listed.items.find(({ unit_price }: { unit_price: number | null }) => unit_price !== null)
  const product = await (await request.get(`/api/products/${slug}`, { headers })).json()
  const line = { id: crypto.randomUUID(), variant_id: product.variants[0].id as string, quantity: 1 }
  const quote = await (
    await request.post('/api/price-quotes', { headers, data: { lines: [{ ...line, id: undefined, key: line.id }] } })
  ).json()
  const gross = quote.gross as number
  const sold = await request.post('/api/sales', {
    headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
    data: {
      id: crypto.randomUUID(),
      store_id: device.store_ids[0],
      lines: [line],
      expected_total: gross,
      tenders: [{ id: crypto.randomUUID(), provider: 'cash', amount: gross }],
    },
  })
  expect(sold.status()).toBe(201)
  return gross
}

test('the figures are what the list of orders sums to, and a sale appears by itself', async ({ deskAs, access }) => {
  const page = await deskAs('owner')
  await page.goto('/console/overview?days=7')
  const sales = page.getByRole('link', { name: /^Ventas/ })
  const figure = async (): Promise<Figure> => {
    const { figures } = await ask<{ figures: Figure[] }>(page, '/insights/today?days=7')
    return figures.find(({ name }) => name === 'sales') as Figure
  }
  // Others sell meanwhile: what is compared must be of one moment.
  await expect(async () => {
    const { value, rows } = await figure()
    const sum = (await allOf(page, '/orders', rows.query)).reduce((total, { gross }) => total + gross, 0)
    expect(value).toBe(sum)
  }).toPass()
  await mustBeAccessible(page)
  const before = (await figure()).value
  const gross = await sellAtTill(page.request, access.till.token)
  await expect(async () => {
    const { value } = await figure()
    expect(value).toBeGreaterThanOrEqual(before + gross)
    await expect(sales).toContainText(euros(value), { timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
})

test('a figure leads to its rows, a thread to its orders', async ({ deskAs }) => {
  const page = await deskAs('owner')
  await page.goto('/console/overview?days=28')
  await page
    .getByRole('link', { name: /^Hilo cortado/ })
    .first()
    .press('Enter')
  const sheet = page.getByRole('dialog', { name: 'Hilos cortados' })
  await expect(sheet.getByRole('row').nth(1)).toContainText('✕')
  await mustBeAccessible(page)
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.getByRole('link', { name: /^Pedidos\s*\d/ }).click()
  await expect(page).toHaveURL(/\/orders\?.*from=/)
})

test('a manager sees the own shop alone', async ({ deskAs }) => {
  const page = await deskAs('manager')
  await page.goto('/console/overview?days=28')
  const stores = page.getByRole('region', { name: 'Por tienda' })
  await expect(stores.getByRole('listitem')).toHaveText([/Gran Vía/])
  await stores.getByRole('button', { name: 'Ver como tabla' }).click()
  await expect(stores.getByRole('table')).toContainText('Gran Vía')
})
