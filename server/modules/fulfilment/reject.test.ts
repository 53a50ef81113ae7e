import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { adjust } from '#stock'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { accept, startPicking } from './accept.ts'
import { explain } from './explain.ts'
import { article, factsAbout, findings, first, levelAt, ofOrder, place } from './fulfilment.test-support.ts'
import { linesOf } from './fulfilment.ts'
import { markReady } from './mark-ready.ts'
import { changePickupStore, resolve } from './move.ts'
import { proposals } from './proposals.ts'
import { reject } from './reject.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  expect(await findings(shop)).toEqual([])
  await shop.close()
})

test('a parcel one place cannot give goes on to the next, with the reason written down', async () => {
  const goods = await article(shop, { [shop.ids.loc_central]: 5, [shop.ids.loc_sol]: 5 })
  const { order_id, fulfilments } = await place(shop, [{ ...goods, quantity: 2 }])
  const from = first(fulfilments)
  const other = from.location_id === shop.ids.loc_sol ? shop.ids.loc_central : shop.ids.loc_sol
  const { fulfilment, next } = await shop.write((ctx) =>
    reject(ctx, { fulfilment_id: from.id, reason: 'not_found', note: 'not on shelf B3', shelf_empty: true }),
  )
  expect(fulfilment.status).toBe('rejected')
  expect(next).toMatchObject([{ status: 'assigned', location_id: other, attempt: 2, replaces_id: from.id }])
  expect(await levelAt(shop, goods.variant_id, other)).toEqual({ on_hand: 5, allocated: 2 })
  expect(await levelAt(shop, goods.variant_id, from.location_id ?? '')).toEqual({ on_hand: 0, allocated: 0 })
  const told = await shop.read((ctx) => explain(ctx, { fulfilment_id: first(next).id, locale: 'en' }))
  expect(told.sentences.join(' ')).toContain('gives 2 units')
  expect(told.sentences.join(' ')).toContain('it had been asked already')
  // Said again: the same answer.
  expect((await shop.write((ctx) => reject(ctx, { fulfilment_id: from.id, reason: 'not_found' }))).next).toMatchObject([
    { id: first(next).id },
  ])
  expect(await ofOrder(shop, order_id)).toHaveLength(2)
  expect(await factsAbout(shop, first(next).id)).toEqual(['fulfilment.assigned', 'fulfilment.rerouted'])
})

test('thirty refusals of one parcel are one refusal', async () => {
  const goods = await article(shop, { [shop.ids.loc_central]: 1, [shop.ids.loc_sol]: 1 })
  const { order_id, fulfilments } = await place(shop, [{ ...goods, quantity: 1 }])
  const { id } = first(fulfilments)
  await Promise.all(
    Array.from({ length: 30 }, () => shop.write((ctx) => reject(ctx, { fulfilment_id: id, reason: 'other' }))),
  )
  expect((await ofOrder(shop, order_id)).map((f) => f.status)).toEqual(['rejected', 'assigned'])
})

test('after three places, or with nowhere left, a person decides', async () => {
  const { loc_granvia, loc_sol, loc_gracia, loc_central } = shop.ids
  const everywhere = await article(shop, { [loc_granvia]: 1, [loc_sol]: 1, [loc_gracia]: 1, [loc_central]: 1 })
  const { fulfilments } = await place(shop, [{ ...everywhere, quantity: 1 }])
  let at = first(fulfilments)
  for (const attempt of [2, 3]) {
    const { next } = await shop.write((ctx) => reject(ctx, { fulfilment_id: at.id, reason: 'damaged' }))
    at = first(next)
    expect(at).toMatchObject({ status: 'assigned', attempt })
  }
  const { next } = await shop.write((ctx) => reject(ctx, { fulfilment_id: at.id, reason: 'damaged' }))
  expect(next).toMatchObject([{ status: 'exception', attempt: 4 }])

  const once = await article(shop, { [loc_central]: 1 })
  const alone = await place(shop, [{ ...once, quantity: 1 }])
  const given = await shop.write((ctx) =>
    reject(ctx, { fulfilment_id: first(alone.fulfilments).id, reason: 'not_found' }),
  )
  expect(given.next).toMatchObject([{ status: 'exception', location_id: loc_central }])
})

