import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import { allocate } from './allocate.ts'

const ORDERS = 300
const FEW = 20

let shop: Awaited<ReturnType<typeof openShop>>
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** Entries of indexes this transaction has read of the promises so far, and rows read without one. */
async function entriesRead({ sql }: Ctx): Promise<number> {
  const [row] = await sql<{ read: number }>`
    select sum(pg_stat_get_xact_tuples_returned(oid))::int as read from pg_class
     where oid = 'stock_allocation'::regclass
        or oid in (select indexrelid from pg_index where indrelid = 'stock_allocation'::regclass)`
  return row?.read ?? 0
}

test('promising goods reads no promise of others, also by a plan of the day when there was none', async () => {
  const location_id = shop.ids.loc_granvia
  const boots = await shop.write((ctx) => article(ctx, { price: 8_490, stock: { [location_id]: ORDERS + 1 } }))
  // As after a restore: PostgreSQL has counted the table while it was empty.
  await shop.db.pool.query('analyze stock_allocation')
  await shop.write(async (ctx) => {
    const promise = () =>
      allocate(ctx, {
        order_id: newId(),
        cart_id: null,
        lines: [{ order_line_id: newId(), variant_id: boots, location_id, quantity: 1 }],
      })
    // Plans of this connection are made with the first, and kept.
    for (let order = 0; order < ORDERS; order++) await promise()
    const before = await entriesRead(ctx)
    await promise()
    expect((await entriesRead(ctx)) - before).toBeLessThan(FEW)
  })
})
