import { afterAll, beforeAll, expect, test } from 'vitest'
import { orderById } from '#orders'
import type { Steps } from '#platform/route'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { accept, startPicking } from './accept.ts'
import { fulfilmentBoard } from './board.ts'
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
import { handOver, handOverAtCounter, markDelivered, markShipped } from './hand-over.ts'
import { markReady } from './mark-ready.ts'
import { pick } from './pick.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  expect(await findings(shop)).toEqual([])
  await shop.close()
})

async function readyPickup(quantity = 1, paid = true) {
  const goods = await article(shop, { [shop.ids.loc_sol]: 5 })
  const placed = await place(shop, [{ ...goods, quantity }], { pickup_store_id: shop.ids.sol }, paid)
  const { id: fulfilment_id } = first(placed.fulfilments)
  await shop.write((ctx) => startPicking(ctx, { fulfilment_id }))
  await shop.write((ctx) => markReady(ctx, { fulfilment_id, picked_all: true }))
  return { ...placed, ...goods, fulfilment_id, code: await codeOf(shop, fulfilment_id) }
}

test('thirty people accept at once: it is accepted once', async () => {
  const goods = await article(shop, { [shop.ids.loc_sol]: 1 })
  const { fulfilments, order_id } = await place(shop, [{ ...goods, quantity: 1 }], { pickup_store_id: shop.ids.sol })
  const { id } = first(fulfilments)
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => shop.write((ctx) => accept(ctx, { fulfilment_id: id }))),
  )
  expect(answers.every((answer) => answer.status === 'accepted')).toBe(true)
  expect(await factsAbout(shop, id)).toEqual(['fulfilment.assigned', 'fulfilment.accepted'])
  expect((await shop.read((ctx) => orderById(ctx, order_id))).status).toBe('in_progress')
})

test('a pick-up goes from placed to handed over, and the goods leave the stock once', async () => {
  const goods = await article(shop, { [shop.ids.loc_sol]: 3 })
  const { fulfilments, order_id } = await place(shop, [{ ...goods, quantity: 2 }], { pickup_store_id: shop.ids.sol })
  const { id: fulfilment_id } = first(fulfilments)
  await shop.write((ctx) => accept(ctx, { fulfilment_id }))
  await shop.write((ctx) => startPicking(ctx, { fulfilment_id }))
  await shop.write((ctx) => pick(ctx, { fulfilment_id, code: goods.sku.toLowerCase() }))
  await expect(shop.write((ctx) => markReady(ctx, { fulfilment_id }))).rejects.toMatchObject({ code: 'not_picked' })
  const other = await article(shop, { [shop.ids.loc_sol]: 3 })
  await expect(shop.write((ctx) => pick(ctx, { fulfilment_id, code: other.sku }))).rejects.toMatchObject({
    code: 'not_in_fulfilment',
  })
  await shop.write((ctx) => pick(ctx, { fulfilment_id, code: goods.sku }))
  await expect(shop.write((ctx) => pick(ctx, { fulfilment_id, code: goods.sku }))).rejects.toMatchObject({
    code: 'picked_already',
  })
  const ready = await shop.write((ctx) => markReady(ctx, { fulfilment_id }))
  // Monday + 7 days, when Sol closes at 21:00 in Madrid
  expect(ready.hold_until).toEqual(new Date('2026-11-30T20:00:00Z'))
  expect(ready).not.toHaveProperty('handover_code')
  const code = await codeOf(shop, fulfilment_id)
  const spoken = `${code.slice(0, 3)} ${code.slice(3)}`.toLowerCase()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => shop.write((ctx) => handOver(ctx, { fulfilment_id, proof: { code: spoken } }))),
  )
  expect(answers.every((answer) => answer.status === 'handed_over')).toBe(true)
  expect(await levelAt(shop, goods.variant_id, shop.ids.loc_sol)).toEqual({ on_hand: 1, allocated: 0 })
  expect(await shop.read((ctx) => orderById(ctx, order_id))).toMatchObject({
    status: 'completed',
    payment_status: 'paid',
  })
  expect(await factsAbout(shop, fulfilment_id)).toEqual(
    ['assigned', 'accepted', 'picking_started', 'ready', 'handed_over'].map((name) => `fulfilment.${name}`),
  )
})

