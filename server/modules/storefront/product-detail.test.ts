import { afterAll, beforeAll, expect, test } from 'vitest'
import { addKey } from '#access'
import { saveProduct } from '#catalog'
import { savePriceList, setPrices } from '#pricing'
import { article } from '#test/goods'
import type { Api } from '#test/api'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'

let shop: Shop
let front: Api
let boots: string
let slug: string
beforeAll(async () => {
  shop = await openShop()
  const key = await shop.write((ctx) => addKey(ctx, { kind: 'publishable', name: 'front', channel: 'web' }))
  front = await shop.api(key.secret)
  boots = await shop.write((ctx) =>
    article(ctx, { price: 8_490, stock: { [shop.ids.loc_granvia]: 3, [shop.ids.loc_sol]: 1 } }),
  )
  const [row] = await shop.read(
    (ctx) =>
      ctx.sql<{
        slug: string
      }>`select p.slug from product p join variant v on v.product_id = p.id where v.id = ${boots}`,
  )
  slug = row!.slug
})
afterAll(() => shop.close())

const detail = async (query = '') => (await front.get(`/storefront/products/${slug}${query}`)).body

test('one answer says what each door of the house says by itself', async () => {
  const { product, offers } = await detail(`?store_id=${shop.ids.granvia}`)
  const { body: page } = await front.get(`/products/${slug}`)
  const { body: quote } = await front.post('/price-quotes', {
    store_id: shop.ids.granvia,
    lines: [{ key: 'a', variant_id: boots, quantity: 1 }],
  })
  const { body: there } = await front.get(`/variants/${boots}/availability`)
  expect(product).toEqual(page)
  const [line] = quote.lines
  const stores = there.stores.filter(({ available }: { available: number }) => available > 0)
  expect(offers).toEqual([
    {
      variant_id: boots,
      unit_price: line.unit_price,
      compare_at: line.compare_at,
      lowest_30d: line.lowest_30d,
      tax: line.tax,
      tax_name: line.tax_name,
      shipping: there.shipping,
      stores: stores.length,
      here: 3,
    },
  ])
})

test('the tax of each size is its own, and no cent is shared out between sizes', async () => {
  const socks = await shop.write(async (ctx) => {
    await ctx.sql`update legal_entity set rounding_level = 'document'`
    const sizes = ['36-40', '41-45', '46-48']
    const saved = await saveProduct(ctx, {
      slug: 'calcetines',
      status: 'active',
      texts: { es: { name: 'Calcetines' } },
      options: [
        { code: 'size', names: { es: 'Talla' }, choices: sizes.map((code) => ({ code, names: { es: code } })) },
      ],
      variants: sizes.map((size) => ({ sku: `SOCKS-${size}`, options: { size } })),
    })
    const ids = Object.values(saved.variant_ids)
    await setPrices(ctx, { price_list: 'base', prices: ids.map((variant_id) => ({ variant_id, amount: 1_390 })) })
    return ids
  })
  const { offers } = (await front.get('/storefront/products/calcetines')).body
  expect(offers.map(({ variant_id, tax }: { variant_id: string; tax: number }) => [variant_id, tax])).toEqual(
    socks.map((id) => [id, 241]),
  )
})

test('what changes is seen by the next who asks: price, name, stock', async () => {
  expect((await detail()).offers[0]).toMatchObject({ unit_price: 8_490, here: null })
  shop.clock.advance({ days: 10 })
  await shop.write(async (ctx) => {
    const list = await savePriceList(ctx, {
      code: 'sale',
      name: 'Sale',
      currency: 'EUR',
      tax_included: true,
      priority: 9,
    })
    await setPrices(ctx, { price_list: list.code, prices: [{ variant_id: boots, amount: 6_490 }] })
  })
  expect((await detail()).offers[0]).toMatchObject({ unit_price: 6_490, lowest_30d: 8_490 })
  await shop.write(
    (ctx) => ctx.sql`
      update product_text set name = 'Botas de invierno' where product_id = (select product_id from variant where id = ${boots})`,
  )
  expect((await detail()).product.name).toBe('Botas de invierno')
  await shop.write(
    (ctx) =>
      ctx.sql`update stock_level set reserved = on_hand where variant_id = ${boots} and location_id = ${shop.ids.loc_granvia}`,
  )
  expect((await detail(`?store_id=${shop.ids.granvia}`)).offers[0]).toMatchObject({ stores: 1, here: 0 })
})

test('what a transaction changed and undid nobody ever saw', async () => {
  const undone = shop.write(async (ctx) => {
    await ctx.sql`update product_text set name = 'Nunca' where product_id = (select product_id from variant where id = ${boots})`
    await setPrices(ctx, { price_list: 'sale', prices: [{ variant_id: boots, amount: 1 }] })
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  const { product, offers } = await detail()
  expect([product.name, offers[0].unit_price]).toEqual(['Botas de invierno', 6_490])
})

test('a product that is not there, or not for sale, is not found', async () => {
  expect((await front.get('/storefront/products/no-such-thing')).status).toBe(404)
  await shop.write(
    (ctx) =>
      ctx.sql`update product set status = 'draft' where id = (select product_id from variant where id = ${boots})`,
  )
  expect((await front.get(`/storefront/products/${slug}`)).status).toBe(404)
})
