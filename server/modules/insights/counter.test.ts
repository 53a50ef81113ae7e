import { afterAll, beforeAll, expect, test } from 'vitest'
import { addKey } from '#access'
import { addLine, createCart, setDelivery } from '#carts'
import type { Api } from '#test/api'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { insights } from './module.ts'
import { countPast } from './rebuild.ts'

let shop: Shop
let desk: Api

beforeAll(async () => {
  shop = await openShop()
  const { secret } = await shop.write((ctx) =>
    addKey(ctx, { kind: 'secret', name: 'desk', permissions: ['insights.read'] }),
  )
  desk = await shop.api(secret)
  await countPast(shop.write)
})
afterAll(() => shop.close())

/** What the doctor has to say. */
const findings = () => shop.read(async (ctx) => (await insights.doctor?.(ctx, 100)) ?? [])

/** How many carts count in each store, and what the doctor has to say about it. */
async function carts(): Promise<{ granvia: number; sol: number; findings: unknown[] }> {
  await shop.settle()
  const ofStore = async (store_id: string): Promise<number> => {
    const { figures } = (await desk.get(`/insights/today?store_id=${store_id}`)).body
    return figures.find(({ name }: { name: string }) => name === 'conversion').of
  }
  const [granvia, sol] = [await ofStore(shop.ids.granvia), await ofStore(shop.ids.sol)]
  return { granvia, sol, findings: await findings() }
}

test('a cart that is taken to the counter of a store counts there from then on', async () => {
  const boots = await shop.write((ctx) => article(ctx, { price: 8_490, stock: { [shop.ids.loc_sol]: 5 } }))
  const cart_id = await shop.write(
    async (ctx) => {
      const { id } = await createCart(ctx, { store_id: shop.ids.granvia })
      await addLine(ctx, { cart_id: id, variant_id: boots, quantity: 1 })
      return id
    },
    undefined,
    'web',
  )
  expect(await carts()).toEqual({ granvia: 1, sol: 0, findings: [] })
  const choose = (choice: Omit<Parameters<typeof setDelivery>[1], 'cart_id'>) =>
    shop.write((ctx) => setDelivery(ctx, { cart_id, ...choice }), undefined, 'pos')
  await choose({ method: 'carry_out', store_id: shop.ids.sol })
  expect(await carts()).toEqual({ granvia: 0, sol: 1, findings: [] })
  await choose({ method: 'pickup', pickup_store_id: shop.ids.granvia })
  expect(await carts()).toEqual({ granvia: 0, sol: 1, findings: [] })
})

test('what has not been heard yet is no difference; what was heard and not counted is one at once', async () => {
  const { id } = await shop.write((ctx) => createCart(ctx, { store_id: shop.ids.granvia }), undefined, 'web')
  expect(await findings()).toEqual([])
  await shop.settle()
  await shop.write((ctx) => ctx.sql`update insight_fact set good = true where subject_id = ${id}`)
  expect(await findings()).toContainEqual(
    expect.objectContaining({ check: 'every cart is counted as it is', subject: id }),
  )
  await shop.write((ctx) => ctx.sql`update insight_fact set good = false where subject_id = ${id}`)
  expect(await findings()).toEqual([])
})

test('the past is counted in rounds that end and are gone on with', async () => {
  const left = async () =>
    (await shop.read((ctx) => ctx.sql`select kind from insight_progress where done_at is null`)).length
  await shop.write((ctx) => ctx.sql`update insight_progress set done_at = null, after = null`)
  const kinds = await left()
  let rounds = 0
  for (; (await left()) > 0 && rounds < 100; rounds++) await countPast(shop.write, { slice: 1, rest: 0 }, 0)
  expect(kinds).toBeGreaterThan(1)
  expect(rounds).toBeGreaterThan(1)
  expect(await carts()).toEqual({ granvia: 1, sol: 1, findings: [] })
})
