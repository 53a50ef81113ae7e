import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { article, findings, levelAt, oneHold } from './articles.test-support.ts'
import { allocate, deallocate, holdCart, moveAllocation, nodes, releaseCart, sellNow, ship } from './index.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  expect(await findings(shop)).toEqual([])
  await shop.close()
})

const here = () => shop.ids.loc_granvia
const there = () => shop.ids.loc_sol
const outcome = async <T>(work: Promise<T>): Promise<T | { code: string }> =>
  work.catch((error: { code: string }) => ({ code: error.code }))
const availableTo = async (variant_id: string, location_id: string, cart_id?: string): Promise<number> => {
  const found = await shop.read((ctx) =>
    nodes(ctx, { variant_ids: [variant_id], channel: 'web', method: 'ship', cart_id }),
  )
  return found.find((node) => node.location_id === location_id)?.available[variant_id] ?? 0
}
const orderOf = (variant_id: string, location_id: string, quantity = 1, cart_id: string | null = null) => ({
  order_id: newId(),
  cart_id,
  lines: [{ order_line_id: newId(), variant_id, location_id, quantity }],
})

test('two tills cannot sell the last pair: one hold, one order, never both', async () => {
  for (let round = 0; round < 10; round++) {
    const pair = await article(shop, { [here()]: 1 })
    const [held, ordered] = await Promise.all([
      shop.write((ctx) => holdCart(ctx, oneHold(shop, pair, here()))),
      outcome(shop.write((ctx) => allocate(ctx, orderOf(pair, here())))),
    ])
    const winners = Number(held[0]?.held) + Number(ordered === undefined)
    expect(winners).toBe(1)
    expect(await availableTo(pair, here())).toBe(0)
  }
})

test('two hundred buyers of a hundred units: exactly a hundred holds', async () => {
  const sneaker = await article(shop, { [here()]: 100 })
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => shop.write((ctx) => holdCart(ctx, oneHold(shop, sneaker, here())))),
  )
  expect(answers.flat().filter((answer) => answer.held)).toHaveLength(100)
  expect(await levelAt(shop, sneaker, here())).toMatchObject({ on_hand: 100, reserved: 100, allocated: 0 })
})

test('two hundred orders without carts for a hundred units: exactly a hundred allocations', async () => {
  const sneaker = await article(shop, { [here()]: 100 })
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => outcome(shop.write((ctx) => allocate(ctx, orderOf(sneaker, here()))))),
  )
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(100)
  expect(answers.filter((answer) => (answer as { code?: string } | undefined)?.code === 'out_of_stock')).toHaveLength(
    100,
  )
  expect(await levelAt(shop, sneaker, here())).toMatchObject({ on_hand: 100, allocated: 100 })
})

test('carts that cross (x then y, y then x) do not deadlock', async () => {
  const [x, y] = [await article(shop, { [here()]: 500 }), await article(shop, { [here()]: 500 })]
  let begun = 0
  const lines = (first: string, second: string) =>
    [first, second].map((variant_id) => ({ line_id: newId(), variant_id, location_id: here(), quantity: 1 }))
  await Promise.all(
    Array.from({ length: 120 }, (_, i) => {
      const [first, second] = i % 2 === 0 ? [x, y] : [y, x]
      const expires_at = new Date(shop.clock.now().getTime() + 60_000)
      return shop.write(async (ctx) => {
        begun += 1
        const cart_id = newId()
        await holdCart(ctx, { cart_id, expires_at, holds: lines(first, second) })
        const order = {
          order_id: newId(),
          cart_id,
          lines: lines(first, second).map((l) => ({ ...l, order_line_id: newId() })),
        }
        await allocate(ctx, order)
        if (i % 3 === 0) await deallocate(ctx, { order_id: order.order_id })
      })
    }),
  )
  // The database door starts a deadlocked transaction again: none was.
  expect(begun).toBe(120)
  expect(await levelAt(shop, x, here())).toMatchObject({ allocated: 80, reserved: 0 })
})

test('an expired hold frees its goods at the second it ends, for reads and for takes', async () => {
  const coat = await article(shop, { [here()]: 1 })
  await shop.write((ctx) => holdCart(ctx, oneHold(shop, coat, here(), 1, 60)))
  shop.clock.advance({ seconds: 59 })
  expect(await availableTo(coat, here())).toBe(0)
  expect((await shop.write((ctx) => holdCart(ctx, oneHold(shop, coat, here()))))[0]?.held).toBe(false)
  shop.clock.advance({ seconds: 1 })
  expect(await availableTo(coat, here())).toBe(1)
  await shop.write((ctx) => allocate(ctx, orderOf(coat, here())))
  expect(await levelAt(shop, coat, here())).toMatchObject({ allocated: 1, reserved: 0 })
})

test('a cart sees what it holds itself as available, others do not', async () => {
  const coat = await article(shop, { [here()]: 3 })
  const cart = oneHold(shop, coat, here(), 2)
  await shop.write((ctx) => holdCart(ctx, cart))
  expect(await availableTo(coat, here(), cart.cart_id)).toBe(3)
  expect(await availableTo(coat, here())).toBe(1)
})

