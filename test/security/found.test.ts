import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identify } from '#customers'
import { registry } from '#platform/metrics'
import { newId } from '#platform/ids'
import type { Api } from '#test/api'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { readApi, readDocument } from '../../tools/fuzz/document.ts'
import { castOf, shopperToken } from './cast.ts'

/** What a stranger found who had only the document (tools/fuzz): each once, so that it stays mended. */
let shop: Shop
let owner: Api
let manager: Api
let till: Api
let front: Api
let boots: string
let socks: string

beforeAll(async () => {
  shop = await openShop()
  const { tokens } = await castOf(shop)
  owner = await shop.api(tokens.owner)
  manager = await shop.api(tokens.manager)
  till = await shop.api(tokens.till)
  front = await shop.api(tokens.front)
  const stock = { [shop.ids.loc_granvia]: 9 }
  ;[boots, socks] = await shop.write(async (ctx) => [
    await article(ctx, { price: 1_000, stock }),
    await article(ctx, { price: 1_000, stock }),
  ])
})
afterAll(() => shop.close())

const refusal = (status: number, code: string) => ({ status, body: { status, code } })

const { operations } = readApi(readDocument())
const documented = (name: string) => operations.find((operation) => operation.name === name)

test('a channel that names a location twice is told so, whichever letters the id is written in', async () => {
  const location = { location_id: shop.ids.loc_granvia, ships: true, pickup: true }
  const again = { ...location, location_id: location.location_id.toUpperCase() }
  for (const locations of [
    [location, location],
    [location, again],
  ])
    expect(await owner.put('/channels/web/locations', { locations })).toMatchObject(refusal(422, 'location_twice'))
})

test('a channel may sell from as many locations at once as its list allows', async () => {
  const locations = Array.from({ length: 5_000 }, () => ({ location_id: newId(), ships: true, pickup: false }))
  expect(await owner.put('/channels/web/locations', { locations })).toMatchObject(refusal(404, 'not_found'))
})

test('a store that opens but never closes, or closes before it opens, is refused by name', async () => {
  const store = {
    code: 'found',
    name: 'Found',
    legal_entity_id: shop.ids.entity,
    address: { line1: 'Calle Mayor 1', city: 'Madrid', postcode: '28013', country: 'ES' },
    lat: 40,
    lng: -3,
    timezone: 'Europe/Madrid',
    hours: [],
  }
  const id = newId()
  for (const [opens, closes] of [
    ['10:00', null],
    [null, '10:00'],
    ['10:00', '09:00'],
  ]) {
    const exceptions = [{ on_date: '2026-12-24', opens, closes }]
    expect(await owner.put(`/stores/${id}`, { ...store, exceptions })).toMatchObject(refusal(422, 'hours_upside_down'))
  }
  const closed = [{ on_date: '2026-12-25', opens: null, closes: null }]
  expect(await owner.put(`/stores/${id}`, { ...store, exceptions: closed })).toMatchObject({ status: 200 })
})

test.each(['urn:uuid:0198c0de-0000-7000-8000-00000000dead', '0198c0de000070008000-00000000dead'])(
  'an id written as %s is no id of ours, and is said so by the form',
  async (id) => {
    expect(await owner.get(`/customers/${encodeURIComponent(id)}`)).toMatchObject(refusal(400, 'bad_input'))
  },
)

test.each(['2016-12-31T23:59:60Z', '0000-01-01T00:00:00Z', '2026-11-23T10:00:00+23:00', '2026-11-23t10:00:00z'])(
  'a moment no clock of ours shows (%s) is refused by the form',
  async (at) => {
    const lines = [{ key: 'a', variant_id: newId(), quantity: 1 }]
    expect(await owner.post('/price-quotes', { lines, at })).toMatchObject(refusal(400, 'bad_input'))
    expect(await owner.get(`/orders?placed_from=${encodeURIComponent(at)}`)).toMatchObject(refusal(400, 'bad_input'))
  },
)

test('a birthday in the year 0, or a version beyond all counting, is refused by the form', async () => {
  expect(await owner.post('/customers', { birthday: '0000-01-01' })).toMatchObject(refusal(400, 'bad_input'))
  const body = { customer_id: newId(), expected_version: 2 ** 31 }
  expect(await owner.put(`/carts/${newId()}/customer`, body)).toMatchObject(refusal(400, 'bad_input'))
})

test('a channel that is none is refused also where the credential has its own', async () => {
  const strange = { 'hilo-channel': "' or 1=1 --" }
  for (const api of [owner, till]) expect(await api.get('/stores', strange)).toMatchObject(refusal(400, 'bad_channel'))
  expect(await till.get('/stores', { 'hilo-channel': 'web' })).toMatchObject({ status: 200 })
})

