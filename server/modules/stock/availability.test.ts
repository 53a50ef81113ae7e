import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicActor } from '#platform/actor'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { article, levelAt, oneHold } from './articles.test-support.ts'
import { allocate, availability, exclude, holdCart, route } from './index.ts'
import { nodes } from './nodes.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const PLAZA_MAYOR = { lat: 40.4155, lng: -3.7074 }

test('shops are listed nearest first, with what they have, whether they are open, and from when to collect', async () => {
  const coat = await article(shop, { [shop.ids.loc_sol]: 2, [shop.ids.loc_gracia]: 5, [shop.ids.loc_central]: 30 })
  const answer = await shop.read((ctx) => availability(ctx, { variant_id: coat, channel: 'web', near: PLAZA_MAYOR }))
  expect(answer.stores.map((store) => [store.code, store.available])).toEqual([
    ['sol', 2],
    ['gran-via', 0],
    ['gracia', 5],
  ])
  expect(answer.stores.map((store) => Math.round(store.distance_km ?? -1))).toEqual([0, 1, 505])
  expect(answer.stores[0]).toMatchObject({ open_now: true, pickup_from: new Date('2026-11-23T12:00:00Z') })
  expect(answer.stores[1]?.pickup_from).toBeNull()
  expect(answer.shipping).toBe(37)
})

test('outsiders are told what can be shipped up to twenty, and exactly below', async () => {
  const { loc_sol, loc_gracia, loc_central } = shop.ids
  const shipped = async (stock: Record<string, number>) => {
    const variant_id = await article(shop, stock)
    const [inside, outside] = await Promise.all(
      [undefined, publicActor].map((actor) =>
        shop.read((ctx) => availability(ctx, { variant_id, channel: 'web' }), actor),
      ),
    )
    return [inside?.shipping, outside?.shipping]
  }
  expect(await shipped({ [loc_sol]: 7, [loc_gracia]: 6, [loc_central]: 6 })).toEqual([19, 19])
  expect(await shipped({ [loc_sol]: 7, [loc_gracia]: 7, [loc_central]: 7 })).toEqual([21, 20])
  expect(await shipped({ [loc_central]: 300 })).toEqual([300, 20])
  expect(await shipped({ [loc_sol]: 0 })).toEqual([0, 0])
})

test('the list goes on page by page, and can leave out empty shops', async () => {
  const coat = await article(shop, { [shop.ids.loc_sol]: 2, [shop.ids.loc_gracia]: 5 })
  const ask = { variant_id: coat, channel: 'web', near: PLAZA_MAYOR, limit: 1 }
  const codes: string[] = []
  let after: string | undefined
  do {
    const page = await shop.read((ctx) => availability(ctx, { ...ask, after }))
    codes.push(...page.stores.map((store) => store.code))
    after = page.next ?? undefined
  } while (after !== undefined && codes.length < 9)
  expect(codes).toEqual(['sol', 'gran-via', 'gracia'])
  const stocked = await shop.read((ctx) => availability(ctx, { variant_id: coat, channel: 'web', in_stock: true }))
  expect(stocked.stores.map((store) => store.code)).toEqual(['gracia', 'sol'])
})

test('of more places than are looked at, those come first that have most of the articles and have not said no', async () => {
  const { loc_sol, loc_gracia, loc_central } = shop.ids
  const [coat, scarf] = [
    await article(shop, { [loc_sol]: 1, [loc_gracia]: 5, [loc_central]: 9 }),
    await article(shop, { [loc_gracia]: 5, [loc_central]: 9 }),
  ]
  const ask = { variant_ids: [coat, scarf], channel: 'web', near: PLAZA_MAYOR } as const
  const codes = (more: object) =>
    shop.read(async (ctx) =>
      (await nodes(ctx, { ...ask, method: 'ship', limit: 2, ...more })).map(({ code, available }) => [
        code,
        available[coat],
        available[scarf],
      ]),
    )
  expect(await codes({})).toEqual([
    ['central', 9, 9],
    ['gracia', 5, 5],
  ])
  expect(await codes({ method: 'pickup', order: 'near', in_stock: true, limit: 1 })).toEqual([['sol', 1, undefined]])
  await shop.write((ctx) =>
    exclude(ctx, {
      location_id: loc_gracia,
      variant_id: scarf,
      reason: 'not_found',
      until_at: new Date('2026-11-24T12:00:00Z'),
    }),
  )
  expect(await codes({ limit: 3 })).toEqual([
    ['central', 9, 9],
    ['sol', 1, undefined],
    ['gracia', 5, 0],
  ])
  expect(await codes({ limit: 1, method: 'pickup', order: 'near', in_stock: true, variant_ids: [scarf] })).toEqual([])
})

test('shoppers see "20" for twenty and more, staff see the number', async () => {
  const coat = await article(shop, { [shop.ids.loc_sol]: 57 })
  const ask = { variant_id: coat, channel: 'web', in_stock: true }
  const shopper = await shop.read(
    (ctx) => availability(ctx, ask),
    shop.actor({ kind: 'customer', customer_id: newId() }),
  )
  const staff = await shop.read(
    (ctx) => availability(ctx, ask),
    shop.actor({ kind: 'staff', permissions: ['stock.read'] }),
  )
  expect([shopper.shipping, shopper.stores[0]?.available]).toEqual([20, 20])
  expect([staff.shipping, staff.stores[0]?.available]).toEqual([57, 57])
})

