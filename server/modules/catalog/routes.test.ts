import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOf } from '#platform/actor'
import { newId } from '#platform/ids'
import type { Route } from '#platform/route'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { routes } from './routes.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** Calls a route as the server does once it knows who asks and has checked the shape. */
function call(
  operation: string,
  input: { params?: object; query?: object; body?: object },
  permissions: string[] = ['catalog.read', 'catalog.edit'],
): Promise<unknown> {
  const route = routes.find((each) => each.operation === operation) as Route & {
    handle: (on: unknown, input: unknown) => Promise<unknown>
  }
  const actor = actorOf('staff', { permissions: new Set(permissions) })
  const all = { params: {}, query: {}, body: {}, key: '', ...input }
  if (route.mode === 'steps')
    return route.handle(
      { read: (work: never) => shop.read(work, actor), write: (work: never) => shop.write(work, actor), actor },
      all,
    )
  return route.mode === 'read'
    ? shop.read((ctx) => route.handle(ctx, all), actor)
    : shop.write((ctx) => route.handle(ctx, all), actor)
}

test('every door of the catalogue says who may come in; edits are for those who may edit', () => {
  expect(routes.map(({ operation }) => operation)).toEqual([...new Set(routes.map(({ operation }) => operation))])
  for (const { method, who, operation } of routes) {
    if (method !== 'GET') expect(who, operation).toEqual(['catalog.edit'])
    expect(who, operation).not.toContain('public')
  }
})

describe('a product made over the API', () => {
  const product_id = newId()
  test('is saved, seen, found and archived', async () => {
    await call('saveCategory', { params: { slug: 'tazas' }, body: { names: { es: 'Tazas' } } })
    const body = {
      slug: 'taza',
      texts: { es: { name: 'Taza azul' } },
      categories: ['tazas'],
      variants: [{ sku: 'TAZ-1', options: { Color: 'Azul' } }],
    }
    expect(await call('saveProduct', { params: { product_id }, body })).toMatchObject({ product_id, created: true })
    for (const name of [product_id, 'taza'])
      expect(await call('getProduct', { params: { product_id: name } })).toMatchObject({
        id: product_id,
        name: 'Taza azul',
      })
    expect(await call('getProductRecord', { params: { product_id } })).toMatchObject({ categories: ['tazas'] })
    expect(
      await call('listProducts', { query: { options: 'color:azul,color:rojo', category: 'tazas' } }),
    ).toMatchObject({ items: [{ slug: 'taza' }], next: null })
    expect(await call('listFacets', { query: {} })).toMatchObject({ items: [{ code: 'color' }] })
    expect(await call('searchProducts', { query: { text: 'tazas azules' } })).toMatchObject({
      items: [{ slug: 'taza' }],
      similar: false,
    })
    expect(await call('suggestProducts', { query: { text: 'ta' } })).toMatchObject({ items: [{ slug: 'taza' }] })
    expect(await call('findByCode', { query: { code: 'taz-1' } })).toMatchObject({
      sku: 'TAZ-1',
      options: { Color: 'Azul' },
    })
    expect(await call('listCategories', { query: {} })).toMatchObject({ items: [{ slug: 'tazas', products: 1 }] })
    await call('archiveProduct', { params: { product_id } })
    await expect(call('getProduct', { params: { product_id: 'taza' } }, [])).rejects.toMatchObject({ status: 404 })
    await expect(call('findByCode', { query: { code: 'nada' } })).rejects.toMatchObject({ status: 404 })
  })

  test('gets a picture in base64 once, and what is not a picture is refused before anything is written', async () => {
    const png = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#aa3311' } })
      .png()
      .toBuffer()
    const body = { id: newId(), data: png.toString('base64'), sku: 'TAZ-1', alt: { es: 'Taza' } }
    const added = await call('addPicture', { params: { product_id }, body })
    expect(added).toMatchObject({ id: body.id, alt: 'Taza', width: 400, height: 300 })
    expect(await call('addPicture', { params: { product_id }, body })).toEqual(added)
    await expect(
      call('addPicture', {
        params: { product_id },
        body: { id: newId(), data: Buffer.from('hello').toString('base64') },
      }),
    ).rejects.toMatchObject({ code: 'not_a_picture' })
    expect(await call('removePicture', { params: { product_id, picture_id: body.id } })).toEqual({ removed: true })
  })
})

test('over HTTP a stranger is sent away and a wrong shape is a 4xx', async () => {
  const stranger = await shop.api()
  for (const path of [
    '/products',
    '/categories',
    '/product-search?text=taza',
    '/variants/by-code?code=1',
    '/product-exports',
  ]) {
    expect((await stranger.get(path)).status, path).toBeGreaterThanOrEqual(401)
    expect((await stranger.get(path)).status, path).toBeLessThan(404)
  }
  expect((await stranger.put(`/products/${newId()}`, { slug: 'x' })).status).toBe(401)
})
