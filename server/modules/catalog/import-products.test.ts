import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { exportProducts } from './export-products.ts'
import { importProducts } from './import-products.ts'
import { productRecords } from './product-records.ts'
import { saveCategory } from './save-category.ts'
import { saveProducts } from './save-product.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await shop.write((ctx) => saveCategory(ctx, { slug: 'ropa', names: { es: 'Ropa' } }))
})
afterAll(() => shop.close())

const importing = (rows: string, dry_run = false) => shop.write((ctx) => importProducts(ctx, { rows, dry_run }))
const changes = async () =>
  (await shop.read((ctx) => ctx.sql<{ n: number }>`select count(*) as n from event where type like 'product.%'`))[0]?.n

const FILE = [
  'slug,name_es,name_en,brand,categories,tags,option1_name,option1_value,option2_name,option2_value,sku,gtin,weight_g',
  'camisa,Camisa,Shirt,Hilo,ropa,lino|verano,Talla,M,Color,Azul,CAM-M,4006381333931,200',
  'camisa,,,,,,Talla,L,Color,Azul,CAM-L,,210',
  'sin-nombre,,,,,,,,,,SN-1,,',
  'Mal Slug,Nombre,,,,,,,,,MS-1,,',
  'falda,Falda,,,no-hay,,,,,,FAL-1,,',
  'gorro,Gorro,,,ropa,,,,,,GOR-1,4006381333932,',
  'guante,Guante,,,ropa,,,,,,GUA-1,,pesado',
  'bufanda,Bufanda,,,ropa,,,,,,cam-m,,80',
  'bufanda,Bufanda,,,ropa,,Talla,Única,,,BUF-1,,80',
  'bufanda,,,,,,Talla,unica,,,BUF-2,,80',
  'bufanda,,,,,,Talla,,,,BUF-3,,80',
].join('\n')

test('good rows are taken, bad ones are refused one by one with their row and column', async () => {
  const dry = await importing(FILE, true)
  expect(await changes()).toBe(0)
  const result = await importing(FILE)
  expect(result).toEqual(dry)
  expect(result.accepted).toBe(3)
  expect(result.products).toBe(2)
  expect(result.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
    [4, 'name_es', 'name_required'],
    [5, 'slug', 'bad_value'],
    [6, 'categories', 'unknown_category'],
    [7, 'gtin', 'bad_gtin'],
    [8, 'weight_g', 'bad_value'],
    [9, 'sku', 'sku_twice'],
    [11, 'option1_value', 'same_options'],
    [12, 'option1_value', 'missing'],
  ])
  const [shirt] = await shop.read((ctx) => productRecords(ctx, { slugs: ['camisa'] }))
  expect(shirt?.variants.map(({ sku, options }) => [sku, options])).toEqual([
    ['CAM-M', { talla: 'm', color: 'azul' }],
    ['CAM-L', { talla: 'l', color: 'azul' }],
  ])
  expect(shirt?.tags).toEqual(['lino', 'verano'])
})

test.each(['0x10', '1e3', '-5', '2.5', '1,2'])('"%s" is no weight in grams', async (weight) => {
  const { errors } = await importing(`slug,name_es,sku,weight_g\nplomo,Plomo,PLO-1,"${weight}"`, true)
  expect(errors.map(({ row, column, code }) => [row, column, code])).toEqual([[2, 'weight_g', 'bad_value']])
})

test('an option may be called what an object of the language inherits', async () => {
  for (const name of ['constructor', '__proto__', 'toString'])
    expect(
      await importing(`slug,name_es,option1_name,option1_value,sku\nraro,Raro,${name},azul,RARO-1`, true),
    ).toMatchObject({ errors: [], accepted: 1 })
})

test('importing the same file again changes nothing', async () => {
  const before = await changes()
  expect((await importing(FILE)).accepted).toBe(3)
  expect(await changes()).toBe(before)
})

test('a SKU or GTIN of another product is refused in its row', async () => {
  const { errors, accepted } = await importing(
    'slug,name_es,sku,gtin\nladron,Ladrón,CAM-M,\nladron,Ladrón,LAD-1,04006381333931\nladron,Ladrón,LAD-2,',
  )
  expect(errors.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, 'sku', 'sku_taken'],
    [3, 'gtin', 'gtin_taken'],
  ])
  expect(accepted).toBe(1)
})

test('what was exported and imported again is as it was: nothing is saved', async () => {
  await shop.write((ctx) =>
    saveProducts(ctx, [
      {
        slug: 'formula',
        brand: '=CMD()',
        texts: {
          es: { name: '=HYPERLINK("http://x")', description: ' con, comas; "comillas"\r\ny líneas\n ' },
          en: { name: "'-1", description: '\t+2' },
        },
        tags: ['=tag', '-a'],
        options: [
          {
            code: 'colour',
            names: { en: 'Colour' },
            choices: [
              { code: 'c', names: { en: 'C' } },
              { code: 'c-plus', names: { en: 'C+', es: 'C+' } },
              { code: 'unused', names: { es: 'Nada' } },
            ],
          },
        ],
        variants: [
          { sku: '=F-1', options: { colour: 'c' } },
          { sku: '@F-2', options: { colour: 'c-plus' }, gtin: '96385074', weight_g: 0, status: 'archived' },
        ],
      },
      { slug: 'vacio', status: 'draft', tax_class: 'reduced', texts: { en: { name: 'No variants' } } },
    ]),
  )
  const all = () =>
    shop.read((ctx) => productRecords(ctx, { slugs: ['formula', 'vacio', 'camisa', 'bufanda', 'ladron'] }))
  const before = await all()
  const events = await changes()
  const { csv, next } = await shop.read((ctx) => exportProducts(ctx, {}))
  expect(next).toBeNull()
  const result = await importing(csv)
  expect(result.errors).toEqual([])
  expect(result.accepted).toBe(before.reduce((rows, { variants }) => rows + Math.max(1, variants.length), 0))
  expect(await all()).toEqual(before)
  expect(await changes()).toBe(events)
  for (const cell of csv.matchAll(/(?<=^|,)"?([=+\-@\t])/gm)) expect(cell[1]).toBeUndefined()
})

test('the export goes on where it stopped', async () => {
  await shop.write((ctx) =>
    saveProducts(
      ctx,
      Array.from({ length: 510 }, (_, n) => ({
        slug: `serie-${String(n).padStart(3, '0')}`,
        texts: { es: { name: `Serie ${n}` } },
        variants: [{ sku: `SER-${n}` }],
      })),
    ),
  )
  const first = await shop.read((ctx) => exportProducts(ctx, {}))
  const second = await shop.read((ctx) => exportProducts(ctx, { after: first.next ?? '' }))
  expect(second.next).toBeNull()
  const slugsOf = (csv: string) =>
    csv
      .split('\r\n')
      .slice(1)
      .flatMap((line) => /^serie-\d+/.exec(line)?.[0] ?? [])
  expect(new Set([...slugsOf(first.csv), ...slugsOf(second.csv)]).size).toBe(510)
  await expect(shop.read((ctx) => exportProducts(ctx, { after: 'e30' }))).rejects.toMatchObject({ code: 'bad_cursor' })
})
