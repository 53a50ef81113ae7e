import { afterAll, beforeAll, expect, test } from 'vitest'
import { lettersIn } from '#test/letters'
import { cancelLines, orderById } from '#orders'
import { deallocate } from '#stock'
import { handBack, paymentsOf } from '#payments'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { accept, startPicking } from './accept.ts'
import { cancelFulfilments } from './cancel.ts'
import {
  article,
  codeOf,
  factsAbout,
  findings,
  first,
  levelAt,
  linesOfOrder,
  ofOrder,
  place,
} from './fulfilment.test-support.ts'
import { handOver } from './hand-over.ts'
import { handoverQr } from './handover-qr.ts'
import { dueToExpire, expire, extend, remindDue } from './hold.ts'
import { markReady } from './mark-ready.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  expect(await findings(shop)).toEqual([])
  await shop.close()
})

async function readyPickup(quantity = 1) {
  const goods = await article(shop, { [shop.ids.loc_sol]: 5 })
  const placed = await place(shop, [{ ...goods, quantity }], { pickup_store_id: shop.ids.sol })
  const { id: fulfilment_id } = first(placed.fulfilments)
  await shop.write((ctx) => startPicking(ctx, { fulfilment_id }))
  await shop.write((ctx) => markReady(ctx, { fulfilment_id, picked_all: true }))
  return { ...placed, ...goods, fulfilment_id, code: await codeOf(shop, fulfilment_id) }
}

const letters = () =>
  lettersIn(shop.folder)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ subject, text }) => `${subject}\n\n${text}`)

const owedOf = async (order_id: string) => {
  const payments = await shop.read((ctx) => paymentsOf(ctx, { order_id }))
  return {
    owed: payments.reduce((sum, { owed }) => sum + owed, 0),
    refunded: payments.reduce((sum, { refunded }) => sum + refunded, 0),
  }
}

test('who does not come gets a reminder, then the money; the goods go back to the shelf', async () => {
  const { fulfilment_id, order_id, variant_id, paid, code } = await readyPickup(2)
  await shop.work()
  expect(letters().at(-1)).toContain(`Tu código de recogida: ${code.slice(0, 3)} ${code.slice(3)}`)
  expect(letters().at(-1)).toContain('lunes, 30 de noviembre, 21:00')
  shop.clock.set('2026-11-29T21:00:00Z')
  expect(await shop.write(remindDue)).toBe(1)
  expect(await shop.write(remindDue)).toBe(0)
  shop.clock.set('2026-11-30T20:00:01Z')
  expect(await shop.read(dueToExpire)).toContain(fulfilment_id)
  const rounds = await Promise.all(
    Array.from({ length: 20 }, () => shop.write((ctx) => expire(ctx, { fulfilment_id }))),
  )
  expect(rounds.filter((round) => round !== null)).toHaveLength(1)
  expect(await levelAt(shop, variant_id, shop.ids.loc_sol)).toEqual({ on_hand: 5, allocated: 0 })
  expect((await linesOfOrder(shop, order_id)).map((line) => line.canceled)).toEqual([2])
  await shop.work()
  expect(await shop.read((ctx) => orderById(ctx, order_id))).toMatchObject({
    status: 'canceled',
    cancel_reason: 'not_collected',
  })
  // Paid at a terminal in the shop: a job hands nothing back, somebody there has to.
  expect(await owedOf(order_id)).toEqual({ owed: paid, refunded: 0 })
  const [payment] = await shop.read((ctx) => paymentsOf(ctx, { order_id }))
  await shop.write((ctx) => handBack(ctx, { payment_id: payment!.id }))
  await shop.work()
  expect(await shop.read((ctx) => orderById(ctx, order_id))).toMatchObject({
    refunded: paid,
    payment_status: 'refunded',
  })
  expect(await factsAbout(shop, fulfilment_id)).toEqual(
    ['assigned', 'picking_started', 'ready', 'reminded', 'expired'].map((name) => `fulfilment.${name}`),
  )
  const sent = letters().join('\n')
  expect(sent).toContain('te espera hasta el')
  expect(sent).toContain('39,98')
  expect(await shop.read(dueToExpire)).toEqual([])
})

