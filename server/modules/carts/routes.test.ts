import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import type { Api } from '#test/api'
import { openShop } from '#test/shop'
import { addKey } from '#access'
import { saveProduct } from '#catalog'
import { setPrices } from '#pricing'
import { receive } from '#stock'

let shop: Awaited<ReturnType<typeof openShop>>
let front: Api
let agent: Api
let boots: string
beforeAll(async () => {
  shop = await openShop()
  const shown = await shop.write((ctx) => addKey(ctx, { kind: 'publishable', name: 'tienda', channel: 'web' }))
  const permissions = ['carts.read', 'carts.edit', 'prices.read', 'prices.edit']
  const secret = await shop.write((ctx) => addKey(ctx, { kind: 'secret', name: 'centralita', permissions }))
  front = await shop.api(shown.secret)
  agent = await shop.api(secret.secret)
  boots = await shop.write(async (ctx) => {
    const { variant_ids } = await saveProduct(ctx, {
      slug: 'bota',
      status: 'active',
      texts: { es: { name: 'Bota' } },
      variants: [{ sku: 'BOTA-38', options: { Talla: '38' } }],
    })
    const variant_id = variant_ids['BOTA-38'] ?? ''
    await setPrices(ctx, { price_list: 'base', prices: [{ variant_id, amount: 8490 }] })
    await receive(ctx, { id: newId(), location_id: shop.ids.loc_granvia, lines: [{ variant_id, quantity: 5 }] })
    return variant_id
  })
})
afterAll(() => shop.close())

async function visit(): Promise<Api> {
  const { body } = await front.post('/visits', { language: 'es' })
  return shop.api(body.token)
}

test('a shopper fills a cart over HTTP, an agent goes on with it, and both see one cart', async () => {
  const ana = await visit()
  const made = await ana.post('/carts', { id: newId() })
  expect(made.status).toBe(201)
  const path = `/carts/${made.body.id}`
  const added = await ana.post(`${path}/lines`, { variant_id: boots, quantity: 2 })
  expect(added.body).toMatchObject({
    gross: 16980,
    tax_included: true,
    lines: [{ sku: 'BOTA-38', options: { Talla: '38' }, held: { quantity: 2 } }],
  })
  const chosen = await agent.put(`${path}/delivery`, { method: 'pickup', pickup_store_id: shop.ids.granvia })
  expect(chosen.body).toMatchObject({ delivery: { pickup_store_name: 'Gran Vía' }, missing: ['contact'] })
  const stale = await ana.put(`${path}/contact`, { email: 'ana@correo.es', expected_version: 2 })
  expect(stale).toMatchObject({ status: 409, body: { code: 'cart_changed' } })
  expect((await ana.put(`${path}/contact`, { email: 'ana@correo.es', phone: '612 345 678' })).body).toMatchObject({
    ready: true,
    missing: [],
  })
  const line_id = added.body.lines[0].line_id
  expect((await agent.patch(`${path}/lines/${line_id}`, { quantity: 1 })).body.gross).toBe(8490)
  expect((await ana.get(path)).body).toMatchObject({ version: 5, lines: [{ quantity: 1 }] })
  expect((await ana.get('/me/carts')).body.items).toMatchObject([{ id: made.body.id, lines: 1, units: 1 }])
  expect((await agent.get(`/carts?customer_id=${made.body.customer.id}`)).body.items).toHaveLength(1)
  expect((await ana.get(`${path}/qr`)).body.svg).toMatch(/^<svg /)
  expect((await ana.delete(`${path}/lines/${line_id}`)).body.lines).toEqual([])
  expect((await ana.delete(`${path}/lines/${line_id}`)).status).toBe(200)
})

test("another's cart, a cart that never was and a wrong code are all the same 404", async () => {
  const [ana, eva] = [await visit(), await visit()]
  const { id } = (await ana.post('/carts', {})).body
  for (const cart_id of [id, newId()]) {
    expect((await eva.get(`/carts/${cart_id}`)).status).toBe(404)
    expect((await eva.post(`/carts/${cart_id}/lines`, { variant_id: boots, quantity: 1 })).status).toBe(404)
    expect((await eva.put(`/carts/${cart_id}/delivery`, { method: 'ship' })).status).toBe(404)
    expect((await eva.get(`/carts/${cart_id}/qr`)).status).toBe(404)
  }
  expect((await eva.post('/carts/take-up', { code: '22222222' })).status).toBe(404)
  expect((await eva.get('/carts')).status).toBe(403)
  expect((await eva.put(`/carts/${id}/customer`, { customer_id: newId() })).status).toBe(403)
  expect((await front.post('/carts', {})).status).toBe(403)
})

