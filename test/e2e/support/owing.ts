import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { apiOf, goodsSomewhere } from './desk.ts'
import { expect } from './test.ts'

type Owing = { id: string; number: string; owed: number }

/** Tells the sandbox provider to say no to the next refund, whoever's it is. */
async function refuseRefund(page: Page, action_url: string): Promise<void> {
  const { api_key } = JSON.parse(readFileSync(join(process.env['E2E_DATA'] as string, 'sandbox.json'), 'utf8'))
  const answer = await page.request.post(`${new URL(action_url).origin}/_test/faults`, {
    headers: { authorization: `Bearer ${api_key}` },
    data: { operation: 'refund', mode: 'refuse', code: 'balance_too_low', times: 1 },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
}

const settled = (page: Page, order_id: string, what: (order: Owing & { payment_status: string }) => boolean) =>
  expect.poll(async () => what(await apiOf(page).get(`/orders/${order_id}`)), { timeout: 20_000 }).toBe(true)

/** An order paid online and cancelled, whose refund the provider refused once. */
export async function owedOnline(page: Page, customer_id: string): Promise<Owing> {
  const { variant_id, store_id } = await goodsSomewhere(page)
  const api = apiOf(page)
  const cart = await api.post<{ id: string }>('/carts', { customer_id })
  await api.post(`/carts/${cart.id}/lines`, { variant_id, quantity: 1 })
  await api.put(`/carts/${cart.id}/delivery`, { method: 'pickup', pickup_store_id: store_id })
  const contact = { name: 'Lucía', email: 'lucia.ferrer@correo.internal' }
  const { gross } = await api.put<{ gross: number }>(`/carts/${cart.id}/contact`, contact)
  const { action_url } = await api.post<{ action_url: string }>(`/carts/${cart.id}/payments`, { provider: 'sandbox' })
  await page.request.post(action_url, {
    form: { number: '4242424242424242', expiry: '12/99', code: '123' },
    maxRedirects: 0,
  })
  // The order is placed by the shop itself, as for somebody whose browser is gone.
  const orderOf = async (): Promise<string | null | undefined> =>
    (await api.get<{ items: { order_id: string | null }[] }>(`/payments?cart_id=${cart.id}`)).items[0]?.order_id
  await expect.poll(orderOf, { timeout: 20_000 }).toBeTruthy()
  const id = String(await orderOf())
  await settled(page, id, ({ payment_status }) => payment_status === 'paid')
  await refuseRefund(page, action_url)
  await api.post(`/orders/${id}/cancellations`, { reason: 'Lo pide el cliente' })
  await settled(page, id, ({ owed }) => owed === gross)
  return { ...(await api.get<Owing>(`/orders/${id}`)), id }
}

/** The list of what waits, all of it, as whoever is signed in may see it. */
export const owingOf = async (page: Page): Promise<string[]> =>
  (await apiOf(page).get<{ items: { order_id: string }[] }>('/payments?owed=true&limit=100')).items.map(
    ({ order_id }) => order_id,
  )
