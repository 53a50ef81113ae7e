import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx'
import { openShop } from '#test/shop'
import { findOrCreate } from './find-or-create.ts'

const KNOWN = 600

let shop: Awaited<ReturnType<typeof openShop>>
beforeAll(async () => {
  shop = await openShop({ bare: true })
})
afterAll(() => shop.close())

const arrive = (ctx: Ctx, n: number) =>
  findOrCreate(ctx, {
    identities: [{ kind: 'external', account: 'books', value: `${n}`, level: 'claimed' }],
    country: 'ES',
    language: 'es',
  })

/** Rows this transaction has read of who is known by what. */
async function rowsRead({ sql }: Ctx): Promise<number> {
  const [row] = await sql<{ read: number }>`
    select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read
      from pg_stat_xact_user_tables where relname = 'customer_identity'`
  return row?.read ?? 0
}

test('who comes as the six-hundredth is looked up without reading the others, also by who began with nobody', async () => {
  await shop.write(async (ctx) => {
    for (let n = 0; n < KNOWN; n++) await arrive(ctx, n)
    const before = await rowsRead(ctx)
    expect((await arrive(ctx, KNOWN)).created).toBe(true)
    expect((await arrive(ctx, KNOWN - 1)).created).toBe(false)
    expect((await rowsRead(ctx)) - before).toBeLessThan(20)
  })
})