test('stock of a place the channel may not sell from is not offered to it', async () => {
  const coat = await article(shop, { [shop.ids.loc_gracia]: 5 })
  await shop.write(
    (ctx) =>
      ctx.sql`update channel_location set ships = false where channel = 'phone' and location_id = ${shop.ids.loc_gracia}`,
  )
  const wants = [{ key: 'a', variant_id: coat, quantity: 1 }]
  expect((await shop.read((ctx) => route(ctx, { wants, channel: 'phone', method: 'ship' }))).complete).toBe(false)
  expect((await shop.read((ctx) => route(ctx, { wants, channel: 'web', method: 'ship' }))).complete).toBe(true)
  expect(
    (
      await shop.read((ctx) =>
        route(ctx, { wants, channel: 'phone', method: 'pickup', pickup_store_id: shop.ids.gracia }),
      )
    ).complete,
  ).toBe(true)
})

test('what is shown is what can be taken: a plan can be held and placed as it stands', async () => {
  const [coat, scarf] = [
    await article(shop, { [shop.ids.loc_sol]: 1, [shop.ids.loc_gracia]: 2 }),
    await article(shop, { [shop.ids.loc_gracia]: 1 }),
  ]
  const wants = [
    { key: newId(), variant_id: coat, quantity: 3 },
    { key: newId(), variant_id: scarf, quantity: 1 },
  ]
  const cart_id = newId()
  await shop.write(async (ctx) => {
    const plan = await route(ctx, { wants, channel: 'web', method: 'ship', near: PLAZA_MAYOR, cart_id })
    expect(plan.complete).toBe(true)
    const holds = plan.parts.flatMap((part) =>
      part.wants.map((w) => ({
        line_id: w.key,
        variant_id: w.variant_id,
        location_id: part.location_id,
        quantity: w.quantity,
      })),
    )
    const held = await holdCart(ctx, { cart_id, expires_at: new Date(ctx.now.getTime() + 60_000), holds })
    expect(held.every((h) => h.held)).toBe(true)
    const again = await route(ctx, { wants, channel: 'web', method: 'ship', near: PLAZA_MAYOR, cart_id })
    expect(again.parts).toEqual(plan.parts)
    await allocate(ctx, { order_id: newId(), cart_id, lines: holds.map((h) => ({ ...h, order_line_id: h.line_id })) })
  })
  expect(await levelAt(shop, coat, shop.ids.loc_sol)).toMatchObject({ allocated: 1, reserved: 0 })
  expect((await shop.read((ctx) => route(ctx, { wants, channel: 'web', method: 'ship' }))).short).toEqual(wants)
})

test('a pick-up is planned at the shop the customer chose and nowhere else', async () => {
  const coat = await article(shop, { [shop.ids.loc_sol]: 1, [shop.ids.loc_granvia]: 9 })
  const wants = [{ key: 'a', variant_id: coat, quantity: 2 }]
  const plan = await shop.read((ctx) =>
    route(ctx, { wants, channel: 'web', method: 'pickup', pickup_store_id: shop.ids.sol }),
  )
  expect(plan.parts.map((part) => [part.store_id, part.wants[0]?.quantity])).toEqual([[shop.ids.sol, 1]])
  expect(plan.short).toEqual([{ key: 'a', variant_id: coat, quantity: 1 }])
  expect(plan.trace.decided_by).toBe('named_by_customer')
})

test('a shop that could not find an article is not asked for it until later', async () => {
  const coat = await article(shop, { [shop.ids.loc_sol]: 3 })
  await shop.write((ctx) =>
    exclude(ctx, {
      location_id: shop.ids.loc_sol,
      variant_id: coat,
      until_at: new Date(ctx.now.getTime() + 3_600_000),
      reason: 'not_found',
    }),
  )
  const wants = [{ key: 'a', variant_id: coat, quantity: 1 }]
  const ask = () => shop.read((ctx) => route(ctx, { wants, channel: 'web', method: 'ship' }))
  const plan = await ask()
  expect(plan.complete).toBe(false)
  expect(plan.trace.nodes.find((n) => n.code === 'sol')).toMatchObject({ verdict: 'dropped', reason: 'said_no' })
  shop.clock.advance({ hours: 1 })
  expect((await ask()).complete).toBe(true)
})

test("holds of other carts are not offered, one's own are", async () => {
  const coat = await article(shop, { [shop.ids.loc_sol]: 2 })
  const cart = oneHold(shop, coat, shop.ids.loc_sol, 2)
  await shop.write((ctx) => holdCart(ctx, cart))
  const seen = async (cart_id?: string) =>
    (await shop.read((ctx) => availability(ctx, { variant_id: coat, channel: 'web', cart_id }))).shipping
  expect([await seen(), await seen(cart.cart_id)]).toEqual([0, 2])
})
