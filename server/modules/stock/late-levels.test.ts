import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { begun } from '#test/platform'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { article, findings, levelAt, oneHold } from './articles.test-support.ts'
import { allocate, holdCart, moveAllocation, receive, releaseCart } from './index.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** Until one waits for this transaction's rows. */
const waitsFor = (kind: string) =>
  expect
    .poll(() =>
      shop.read(
        (ctx) => ctx.sql<{ query: string }>`
          select left(query, 20) as query from pg_stat_activity where wait_event_type = 'Lock' and query like ${kind}`,
      ),
    )
    .toHaveLength(1)

type Level = { variant_id: string; location_id: string }

/**
 * An act takes its locks and waits for `known`; of `fresh`, which was never at its place, there is nothing to lock yet.
 * Then two come, and more while the act, which sees two, waits for whoever makes them six.
 */
async function whileItWaits<T>(known: Level, fresh: Level, act: () => Promise<T>, itsStatement: string): Promise<T> {
  const goods = (quantity: number) => ({
    id: newId(),
    location_id: fresh.location_id,
    lines: [{ variant_id: fresh.variant_id, quantity }],
  })
  const letKnown = await begun(
    shop.write,
    (ctx) => ctx.sql`
      select from stock_level where variant_id = ${known.variant_id} and location_id = ${known.location_id} for no key update`,
  )
  const acting = act()
  await waitsFor('%with held as%')
  await shop.write((ctx) => receive(ctx, goods(2)))
  const letMore = await begun(shop.write, (ctx) => receive(ctx, goods(4)))
  await letKnown()
  await waitsFor(itsStatement)
  await letMore()
  return acting
}

test('goods that come to a place they never were at, while a hold waits, are held as they are counted', async () => {
  const { loc_granvia: location_id } = shop.ids
  const known = { variant_id: await article(shop, { [location_id]: 5 }), location_id }
  const fresh = { variant_id: await article(shop, {}), location_id }
  const holds = [
    { ...known, line_id: newId(), quantity: 1 },
    { ...fresh, line_id: newId(), quantity: 4 },
  ]
  const expires_at = new Date(shop.clock.now().getTime() + 60_000)
  const held = await whileItWaits(
    known,
    fresh,
    () => shop.write((ctx) => holdCart(ctx, { cart_id: newId(), expires_at, holds })),
    '%with cart as%',
  )
  expect(held.map((one) => one.held)).toEqual([true, true])
  expect(await levelAt(shop, fresh.variant_id, location_id)).toMatchObject({ on_hand: 6, reserved: 4 })
  expect(await findings(shop)).toEqual([])
})

test('goods that come to where an order is moved, while it waits, are promised as they are counted', async () => {
  const { loc_granvia, loc_sol } = shop.ids
  const variant_id = await article(shop, { [loc_granvia]: 5 })
  const [order_id, order_line_id] = [newId(), newId()]
  const lines = [{ order_line_id, variant_id, location_id: loc_granvia, quantity: 4 }]
  await shop.write((ctx) => allocate(ctx, { order_id, cart_id: null, lines }))
  await whileItWaits(
    { variant_id, location_id: loc_granvia },
    { variant_id, location_id: loc_sol },
    () =>
      shop.write((ctx) =>
        moveAllocation(ctx, {
          order_id,
          from_location_id: loc_granvia,
          parts: [{ order_line_id, location_id: loc_sol, quantity: 4 }],
        }),
      ),
    '%with wanted as%',
  )
  expect(await levelAt(shop, variant_id, loc_sol)).toMatchObject({ on_hand: 6, allocated: 4 })
  expect(await levelAt(shop, variant_id, loc_granvia)).toMatchObject({ allocated: 0 })
  expect(await findings(shop)).toEqual([])
})

test('what a cart comes to hold while another hold of it waits is let go as it is counted', async () => {
  const { loc_granvia: location_id, loc_sol } = shop.ids
  const [known, late] = [
    await article(shop, { [location_id]: 5 }),
    await article(shop, { [location_id]: 9, [loc_sol]: 9 }),
  ]
  const others = oneHold(shop, late, location_id, 2)
  await shop.write((ctx) => holdCart(ctx, others))
  const { cart_id, expires_at, holds } = oneHold(shop, known, location_id)
  const line = { line_id: newId(), variant_id: late, quantity: 3 }
  const letKnown = await begun(
    shop.write,
    (ctx) => ctx.sql`
      select from stock_level where variant_id = ${known} and location_id = ${location_id} for no key update`,
  )
  // It wants the line at the other place, and has looked for what the cart holds before that was held here.
  const moving = shop.write((ctx) =>
    holdCart(ctx, { cart_id, expires_at, holds: [...holds, { ...line, location_id: loc_sol }] }),
  )
  await waitsFor('%with held as%')
  await shop.write((ctx) => holdCart(ctx, { cart_id, expires_at, holds: [{ ...line, location_id }] }))
  const letOthers = await begun(shop.write, (ctx) => releaseCart(ctx, others))
  await letKnown()
  await waitsFor('%with cart as%')
  await letOthers()
  expect((await moving).map(({ held }) => held)).toEqual([true, true])
  expect(await levelAt(shop, late, location_id)).toMatchObject({ reserved: 0 })
  expect(await levelAt(shop, late, loc_sol)).toMatchObject({ reserved: 3 })
  expect(await findings(shop)).toEqual([])
})
