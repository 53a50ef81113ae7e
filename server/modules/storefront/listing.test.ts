import { afterAll, beforeAll, expect, test } from 'vitest'
import { addKey } from '#access'
import { archiveProduct, saveCategory, saveProduct } from '#catalog'
import { newId } from '#platform/ids'
import { savePriceList, setPrices } from '#pricing'
import { receive } from '#stock'
import type { Api } from '#test/api'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'

const SIZES = ['s', 'm', 'l']
let shop: Shop
let front: Api

type Shirt = { slug: string; name: string; color: string; price: number; here?: string[] }

const shirt = ({ slug, name, color, price, here = [] }: Shirt) =>
  shop.write(async (ctx) => {
    const { variant_ids } = await saveProduct(ctx, {
      slug,
      status: 'active',
      brand: 'Hilandera',
      texts: { es: { name }, en: { name: `${name} (en)` } },
      categories: ['camisas'],
      options: [
        { code: 'color', names: { es: 'Color' }, choices: [{ code: color, names: { es: color } }] },
        {
          code: 'talla',
          names: { es: 'Talla', en: 'Size' },
          choices: SIZES.map((code) => ({ code, names: { es: code.toUpperCase() } })),
        },
      ],
      variants: SIZES.map((talla) => ({ sku: `${slug}-${talla}`, options: { color, talla } })),
    })
    const ids = SIZES.map((size) => variant_ids[`${slug}-${size}`] as string)
    // The last size costs a little more.
    await setPrices(ctx, {
      price_list: 'base',
      prices: ids.map((variant_id, place) => ({ variant_id, amount: price + (place === 2 ? 300 : 0) })),
    })
    for (const location_id of here)
      await receive(ctx, { id: newId(), location_id, opening: true, lines: [{ variant_id: ids[0]!, quantity: 2 }] })
    return ids
  })

beforeAll(async () => {
  shop = await openShop()
  const key = await shop.write((ctx) => addKey(ctx, { kind: 'publishable', name: 'front', channel: 'web' }))
  front = await shop.api(key.secret)
  await shop.write((ctx) => saveCategory(ctx, { slug: 'camisas', names: { es: 'Camisas', en: 'Shirts' } }))
  await shirt({ slug: 'azul', name: 'Camisa azul', color: 'azul', price: 4_000, here: [shop.ids.loc_granvia] })
  shop.clock.advance({ minutes: 1 })
  await shirt({ slug: 'roja', name: 'Camisa roja', color: 'rojo', price: 3_000, here: [shop.ids.loc_sol] })
  shop.clock.advance({ minutes: 1 })
  await shirt({ slug: 'verde', name: 'Camisa verde', color: 'verde', price: 5_000 })
})
afterAll(() => shop.close())

const list = async (query = '') => (await front.get(`/storefront/products?category=camisas${query}`)).body
const slugs = ({ items }: { items: { slug: string }[] }) => items.map(({ slug }) => slug)

test('a list says what a shopper weighs: price, sizes, and whether it is in their shop', async () => {
  const { items, total, currency } = await list(`&store_id=${shop.ids.granvia}&locale=en`)
  expect([total, currency]).toEqual([3, 'EUR'])
  expect(items.map(({ slug, here, stores, shipping }: any) => [slug, here, stores, shipping])).toEqual([
    ['verde', false, 0, false],
    ['roja', false, 1, expect.any(Boolean)],
    ['azul', true, 1, expect.any(Boolean)],
  ])
  expect(items[2]).toMatchObject({
    name: 'Camisa azul (en)',
    unit_price: 4_000,
    several_prices: true,
    compare_at: null,
    lowest_30d: null,
    options: [
      { code: 'color', choices: 1 },
      { code: 'talla', name: 'Size', choices: 3 },
    ],
  })
})

test('prices and stock of a list are those of the product’s own page', async () => {
  const { items } = await list(`&store_id=${shop.ids.sol}`)
  for (const item of items) {
    const { body } = await front.get(`/storefront/products/${item.slug}?store_id=${shop.ids.sol}`)
    const least = body.offers.toSorted((a: any, b: any) => a.unit_price - b.unit_price)[0]
    expect([item.unit_price, item.compare_at, item.lowest_30d]).toEqual([
      least.unit_price,
      least.compare_at,
      least.lowest_30d,
    ])
    expect(item.here).toBe(body.offers.some(({ here }: any) => here > 0))
  }
})

test('a list is sorted as asked, page by page', async () => {
  expect(slugs(await list())).toEqual(['verde', 'roja', 'azul'])
  expect(slugs(await list('&sort=name'))).toEqual(['azul', 'roja', 'verde'])
  expect(slugs(await list('&sort=price'))).toEqual(['roja', 'azul', 'verde'])
  expect(slugs(await list('&sort=price_down'))).toEqual(['verde', 'azul', 'roja'])
  expect(slugs(await list('&sort=price&limit=2&page=2'))).toEqual(['verde'])
})

