import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/actor'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { article, findings } from './articles.test-support.ts'
import {
  adjust,
  allocate,
  countStock,
  deallocate,
  holdCart,
  moveAllocation,
  offered,
  receive,
  receiveTransfer,
  releaseCart,
  restock,
  sellNow,
  sendTransfer,
  setStockPolicy,
  ship,
} from './index.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** What a random day needs to remember between its acts. */
type Day = {
  articles: string[]
  places: string[]
  carts: { id: string; line_ids: string[] }[]
  orders: Map<string, { order_line_id: string; location_id: string }>
  transfers: string[]
}
type Act = {
  verb: number
  article: number
  place: number
  other: number
  quantity: number
  cart: number
  seconds: number
}

const pick = <T>(items: readonly T[], index: number): T => items[index % items.length] as T

const VERBS: readonly ((day: Day, act: Act) => Promise<unknown>)[] = [
  hold,
  hold,
  hold,
  place,
  place,
  (day, act) => shop.write((ctx) => releaseCart(ctx, { cart_id: pick(day.carts, act.cart).id })),
  (day, { article: a, place: p, quantity }) =>
    shop.write((ctx) =>
      receive(ctx, {
        id: newId(),
        location_id: pick(day.places, p),
        lines: [{ variant_id: pick(day.articles, a), quantity }],
      }),
    ),
  (day, { article: a, place: p, quantity }) =>
    shop.write((ctx) =>
      adjust(ctx, {
        id: newId(),
        location_id: pick(day.places, p),
        reason: 'lost',
        lines: [{ variant_id: pick(day.articles, a), on_hand: -quantity, damaged: 1 }],
      }),
    ),
  (day, { article: a, place: p, quantity }) =>
    shop.write((ctx) =>
      countStock(ctx, {
        location_id: pick(day.places, p),
        reason: 'count',
        lines: [{ id: newId(), variant_id: pick(day.articles, a), counted: quantity }],
      }),
    ),
  (day, { article: a, place: p, quantity }) =>
    shop.write((ctx) =>
      sellNow(ctx, {
        order_id: newId(),
        location_id: pick(day.places, p),
        lines: [{ order_line_id: newId(), variant_id: pick(day.articles, a), quantity }],
      }),
    ),
  async (day, { article: a, place: p, other, quantity }) => {
    const id = newId()
    const lines = [{ variant_id: pick(day.articles, a), quantity }]
    await shop.write((ctx) =>
      sendTransfer(ctx, { id, from_id: pick(day.places, p), to_id: pick(day.places, other), lines }),
    )
    day.transfers.push(id)
  },
  (day, { article: a, cart, quantity, seconds }) =>
    shop.write((ctx) =>
      receiveTransfer(ctx, {
        transfer_id: pick([...day.transfers, newId()], cart),
        receipt_id: newId(),
        lines: [{ variant_id: pick(day.articles, a), received: quantity - 1 }],
        close: seconds % 2 === 0,
      }),
    ),
  (day, { cart }) => shop.write((ctx) => deallocate(ctx, { order_id: pick([...day.orders.keys(), newId()], cart) })),
  (day, act) =>
    withOrder(day, act, (order_id, line) =>
      shop.write((ctx) => ship(ctx, { order_id, kind: 'shipped', lines: [{ ...line, quantity: act.quantity }] })),
    ),
  (day, act) =>
    withOrder(day, act, (order_id, { order_line_id, location_id }) =>
      shop.write((ctx) =>
        moveAllocation(ctx, {
          order_id,
          from_location_id: location_id,
          parts: [{ order_line_id, location_id: pick(day.places, act.other), quantity: act.quantity }],
        }),
      ),
    ),
  (day, { article: a, place: p, quantity, seconds }) =>
    shop.write((ctx) =>
      restock(ctx, {
        return_id: newId(),
        location_id: pick(day.places, p),
        lines: [{ line_id: newId(), variant_id: pick(day.articles, a), quantity, sellable: seconds % 2 === 0 }],
      }),
    ),
  (day, { article: a, place: p, quantity, seconds }) =>
    shop.write((ctx) =>
      setStockPolicy(ctx, {
        location_id: pick(day.places, p),
        lines: [{ variant_id: pick(day.articles, a), safety_stock: quantity % 3, backorder_limit: seconds % 3 }],
      }),
    ),
  async (_day, { seconds }) => shop.clock.advance({ seconds }),
]

