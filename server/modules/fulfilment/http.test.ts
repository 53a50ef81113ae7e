import { afterAll, beforeAll, expect, test } from 'vitest'
import { addKey } from '#access'
import { openShop } from '#test/shop'
import type { Api } from '#test/api'
import type { Shop } from '#test/shop'
import { article, codeOf, first, place } from './fulfilment.test-support.ts'

let shop: Shop
let counter: Api
let reader: Api
beforeAll(async () => {
  shop = await openShop()
  const key = (permissions: string[]) =>
    shop.write((ctx) => addKey(ctx, { kind: 'secret', name: 'test', permissions: permissions as never }))
  counter = await shop.api((await key(['fulfilment.read', 'fulfilment.work', 'orders.read'])).secret)
  reader = await shop.api((await key(['fulfilment.read'])).secret)
})
afterAll(() => shop.close())

test('a pick-up over the API, from the board to the counter', async () => {
  const goods = await article(shop, { [shop.ids.loc_sol]: 5 })
  const { fulfilments, order_id } = await place(shop, [{ ...goods, quantity: 2 }], { pickup_store_id: shop.ids.sol })
  const { id } = first(fulfilments)
  const board = await counter.get(`/fulfilments?store_id=${shop.ids.sol}&status=assigned`)
  expect(board).toMatchObject({
    status: 200,
    body: { items: [{ id, lines: [{ quantity: 2, name: 'Vaquero' }], late: false }], next: null },
  })
  const path = `/fulfilments/${id}`
  expect((await reader.post(`${path}/acceptances`, {})).status).toBe(403)
  expect(await counter.post(`${path}/acceptances`, {})).toMatchObject({ status: 200, body: { status: 'accepted' } })
  expect((await counter.post(`${path}/picking`, {})).status).toBe(200)
  expect(await counter.post(`${path}/picks`, { code: goods.sku })).toMatchObject({
    status: 200,
    body: { lines: [{ picked: 1 }] },
  })
  expect(await counter.post(`${path}/ready`, {})).toMatchObject({ status: 422, body: { code: 'not_picked' } })
  expect((await counter.post(`${path}/ready`, { picked_all: true })).status).toBe(200)
  const code = await codeOf(shop, id)
  expect(JSON.stringify((await counter.get(path)).body)).not.toContain(code)
  expect(await counter.post(`${path}/handovers`, { code: 'WRONG1' })).toMatchObject({
    status: 422,
    body: { code: 'wrong_code' },
  })
  expect((await counter.post(`${path}/handovers`, { code, id_note: 'both' })).status).toBe(400)
  expect((await counter.get(`/fulfilments?code=${code}`)).body.items).toHaveLength(1)
  const scrawl = { code, signed: { by: 'Ada', path: '<svg onload=1>' } }
  expect((await counter.post(`${path}/handovers`, scrawl)).status).toBe(400)
  const signed = { by: 'Ada Prueba', path: 'M10 20L30 40' }
  expect(await counter.post(`${path}/handovers`, { code, signed })).toMatchObject({
    status: 200,
    body: { status: 'handed_over', signed_by: 'Ada Prueba' },
  })
  expect((await counter.get(path)).body).toMatchObject({ signed_by: 'Ada Prueba', signature: 'M10 20L30 40' })
  expect(await counter.post(`${path}/extensions`, { until: '2026-12-24' })).toMatchObject({
    status: 422,
    body: { code: 'wrong_state', current_status: 'handed_over' },
  })
  const trace = await counter.get(`${path}/trace?locale=es`)
  expect(trace.body.sentences[0]).toBe('Sol da 2 unidades: la eligió el cliente.')
  const list = await counter.get(`/orders?status=completed&store_id=${shop.ids.sol}&placed_from=2026-01-01T00:00:00Z`)
  expect(list.body.items).toMatchObject([{ id: order_id, gross: 3_998, status: 'completed' }])
  expect(await counter.get('/orders?after=nonsense')).toMatchObject({ status: 400, body: { code: 'bad_cursor' } })
})

test('a refused parcel over the API', async () => {
  const goods = await article(shop, { [shop.ids.loc_central]: 1, [shop.ids.loc_gracia]: 1 })
  const { fulfilments } = await place(shop, [{ ...goods, quantity: 1 }])
  const { id } = first(fulfilments)
  const answer = await counter.post(`/fulfilments/${id}/rejections`, { reason: 'not_found', note: 'no está' })
  expect(answer).toMatchObject({
    status: 200,
    body: { fulfilment: { status: 'rejected' }, next: [{ status: 'assigned', attempt: 2 }] },
  })
  expect((await counter.get(`/fulfilments/${answer.body.next[0].id}/proposals`)).status).toBe(200)
  expect((await counter.get(`/fulfilments/${shop.ids.sol}`)).status).toBe(404)
})

test('a visitor sees no orders of others', async () => {
  const nobody = await shop.api()
  expect((await nobody.get('/orders')).status).toBe(401)
  expect((await nobody.get('/me/orders')).status).toBe(401)
})