test('only what is in the chosen shop', async () => {
  const here = await list(`&store_id=${shop.ids.granvia}&here=true`)
  expect([slugs(here), here.total]).toEqual([['azul'], 1])
})

test('of a facet with a choice in it the other choices stay in reach', async () => {
  const { items, facets } = await list('&options=color:azul&with_facets=true')
  expect(items).toHaveLength(1)
  const byCode = new Map(facets.map((facet: any) => [facet.code, facet.values.map(({ code }: any) => code).toSorted()]))
  expect(byCode.get('color')).toEqual(['azul', 'rojo', 'verde'])
  expect(facets.find(({ code }: any) => code === 'talla').values.every(({ products }: any) => products === 1)).toBe(
    true,
  )
  expect(byCode.get('brand')).toEqual(['Hilandera'])
})

test('what is reduced is found by it, with the lowest price of thirty days', async () => {
  expect(slugs(await list('&reduced=true'))).toEqual([])
  shop.clock.advance({ days: 40 })
  const [variant_id] = await shirt({ slug: 'gris', name: 'Camisa gris', color: 'gris', price: 6_000 })
  shop.clock.advance({ days: 40 })
  await shop.write(async (ctx) => {
    await savePriceList(ctx, { code: 'sale', name: 'Sale', currency: 'EUR', tax_included: true, priority: 9 })
    await setPrices(ctx, {
      price_list: 'sale',
      prices: [{ variant_id: variant_id!, amount: 4_500, compare_at: 6_000 }],
    })
  })
  const { items } = await list('&reduced=true&sort=reduction')
  expect(items).toEqual([
    expect.objectContaining({ slug: 'gris', unit_price: 4_500, compare_at: 6_000, lowest_30d: 6_000 }),
  ])
})

test('a search answers the same tiles, also for a typing error', async () => {
  const { body } = await front.get(`/storefront/products?text=${encodeURIComponent('kamisas verdes')}`)
  expect([body.similar, slugs(body), body.total]).toEqual([true, ['verde'], 1])
  expect(body.items[0]).toMatchObject({ unit_price: 5_000, here: null })
})

test('what a search found is narrowed and sorted as a department is', async () => {
  const search = async (query: string) => (await front.get(`/storefront/products?text=camisa${query}`)).body
  const all = await search('&with_facets=true')
  expect([slugs(all).toSorted(), all.similar]).toEqual([['azul', 'gris', 'roja', 'verde'], false])
  expect(all.facets.find(({ code }: any) => code === 'talla').values).toHaveLength(3)
  expect(slugs(await search('&sort=price'))).toEqual(['roja', 'azul', 'gris', 'verde'])
  expect(slugs(await search('&options=color:rojo'))).toEqual(['roja'])
  expect(slugs(await search('&category=nothing-of-it'))).toEqual([])
  expect(slugs(await search(`&brand=${encodeURIComponent('Otra|Hilandera')}&sort=name`))).toHaveLength(4)
  expect(slugs(await search('&brand=Otra'))).toEqual([])
})

test('tiles of named products come in their order, without what is gone', async () => {
  const { body } = await front.get('/storefront/tiles?slugs=verde,no-such-thing,azul')
  expect(slugs(body)).toEqual(['verde', 'azul'])
})

test('everything on sale has its place on the map', async () => {
  const { body } = await front.get('/storefront/slugs')
  expect([body.items, body.total]).toEqual([['azul', 'roja', 'verde', 'gris'], 4])
  expect((await front.get('/storefront/slugs?page=2')).body).toEqual({ items: [], total: 4 })
})

test('what was sold once is gone, not unknown, and says what was like it', async () => {
  const { body } = await front.get('/storefront/products/roja')
  await shop.write((ctx) => archiveProduct(ctx, { product_id: body.product.id }))
  const gone = await front.get('/storefront/products/roja')
  expect([gone.status, gone.body.code, gone.body.category]).toEqual([410, 'product_archived', 'camisas'])
  expect((await front.get('/storefront/products/never-was')).status).toBe(404)
})

test('a brand may have any sign in its name', async () => {
  const names = ['Lana|Seda', String.raw`Nudo\Lazo`]
  for (const [place, brand] of names.entries())
    await shop.write((ctx) =>
      saveProduct(ctx, {
        slug: `marca-${place}`,
        status: 'active',
        brand,
        texts: { es: { name: `Marca ${place}` } },
        categories: ['camisas'],
        variants: [{ sku: `marca-${place}` }],
      }),
    )
  const written = names.map((name) => name.replaceAll(/[|\\]/g, String.raw`\$&`))
  expect(slugs(await list(`&brand=${encodeURIComponent(written[0] as string)}`))).toEqual(['marca-0'])
  expect(slugs(await list(`&brand=${encodeURIComponent(written.join('|'))}`)).toSorted()).toEqual([
    'marca-0',
    'marca-1',
  ])
})
