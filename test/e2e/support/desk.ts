import type { APIResponse, Page } from '@playwright/test'
import { expect } from './test.ts'

const HEADERS = { 'hilo-as': 'staff', 'hilo-channel': 'phone' }

const reply = async (answer: APIResponse): Promise<never> => {
  if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as never
}

/** The API as whoever is signed in on this page: what the screen says is held against it. */
export const apiOf = ({ request }: Page) => ({
  get: async <Reply>(path: string): Promise<Reply> => reply(await request.get(`/api${path}`, { headers: HEADERS })),
  post: async <Reply>(path: string, data: object): Promise<Reply> =>
    reply(
      await request.post(`/api${path}`, {
        headers: { ...HEADERS, 'idempotency-key': crypto.randomUUID() },
        data,
      }),
    ),
  put: async <Reply>(path: string, data: object): Promise<Reply> =>
    reply(await request.put(`/api${path}`, { headers: HEADERS, data })),
})

type Goods = { variant_id: string; store_id: string; sku: string; name: string }

/** An article some shop (of this name) has several of, and that shop. */
export async function goodsSomewhere(page: Page, name = ''): Promise<Goods> {
  const api = apiOf(page)
  const { items } = await api.get<{ items: { id: string; name: string; variant_ids: string[] }[] }>(
    '/product-search?text=calcetines&limit=10',
  )
  const stores = await api.get<{ items: { id: string; name: string; pickup: boolean }[] }>('/stores')
  for (const product of items) {
    const { variants } = await api.get<{ variants: { id: string; sku: string }[] }>(`/products/${product.id}`)
    for (const { id, sku } of variants) {
      const { stores: places } = await api.get<{ stores: { store_id: string; available: number }[] }>(
        `/variants/${id}/availability?in_stock=true`,
      )
      const place = places.find(
        ({ store_id, available }) =>
          available > 3 &&
          stores.items.some((store) => store.pickup && store.id === store_id && store.name.includes(name)),
      )
      if (place) return { variant_id: id, sku, name: product.name, store_id: place.store_id }
    }
  }
  throw new Error('no shop has socks')
}

/** A cart of somebody, begun on the phone; without contact or delivery yet. */
export async function cartOf(page: Page, customer_id: string): Promise<{ id: string; code: string }> {
  const { variant_id } = await goodsSomewhere(page)
  const api = apiOf(page)
  const cart = await api.post<{ id: string; code: string }>('/carts', { customer_id })
  await api.post(`/carts/${cart.id}/lines`, { variant_id, quantity: 1 })
  return cart
}

type Paid = { provider?: 'terminal' | 'cash'; store?: string }

/** A paid order to be collected (in the shop of this name), as a call to the shop makes it. */
export async function pickupOrder(
  page: Page,
  customer_id: string,
  { provider = 'terminal', store = '' }: Paid = {},
): Promise<Goods & { id: string; number: string; gross: number }> {
  const goods = await goodsSomewhere(page, store)
  const api = apiOf(page)
  const cart = await api.post<{ id: string }>('/carts', { customer_id })
  await api.post(`/carts/${cart.id}/lines`, { variant_id: goods.variant_id, quantity: 1 })
  await api.put(`/carts/${cart.id}/delivery`, { method: 'pickup', pickup_store_id: goods.store_id })
  const { gross } = await api.put<{ gross: number }>(`/carts/${cart.id}/contact`, {
    name: 'Lucía',
    email: 'lucia.ferrer@correo.internal',
  })
  await api.post(`/carts/${cart.id}/tenders`, {
    id: crypto.randomUUID(),
    provider,
    amount: gross,
    store_id: goods.store_id,
  })
  const { order_id, number } = await api.post<{ order_id: string; number: string }>(`/carts/${cart.id}/orders`, {
    expected_total: gross,
  })
  await expect
    .poll(async () => (await api.get<{ payment_status: string }>(`/orders/${order_id}`)).payment_status)
    .toBe('paid')
  return { ...goods, id: order_id, number, gross }
}
