import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { orderById, orderLines, recordSale, recordSales } from './index.ts'
import type { Sale, SaleLine } from './index.ts'
import { findings, visitor } from './orders.test-support.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  expect(await findings(shop)).toEqual([])
  await shop.close()
})

const piece = (quantity: number, gross: number): SaleLine => ({
  variant_id: null,
  sku: '85123A',
  name: 'WHITE HANGING HEART',
  quantity,
  unit_price: Math.round(gross / quantity),
  net: gross,
  tax: 0,
  gross,
  tax_class: 'exempt',
  tax_name: 'none',
  tax_ppm: 0,
})
const sale = (external_id: string, lines: SaleLine[], fields: Partial<Sale> = {}): Sale => ({
  external_id,
  channel: 'import',
  customer_id: null,
  store_id: null,
  currency: 'GBP',
  locale: 'en',
  tax_included: true,
  placed_at: new Date('2010-12-01T08:26:00Z'),
  lines,
  ...fields,
})

test('five hundred old sales come in at once, and once', async () => {
  const customer_id = await visitor(shop)
  const sales = Array.from({ length: 500 }, (_, i) =>
    sale(`5363${i}`, [piece(6, 1_530), piece(7, 1_000)], { customer_id }),
  )
  const first = await shop.write((ctx) => recordSales(ctx, sales))
  expect(first).toMatchObject({ skipped: 0 })
  expect(first.recorded).toHaveLength(500)
  expect(await shop.write((ctx) => recordSales(ctx, sales))).toEqual({ recorded: [], skipped: 500 })
  const lines = await shop.read((ctx) => orderLines(ctx, first.recorded[0]?.order_id ?? ''))
  expect(lines.map((line) => line.unit_paid.reduce((sum, unit) => sum + unit, 0))).toEqual([1_530, 1_000])
})

test('what came back in the source is a sale of negative quantity', async () => {
  const recorded = await shop.write((ctx) => recordSale(ctx, sale('C536379', [piece(-3, -2_750)])))
  expect(recorded.created).toBe(true)
  expect(await shop.write((ctx) => recordSale(ctx, sale('C536379', [piece(-3, -2_750)])))).toEqual({
    ...recorded,
    created: false,
  })
  expect(await shop.read((ctx) => orderById(ctx, recorded.order_id))).toMatchObject({
    gross: -2_750,
    paid: 0,
    status: 'completed',
    payment_status: 'refunded',
    external_id: 'C536379',
  })
})

test('the same id in two channels is two sales; the same twice in one batch is one', async () => {
  const twice = await shop.write((ctx) =>
    recordSales(ctx, [
      sale('M-1', [piece(1, 100)]),
      sale('M-1', [piece(1, 100)]),
      sale('M-1', [piece(1, 100)], { channel: 'marketplace:demo' }),
    ]),
  )
  expect(twice).toMatchObject({ skipped: 1 })
})
