import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { picture, trainers } from './catalog.test-support.ts'
import { archiveProduct } from './archive-product.ts'
import { addPicture } from './pictures.ts'
import { categoryTree } from './categories.ts'
import { facets } from './facets.ts'
import { productList } from './product-list.ts'
import { productPage } from './product-page.ts'
import { saveCategory } from './save-category.ts'
import { saveProduct, saveProducts } from './save-product.ts'
import { searchProducts } from './search-products.ts'
import { variantByCode, variantCards } from './variant-cards.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await shop.write(async (ctx) => {
    await saveCategory(ctx, { slug: 'calzado', names: { es: 'Calzado', en: 'Footwear' } })
    await saveCategory(ctx, { slug: 'zapatillas', parent: 'calzado', names: { es: 'Zapatillas', en: 'Trainers' } })
  })
})
afterAll(() => shop.close())

const shopper = () => shop.actor({ kind: 'storefront' })
const eventsOf = (product_id: string) =>
  shop.read(
    (ctx) => ctx.sql<{ type: string; data: { created?: boolean; skus?: string[] } }>`
    select type, data from event where subject_id = ${product_id} order by xid, position`,
  )

test('a scanner finds a variant by SKU in any case and by GTIN in any length', async () => {
  const { variant_ids } = await shop.write((ctx) =>
    saveProduct(ctx, {
      slug: 'codigo',
      texts: { es: { name: 'Código' } },
      variants: [{ sku: 'Cod-9', gtin: '0012345678905' }],
    }),
  )
  const expected = { id: variant_ids['Cod-9'] }
  for (const code of ['Cod-9', 'COD-9', ' cod-9 ', '012345678905', '0012345678905', '00012345678905']) {
    expect(await shop.read((ctx) => variantByCode(ctx, { code }))).toEqual(expected)
  }
  expect(await shop.read((ctx) => variantByCode(ctx, { code: '12345678905' }))).toBeNull()
})

test('a size without a picture of its own is shown in its colour', async () => {
  const choice = (code: string) => ({ code, names: { es: code, en: code } })
  const variants = ['rojo', 'azul'].flatMap((colour) =>
    ['40', '41'].map((size) => ({ sku: `${colour}-${size}`, options: { size, colour } })),
  )
  const { product_id, variant_ids } = await shop.write((ctx) =>
    saveProduct(ctx, {
      slug: 'tallas',
      texts: { es: { name: 'Tallas' } },
      options: [
        { code: 'size', names: { es: 'Talla', en: 'Size' }, choices: ['40', '41'].map(choice) },
        { code: 'colour', names: { es: 'Color', en: 'Colour' }, choices: ['rojo', 'azul'].map(choice) },
      ],
      variants,
    }),
  )
  for (const [sku, sign] of [
    ['rojo-40', 'd'],
    ['azul-40', 'e'],
  ] as const) {
    const file = { path: `${sign.repeat(2)}/${sign.repeat(64)}`, width: 640, height: 800 }
    await shop.write((ctx) => addPicture(ctx, { id: newId(), product_id, sku, file }))
  }
  const ids = Object.values(variant_ids)
  const cards = await shop.read((ctx) => variantCards(ctx, { ids, locale: 'es' }))
  const shown = Object.fromEntries([...cards.values()].map(({ sku, picture: path }) => [sku, path?.slice(7, 9)]))
  expect(shown).toEqual({ 'rojo-40': 'dd', 'rojo-41': 'dd', 'azul-40': 'ee', 'azul-41': 'ee' })
})