test('whoever hangs up in the middle of a body leaves no fault of ours behind', async () => {
  const broken = async () => (await registry.getSingleMetricAsString('hilo_broken_requests_total')).split('\n').at(-1)
  const before = await broken()
  const socket = connect(Number(new URL(owner.url).port), '127.0.0.1')
  await new Promise((done) => socket.once('connect', done))
  const head = [
    'POST /api/sign-in HTTP/1.1',
    'Host: x',
    'Content-Type: application/json',
    'Content-Length: 100',
    'Expect: 100-continue',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  // The server waits for the body now.
  await new Promise((done) => socket.once('data', done))
  socket.destroy()
  // Its end is heard before whatever is asked after it.
  await owner.get('/stores')
  await owner.get('/stores')
  expect(await broken()).toBe(before)
})

test('the page marker of one list is refused by every other, not by the database', async () => {
  const marker = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url')
  const id = newId()
  const lists = ['fulfilments', 'orders', 'carts', 'imports', 'events', 'products', 'product-exports']
  const paths = [...lists.map((name) => `/${name}?`), `/stock/levels?variant_id=${id}&`, '/product-search?text=a&']
  const strange = [marker(null, 'sol'), marker('a\u0000', id), marker('2026-02-30', id), marker(1, 2, 3), marker(1e300)]
  for (const path of paths)
    for (const after of strange)
      expect(await owner.get(`${path}after=${after}`), `${path} ${after}`).toMatchObject(refusal(400, 'bad_cursor'))
})

test('a line, an article or a tender that is named twice is refused by name, whichever letters its id is written in', async () => {
  const { granvia: store_id, loc_granvia: location_id } = shop.ids
  const id = newId()
  const counted = [boots, socks].map((variant_id) => ({ id, variant_id, counted: 9 }))
  const count = (lines: object[]) => owner.post('/stock/counts', { location_id, reason: 'counted', lines })
  expect(await count(counted)).toMatchObject(refusal(422, 'line_twice'))
  expect(await count([counted[0]!, { ...counted[1], id: id.toUpperCase() }])).toMatchObject(refusal(422, 'line_twice'))
  const lines = [2, 3].map((safety_stock) => ({ variant_id: boots, safety_stock }))
  expect(await owner.put('/stock/policies', { location_id, lines })).toMatchObject(refusal(422, 'article_twice'))

  const sale = (line_ids: string[], tender_ids: string[]) =>
    till.post('/sales', {
      id: newId(),
      store_id,
      lines: [boots, socks].map((variant_id, i) => ({ id: line_ids[i], variant_id, quantity: 1 })),
      tenders: tender_ids.map((tender) => ({ id: tender, provider: 'cash', amount: 1_000 })),
      expected_total: 2_000,
    })
  expect(await sale([id, id], [newId(), newId()])).toMatchObject(refusal(422, 'line_twice'))
  expect(await sale([newId(), newId()], [id, id])).toMatchObject(refusal(422, 'tender_twice'))
  const tenders = [newId(), newId()]
  expect((await sale([newId(), newId()], tenders)).status).toBe(201)
  expect(await sale([newId(), newId()], tenders)).toMatchObject(refusal(409, 'payment_differs'))
})

test('a place nobody knows is not found, for staff of one store as for those of all', async () => {
  const place = { location_id: newId() }
  const reason = 'counted'
  for (const staff of [owner, manager]) {
    const adjusted = { ...place, id: newId(), reason, lines: [{ variant_id: boots, on_hand: 1 }] }
    const counted = { ...place, reason, lines: [{ id: newId(), variant_id: boots, counted: 1 }] }
    const received = { ...place, id: newId(), lines: [{ variant_id: boots, quantity: 1 }] }
    for (const answer of [
      await staff.post('/stock/adjustments', adjusted),
      await staff.post('/stock/counts', counted),
      await staff.post('/stock/receipts', received),
      await staff.put('/stock/policies', { ...place, lines: [{ variant_id: boots, safety_stock: 1 }] }),
      await staff.get(`/stock/ledger?variant_id=${boots}&location_id=${place.location_id}`),
    ])
      expect(answer).toMatchObject(refusal(404, 'not_found'))
  }
  for (const name of ['adjustStock', 'countStock', 'receiveStock', 'setStockPolicy', 'sendTransfer', 'getStockLedger'])
    expect(documented(name)?.replies.has(404), name).toBe(true)
})

test('who is not known as the owner begins no cart that is sent to an address, and the document says so', async () => {
  const visit = await shop.write(async (ctx) => {
    const { customer_id, token } = await shopperToken(ctx, false)
    await identify(ctx, {
      customer_id,
      kind: 'email',
      value: 'ada@correo.es',
      level: 'verified',
      source: 'one_time_code',
    })
    return shop.api(token)
  })
  const address = { line1: 'Calle Mayor 1', city: 'Madrid', postcode: '28013', country: 'ES' }
  const begun = await visit.post('/carts', { delivery: { method: 'ship', address } })
  expect(begun).toMatchObject(refusal(403, 'not_the_owner'))
  expect(documented('createCart')?.refusals.has('not_the_owner')).toBe(true)
})

test('an id another product, variant or picture has is refused alike', async () => {
  const [first, second, variant] = [newId(), newId(), newId()]
  const product = (id: string, sku: string) =>
    owner.put(`/products/${id}`, { slug: sku, texts: { es: { name: sku } }, variants: [{ id: variant, sku }] })
  expect((await product(first, 'uno-1')).status).toBe(200)
  expect(await product(second, 'dos-2')).toMatchObject(refusal(409, 'id_taken'))
  for (const name of ['saveProduct', 'addPicture']) expect(documented(name)?.refusals.has('id_taken'), name).toBe(true)
})

test('figures of days before the calendar are refused, since no answer could name their first day', async () => {
  expect(await owner.get('/insights/today?day=1900-01-01&days=2')).toMatchObject(refusal(400, 'bad_period'))
  expect((await owner.get('/insights/today?day=1900-01-02&days=2')).body).toMatchObject({ from_day: '1900-01-01' })
})

test('drafts are not for a shop front, as the document says where they can be asked for', async () => {
  for (const [name, path] of [
    ['listProducts', '/products'],
    ['listFacets', '/product-facets'],
  ] as const) {
    expect(await front.get(`${path}?status=draft`)).toMatchObject(refusal(403, 'forbidden'))
    const status = documented(name)?.parameters.find((parameter) => parameter.name === 'status')
    expect(status?.schema).toMatchObject({ description: expect.stringContaining('403') })
    expect(documented(name)?.replies.has(403)).toBe(true)
  }
})
