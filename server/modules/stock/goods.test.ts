import { afterAll, beforeAll, expect, test } from 'vitest'
import { localDay } from '#organisation'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { article, findings, levelAt, oneHold } from './articles.test-support.ts'
import {
  adjust,
  allocate,
  countStock,
  holdCart,
  receive,
  receiveTransfer,
  restock,
  sendTransfer,
  setStockPolicy,
  stockLedger,
  giveCapacity,
  moveCapacity,
  nodes,
  takeCapacity,
} from './index.ts'

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
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  )

test('the same receipt said three times at once comes in once', async () => {
  const coat = await article(shop, {})
  const receipt = {
    id: newId(),
    location_id: here(),
    lines: [
      { variant_id: coat, quantity: 4 },
      { variant_id: coat, quantity: 2 },
    ],
  }
  await Promise.all([1, 2, 3].map(() => shop.write((ctx) => receive(ctx, receipt))))
  expect(await levelAt(shop, coat, here())).toMatchObject({ on_hand: 6 })
})

test('an unknown article is refused by name, not by a broken server', async () => {
  const receipt = { id: newId(), location_id: here(), lines: [{ variant_id: newId(), quantity: 4 }] }
  expect(await refusal(shop.write((ctx) => receive(ctx, receipt)))).toBe('unknown_article')
})

test('a correction needs a reason, never goes below zero, and may break promises aloud', async () => {
  const coat = await article(shop, { [here()]: 3 })
  await shop.write((ctx) => holdCart(ctx, oneHold(shop, coat, here(), 2)))
  const lose = (on_hand: number, reason = 'stolen') =>
    refusal(
      shop.write((ctx) =>
        adjust(ctx, { id: newId(), location_id: here(), reason, lines: [{ variant_id: coat, on_hand }] }),
      ),
    )
  expect(await lose(-1, ' ')).toBe('reason_missing')
  expect(await lose(-4)).toBe('not_enough')
  expect(await lose(-2)).toBe('done')
  const told = await shop.read(
    (ctx) => ctx.sql<{ type: string }>`
    select type from event where subject_id = ${coat} and type like 'stock.%' order by type`,
  )
  expect(told.map((event) => event.type)).toEqual(['stock.below_promise', 'stock.ran_out'])
})

test('damaged goods leave the shelf and stay on the books until thrown away', async () => {
  const coat = await article(shop, { [here()]: 3 })
  const damage = (on_hand: number, damaged: number) =>
    refusal(
      shop.write((ctx) =>
        adjust(ctx, {
          id: newId(),
          location_id: here(),
          reason: 'torn',
          lines: [{ variant_id: coat, on_hand, damaged }],
        }),
      ),
    )
  await damage(-1, 1)
  expect(await levelAt(shop, coat, here())).toMatchObject({ on_hand: 2, damaged: 1 })
  expect(await damage(0, -2)).toBe('not_enough')
  await damage(0, -1)
  expect(await levelAt(shop, coat, here())).toMatchObject({ on_hand: 2, damaged: 0 })
})

test('a count makes the book true and keeps the variance with its reason, once', async () => {
  const coat = await article(shop, { [here()]: 10 })
  const count = { location_id: here(), reason: 'monthly count', lines: [{ id: newId(), variant_id: coat, counted: 7 }] }
  const [first] = await shop.write((ctx) => countStock(ctx, count))
  expect(first).toMatchObject({ expected: 10, counted: 7, variance: -3 })
  await shop.write((ctx) =>
    receive(ctx, { id: newId(), location_id: here(), lines: [{ variant_id: coat, quantity: 5 }] }),
  )
  expect(await shop.write((ctx) => countStock(ctx, count))).toEqual([first])
  expect(await levelAt(shop, coat, here())).toMatchObject({ on_hand: 12 })
})