test('a card says what a line of a cart shows, in both languages', async () => {
  const { variant_ids } = await shop.write((ctx) => saveProduct(ctx, trainers('tarjeta')))
  const ids = Object.values(variant_ids)
  const es = await shop.read((ctx) => variantCards(ctx, { ids: [...ids, newId()], locale: 'es' }))
  const en = await shop.read((ctx) => variantCards(ctx, { ids, locale: 'en' }))
  expect(es.size).toBe(2)
  expect(es.get(variant_ids['tarjeta-R'] ?? '')).toMatchObject({
    name: 'Zapatillas Viento',
    options: { Color: 'Rojo' },
    sellable: true,
    weight_g: 640,
    picture: `/media/aa/${'a'.repeat(64)}-640.webp`,
  })
  expect(en.get(variant_ids['tarjeta-B'] ?? '')).toMatchObject({
    name: 'Wind trainers',
    options: { Colour: 'Blue' },
    picture: `/media/bb/${'b'.repeat(64)}-640.webp`,
  })
})

test('shoppers see only what is on sale; archiving is safe to repeat', async () => {
  const { product_id, variant_ids } = await shop.write((ctx) =>
    saveProduct(ctx, trainers('fuera', { texts: { es: { name: 'Fuera Deventa' } } })),
  )
  await shop.write((ctx) => archiveProduct(ctx, { product_id }))
  await shop.write((ctx) => archiveProduct(ctx, { product_id }))
  expect((await eventsOf(product_id)).filter(({ type }) => type === 'product.archived').length).toBe(1)
  await expect(shop.write((ctx) => archiveProduct(ctx, { product_id: newId() }))).rejects.toMatchObject({ status: 404 })
  await expect(shop.read((ctx) => productPage(ctx, { id: product_id, locale: 'es' }), shopper())).rejects.toMatchObject(
    { status: 404 },
  )
  expect((await shop.read((ctx) => productPage(ctx, { id: product_id, locale: 'es' }))).status).toBe('archived')
  expect(
    (await shop.read((ctx) => variantCards(ctx, { ids: [variant_ids['fuera-R'] ?? ''], locale: 'es' }))).get(
      variant_ids['fuera-R'] ?? '',
    )?.sellable,
  ).toBe(false)
  expect(
    (await shop.read((ctx) => searchProducts(ctx, { text: 'deventa', locale: 'es', limit: 5 }), shopper())).items,
  ).toEqual([])
  await expect(
    shop.read((ctx) => productList(ctx, { locale: 'es', limit: 5, status: 'archived' }), shopper()),
  ).rejects.toMatchObject({ status: 403 })
})

test('a list narrows by category with its children, brand, tag and choices one variant has, page by page', async () => {
  const inputs = Array.from({ length: 7 }, (_, number) =>
    trainers(`lista-${number}`, {
      brand: 'Listado',
      pictures: [],
      texts: { es: { name: `Ítem ${String.fromCharCode(71 - number)}` } },
      variants: [
        { sku: `lista-${number}-1`, options: { color: 'red', Talla: number % 2 ? 'M' : 'L' } },
        { sku: `lista-${number}-2`, options: { color: 'blue', Talla: 'S' } },
      ],
    }),
  )
  await shop.write((ctx) => saveProducts(ctx, inputs))
  const base = { category: 'calzado', brands: ['Listado'], tag: 'running', locale: 'es' } as const
  const list = (more: object) => shop.read((ctx) => productList(ctx, { ...base, limit: 3, ...more }), shopper())
  for (const sort of ['newest', 'name'] as const) {
    const names: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const page = await list({ sort, after })
      names.push(...page.items.map(({ name }) => name))
      after = page.next
    }
    expect(names.toSorted()).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((letter) => `Ítem ${letter}`))
    if (sort === 'name') expect(names).toEqual(names.toSorted())
  }
  const count = async (more: object) => (await list({ limit: 50, ...more })).items.length
  expect(await count({ options: { color: ['red'], talla: ['m'] } })).toBe(3)
  expect(await count({ options: { color: ['blue'], talla: ['m'] } })).toBe(0)
  expect(await count({ options: { color: ['red', 'blue'], talla: ['m', 's'] } })).toBe(7)
  expect(await count({ attributes: { material: ['lona'] } })).toBe(7)
  expect(await count({ attributes: { material: ['piel'] } })).toBe(0)
  expect(await count({ category: 'no-hay' })).toBe(0)
  expect(await count({ brands: ['Otra'] })).toBe(0)
  expect(await count({ brands: ['Otra', 'Listado'] })).toBe(7)
  await expect(list({ after: 'xyz' })).rejects.toMatchObject({ code: 'bad_cursor', status: 400 })
  await expect(list({ after: 'xyz', sort: 'name' })).rejects.toMatchObject({ code: 'bad_cursor', status: 400 })
  const found = await shop.read((ctx) => facets(ctx, { ...base, locale: 'en' }), shopper())
  expect(found.find(({ code }) => code === 'color')).toMatchObject({
    kind: 'option',
    name: 'Colour',
    values: expect.arrayContaining([{ code: 'red', name: 'Red', products: 7 }]),
  })
  expect(found.find(({ code }) => code === 'talla')?.values).toEqual([
    { code: 's', name: 'S', products: 7 },
    { code: 'l', name: 'L', products: 4 },
    { code: 'm', name: 'M', products: 3 },
  ])
  expect(found.find(({ code }) => code === 'material')?.values).toEqual([{ code: 'lona', name: 'Canvas', products: 7 }])
})

