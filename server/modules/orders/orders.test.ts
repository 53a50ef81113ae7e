import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { paymentCaptured, askRefund, handBack, paymentsOf, recordTender } from '#payments'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import {
  cancelLines,
  changeContact,
  countOrders,
  listOrders,
  lockOrder,
  orderById,
  orderByNumber,
  orderLines,
  ordersOf,
  recordFulfilled,
  settleOrderStatus,
  writeOrder,
} from './index.ts'
import { findings, line, orderOf, visitor } from './orders.test-support.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  expect(await findings(shop)).toEqual([])
  await shop.close()
})

const eventsOf = (id: string) =>
  shop.read(
    (ctx) =>
      ctx.sql<{
        type: string
        data: any
      }>`select type, data from event where subject_id = ${id} order by xid, position`,
  )

test('an order is written with its lines, its number and its fact', async () => {
  const customer_id = await visitor(shop)
  const input = orderOf([line(2, 10_000), line(1, 999)], {
    customer_id,
    delivery_method: 'pickup',
    pickup_store_id: shop.ids.sol,
    address: null,
  })
  const written = await shop.write((ctx) => writeOrder(ctx, input))
  expect(written.number).toMatch(/^H-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  const order = await shop.read((ctx) => orderById(ctx, input.id))
  expect(order).toMatchObject({
    gross: 10_999,
    status: 'placed',
    payment_status: 'unpaid',
    touched_in: ['web'],
    contact: { email: 'ana@example.com' },
  })
  const lines = await shop.read((ctx) => orderLines(ctx, input.id))
  expect(lines.map((l) => [l.quantity, l.gross, l.unit_paid])).toEqual([
    [2, 10_000, [5_000, 5_000]],
    [1, 999, [999]],
  ])
  const [placed] = await eventsOf(input.id)
  expect(placed).toMatchObject({
    type: 'order.placed',
    data: { number: written.number, units: 3, store_name: 'Sol', touched_in: ['web'] },
  })
})

test('a cart becomes one order even when thirty requests place it at once', async () => {
  const cart_id = newId()
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => shop.write((ctx) => writeOrder(ctx, orderOf([line(1, 500)], { cart_id })))),
  )
  expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
  expect(answers.filter((answer) => answer.created)).toHaveLength(1)
})

test('a number is found as people type it', async () => {
  const { id, number } = await shop.write(async (ctx) => writeOrder(ctx, orderOf([line(1, 500)])))
  for (const typed of [
    number,
    number.toLowerCase(),
    number.replaceAll('-', ''),
    number.slice(2),
    number.slice(2).replace('-', ' ').toLowerCase(),
  ]) {
    expect((await shop.read((ctx) => orderByNumber(ctx, typed))).id).toBe(id)
  }
  await expect(shop.read((ctx) => orderByNumber(ctx, 'H-0000-0000'))).rejects.toMatchObject({ code: 'not_found' })
})

test('orders are listed by any filter, page by page, and only those of the own store', async () => {
  const customer_id = await visitor(shop)
  const made: string[] = []
  for (let i = 0; i < 5; i++) {
    shop.clock.advance({ minutes: 1 })
    const pickup = i % 2 === 0
    const input = orderOf([line(1, 500)], {
      customer_id,
      channel: 'phone',
      delivery_method: pickup ? 'pickup' : 'carry_out',
      pickup_store_id: pickup ? shop.ids.gracia : null,
      store_id: pickup ? null : shop.ids.granvia,
    })
    await shop.write((ctx) => writeOrder(ctx, input))
    made.unshift(input.id)
  }
  const list = (stores: string[] | null, filter = {}) => shop.read((ctx) => listOrders(ctx, stores, filter))
  const first = await list(null, { channel: 'phone', customer_id, limit: 2 })
  const second = await list(null, { channel: 'phone', customer_id, limit: 2, after: first.next ?? '' })
  expect([...first.items, ...second.items].map((order) => order.id)).toEqual(made.slice(0, 4))
  expect((await list([shop.ids.gracia])).items).toHaveLength(3)
  expect(
    (await list([shop.ids.gracia, shop.ids.granvia], { status: 'placed', channel: 'phone' })).items.map(
      (order) => order.id,
    ),
  ).toEqual(made)
  expect((await list([shop.ids.sol], { channel: 'phone' })).items).toHaveLength(0)
  const count = (stores: string[] | null, filter = {}) => shop.read((ctx) => countOrders(ctx, stores, filter))
  expect(await count(null, { channel: 'phone', customer_id })).toEqual({ count: made.length, more: false })
  expect(await count([shop.ids.gracia])).toEqual({ count: 3, more: false })
  // Sold in one of them and collected in the other is one order.
  expect((await count([shop.ids.gracia, shop.ids.granvia], { channel: 'phone' })).count).toBe(made.length)
  expect(await count(null, { text: 'nobody-is-called-so' })).toEqual({ count: 0, more: false })
  const number = first.items[0]?.number ?? ''
  await shop.settle()
  expect((await list(null, { text: number.slice(2, 6) })).items.map((order) => order.number)).toContain(number)
  expect(
    (
      await list(null, {
        text: `${number.slice(-4)}`,
        placed_from: new Date('2026-01-01'),
        placed_to: new Date('2027-01-01'),
      })
    ).items.map((o) => o.number),
  ).toEqual([number])
  expect((await shop.read((ctx) => ordersOf(ctx, [customer_id], { limit: 3 }))).items.map((order) => order.id)).toEqual(
    made.slice(0, 3),
  )
})