test('a wrong code gets nothing, and after five tries only an identity document helps', async () => {
  const { fulfilment_id, code } = await readyPickup()
  const steps = { write: shop.write, read: shop.read } as unknown as Steps
  const wrong = () => handOverAtCounter(steps, { fulfilment_id, proof: { code: 'WRONG1' } })
  const answers = await Promise.allSettled(Array.from({ length: 30 }, wrong))
  const codes = answers.map((answer) => (answer.status === 'rejected' ? answer.reason.code : 'handed over'))
  expect(codes.filter((c) => c === 'wrong_code')).toHaveLength(5)
  expect(codes.filter((c) => c === 'too_many_tries')).toHaveLength(25)
  await expect(handOverAtCounter(steps, { fulfilment_id, proof: { code } })).rejects.toMatchObject({
    code: 'too_many_tries',
    status: 422,
  })
  const done = await handOverAtCounter(steps, { fulfilment_id, proof: { id_note: 'DNI …123Z seen' } })
  expect(done).toMatchObject({ status: 'handed_over', handed_over_to: 'DNI …123Z seen' })
})

test('an order nobody has paid stays in the shop', async () => {
  const { fulfilment_id, code } = await readyPickup(1, false)
  await expect(shop.write((ctx) => handOver(ctx, { fulfilment_id, proof: { code } }))).rejects.toMatchObject({
    code: 'order_unpaid',
    details: { due: 1_999 },
  })
})

test('nothing happens out of turn', async () => {
  const { fulfilment_id } = await readyPickup()
  await expect(shop.write((ctx) => accept(ctx, { fulfilment_id }))).rejects.toMatchObject({
    code: 'wrong_state',
    details: { current_status: 'ready' },
  })
  await expect(shop.write((ctx) => markShipped(ctx, { fulfilment_id, carrier: 'Correos' }))).rejects.toMatchObject({
    code: 'not_a_shipment',
  })
})

test('staff of another store cannot touch it, and their board does not show it', async () => {
  const { fulfilment_id } = await readyPickup()
  const stranger = shop.actor({ kind: 'staff', permissions: ['fulfilment.work'], store_ids: [shop.ids.gracia] })
  await expect(
    shop.write((ctx) => handOver(ctx, { fulfilment_id, proof: { id_note: 'seen' } }), stranger),
  ).rejects.toMatchObject({ code: 'other_store' })
  const board = (stores: string[] | null) =>
    shop.read((ctx) => fulfilmentBoard(ctx, stores, { status: 'ready', limit: 200 }))
  expect((await board([shop.ids.gracia])).items).toEqual([])
  expect((await board([shop.ids.sol])).items.map((item) => item.id)).toContain(fulfilment_id)
  expect((await board(null)).items.map((item) => item.id)).toContain(fulfilment_id)
})

test('a scanned code finds its pick-up, and pages of the board join without gaps', async () => {
  const { fulfilment_id, code } = await readyPickup()
  const found = await shop.read((ctx) => fulfilmentBoard(ctx, [shop.ids.sol], { code: code.toLowerCase() }))
  expect(found.items.map((item) => item.id)).toEqual([fulfilment_id])
  const all = await shop.read((ctx) => fulfilmentBoard(ctx, null, { limit: 200 }))
  const seen: string[] = []
  for (let after: string | undefined = ''; after !== undefined;) {
    const page = await shop.read((ctx) => fulfilmentBoard(ctx, null, { limit: 2, after: after || undefined }))
    seen.push(...page.items.map((item) => item.id))
    after = page.next ?? undefined
  }
  expect(seen).toEqual(all.items.map((item) => item.id))
})

test('a parcel is sent and arrives', async () => {
  const goods = await article(shop, { [shop.ids.loc_central]: 4 })
  const { fulfilments, order_id } = await place(shop, [{ ...goods, quantity: 3 }])
  const { id: fulfilment_id, location_id } = first(fulfilments)
  expect(location_id).toBe(shop.ids.loc_central)
  await shop.write((ctx) => startPicking(ctx, { fulfilment_id }))
  await shop.write((ctx) => markReady(ctx, { fulfilment_id, picked_all: true }))
  const sent = await shop.write((ctx) => markShipped(ctx, { fulfilment_id, carrier: 'Correos', tracking: 'PK1' }))
  expect(sent).toMatchObject({ status: 'shipped', carrier: 'Correos', tracking: 'PK1', hold_until: null })
  await shop.write((ctx) => markShipped(ctx, { fulfilment_id, carrier: 'Correos', tracking: 'PK1' }))
  await shop.write((ctx) => markDelivered(ctx, { fulfilment_id }))
  expect(await levelAt(shop, goods.variant_id, shop.ids.loc_central)).toEqual({ on_hand: 1, allocated: 0 })
  expect((await linesOfOrder(shop, order_id)).map((line) => line.fulfilled)).toEqual([3])
  expect((await ofOrder(shop, order_id)).map((f) => f.status)).toEqual(['delivered'])
})
