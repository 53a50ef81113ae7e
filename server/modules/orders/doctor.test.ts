import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundAfter, openShopWithPast } from '#test/examined'
import type { Shop } from '#test/shop'

let shop: Shop
beforeAll(async () => {
  shop = await openShopWithPast()
}, 120_000)
afterAll(() => shop.close())

test('of a finished order, a unit nobody gave out and money nobody took', async () => {
  const found = await foundAfter(shop, 'orders', async ({ sql }) => {
    await sql`
      update order_line set fulfilled = fulfilled - 1
       where id = (select l.id from order_line l join orders o on o.id = l.order_id and o.status = 'completed'
                    where l.fulfilled > 0 order by l.id desc limit 1)`
    await sql`
      update payment set captured = captured - 700
       where id = (select p.id from payment p join orders o on o.id = p.order_id and o.status = 'completed'
                    where p.captured > 0 order by p.id limit 1)`
  })
  expect(found).toHaveLength(2)
  expect(found).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ check: 'nothing of a finished order is open', found: '1' }),
      expect.objectContaining({ check: 'no money is held for a finished order', found: '700' }),
    ]),
  )
})
