import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import { article } from '#test/goods'
import type { Shop } from '#test/shop'
import type { Api } from '#test/api'
import { castOf } from './security/cast.ts'

let shop: Shop
let owner: Api
let caller: Api

beforeAll(async () => {
  shop = await openShop()
  const token = (await castOf(shop)).tokens['owner']
  owner = await shop.api(token)
  caller = await shop.api(token, { 'hilo-channel': 'phone' })
})
afterAll(() => shop.close())

test('what was said of a shop is read back whole, so that a form can say it again', async () => {
  const before = (await owner.get(`/stores/${shop.ids.sol}/record`)).body
  const { id, location_id: _place, phone: _phone, email: _mail, max_orders_per_day: _most, ...said } = before
  const exceptions = [{ on_date: '2026-12-25', opens: null, closes: null, reason: 'Navidad' }]
  expect((await owner.put(`/stores/${id}`, { ...said, pickup_hold_days: 4, exceptions })).status).toBe(200)
  expect((await owner.get(`/stores/${id}/record`)).body).toEqual({ ...before, pickup_hold_days: 4, exceptions })
})

test('a shop closed for good is not found, collected from or sent from, until it is opened again', async () => {
  const {
    id,
    location_id: _place,
    phone: _p,
    email: _m,
    max_orders_per_day: _most,
    ...said
  } = (await owner.get(`/stores/${shop.ids.sol}/record`)).body
  const variant_id = await shop.write((ctx) => article(ctx))
  const goods = { location_id: shop.ids.loc_sol, lines: [{ variant_id, quantity: 3 }] }
  expect((await owner.post('/stock/receipts', { id: newId(), ...goods })).status).toBeLessThan(300)
  const shown = async () => ({
    open: (await owner.get('/stores')).body.items.some((store: { id: string }) => store.id === id),
    closed: (await owner.get('/closed-stores')).body.items.some((store: { id: string }) => store.id === id),
    sells: (await owner.get(`/variants/${variant_id}/availability`)).body.stores.some(
      (store: { store_id: string }) => store.store_id === id,
    ),
  })
  const cart = (await caller.post('/carts', {})).body
  const collect = () => caller.put(`/carts/${cart.id}/delivery`, { method: 'pickup', pickup_store_id: id })

  expect(await shown()).toEqual({ open: true, closed: false, sells: true })
  expect((await owner.put(`/stores/${id}`, { ...said, active: false })).status).toBe(200)
  expect(await shown()).toEqual({ open: false, closed: true, sells: false })
  expect((await collect()).body.code).toBe('no_pickup_here')
  // Who changes another thing about it does not open it by the way.
  const { active: _active, ...rest } = said
  await owner.put(`/stores/${id}`, rest)
  expect((await owner.get(`/stores/${id}/record`)).body.active).toBe(false)
  await owner.put(`/stores/${id}`, { ...said, active: true })
  expect(await shown()).toEqual({ open: true, closed: false, sells: true })
  expect((await collect()).status).toBe(200)
})

test('every place is listed, and from which of them a channel sells', async () => {
  const { items } = (await owner.get('/locations')).body
  expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['store', 'warehouse']))
  const [place] = items
  await owner.put('/channels/web/locations', { locations: [{ location_id: place.id, ships: true, pickup: false }] })
  expect((await owner.get('/channels/web/locations')).body.items).toEqual([
    { location_id: place.id, ships: true, pickup: false },
  ])
  expect((await owner.get('/channels/nada/locations')).body.code).toBe('unknown_channel')
  expect((await owner.get('/registers')).body.items).toContainEqual(expect.objectContaining({ id: shop.ids.till }))
})