test('at the last second it is either handed over or expired, never both', async () => {
  for (let round = 0; round < 6; round++) {
    shop.clock.set('2026-12-01T10:00:00Z')
    const { fulfilment_id, order_id, variant_id, code, paid } = await readyPickup()
    shop.clock.set('2027-01-10T10:00:00Z')
    const customer = () => shop.write((ctx) => handOver(ctx, { fulfilment_id, proof: { code } }))
    const job = () => shop.write((ctx) => expire(ctx, { fulfilment_id }))
    // Now one, now the other has the start of a few microseconds.
    const handed = (
      await Promise.allSettled(round % 2 === 0 ? [customer(), job(), job(), job()] : [job(), job(), job(), customer()])
    ).at(round % 2 === 0 ? 0 : -1)
    const { status } = first(await ofOrder(shop, order_id))
    await shop.settle()
    const order = await shop.read((ctx) => orderById(ctx, order_id))
    const level = await levelAt(shop, variant_id, shop.ids.loc_sol)
    const { owed } = await owedOf(order_id)
    if (handed?.status === 'fulfilled') {
      expect({ status, order: order.status, level, owed }).toEqual({
        status: 'handed_over',
        order: 'completed',
        level: { on_hand: 4, allocated: 0 },
        owed: 0,
      })
    } else {
      expect({ status, order: order.status, level, owed }).toEqual({
        status: 'expired',
        order: 'canceled',
        level: { on_hand: 5, allocated: 0 },
        owed: paid,
      })
    }
  }
})

test('an agent holds it longer, and it does not expire meanwhile', async () => {
  shop.clock.set('2026-12-01T10:00:00Z')
  const { fulfilment_id } = await readyPickup()
  const longer = await shop.write((ctx) => extend(ctx, { fulfilment_id, until: '2026-12-12' }))
  expect(longer.hold_until).toEqual(new Date('2026-12-12T20:00:00Z'))
  expect(await shop.write((ctx) => extend(ctx, { fulfilment_id, until: '2026-12-12' }))).toEqual(longer)
  await expect(shop.write((ctx) => extend(ctx, { fulfilment_id, until: '2026-12-05' }))).rejects.toMatchObject({
    code: 'not_later',
  })
  await expect(shop.write((ctx) => extend(ctx, { fulfilment_id, until: '2027-03-01' }))).rejects.toMatchObject({
    code: 'too_late',
  })
  shop.clock.set('2026-12-10T10:00:00Z')
  expect(await shop.write((ctx) => expire(ctx, { fulfilment_id }))).toBeNull()
})

test('the code is for whom it is for', async () => {
  const { fulfilment_id, customer_id, code } = await readyPickup()
  const mine = shop.actor({ kind: 'customer', customer_id, channel: 'web' })
  const qr = await shop.read((ctx) => handoverQr(ctx, { fulfilment_id }), mine)
  expect(qr.code).toBe(code)
  expect(qr.svg).toMatch(/^<svg/)
  const other = await readyPickup()
  await expect(shop.read((ctx) => handoverQr(ctx, { fulfilment_id: other.fulfilment_id }), mine)).rejects.toMatchObject(
    { code: 'not_found' },
  )
})

test('before picking a quantity is taken down; while picking it is too late', async () => {
  const goods = await article(shop, { [shop.ids.loc_central]: 9 })
  const { order_id, fulfilments, line_ids } = await place(shop, [{ ...goods, quantity: 3 }])
  const [order_line_id = ''] = line_ids
  const { id: fulfilment_id } = first(fulfilments)
  await shop.write((ctx) => accept(ctx, { fulfilment_id }))
  const less = (quantity: number) =>
    shop.write(async (ctx) => {
      const lines = [{ order_line_id, quantity }]
      await deallocate(ctx, {
        order_id,
        lines: await cancelFulfilments(ctx, { order_id, lines, reason: 'changed_mind' }),
      })
      return cancelLines(ctx, { order_id, lines: [{ line_id: order_line_id, quantity }], reason: 'changed_mind' })
    })
  expect(await less(1)).toMatchObject({ amount: 1_999, to_refund: 1_999 })
  expect(await findings(shop)).toEqual([])
  await shop.write((ctx) => startPicking(ctx, { fulfilment_id }))
  await expect(less(1)).rejects.toMatchObject({ code: 'already_picking' })
  await shop.write((ctx) => markReady(ctx, { fulfilment_id, picked_all: true }))
  // The whole order can still be called off, even packed.
  await shop.write(async (ctx) => {
    await cancelFulfilments(ctx, { order_id, reason: 'changed_mind' })
    await deallocate(ctx, { order_id })
    await cancelLines(ctx, { order_id, lines: 'all', reason: 'changed_mind' })
  })
  expect((await ofOrder(shop, order_id)).map((f) => f.status)).toEqual(['canceled'])
  expect(await levelAt(shop, goods.variant_id, shop.ids.loc_central)).toEqual({ on_hand: 9, allocated: 0 })
})