test('holds grow, shrink, move and end; saying it twice changes nothing', async () => {
  const coat = await article(shop, { [here()]: 5, [there()]: 5 })
  const cart = oneHold(shop, coat, here(), 2)
  const [line] = cart.holds
  const say = (holds: typeof cart.holds) => shop.write((ctx) => holdCart(ctx, { ...cart, holds }))
  await say(cart.holds)
  await say(cart.holds)
  expect(await levelAt(shop, coat, here())).toMatchObject({ reserved: 2 })
  await say([{ ...line!, quantity: 5 }])
  expect(await levelAt(shop, coat, here())).toMatchObject({ reserved: 5 })
  await say([
    { ...line!, quantity: 1 },
    { ...line!, location_id: there(), quantity: 4 },
  ])
  expect(await levelAt(shop, coat, here())).toMatchObject({ reserved: 1 })
  expect(await levelAt(shop, coat, there())).toMatchObject({ reserved: 4 })
  await shop.write((ctx) => releaseCart(ctx, cart))
  expect(await levelAt(shop, coat, here())).toMatchObject({ reserved: 0 })
  expect(await levelAt(shop, coat, there())).toMatchObject({ reserved: 0 })
})

test('moving a hold to a shop that has too few never loses the goods it had', async () => {
  const coat = await article(shop, { [here()]: 2, [there()]: 1 })
  const cart = oneHold(shop, coat, here(), 2)
  await shop.write((ctx) => holdCart(ctx, cart))
  const moved = await shop.write((ctx) =>
    holdCart(ctx, { ...cart, holds: [{ ...cart.holds[0]!, location_id: there() }] }),
  )
  expect(moved).toEqual([{ line_id: cart.holds[0]!.line_id, location_id: there(), held: false }])
  expect(await levelAt(shop, coat, here())).toMatchObject({ reserved: 2 })
  expect(await levelAt(shop, coat, there())).toMatchObject({ reserved: 0 })
})

test('goods one line of a cart lets go serve another line of the same cart', async () => {
  const coat = await article(shop, { [here()]: 2 })
  const cart = oneHold(shop, coat, here(), 2)
  await shop.write((ctx) => holdCart(ctx, cart))
  const line = { ...cart.holds[0]!, line_id: newId() }
  expect((await shop.write((ctx) => holdCart(ctx, { ...cart, holds: [line] })))[0]?.held).toBe(true)
  expect(await levelAt(shop, coat, here())).toMatchObject({ reserved: 2 })
})

test('a pick-up and a parcel race for the same units of a shop: the shop never promises more than it has', async () => {
  const coat = await article(shop, { [here()]: 10 })
  const answers = await Promise.all(
    Array.from({ length: 30 }, async (_, i) => {
      if (i % 2 === 0) return (await shop.write((ctx) => holdCart(ctx, oneHold(shop, coat, here()))))[0]?.held === true
      return (await outcome(shop.write((ctx) => allocate(ctx, orderOf(coat, here()))))) === undefined
    }),
  )
  expect(answers.filter(Boolean)).toHaveLength(10)
})

test('placing turns what the cart holds into a promise and ends its other holds', async () => {
  const [coat, scarf] = [await article(shop, { [here()]: 1 }), await article(shop, { [here()]: 4 })]
  const cart = oneHold(shop, coat, here())
  const other = { line_id: newId(), variant_id: scarf, location_id: here(), quantity: 2 }
  await shop.write((ctx) => holdCart(ctx, { ...cart, holds: [...cart.holds, other] }))
  const order = orderOf(coat, here(), 1, cart.cart_id)
  await shop.write((ctx) => allocate(ctx, order))
  await shop.write((ctx) => allocate(ctx, order))
  expect(await levelAt(shop, coat, here())).toMatchObject({ allocated: 1, reserved: 0 })
  expect(await levelAt(shop, scarf, here())).toMatchObject({ allocated: 0, reserved: 0 })
})

test('an order that lacks one article takes nothing of the others and keeps the cart as it was', async () => {
  const [coat, scarf] = [await article(shop, { [here()]: 5 }), await article(shop, { [here()]: 1 })]
  const cart = oneHold(shop, coat, here(), 2)
  await shop.write((ctx) => holdCart(ctx, cart))
  const order = orderOf(coat, here(), 2, cart.cart_id)
  const lines = [...order.lines, { order_line_id: newId(), variant_id: scarf, location_id: here(), quantity: 2 }]
  const refusal = await shop
    .write((ctx) => allocate(ctx, { ...order, lines }))
    .catch((error: { code: string; details: unknown }) => error)
  expect(refusal).toMatchObject({
    code: 'out_of_stock',
    details: { lines: [{ variant_id: scarf, available: 1, quantity: 2 }] },
  })
  expect(await levelAt(shop, coat, here())).toMatchObject({ allocated: 0, reserved: 2 })
})

