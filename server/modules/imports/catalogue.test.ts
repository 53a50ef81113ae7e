import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { found, importer } from './imports.test-support.ts'
import type { Row } from './imports.test-support.ts'

let shop: Shop
let by: Awaited<ReturnType<typeof importer>>

beforeAll(async () => {
  shop = await openShop()
  by = await importer(shop)
})
afterAll(() => shop.close())

const product = (row: number, cells: Record<string, string>): Row => ({
  part: 'products',
  row,
  cells: { currency: 'EUR', ...cells },
})
const kettle = {
  slug: 'hervidor',
  name: 'Kettle',
  sku: 'KET',
  price: '0',
  category1: 'Kitchen -> Kettles',
  tags: 'tea, steel',
}
const black = {
  slug: 'hervidor',
  sku: 'KET-B',
  price: '19.99',
  compare_at_price: '25',
  option1_name: 'Color',
  option1_value: 'Black',
}
const sized = {
  width: '10',
  height: '5.5',
  depth: '4',
  dimensions_unit: 'in',
  weight: '2.5',
  weight_unit: 'lb',
  inventory_count: '7',
}
const person = {
  email: 'Ana@correo.es',
  first_name: 'Ana',
  last_name: 'Gil',
  phone: '612 345 678',
  country_code: 'ES',
  tags: 'VIP, Online',
}

const rows: Row[] = [
  product(2, { ...kettle, 'custom_field.custom.wattage': '1400W' }),
  product(3, { ...black, ...sized }),
  product(4, { ...black, sku: 'KET-W', option1_value: 'White', inventory_count: '2' }),
  product(5, { ...black, currency: 'USD', price: '21.50', compare_at_price: '' }),
  product(6, { slug: 'suelto', sku: 'LOOSE', price: '1' }),
  product(7, { slug: 'caro', name: 'Dear', sku: 'DEAR', price: 'a lot' }),
  product(8, { slug: 'otro', name: 'Other', sku: 'KET-B', price: '5' }),
  { part: 'translations', row: 2, cells: { slug: 'hervidor', locale: 'fr', name: 'Bouilloire' } },
  { part: 'translations', row: 3, cells: { slug: 'hervidor', locale: 'es', name: 'Hervidor' } },
  {
    part: 'customers',
    row: 2,
    cells: { ...person, accepts_email_marketing: 'yes', address1: 'Mayor 1', city: 'Madrid', zip: '28013' },
  },
  {
    part: 'customers',
    row: 3,
    cells: {
      email: 'bo@example.com',
      first_name: 'Bo',
      phone: '555-0142',
      country_code: 'US',
      accepts_email_marketing: 'yes',
    },
  },
  { part: 'customers', row: 4, cells: { email: 'nobody', accepts_email_marketing: 'no' } },
]
let id: string

test('comes in row by row, and what is wrong is said row by row', async () => {
  id = await by.begin('catalogue')
  const { body } = await by.send(id, 1, rows)
  expect(body).toMatchObject({ accepted: 9, skipped: 1, refused: 2 })
  await by.build(id, 1)
  const errors = (await by.api.get(`/imports/${id}/errors`)).body.items as { part: string; row: number; code: string }[]
  expect(errors.map(({ part, row, code }) => `${part} ${row} ${code}`)).toEqual([
    'customers 3 bad_phone',
    'customers 3 consent_not_kept',
    'customers 3 unusable_email',
    'customers 4 bad_email',
    'products 6 name_required',
    'products 7 bad_price',
    'products 8 sku_taken',
    'translations 2 unsupported_locale',
  ])
  expect((await by.api.get(`/imports/${id}`)).body).toMatchObject({ accepted: 7, skipped: 1, refused: 4 })
})