test('a page shows the way to its category and only choices that exist', async () => {
  await shop.write((ctx) =>
    saveProduct(
      ctx,
      trainers('camino', { variants: [{ sku: 'camino-R', options: { color: 'red' } }], pictures: [picture('c')] }),
    ),
  )
  const page = await shop.read((ctx) => productPage(ctx, { slug: 'camino', locale: 'en' }), shopper())
  expect(page.categories).toEqual([
    { slug: 'calzado', name: 'Footwear' },
    { slug: 'zapatillas', name: 'Trainers' },
  ])
  expect(page.options).toEqual([{ code: 'color', name: 'Colour', choices: [{ code: 'red', name: 'Red' }] }])
  expect(page.attributes).toEqual([{ code: 'material', name: 'Material', value: 'Canvas' }])
  expect(page.pictures[0]).toMatchObject({ alt: 'Wind trainers', small: `/media/cc/${'c'.repeat(64)}-320.webp` })
})

test('a renamed category is found in its products under the new name', async () => {
  await shop.write((ctx) => saveCategory(ctx, { slug: 'sandalias', parent: 'calzado', names: { es: 'Sandalias' } }))
  await shop.write((ctx) =>
    saveProduct(ctx, { slug: 'playa', texts: { es: { name: 'Playa' } }, categories: ['sandalias'] }),
  )
  await shop.write((ctx) => saveCategory(ctx, { slug: 'sandalias', names: { es: 'Chanclas' } }))
  await shop.work()
  const found = await shop.read((ctx) => searchProducts(ctx, { text: 'chancla', locale: 'es', limit: 5 }))
  expect(found).toMatchObject({ similar: false, items: [{ slug: 'playa' }] })
  const tree = await shop.read((ctx) => categoryTree(ctx, { locale: 'es' }))
  expect(tree.map(({ slug, depth }) => [slug, depth])).toEqual([
    ['calzado', 0],
    ['sandalias', 1],
    ['zapatillas', 1],
  ])
})

test('two moves at the same time cannot close a circle in the tree', async () => {
  await shop.write(async (ctx) => {
    for (const slug of ['yin', 'yang']) await saveCategory(ctx, { slug, names: { es: slug } })
  })
  const moves = await Promise.allSettled([
    shop.write((ctx) => saveCategory(ctx, { slug: 'yin', parent: 'yang' })),
    shop.write((ctx) => saveCategory(ctx, { slug: 'yang', parent: 'yin' })),
  ])
  expect(moves.filter(({ status }) => status === 'rejected').length).toBe(1)
  expect(moves.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'category_loop' } })
})