test('some articles missing: the rest goes on here, what is missing elsewhere', async () => {
  const here = shop.ids.loc_central
  const [shirt, jeans] = [
    await article(shop, { [here]: 5, [shop.ids.loc_gracia]: 5 }),
    await article(shop, { [here]: 5 }),
  ]
  const { order_id, fulfilments, line_ids } = await place(shop, [
    { ...shirt, quantity: 3 },
    { ...jeans, quantity: 1 },
  ])
  const { id } = first(fulfilments)
  await shop.write((ctx) => startPicking(ctx, { fulfilment_id: id }))
  const missing = {
    fulfilment_id: id,
    reason: 'not_found' as const,
    lines: [{ order_line_id: line_ids[0] as string, quantity: 2 }],
  }
  const twice = { ...missing, lines: [...missing.lines, ...missing.lines] }
  await expect(shop.write((ctx) => reject(ctx, twice))).rejects.toMatchObject({ code: 'line_twice' })
  const { fulfilment, next } = await shop.write((ctx) => reject(ctx, missing))
  expect(fulfilment.status).toBe('picking')
  expect(next).toMatchObject([{ status: 'assigned', location_id: shop.ids.loc_gracia, kind: 'ship' }])
  await expect(shop.write((ctx) => reject(ctx, missing))).rejects.toMatchObject({ code: 'more_than_open' })
  const ready = await shop.write((ctx) => markReady(ctx, { fulfilment_id: id, picked_all: true }))
  expect(ready.status).toBe('ready')
  const lines = await shop.read((ctx) => linesOf(ctx, [id]))
  expect(lines.map((line) => [line.picked, line.missing])).toEqual([
    [1, 2],
    [1, 0],
  ])
  expect(await ofOrder(shop, order_id)).toHaveLength(2)
})

test('a refused pick-up is never sent somewhere else: a person asks the customer', async () => {
  const goods = await article(shop, { [shop.ids.loc_sol]: 2, [shop.ids.loc_granvia]: 2, [shop.ids.loc_central]: 9 })
  const { order_id, fulfilments } = await place(shop, [{ ...goods, quantity: 2 }], { pickup_store_id: shop.ids.sol })
  const { id } = first(fulfilments)
  await shop.write((ctx) => accept(ctx, { fulfilment_id: id }))
  const { fulfilment, next } = await shop.write((ctx) => reject(ctx, { fulfilment_id: id, reason: 'damaged' }))
  expect(fulfilment).toMatchObject({
    status: 'exception',
    pickup_store_id: shop.ids.sol,
    location_id: shop.ids.loc_sol,
  })
  expect(next).toEqual([])
  expect(await levelAt(shop, goods.variant_id, shop.ids.loc_granvia)).toEqual({ on_hand: 2, allocated: 0 })
  const offers = await shop.read((ctx) => proposals(ctx, { fulfilment_id: id }))
  expect(offers.stores.map((store) => store.store_id)).toEqual([shop.ids.granvia])
  expect(offers.ship.complete).toBe(true)
  const moved = await shop.write((ctx) => resolve(ctx, { fulfilment_id: id, how: { store_id: shop.ids.granvia } }))
  expect(moved).toMatchObject([
    { id, status: 'assigned', pickup_store_id: shop.ids.granvia, location_id: shop.ids.loc_granvia },
  ])
  expect(await levelAt(shop, goods.variant_id, shop.ids.loc_granvia)).toEqual({ on_hand: 2, allocated: 2 })
  expect(await ofOrder(shop, order_id)).toHaveLength(1)
})

test('a refused pick-up goes back to the store that holds its goods, once it has rested', async () => {
  const { sol, granvia, loc_sol } = shop.ids
  const goods = await article(shop, { [loc_sol]: 1 })
  const { fulfilments } = await place(shop, [{ ...goods, quantity: 1 }], { pickup_store_id: sol })
  const { id, due_at } = first(fulfilments)
  const resolved = (store_id: string) => shop.write((ctx) => resolve(ctx, { fulfilment_id: id, how: { store_id } }))
  await shop.write((ctx) => reject(ctx, { fulfilment_id: id, reason: 'too_busy' }))
  await expect(resolved(sol)).rejects.toMatchObject({ code: 'not_at_store' })
  shop.clock.advance({ hours: 3 })
  await expect(resolved(granvia)).rejects.toMatchObject({ code: 'not_at_store' })
  const [back] = await resolved(sol)
  expect(back).toMatchObject({ id, status: 'assigned', pickup_store_id: sol, location_id: loc_sol })
  expect(back!.due_at.getTime()).toBeGreaterThan(due_at.getTime())
  expect(await levelAt(shop, goods.variant_id, loc_sol)).toEqual({ on_hand: 1, allocated: 1 })
  expect(await factsAbout(shop, id)).toEqual([
    'fulfilment.assigned',
    'fulfilment.rejected',
    'fulfilment.exception',
    'fulfilment.assigned',
  ])
  await expect(resolved(sol)).rejects.toMatchObject({ code: 'wrong_state' })
})

