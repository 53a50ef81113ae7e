import { afterAll, expect, test } from 'vitest'
import { createCart } from '#carts'
import { createVisitor, merge, undoMerge } from '#customers'
import { openShop } from '#test/shop'
import { insights } from './module.ts'

const shop = await openShop()
afterAll(() => shop.close())

/** Carts that are counted, once all is heard. */
async function counted(): Promise<string[]> {
  await shop.settle()
  const rows = await shop.read(
    (ctx) => ctx.sql<{ id: string }>`select subject_id as id from insight_fact where kind = 'cart' order by subject_id`,
  )
  return rows.map(({ id }) => id)
}

test('a cart that ended in another’s and is open again is counted again', async () => {
  const begin = async () => {
    const { id: customer_id } = await shop.write((ctx) => createVisitor(ctx, { channel: 'web' }))
    const cart = await shop.write((ctx) => createCart(ctx, { channel: 'web', customer_id }))
    shop.clock.advance({ seconds: 60 })
    return { customer_id, cart_id: cart.id }
  }
  const [first, second] = [await begin(), await begin()]
  const both = [first.cart_id, second.cart_id].toSorted()
  expect(await counted()).toEqual(both)
  const { merge_id } = await shop.write((ctx) =>
    merge(ctx, { kept_id: first.customer_id, joined_id: second.customer_id, evidence: { note: 'one' } }),
  )
  expect(await counted()).toEqual([second.cart_id])
  await shop.write((ctx) => undoMerge(ctx, { merge_id }))
  expect(await counted()).toEqual(both)
  // As the simulator asks (`bin/fault simulator --seed 19102`, which found that they were not).
  expect(await shop.read(async (ctx) => insights.doctor?.(ctx, 100))).toEqual([])
})
