import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import { doctor } from './doctor.ts'
import { priceLines } from './prices.ts'
import type { PriceAsk } from './prices.ts'
import { savePriceList } from './price-lists.ts'
import { setPrices } from './set-prices.ts'
import { variantPrices } from './variant-prices.ts'

const DAY = 86_400
let shop: Awaited<ReturnType<typeof openShop>>
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** An article without the catalogue's ceremony: pricing only needs its id. */
async function article(ctx: Ctx): Promise<string> {
  const [product, variant] = [newId(), newId()]
  await ctx.sql`
    insert into product (id, slug, status, created_at, updated_at) values (${product}, ${`p-${product}`}, 'active', ${ctx.now}, ${ctx.now})`
  await ctx.sql`insert into variant (id, product_id, sku, updated_at) values (${variant}, ${product}, ${variant}, ${ctx.now})`
  return variant
}

const list = (code: string, fields: object = {}) =>
  shop.write((ctx) => savePriceList(ctx, { code, name: code, currency: 'EUR', tax_included: true, ...fields }))
const ask = (ctx: Ctx, variant_id: string, fields: Partial<PriceAsk> = {}, quantity = 1) =>
  priceLines(ctx, {
    channel: 'web',
    store_id: null,
    currency: 'EUR',
    country: 'ES',
    region: null,
    customer_tags: [],
    at: ctx.now,
    lines: [{ key: 'a', variant_id, quantity, tax_class: 'standard' }],
    ...fields,
  })

test('the list of a store, of a tag and of a fair each win only where they apply', async () => {
  const boots = await shop.write(article)
  await list('t-base')
  await list('t-store', { store_id: shop.ids.granvia, priority: 1 })
  await list('t-vip', { customer_tag: 'vip', priority: 2 })
  await list('t-fair', {
    channel: 'mobile',
    priority: 3,
    starts_at: new Date('2026-11-24T00:00:00Z'),
    ends_at: new Date('2026-11-25T00:00:00Z'),
  })
  for (const [code, amount] of [
    ['t-base', 12100],
    ['t-store', 11000],
    ['t-vip', 10000],
    ['t-fair', 9000],
  ] as const) {
    await shop.write((ctx) => setPrices(ctx, { price_list: code, prices: [{ variant_id: boots, amount }] }))
  }
  const amount = async (fields: Partial<PriceAsk>) =>
    (await shop.read((ctx) => ask(ctx, boots, fields))).lines[0]?.unit_price
  expect(await amount({})).toBe(12100)
  expect(await amount({ store_id: shop.ids.granvia })).toBe(11000)
  expect(await amount({ store_id: shop.ids.sol })).toBe(12100)
  expect(await amount({ store_id: shop.ids.granvia, customer_tags: ['vip'] })).toBe(10000)
  expect(await amount({ channel: 'mobile' })).toBe(12100)
  expect(await amount({ channel: 'mobile', at: new Date('2026-11-24T12:00:00Z') })).toBe(9000)
  expect(await amount({ channel: 'mobile', at: new Date('2026-11-25T00:00:00Z') })).toBe(12100)
  expect(await amount({ currency: 'MXN' })).toBeUndefined()
})

test('tax is inside in Madrid, another one in the Canary Islands, and on top of a net list', async () => {
  const boots = await shop.write(article)
  await list('tax-in')
  await list('tax-out', { currency: 'MXN', tax_included: false })
  await shop.write((ctx) => setPrices(ctx, { price_list: 'tax-in', prices: [{ variant_id: boots, amount: 12100 }] }))
  await shop.write((ctx) => setPrices(ctx, { price_list: 'tax-out', prices: [{ variant_id: boots, amount: 10000 }] }))
  const madrid = await shop.read((ctx) => ask(ctx, boots))
  expect(madrid).toMatchObject({ net: 10000, tax: 2100, gross: 12100, tax_included: true })
  const canary = await shop.read((ctx) => ask(ctx, boots, { region: 'TF' }))
  expect(canary).toMatchObject({ gross: 12100, tax: 792, taxes: [{ tax_ppm: 70_000 }] })
  const mexico = await shop.read((ctx) => ask(ctx, boots, { currency: 'MXN', country: 'MX' }, 3))
  expect(mexico).toMatchObject({ net: 30000, tax: 4800, gross: 34800, tax_included: false })
  expect(mexico.lines[0]?.unit_paid).toEqual([11600, 11600, 11600])
  await expect(shop.read((ctx) => ask(ctx, boots, { country: 'FR' }))).rejects.toMatchObject({ code: 'no_tax_rate' })
  const exempt = { lines: [{ key: 'a', variant_id: boots, quantity: 1, tax_class: 'exempt' }] }
  expect(await shop.read((ctx) => ask(ctx, boots, exempt))).toMatchObject({ tax: 0, gross: 12100 })
})