test('of two carts that held the goods, the first to pay gets the piece that is left after a till sale', async () => {
  const coat = await article(shop, { [here()]: 2 })
  const [first, second] = [oneHold(shop, coat, here()), oneHold(shop, coat, here())]
  for (const cart of [first, second]) await shop.write((ctx) => holdCart(ctx, cart))
  await shop.write((ctx) =>
    sellNow(ctx, {
      order_id: newId(),
      location_id: here(),
      lines: [{ order_line_id: newId(), variant_id: coat, quantity: 1 }],
    }),
  )
  await shop.write((ctx) => allocate(ctx, orderOf(coat, here(), 1, second.cart_id)))
  expect(await outcome(shop.write((ctx) => allocate(ctx, orderOf(coat, here(), 1, first.cart_id))))).toMatchObject({
    code: 'out_of_stock',
  })
  expect(await levelAt(shop, coat, here())).toMatchObject({ on_hand: 1, allocated: 1 })
})

test('the till is never blocked, sells once however often it says so, and tells of broken promises', async () => {
  const coat = await article(shop, { [here()]: 1 })
  await shop.write((ctx) => allocate(ctx, orderOf(coat, here())))
  const sale = {
    order_id: newId(),
    location_id: here(),
    lines: [{ order_line_id: newId(), variant_id: coat, quantity: 1 }],
  }
  await Promise.all([1, 2, 3].map(() => shop.write((ctx) => sellNow(ctx, sale))))
  expect(await levelAt(shop, coat, here())).toMatchObject({ on_hand: 0, allocated: 1 })
  const told = await shop.read(
    (ctx) => ctx.sql<{ data: { missing: number } }>`
    select data from event where type = 'stock.below_promise' and subject_id = ${coat}`,
  )
  expect(told.map((event) => event.data.missing)).toEqual([1])
})

test('an article the shop never had can still be sold at its till', async () => {
  const coat = await article(shop, {})
  await shop.write((ctx) =>
    sellNow(ctx, {
      order_id: newId(),
      location_id: here(),
      lines: [{ order_line_id: newId(), variant_id: coat, quantity: 1 }],
    }),
  )
  expect(await levelAt(shop, coat, here())).toMatchObject({ on_hand: -1 })
  expect(await availableTo(coat, here())).toBe(0)
})

test('goods leave once: a second shipment of the same promise is refused', async () => {
  const coat = await article(shop, { [here()]: 3 })
  const order = orderOf(coat, here(), 2)
  await shop.write((ctx) => allocate(ctx, order))
  const parcel = {
    order_id: order.order_id,
    kind: 'shipped' as const,
    lines: [{ order_line_id: order.lines[0]!.order_line_id, location_id: here(), quantity: 2 }],
  }
  const answers = await Promise.all([1, 2, 3].map(() => outcome(shop.write((ctx) => ship(ctx, parcel)))))
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(1)
  expect(answers.filter((answer) => answer?.code === 'not_allocated')).toHaveLength(2)
  expect(await levelAt(shop, coat, here())).toMatchObject({ on_hand: 1, allocated: 0 })
})

test('re-routing moves the promise whole or not at all', async () => {
  const coat = await article(shop, { [here()]: 3, [there()]: 2, [shop.ids.loc_gracia]: 1 })
  const order = orderOf(coat, here(), 3)
  const order_line_id = order.lines[0]!.order_line_id
  await shop.write((ctx) => allocate(ctx, order))
  const move = (parts: { location_id: string; quantity: number }[]) =>
    shop.write((ctx) =>
      moveAllocation(ctx, {
        order_id: order.order_id,
        from_location_id: here(),
        parts: parts.map((p) => ({ ...p, order_line_id })),
      }),
    )
  expect(await outcome(move([{ location_id: there(), quantity: 3 }]))).toMatchObject({ code: 'out_of_stock' })
  expect(await levelAt(shop, coat, here())).toMatchObject({ allocated: 3 })
  await move([
    { location_id: there(), quantity: 2 },
    { location_id: shop.ids.loc_gracia, quantity: 1 },
  ])
  expect(await levelAt(shop, coat, here())).toMatchObject({ allocated: 0 })
  expect(await levelAt(shop, coat, there())).toMatchObject({ allocated: 2 })
  expect((await shop.write((ctx) => deallocate(ctx, { order_id: order.order_id }))).length).toBe(2)
  expect(await shop.write((ctx) => deallocate(ctx, { order_id: order.order_id }))).toEqual([])
})

test('the sweeper frees what is due and nothing else', async () => {
  const coat = await article(shop, { [here()]: 5 })
  await shop.write((ctx) => holdCart(ctx, oneHold(shop, coat, here(), 2, 10)))
  await shop.write((ctx) => holdCart(ctx, oneHold(shop, coat, here(), 1, 100)))
  shop.clock.advance({ seconds: 10 })
  const { sweepHolds } = await import('./sweep-holds.ts')
  await sweepHolds.run({ write: shop.db.write, read: shop.db.read, log: { info: () => {} } as never }, {} as never)
  expect(await levelAt(shop, coat, here())).toMatchObject({ reserved: 1 })
})
