import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { trainers } from './catalog.test-support.ts'
import type { ProductInput } from './product.ts'
import { productPage } from './product-page.ts'
import { productRecord } from './product-records.ts'
import { saveCategory } from './save-category.ts'
import { saveProduct } from './save-product.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await shop.write(async (ctx) => {
    await saveCategory(ctx, { slug: 'calzado', names: { es: 'Calzado', en: 'Footwear' } })
    await saveCategory(ctx, { slug: 'zapatillas', parent: 'calzado', names: { es: 'Zapatillas', en: 'Trainers' } })
  })
})
afterAll(() => shop.close())

const eventsOf = (product_id: string) =>
  shop.read(
    (ctx) => ctx.sql<{ type: string; data: { created?: boolean; skus?: string[] } }>`
    select type, data from event where subject_id = ${product_id} order by xid, position`,
  )

test('a product is saved with all it has, and saying it again changes nothing', async () => {
  const first = await shop.write((ctx) => saveProduct(ctx, trainers('viento')))
  const record = await shop.read((ctx) => productRecord(ctx, first.product_id))
  const again = await shop.write((ctx) => saveProduct(ctx, trainers('viento')))
  expect(first).toMatchObject({ created: true, changed: true })
  expect(again).toEqual({ ...first, created: false, changed: false })
  expect(await shop.read((ctx) => productRecord(ctx, first.product_id))).toEqual(record)
  expect(record.variants.map(({ options }) => options)).toEqual([{ color: 'red' }, { color: 'blue' }])
  expect(await eventsOf(first.product_id)).toEqual([
    { type: 'product.saved', data: expect.objectContaining({ created: true, skus: ['viento-R', 'viento-B'] }) },
  ])
})

test('what is left out stays, and only what differs is announced', async () => {
  const { product_id } = await shop.write((ctx) => saveProduct(ctx, trainers('brisa')))
  const before = await shop.read((ctx) => productRecord(ctx, product_id))
  await shop.write((ctx) =>
    saveProduct(ctx, {
      slug: 'brisa',
      variants: [{ sku: 'BRISA-R', gtin: '4006381333931' }],
      texts: { es: { seo_title: 'Brisa' } },
    }),
  )
  const after = await shop.read((ctx) => productRecord(ctx, product_id))
  expect(after.variants).toEqual([{ ...before.variants[0], sku: 'BRISA-R', gtin: '4006381333931' }, before.variants[1]])
  expect(after.texts.es).toEqual({ ...before.texts.es, seo_title: 'Brisa' })
  expect({ ...after, variants: [], texts: {} }).toEqual({ ...before, variants: [], texts: {} })
  expect((await eventsOf(product_id)).at(-1)?.data.skus).toEqual(['BRISA-R'])
})

test('twenty people saving one new product at the same time make one product with all variants', async () => {
  const saved = await Promise.all(
    Array.from({ length: 20 }, (_, number) =>
      shop.write((ctx) =>
        saveProduct(ctx, {
          slug: 'rafaga',
          texts: { es: { name: 'Ráfaga' } },
          variants: [{ sku: `RAF-${number % 10}`, options: { Talla: `${36 + (number % 10)}` } }],
        }),
      ),
    ),
  )
  expect(new Set(saved.map(({ product_id }) => product_id)).size).toBe(1)
  expect(saved.filter(({ created }) => created).length).toBe(1)
  expect(saved.filter(({ changed }) => changed).length).toBe(10)
  const record = await shop.read((ctx) => productRecord(ctx, saved[0]?.product_id ?? ''))
  expect(record.variants.map(({ sku }) => sku).toSorted()).toEqual(
    Array.from({ length: 10 }, (_, number) => `RAF-${number}`),
  )
  expect(record.options[0]?.choices.length).toBe(10)
})

test('a SKU belongs to one product, in any case, also in a race', async () => {
  const results = await Promise.allSettled(
    ['uno', 'dos', 'tres'].map((slug) =>
      shop.write((ctx) =>
        saveProduct(ctx, {
          slug,
          texts: { es: { name: slug } },
          variants: [{ sku: slug === 'uno' ? 'solo-1' : 'SOLO-1' }],
        }),
      ),
    ),
  )
  expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(1)
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'sku_taken', status: 422 })
})

test('a GTIN is taken in every length of it, and its check digit is looked at', async () => {
  const save = (slug: string, gtin: string) =>
    shop.write((ctx) => saveProduct(ctx, { slug, texts: { es: { name: slug } }, variants: [{ sku: slug, gtin }] }))
  await save('upc', '036000291452')
  await expect(save('ean', '0036000291452')).rejects.toMatchObject({ code: 'gtin_taken' })
  await expect(save('mal', '036000291453')).rejects.toMatchObject({ code: 'bad_gtin' })
})

test('variants that cannot be told apart, nameless products and unknown categories are refused', async () => {
  const save = (input: ProductInput) => shop.write((ctx) => saveProduct(ctx, input))
  const twins = [
    { sku: 'T1', options: { Talla: 'M' } },
    { sku: 'T2', options: { talla: 'm' } },
  ]
  await expect(save({ slug: 'gemelos', texts: { es: { name: 'Gemelos' } }, variants: twins })).rejects.toMatchObject({
    code: 'same_options',
  })
  await expect(save({ slug: 'nada' })).rejects.toMatchObject({ code: 'name_required' })
  await expect(
    save({ slug: 'perdido', texts: { en: { name: 'Lost' } }, categories: ['no-hay'] }),
  ).rejects.toMatchObject({ code: 'unknown_category' })
  expect(
    await shop.read((ctx) => ctx.sql`select id from product where slug in ('gemelos', 'nada', 'perdido')`),
  ).toEqual([])
})

test('a product with a known id gets a new slug; a slug of another is refused', async () => {
  const id = newId()
  await shop.write((ctx) => saveProduct(ctx, { id, slug: 'viejo', texts: { es: { name: 'Viejo' } } }))
  await shop.write((ctx) => saveProduct(ctx, { id, slug: 'nuevo' }))
  expect((await shop.read((ctx) => productRecord(ctx, id))).slug).toBe('nuevo')
  await expect(shop.write((ctx) => saveProduct(ctx, { id, slug: 'viento' }))).rejects.toMatchObject({
    code: 'slug_taken',
  })
  await expect(shop.write((ctx) => saveProduct(ctx, { id: newId(), slug: 'viento' }))).rejects.toMatchObject({
    code: 'slug_taken',
  })
})

test('a text may hold anything: it is stored as it is', async () => {
  const name = `<script>alert('x')</script>'; drop table product; -- ${'\u{1F600}'} %s \\ "`
  const { product_id } = await shop.write((ctx) =>
    saveProduct(ctx, { slug: 'hostil', texts: { es: { name, description: name } }, tags: [`'{}",\\`] }),
  )
  const page = await shop.read((ctx) => productPage(ctx, { slug: 'hostil', locale: 'en' }))
  expect([page.id, page.name, page.description, page.tags]).toEqual([product_id, name, name, [`'{}",\\`]])
})