test('the lowest price of thirty days is what was really asked before the reduction', async () => {
  const boots = await shop.write(article)
  await list('prior')
  const price = (amount: number, compare_at?: number) =>
    shop.write((ctx) =>
      setPrices(ctx, {
        price_list: 'prior',
        prices: [{ variant_id: boots, amount, ...(compare_at ? { compare_at } : {}) }],
      }),
    )
  await price(5000)
  shop.clock.advance({ seconds: 60 * DAY })
  await price(9000)
  shop.clock.advance({ seconds: 10 * DAY })
  expect(await price(9000)).toEqual({ changed: 0 })
  await price(10000)
  shop.clock.advance({ seconds: 25 * DAY })
  await price(8000, 12000)
  const line = async () => (await shop.read((ctx) => ask(ctx, boots))).lines[0]
  expect(await line()).toMatchObject({ unit_price: 8000, compare_at: 12000, lowest_30d: 9000 })
  shop.clock.advance({ seconds: DAY })
  await price(9500)
  expect(await line()).toMatchObject({ unit_price: 9500, compare_at: null, lowest_30d: null })
  const { history } = await shop.read((ctx) => variantPrices(ctx, boots))
  expect(history.map((row) => row.amount)).toEqual([9500, 8000, 10000, 9000, 5000])
  expect(history.filter((row) => row.to_at === null)).toHaveLength(1)
})

test('a sale list shows the lowest price of the lists before it', async () => {
  const boots = await shop.write(article)
  await list('sale-base')
  await shop.write((ctx) => setPrices(ctx, { price_list: 'sale-base', prices: [{ variant_id: boots, amount: 7000 }] }))
  shop.clock.advance({ seconds: 40 * DAY })
  const starts_at = await shop.read(async (ctx) => ctx.now)
  await list('sale-rebajas', { priority: 9, starts_at })
  await shop.write((ctx) =>
    setPrices(ctx, { price_list: 'sale-rebajas', prices: [{ variant_id: boots, amount: 6000 }] }),
  )
  const [line] = (await shop.read((ctx) => ask(ctx, boots))).lines
  expect(line).toMatchObject({ unit_price: 6000, lowest_30d: 7000, price_list: 'sale-rebajas' })
  await list('sale-rebajas', { priority: 9, starts_at, active: false })
  expect((await shop.read((ctx) => ask(ctx, boots))).lines[0]?.unit_price).toBe(7000)
})

test('twelve people who price one article at once leave one price and a history without gaps', async () => {
  const boots = await shop.write(article)
  await list('race')
  const amounts = Array.from({ length: 12 }, (_, i) => 1000 + i)
  await Promise.all(
    amounts.map((amount) =>
      shop.write((ctx) => setPrices(ctx, { price_list: 'race', prices: [{ variant_id: boots, amount }] })),
    ),
  )
  const { prices, history } = await shop.read((ctx) => variantPrices(ctx, boots))
  expect(prices).toHaveLength(1)
  expect(history).toHaveLength(12)
  expect(history.filter((row) => row.to_at === null).map((row) => row.amount)).toEqual([prices[0]?.amount])
  expect(await shop.read((ctx) => doctor(ctx, 10))).toEqual([])
})

test('a hundred lines are priced in two statements, and what has no price is said', async () => {
  const variants = await shop.write(async (ctx) => {
    const made: string[] = []
    for (let i = 0; i < 100; i++) made.push(await article(ctx))
    return made
  })
  await list('hundred')
  const prices = variants.slice(1).map((variant_id, i) => ({ variant_id, amount: 100 + i }))
  await shop.write((ctx) => setPrices(ctx, { price_list: 'hundred', prices }))
  const { statements, priced } = await shop.read(async (ctx) => {
    let statements = 0
    const counted: Ctx = { ...ctx, sql: (parts, ...values) => (statements++, ctx.sql(parts, ...values)) }
    const lines = variants.map((variant_id, i) => ({
      key: `${i}`,
      variant_id,
      quantity: 1 + (i % 3),
      tax_class: 'standard',
    }))
    const priced = await ask(counted, '', { lines })
    return { statements, priced }
  })
  expect(statements).toBeLessThanOrEqual(2)
  expect(priced.lines).toHaveLength(99)
  expect(priced.unpriced).toEqual(['0'])
  expect(priced.gross).toBe(priced.lines.reduce((sum, line) => sum + line.gross, 0))
})

test('a price for an article nobody knows, twice the same one, or for another currency is refused', async () => {
  const boots = await shop.write(article)
  await list('strict')
  const set = (prices: { variant_id: string; amount: number | null }[]) =>
    shop.write((ctx) => setPrices(ctx, { price_list: 'strict', prices }))
  await expect(set([{ variant_id: newId(), amount: 1 }])).rejects.toMatchObject({ code: 'unknown_variant' })
  await expect(
    set([
      { variant_id: boots, amount: 1 },
      { variant_id: boots, amount: 2 },
    ]),
  ).rejects.toMatchObject({ code: 'duplicate_price' })
  await set([{ variant_id: boots, amount: 500 }])
  await expect(list('strict', { currency: 'MXN' })).rejects.toMatchObject({ code: 'price_list_in_use' })
  const moment = new Date('2026-11-20T10:00:00Z')
  for (const active of [true, false])
    await expect(list('strict', { starts_at: moment, ends_at: moment, active })).rejects.toMatchObject({
      code: 'bad_validity',
    })
  expect(await set([{ variant_id: boots, amount: null }])).toEqual({ changed: 1 })
  expect((await shop.read((ctx) => ask(ctx, boots))).unpriced).toEqual(['a'])
})