test('variants, sizes in grams, prices of each currency and the counted stock are there', async () => {
  expect(
    await by.query(`select v.sku, v.options, v.weight_g, l.on_hand, c.slug as category, t.name, p.tags,
                          p.attributes->'dimensions'->'value'->>'en' as size, p.attributes->'wattage'->'value'->>'en' as wattage
                     from product p join variant v on v.product_id = p.id join product_text t on t.product_id = p.id and t.locale = 'es'
                     join product_category pc on pc.product_id = p.id join category c on c.id = pc.category_id
                     join stock_level l on l.variant_id = v.id where p.slug = 'hervidor' order by v.sku`),
  ).toMatchObject([
    {
      sku: 'KET-B',
      options: { color: 'black' },
      weight_g: 1_134,
      on_hand: 7,
      category: 'kitchen-kettles',
      name: 'Hervidor',
      tags: ['tea', 'steel'],
      size: '25.4 × 14.0 × 10.2 cm',
      wattage: '1400W',
    },
    { sku: 'KET-W', options: { color: 'white' }, weight_g: null, on_hand: 2 },
  ])
  expect(
    await by.query(`select l.code, v.sku, p.amount, p.compare_at from price p join price_list l on l.id = p.price_list_id
                     join variant v on v.id = p.variant_id where v.sku like 'KET%' order by l.code, v.sku`),
  ).toEqual([
    { code: 'spree-demo', sku: 'KET-B', amount: 2_150, compare_at: null },
    { code: 'spree-demo-eur', sku: 'KET-B', amount: 1_999, compare_at: 2_500 },
    { code: 'spree-demo-eur', sku: 'KET-W', amount: 1_999, compare_at: 2_500 },
  ])
})

test('a customer comes with tags and address, and with the yes they gave', async () => {
  expect(
    await by.query(`select c.given_name, c.tags, a.address->>'city' as city, s.answer, s.contact_value, s.proof->>'place' as place
                     from customer c join customer_address a on a.customer_id = c.id join consent s on s.customer_id = c.id`),
  ).toEqual([
    {
      given_name: 'Ana',
      tags: ['Online', 'VIP'],
      city: 'Madrid',
      answer: 'granted',
      contact_value: 'ana@correo.es',
      place: 'import',
    },
  ])
})

test('it reconciles, and a newer file of the same catalogue counts the stock instead of adding to it', async () => {
  const figures = {
    rows: 12,
    refused_rows: 4,
    skipped_translations: 1,
    consents_not_kept: 1,
    products: 1,
    variants: 2,
    pictures: 0,
    stock_units: 9,
    prices_eur: 2,
    stock_value_eur: 9 * 1_999,
    prices_usd: 1,
    stock_value_usd: 7 * 2_150,
    customers: 2,
    consents: 1,
  }
  const run = await by.complete(id, figures)
  expect(found(run)).toEqual(figures)
  expect(run.status).toBe('completed')

  const again = await by.begin('catalogue')
  await by.send(again, 1, rows)
  await by.build(again, 1)
  expect((await by.complete(again, figures)).status).toBe('completed')
  expect(await by.query(`select sum(on_hand)::int as units from stock_level`)).toEqual([{ units: 9 }])
  expect(await by.query(`select count(*) as customers from customer where given_name in ('Ana', 'Bo')`)).toEqual([
    { customers: 2 },
  ])
})

test('of one product so many rows are taken and no more; the others of the batch are', async () => {
  const run = await by.begin('catalogue')
  const many = (from: number, count: number): Row[] =>
    Array.from({ length: count }, (_, at) =>
      product(from + at, { slug: 'rollo', name: 'Roll', sku: `ROLL-${from + at}` }),
    )
  for (const batch of [1, 2, 3]) await by.send(run, batch, many(batch * 500, 500))
  expect((await by.send(run, 4, many(2_000, 499))).body).toMatchObject({ accepted: 499, refused: 0 })
  const last = [...many(2_499, 3), product(3_000, { slug: 'otro-rollo', name: 'Other', sku: 'OTHER' })]
  const { body } = await by.send(run, 5, last)
  expect(body).toMatchObject({ accepted: 2, refused: 2 })
  expect(body.errors.map(({ row, code }: { row: number; code: string }) => [row, code])).toEqual([
    [2_500, 'too_many_rows'],
    [2_501, 'too_many_rows'],
  ])
  expect((await by.send(run, 5, last)).body).toEqual(body)
})