test('cancelling piece by piece gives exactly what was paid, to the cent', async () => {
  for (let round = 0; round < 5; round++) {
    const lines = [line(1 + Math.floor(Math.random() * 7), 1_003 + round), line(3, 1_000), line(2, 1)]
    const input = orderOf(lines)
    const paid = input.gross
    const order_id = input.id
    await shop.write(async (ctx) => {
      await writeOrder(ctx, { ...input, paid })
      await recordTender(ctx, {
        id: newId(),
        order_id,
        provider: 'cash',
        amount: paid,
        currency: 'EUR',
        store_id: shop.ids.granvia,
      })
    })
    const units = lines
      .flatMap((l) => Array.from({ length: l.quantity }, () => l.id))
      .toSorted(() => Math.random() - 0.5)
    let refunded = 0
    while (units.length > 0) {
      const asked = new Map<string, number>()
      for (const id of units.splice(0, 1 + Math.floor(Math.random() * 4))) asked.set(id, (asked.get(id) ?? 0) + 1)
      const cause_id = newId()
      const cancel = () =>
        shop.write(async (ctx) => {
          const done = await cancelLines(ctx, {
            order_id,
            cause_id,
            reason: 'changed_mind',
            lines: [...asked].map(([line_id, quantity]) => ({ line_id, quantity })),
          })
          await askRefund(ctx, {
            order_id,
            amount: done.to_refund,
            reason: 'changed_mind',
            cause_kind: 'test',
            cause_id,
          })
          return done
        })
      const done = await cancel()
      expect(done.to_refund).toBe(done.amount)
      refunded += done.amount
      expect(refunded).toBeLessThanOrEqual(paid)
      // said again: nothing more is cancelled
      expect((await cancel()).amount).toBe(done.amount)
    }
    expect(refunded).toBe(paid)
    for (const { id } of await shop.read((ctx) => paymentsOf(ctx, { order_id })))
      await shop.write((ctx) => handBack(ctx, { payment_id: id }))
    await shop.settle()
    expect(await shop.read((ctx) => orderById(ctx, order_id))).toMatchObject({
      status: 'canceled',
      paid,
      refunded: paid,
      payment_status: 'refunded',
    })
  }
})

test('thirty people cancel the same two pieces: they are cancelled once', async () => {
  const sold = line(3, 3_000)
  const input = orderOf([sold])
  await shop.write((ctx) => writeOrder(ctx, input))
  const answers = await Promise.allSettled(
    Array.from({ length: 30 }, () =>
      shop.write((ctx) =>
        cancelLines(ctx, { order_id: input.id, lines: [{ line_id: sold.id, quantity: 2 }], reason: 'changed_mind' }),
      ),
    ),
  )
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
  expect(answers.find((answer) => answer.status === 'rejected')).toMatchObject({ reason: { code: 'not_cancellable' } })
  expect((await shop.read((ctx) => orderLines(ctx, input.id)))[0]).toMatchObject({ canceled: 2 })
})

test('what was not paid is not refunded', async () => {
  const input = orderOf([line(2, 2_000)])
  await shop.write((ctx) => writeOrder(ctx, input))
  const canceled = await shop.write((ctx) =>
    cancelLines(ctx, { order_id: input.id, lines: 'all', reason: 'out_of_stock' }),
  )
  expect(canceled).toMatchObject({ amount: 2_000, to_refund: 0 })
  expect((await eventsOf(input.id)).map((event) => event.type)).toEqual([
    'order.placed',
    'order.lines_canceled',
    'order.canceled',
  ])
})

test('an order is done when its goods are, whatever its services', async () => {
  const [shoe, wrap] = [line(2, 2_000), line(1, 300, { kind: 'service' })]
  const input = orderOf([shoe, wrap])
  await shop.write((ctx) => writeOrder(ctx, input))
  await shop.write((ctx) => settleOrderStatus(ctx, input.id, { started: true }))
  expect((await shop.read((ctx) => orderById(ctx, input.id))).status).toBe('in_progress')
  await shop.write(async (ctx) => {
    await lockOrder(ctx, input.id)
    await recordFulfilled(ctx, { order_id: input.id, lines: [{ line_id: shoe.id, quantity: 2 }] })
  })
  expect((await shop.read((ctx) => orderById(ctx, input.id))).status).toBe('completed')
  await expect(
    shop.write((ctx) => changeContact(ctx, { order_id: input.id, contact: { phone: '+34600000000' } })),
  ).rejects.toMatchObject({ code: 'order_closed' })
  await expect(
    shop.write((ctx) => recordFulfilled(ctx, { order_id: input.id, lines: [{ line_id: shoe.id, quantity: 1 }] })),
  ).rejects.toMatchObject({ code: 'not_open' })
})

test('money that arrives later is seen in the order', async () => {
  const input = orderOf([line(1, 1_500)])
  const [payment_id, effect_id] = [newId(), newId()]
  await shop.write(async (ctx) => {
    await writeOrder(ctx, input)
    await recordTender(ctx, {
      id: payment_id,
      order_id: input.id,
      provider: 'terminal',
      amount: 1_500,
      currency: 'EUR',
      store_id: shop.ids.sol,
    })
  })
  expect(await shop.read((ctx) => orderById(ctx, input.id))).toMatchObject({ paid: 0, payment_status: 'unpaid' })
  const { id: order_id, cart_id } = input
  await shop.write(async (ctx) =>
    ctx.emit(paymentCaptured, {
      payment_id,
      effect_id,
      cart_id,
      order_id,
      amount: 1_500,
      currency: 'EUR',
      provider: 'terminal',
      tender: 'card',
      reason: null,
    }),
  )
  await shop.settle()
  expect(await shop.read((ctx) => orderById(ctx, input.id))).toMatchObject({ paid: 1_500, payment_status: 'paid' })
})