test('pictures of a product stand in the order they are given, and empty words go', async () => {
  const product_id = newId()
  await owner.put(`/products/${product_id}`, { slug: 'jarra', texts: { es: { name: 'Jarra' } } })
  const pictures: string[] = []
  for (const background of ['#aa3311', '#3311aa', '#11aa33']) {
    const png = await sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .png()
      .toBuffer()
    const added = await owner.post(`/products/${product_id}/pictures`, {
      id: newId(),
      data: png.toString('base64'),
      alt: { es: 'Jarra', en: 'Jug' },
    })
    pictures.push(added.body.id)
  }
  const [first, second, third] = pictures
  const asked = { pictures: [{ id: third, alt: { en: '' } }, { id: first }] }
  expect((await owner.put(`/products/${product_id}/pictures`, asked)).body).toEqual({ arranged: 2 })
  const record = (await owner.get(`/products/${product_id}/record`)).body
  expect(record.pictures.map(({ id }: { id: string }) => id)).toEqual([third, first, second])
  expect(record.pictures[0].alt).toEqual({ es: 'Jarra' })
  expect((await owner.put(`/products/${product_id}/pictures`, { pictures: [{ id: newId() }] })).status).toBe(404)
})

test('an option without a name is refused, since nobody could choose by it', async () => {
  const product = { slug: 'taza', texts: { es: { name: 'Taza' } } }
  const save = (options: Record<string, string>) =>
    owner.put(`/products/${newId()}`, { ...product, variants: [{ sku: 'TAZ-1', options }] })
  for (const options of [{ '': 'Azul' }, { Color: '' }]) expect((await save(options)).status).toBe(400)
  expect((await save({ Color: 'Azul' })).body).toMatchObject({ created: true })
})

test('a price list shows its articles by page and by a piece of their name', async () => {
  const some = await Promise.all([1, 2, 3].map(() => shop.write((ctx) => article(ctx))))
  await owner.put('/price-lists/escaparate', { name: 'Escaparate', currency: 'EUR', tax_included: true })
  await owner.put('/price-lists/escaparate/prices', {
    prices: some.map((variant_id, index) => ({ variant_id, amount: 1000 + index })),
  })
  const page = (await owner.get('/price-lists/escaparate/prices?limit=2')).body
  expect(page.items).toHaveLength(2)
  const rest = (await owner.get(`/price-lists/escaparate/prices?limit=2&after=${page.next}`)).body
  expect(rest).toMatchObject({ items: [{ min_quantity: 1 }], next: null })
  const [{ sku }] = page.items
  expect((await owner.get(`/price-lists/escaparate/prices?text=${encodeURIComponent(sku)}`)).body.items).toEqual([
    page.items[0],
  ])
  const [{ product_id }] = page.items
  expect((await owner.get(`/price-lists/escaparate/prices?product_id=${product_id}`)).body.items).toEqual([
    page.items[0],
  ])
  const cards = (await owner.get(`/variants?ids=${some.join(',')}`)).body.items
  expect(cards.map(({ id }: { id: string }) => id)).toEqual(some)
})

test('the levels of a product are those of all its variants', async () => {
  const variant_id = await shop.write((ctx) => article(ctx))
  const [card] = (await owner.get(`/variants?ids=${variant_id}`)).body.items
  await owner.post('/stock/receipts', {
    id: newId(),
    location_id: shop.ids.loc_sol,
    lines: [{ variant_id, quantity: 3 }],
  })
  const { items } = (await owner.get(`/stock/levels?product_id=${card.product_id}`)).body
  expect(items).toContainEqual(expect.objectContaining({ variant_id, location_id: shop.ids.loc_sol, on_hand: 3 }))
})

test('the event log is narrowed by who did it and when', async () => {
  const { id } = (await owner.get('/me')).body
  const mine = (await owner.get(`/events?actor_id=${id}`)).body.items
  expect(mine.length).toBeGreaterThan(0)
  expect((await owner.get(`/events?actor_kind=device`)).body.items).toEqual([])
  const now = shop.clock.now().toISOString()
  expect((await owner.get(`/events?actor_id=${id}&from=${now}`)).body.items).toEqual(mine)
  expect((await owner.get(`/events?actor_id=${id}&to=2026-01-01T00:00:00.000Z`)).body.items).toEqual([])
})