function hold(day: Day, { article: a, place: p, other, quantity, cart, seconds }: Act): Promise<unknown> {
  const { id, line_ids } = pick(day.carts, cart)
  const expires_at = new Date(shop.clock.now().getTime() + seconds * 1_000)
  const holds = line_ids.map((line_id, i) => ({
    line_id,
    variant_id: pick(day.articles, a + i),
    location_id: pick(day.places, i === 0 ? p : other),
    quantity,
  }))
  return shop.write((ctx) => holdCart(ctx, { cart_id: id, expires_at, holds }))
}

async function place(day: Day, { article: a, place: p, quantity, cart, seconds }: Act): Promise<void> {
  const line = { order_line_id: newId(), location_id: pick(day.places, p) }
  const order_id = newId()
  const cart_id = seconds % 2 === 0 ? null : pick(day.carts, cart).id
  await shop.write((ctx) =>
    allocate(ctx, { order_id, cart_id, lines: [{ ...line, variant_id: pick(day.articles, a), quantity }] }),
  )
  day.orders.set(order_id, line)
}

async function withOrder(
  day: Day,
  { cart }: Act,
  work: (order_id: string, line: { order_line_id: string; location_id: string }) => Promise<unknown>,
): Promise<void> {
  const order_id = pick([...day.orders.keys(), newId()], cart)
  const line = day.orders.get(order_id)
  if (line) await work(order_id, line)
}

/** A refusal is an answer; anything else is a bug. */
async function attempt(day: Day, act: Act): Promise<void> {
  try {
    await pick(VERBS, act.verb)(day, act)
  } catch (error) {
    if ((error as Error).name !== 'Refused') throw error
  }
}

const anyAct = fc.record({
  verb: fc.nat(VERBS.length - 1),
  article: fc.nat(2),
  place: fc.nat(2),
  other: fc.nat(2),
  quantity: fc.integer({ min: 1, max: 5 }),
  cart: fc.nat(3),
  seconds: fc.integer({ min: 1, max: 90 }),
})

/** What windows show of the articles: `together` as shoppers read, who are shown for a second what was shown before. */
const shownOf = (variant_ids: readonly string[], planned?: 'together') =>
  shop.db.read({ actor: systemActor('window'), ...(planned ? { planned } : {}) }, async (ctx) =>
    Object.fromEntries(await offered(ctx, { variant_ids, channel: 'web' })),
  )

const CLERKS = 4

test('whatever four clerks do at once, the counters agree with the ledger, no promise is negative, and windows show it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct, { minLength: 40, maxLength: 80 }), async (acts) => {
      const places = [shop.ids.loc_granvia, shop.ids.loc_sol, shop.ids.loc_central]
      const articles: string[] = []
      for (let i = 0; i < 3; i++)
        articles.push(await article(shop, { [places[0] as string]: 8, [places[i] as string]: 4 }))
      const carts = Array.from({ length: 4 }, () => ({ id: newId(), line_ids: [newId(), newId()] }))
      const day: Day = { articles, places, carts, orders: new Map(), transfers: [] }
      await Promise.all(
        Array.from({ length: CLERKS }, async (_, clerk) => {
          for (const act of acts.filter((_, i) => i % CLERKS === clerk)) {
            await shownOf(articles, 'together')
            await attempt(day, act)
          }
        }),
      )
      expect(await shownOf(articles, 'together')).toEqual(await shownOf(articles))
      expect(await findings(shop)).toEqual([])
      const [negative] = await shop.read(
        (ctx) => ctx.sql`
        select * from stock_level where allocated < 0 or reserved < 0 or damaged < 0 or incoming < 0`,
      )
      expect(negative).toBeUndefined()
    }),
    { numRuns: 40, endOnFailure: true },
  )
}, 120_000)
