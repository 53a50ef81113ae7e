import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveProducts } from '#catalog'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import { savePriceList } from './price-lists.ts'
import { PRICES_MAX, setPrices } from './set-prices.ts'

const ARTICLES = 2_400
const VARIANTS = 100

let shop: Awaited<ReturnType<typeof openShop>>
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** Rows this transaction has read of the tables of prices so far. */
async function rowsRead({ sql }: Ctx): Promise<number> {
  const [row] = await sql<{ read: number }>`
    select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read
      from pg_stat_xact_user_tables where relname in ('price', 'price_history')`
  return row?.read ?? 0
}

async function articles(): Promise<string[]> {
  const saved = await shop.write((ctx) =>
    saveProducts(
      ctx,
      Array.from({ length: ARTICLES / VARIANTS }, (_, n) => ({
        slug: `long-${n}`,
        texts: { es: { name: `Largo ${n}` } },
        options: [
          {
            code: 'n',
            names: { es: 'N' },
            choices: Array.from({ length: VARIANTS }, (__, i) => ({ code: `${i}`, names: { es: `${i}` } })),
          },
        ],
        variants: Array.from({ length: VARIANTS }, (__, i) => ({
          id: newId(),
          sku: `LONG-${n}-${i}`,
          options: { n: `${i}` },
        })),
      })),
    ),
  )
  return [...saved.values()].flatMap(({ variant_ids }) => Object.values(variant_ids))
}

test('a few prices of a long list are set without reading the others, also by who began when it was empty', async () => {
  const [first, ...others] = await articles()
  const prices = (ids: readonly string[], amount: number | null) => ids.map((variant_id) => ({ variant_id, amount }))
  await shop.write((ctx) => savePriceList(ctx, { code: 'long', name: 'Larga', currency: 'EUR', tax_included: true }))
  await shop.write(async (ctx) => {
    const set = (ids: readonly string[], amount: number | null) =>
      setPrices(ctx, { price_list: 'long', prices: prices(ids, amount) })
    // Plans of this connection are made now, and kept.
    await set([first!], 900)
    await set([first!], 901)
    await set([first!], null)
    for (let from = 0; from < others.length; from += PRICES_MAX) await set(others.slice(from, from + PRICES_MAX), 1_000)
    for (const amount of [1_100, null, 1_200]) {
      const before = await rowsRead(ctx)
      await set(others.slice(-3), amount)
      expect((await rowsRead(ctx)) - before, `to ${amount}`).toBeLessThan(100)
    }
  })
})