test('a transfer leaves, arrives in two receipts, and what never came is missing', async () => {
  const coat = await article(shop, { [here()]: 10 })
  const transfer_id = newId()
  const send = { id: transfer_id, from_id: here(), to_id: there(), lines: [{ variant_id: coat, quantity: 6 }] }
  await Promise.all([1, 2].map(() => shop.write((ctx) => sendTransfer(ctx, send))))
  expect(await levelAt(shop, coat, here())).toMatchObject({ on_hand: 4 })
  expect(await levelAt(shop, coat, there())).toMatchObject({ on_hand: 0, incoming: 6 })
  const arrive = (receipt_id: string, received: number, close = false) =>
    shop.write((ctx) =>
      receiveTransfer(ctx, { transfer_id, receipt_id, lines: [{ variant_id: coat, received }], close }),
    )
  const first = newId()
  expect(await arrive(first, 2)).toMatchObject({ status: 'sent' })
  expect(await arrive(first, 2)).toMatchObject({ status: 'sent' })
  expect(await levelAt(shop, coat, there())).toMatchObject({ on_hand: 2, incoming: 4 })
  expect(await refusal(arrive(newId(), 5))).toBe('more_than_sent')
  expect(await arrive(newId(), 3, true)).toMatchObject({ status: 'received_short', missing: 1 })
  expect(await levelAt(shop, coat, there())).toMatchObject({ on_hand: 5, incoming: 0 })
  expect(await refusal(arrive(newId(), 1))).toBe('transfer_closed')
})

test('papers that bear one id are told apart: a receipt named like its transfer brings the goods in, once', async () => {
  const coat = await article(shop, { [here()]: 10, [there()]: 1 })
  const id = newId()
  const lines = [{ variant_id: coat, quantity: 4 }]
  const arrive = { transfer_id: id, receipt_id: id, lines: [{ variant_id: coat, received: 4 }], close: true }
  await shop.write((ctx) => sendTransfer(ctx, { id, from_id: here(), to_id: there(), lines }))
  for (const _ of [1, 2])
    expect(await shop.write((ctx) => receiveTransfer(ctx, arrive))).toMatchObject({ status: 'received', missing: 0 })
  expect(await levelAt(shop, coat, there())).toMatchObject({ on_hand: 5, incoming: 0 })
  await Promise.all([1, 2].map(() => shop.write((ctx) => receive(ctx, { id, location_id: there(), lines }))))
  const adjustment = { id, location_id: there(), reason: 'lost', lines: [{ variant_id: coat, on_hand: -1 }] }
  await Promise.all([1, 2].map(() => shop.write((ctx) => adjust(ctx, adjustment))))
  expect(await levelAt(shop, coat, there())).toMatchObject({ on_hand: 8, incoming: 0 })
})

test('what is promised cannot be sent away, what is held too long can', async () => {
  const coat = await article(shop, { [here()]: 3 })
  await shop.write((ctx) =>
    allocate(ctx, {
      order_id: newId(),
      cart_id: null,
      lines: [{ order_line_id: newId(), variant_id: coat, location_id: here(), quantity: 1 }],
    }),
  )
  await shop.write((ctx) => holdCart(ctx, oneHold(shop, coat, here(), 1, 30)))
  const send = () =>
    refusal(
      shop.write((ctx) =>
        sendTransfer(ctx, { id: newId(), from_id: here(), to_id: there(), lines: [{ variant_id: coat, quantity: 2 }] }),
      ),
    )
  expect(await send()).toBe('not_enough')
  shop.clock.advance({ seconds: 30 })
  expect(await send()).toBe('done')
})

test('safety stock is kept back from promises, a backorder limit lets them go beyond the goods', async () => {
  const coat = await article(shop, { [here()]: 3 })
  const policy = (safety_stock: number, backorder_limit: number) =>
    shop.write((ctx) =>
      setStockPolicy(ctx, { location_id: here(), lines: [{ variant_id: coat, safety_stock, backorder_limit }] }),
    )
  const hold = async (quantity: number) =>
    (await shop.write((ctx) => holdCart(ctx, oneHold(shop, coat, here(), quantity))))[0]?.held
  await policy(2, 0)
  expect(await hold(2)).toBe(false)
  expect(await hold(1)).toBe(true)
  await policy(0, 2)
  expect(await hold(5)).toBe(false)
  expect(await hold(4)).toBe(true)
})