test('a pick-up goes back to no store whose shelf is empty, or that hands nothing over any more', async () => {
  const { sol, loc_sol } = shop.ids
  const goods = await article(shop, { [loc_sol]: 1 })
  const { fulfilments } = await place(shop, [{ ...goods, quantity: 1 }], { pickup_store_id: sol })
  const { id } = first(fulfilments)
  const resolved = () => shop.write((ctx) => resolve(ctx, { fulfilment_id: id, how: { store_id: sol } }))
  await shop.write((ctx) => reject(ctx, { fulfilment_id: id, reason: 'not_found', shelf_empty: true }))
  shop.clock.advance({ hours: 25 })
  await expect(resolved()).rejects.toMatchObject({ code: 'not_at_store' })
  const found = { id: newId(), location_id: loc_sol, reason: 'found', lines: [{ ...goods, on_hand: 1 }] }
  await shop.write((ctx) => adjust(ctx, found))
  await shop.write((ctx) => ctx.sql`update store set pickup = false where id = ${sol}`)
  await expect(resolved()).rejects.toMatchObject({ code: 'not_at_store' })
  await shop.write((ctx) => ctx.sql`update store set pickup = true where id = ${sol}`)
  expect(await resolved()).toMatchObject([{ id, status: 'assigned', location_id: loc_sol }])
})

test('a refused pick-up can be sent home instead', async () => {
  const goods = await article(shop, { [shop.ids.loc_sol]: 1, [shop.ids.loc_central]: 9 })
  const { order_id, fulfilments } = await place(shop, [{ ...goods, quantity: 1 }], { pickup_store_id: shop.ids.sol })
  const { id } = first(fulfilments)
  await shop.write((ctx) => reject(ctx, { fulfilment_id: id, reason: 'damaged' }))
  await expect(shop.write((ctx) => resolve(ctx, { fulfilment_id: id, how: { ship_to: null } }))).rejects.toMatchObject({
    code: 'address_missing',
  })
  const ship_to = { line1: 'Calle Alta 1', city: 'Madrid', postcode: '28005', country: 'ES' }
  const sent = await shop.write((ctx) => resolve(ctx, { fulfilment_id: id, how: { ship_to } }))
  expect(sent).toMatchObject([{ kind: 'ship', status: 'assigned', location_id: shop.ids.loc_central }])
  expect((await ofOrder(shop, order_id)).map((f) => f.status)).toEqual(['rejected', 'assigned'])
})

test('the customer collects in another store, if it has the goods', async () => {
  const goods = await article(shop, { [shop.ids.loc_sol]: 2, [shop.ids.loc_granvia]: 2 })
  const { order_id, fulfilments } = await place(shop, [{ ...goods, quantity: 2 }], { pickup_store_id: shop.ids.sol })
  await expect(
    shop.write((ctx) => changePickupStore(ctx, { order_id, store_id: shop.ids.gracia })),
  ).rejects.toMatchObject({ code: 'not_at_store' })
  const moved = await shop.write((ctx) => changePickupStore(ctx, { order_id, store_id: shop.ids.granvia }))
  expect(moved).toMatchObject([
    { id: first(fulfilments).id, location_id: shop.ids.loc_granvia, pickup_store_id: shop.ids.granvia },
  ])
  expect(await levelAt(shop, goods.variant_id, shop.ids.loc_sol)).toEqual({ on_hand: 2, allocated: 0 })
  await shop.write((ctx) => startPicking(ctx, { fulfilment_id: first(fulfilments).id }))
  await expect(shop.write((ctx) => changePickupStore(ctx, { order_id, store_id: shop.ids.sol }))).rejects.toMatchObject(
    { code: 'wrong_state' },
  )
})