test('nonsense is refused in words, never with a 500', async () => {
  const ana = await visit()
  const { id } = (await ana.post('/carts', {})).body
  const add = async (body: object) => (await ana.post(`/carts/${id}/lines`, body)).status
  for (const quantity of [0, -1, 1.5, 10_000, '2', null, 9e15])
    expect(await add({ variant_id: boots, quantity })).toBe(400)
  expect(await add({ variant_id: 'boots', quantity: 1 })).toBe(400)
  expect(await add({ variant_id: boots, quantity: 1, price: 1 })).toBe(400)
  expect(await add({ variant_id: newId(), quantity: 1 })).toBe(422)
  expect(await add({ variant_id: boots, quantity: 1, note: 'a\u0000b' })).toBe(400)
  expect((await ana.post('/carts', { currency: 'QQQ' })).status).toBeLessThan(500)
  expect((await ana.put(`/carts/${id}/delivery`, { method: 'pickup' })).body.code).toBe('store_needed')
  expect((await ana.put(`/carts/${id}/delivery`, { method: 'pickup', pickup_store_id: newId() })).status).toBe(404)
  expect((await ana.put(`/carts/${id}/delivery`, { method: 'carry_out' })).body.code).toBe('not_in_a_store')
  expect((await ana.put(`/carts/${id}/contact`, { email: 'x' })).body.code).toBe('bad_contact')
})

test('anybody may ask for prices, but not for those of other customers', async () => {
  const ana = await visit()
  const lines = [
    { key: 'a', variant_id: boots, quantity: 3 },
    { key: 'b', variant_id: newId(), quantity: 1 },
  ]
  const quote = await ana.post('/price-quotes', { lines })
  expect(quote).toMatchObject({
    status: 200,
    body: { gross: 25470, unpriced: ['b'], lines: [{ unit_price: 8490, tax_ppm: 210_000 }] },
  })
  expect((await ana.post('/price-quotes', { lines, customer_tags: ['vip'] })).body.code).toBe('not_your_tag')
  expect((await front.post('/price-quotes', { lines, country: 'ES', postcode: '38001' })).body.taxes).toMatchObject([
    { tax_ppm: 70_000 },
  ])
  expect((await ana.get('/price-lists')).status).toBe(403)
})

test('prices, lists and taxes are kept over HTTP', async () => {
  const list = await agent.put('/price-lists/rebajas', {
    name: 'Rebajas',
    currency: 'EUR',
    tax_included: true,
    priority: 9,
    starts_at: '2026-12-01T00:00:00Z',
  })
  expect(list.body).toMatchObject({ code: 'rebajas', starts_at: '2026-12-01T00:00:00.000Z', active: true })
  const prices = [{ variant_id: boots, amount: 6990, compare_at: 8490 }]
  expect((await agent.put('/price-lists/rebajas/prices', { prices })).body).toEqual({ changed: 1 })
  expect((await agent.put('/price-lists/rebajas/prices', { prices })).body).toEqual({ changed: 0 })
  expect((await agent.put('/price-lists/nada/prices', { prices })).status).toBe(404)
  const known = (await agent.get(`/variants/${boots}/prices`)).body
  expect(known.prices.map((price: { amount: number }) => price.amount)).toEqual([6990, 8490])
  const at = '2026-12-02T00:00:00Z'
  const quote = await agent.post('/price-quotes', {
    channel: 'web',
    at,
    lines: [{ key: 'a', variant_id: boots, quantity: 1 }],
  })
  expect(quote.body.lines).toMatchObject([{ unit_price: 6990, compare_at: 8490, lowest_30d: 8490 }])
  const rate = { country: 'ES', tax_class: 'standard', name: 'IVA 22 %', rate_ppm: 220_000, valid_from: '2030-01-01' }
  expect((await agent.put('/tax-rates', rate)).body).toMatchObject({ region: '', valid_to: null })
  expect((await agent.get('/tax-rates?country=ES')).body.items.length).toBeGreaterThanOrEqual(7)
  expect((await agent.put('/tax-rates', { ...rate, valid_to: '2029-01-01' })).body.code).toBe('bad_validity')
})

test('a shopper sees in which shops all of the cart can be collected, complete ones first', async () => {
  const ana = await visit()
  const made = await ana.post('/carts', { id: newId() })
  const path = `/carts/${made.body.id}`
  expect((await ana.get(`${path}/stores`)).body).toEqual({ items: [] })
  await ana.post(`${path}/lines`, { variant_id: boots, quantity: 1 })
  const near = await ana.get(`${path}/stores?near_lat=40.42&near_lng=-3.7`)
  expect(near.body.items).toMatchObject([{ store_id: shop.ids.granvia, complete: true, units: 1 }])
  expect(near.body.items[0].distance_km).toBeGreaterThanOrEqual(0)
  await ana.post(`${path}/lines`, { variant_id: boots, quantity: 40 })
  const short = await ana.get(`${path}/stores`)
  expect(short.body.items).toMatchObject([{ store_id: shop.ids.granvia, complete: false, distance_km: null }])
  const stranger = await visit()
  expect((await stranger.get(`${path}/stores`)).status).toBe(404)
})