test('returned goods go back to the shelf or to the damaged ones, each line once', async () => {
  const coat = await article(shop, { [here()]: 1 })
  const back = {
    return_id: newId(),
    location_id: here(),
    lines: [
      { line_id: newId(), variant_id: coat, quantity: 1, sellable: true },
      { line_id: newId(), variant_id: coat, quantity: 2, sellable: false },
    ],
  }
  const twice = { ...back, lines: [back.lines[0]!, back.lines[0]!] }
  expect(await refusal(shop.write((ctx) => restock(ctx, twice)))).toBe('line_twice')
  await Promise.all([1, 2].map(() => shop.write((ctx) => restock(ctx, back))))
  expect(await levelAt(shop, coat, here())).toMatchObject({ on_hand: 2, damaged: 2 })
})

test('"why is it 3?": the ledger tells every movement with its cause and the balance after it, page by page', async () => {
  const coat = await article(shop, { [here()]: 10 })
  const cart = oneHold(shop, coat, here(), 2)
  await shop.write((ctx) => holdCart(ctx, cart))
  await shop.write((ctx) => holdCart(ctx, { ...cart, holds: [] }))
  await shop.write((ctx) =>
    adjust(ctx, { id: newId(), location_id: here(), reason: 'lost', lines: [{ variant_id: coat, on_hand: -7 }] }),
  )
  const first = await shop.read((ctx) => stockLedger(ctx, { variant_id: coat, location_id: here(), limit: 2 }))
  const rest = await shop.read((ctx) =>
    stockLedger(ctx, { variant_id: coat, location_id: here(), limit: 2, after: first.next ?? '' }),
  )
  const told = [...first.items, ...rest.items]
  expect(told.map((entry) => entry.kind)).toEqual(['adjusted', 'released', 'reserved', 'opening'])
  expect(told.map((entry) => entry.balance.on_hand)).toEqual([3, 10, 10, 10])
  expect(told.map((entry) => entry.balance.reserved)).toEqual([0, 0, 2, 0])
  expect(told[0]?.reason).toBe('lost')
  expect(rest.next).toBeNull()
})

test('a day of a place has room again once so many orders have left it that it can work off the others', async () => {
  await shop.write((ctx) => ctx.sql`update location set max_orders_per_day = 3 where id = ${there()}`)
  const coat = await article(shop, { [there()]: 10 })
  const day = { location_id: there(), on_date: localDay('Europe/Madrid', shop.clock.now()) }
  const room = async () => {
    const ask = { variant_ids: [coat], channel: 'web', method: 'ship' } as const
    return (await shop.read((ctx) => nodes(ctx, ask))).find((node) => node.location_id === there())?.capacity_left
  }
  expect(await room()).toBe(3)
  // Eight whose plans were made while there was room: each of them is work for that day.
  await Promise.all(Array.from({ length: 8 }, () => shop.write((ctx) => takeCapacity(ctx, [day]))))
  for (let left = 8; left > 3; left--) {
    expect(await room()).toBe(0)
    await shop.write((ctx) => giveCapacity(ctx, [day]))
  }
  expect(await room()).toBe(0)
  await shop.write((ctx) => giveCapacity(ctx, [day, day]))
  expect(await room()).toBe(2)
})

test('orders that leave two places for each other wait for each other, and none is lost', async () => {
  await shop.write(
    (ctx) => ctx.sql`update location set max_orders_per_day = 9 where id = any(${[here(), there()]}::uuid[])`,
  )
  const [a, b] = [here(), there()].map((location_id) => ({ location_id, on_date: '2026-12-01' }))
  const taken = () =>
    shop.read(
      (ctx) =>
        ctx.sql<{ taken: number }>`select taken from stock_capacity where on_date = '2026-12-01' order by location_id`,
    )
  await shop.write((ctx) => takeCapacity(ctx, [a!, a!, b!, b!]))
  const moved = (from: typeof a, to: typeof a) => shop.write((ctx) => moveCapacity(ctx, [from!], [to!]))
  await Promise.all([moved(a, b), moved(b, a), moved(a, b), moved(b, a)])
  expect(await taken()).toEqual([{ taken: 2 }, { taken: 2 }])
})
