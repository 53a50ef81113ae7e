import { afterAll, expect, test } from 'vitest'
import type { Actor } from '#platform/actor'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import { merge, undoMerge } from '#customers'
import { cartView } from './cart-view.ts'
import { handsOf } from './carts.test-support.ts'
import { changeCart } from './change-cart.ts'
import { setLine } from './set-line.ts'
import type { CartView } from './view.ts'

const shop = await openShop()
const { article, known, cartOf, add } = handsOf(shop)
afterAll(() => shop.close())

const ids = (one: Actor) => one.customer_id ?? ''
const address = { line1: 'Calle Alta 1', city: 'Madrid', postcode: '28005', country: 'ES' }
const anas = { contact: { email: 'ana@correo.es' }, delivery: { method: 'ship' as const, address } }
const goods = ({ lines }: CartView) =>
  Object.fromEntries(lines.map(({ variant_id, quantity }) => [variant_id, quantity]))

/** Two people with a cart each, taken for one by mistake: Eva's goes on, Ana's ended in it. */
async function takenForOne(fill: (ana: Actor, eva: Actor, hers: string, evas: string) => Promise<unknown>) {
  const [ana, eva] = [await known(), await known()]
  const hers = await cartOf(ana)
  await shop.write((ctx) => changeCart(ctx, { cart_id: hers.id, ...anas }), ana)
  shop.clock.advance({ seconds: 60 })
  const evas = await cartOf(eva)
  await fill(ana, eva, hers.id, evas.id)
  const merge_id = newId()
  const evidence = { rule: 'staff', note: 'same surname' }
  await shop.write((ctx) => merge(ctx, { merge_id, kept_id: ids(eva), joined_id: ids(ana), evidence }))
  await shop.settle()
  const seen = (cart_id: string, actor?: Actor) => shop.read((ctx) => cartView(ctx, cart_id), actor)
  const part = async () => {
    await shop.write((ctx) => undoMerge(ctx, { merge_id }))
    await shop.settle()
  }
  return { ana, eva, hers: hers.id, evas: evas.id, seen, part }
}

test('who is told apart again has their own cart, and neither knows where the other lives', async () => {
  const [boots, socks] = [await article({ [shop.ids.loc_central]: 9 }), await article({ [shop.ids.loc_central]: 9 })]
  const { ana, eva, hers, evas, seen, part } = await takenForOne(async (ana, eva, hers, evas) => {
    await add(hers, boots, 2, ana)
    await add(hers, socks, 1, ana)
    await add(evas, socks, 3, eva)
  })
  expect(await seen(hers)).toMatchObject({ status: 'merged', merged_into_id: evas })
  expect(await seen(evas, eva)).toMatchObject({ contact: anas.contact, delivery: { address } })
  expect(goods(await seen(evas))).toEqual({ [boots]: 2, [socks]: 4 })
  await part()
  expect(await seen(evas, eva)).toMatchObject({ status: 'open', contact: null, delivery: { address: null } })
  expect(goods(await seen(evas, eva))).toEqual({ [socks]: 3 })
  expect(await seen(hers, ana)).toMatchObject({ status: 'open', merged_into_id: null, contact: anas.contact })
  expect(goods(await seen(hers, ana))).toEqual({ [boots]: 2, [socks]: 1 })
  for (const cart of [hers, evas]) expect((await seen(cart)).lines.every(({ held }) => held !== null)).toBe(true)
  await expect(seen(hers, eva)).rejects.toMatchObject({ status: 404 })
  const before = [await seen(hers), await seen(evas)]
  await part()
  expect([await seen(hers), await seen(evas)]).toEqual(before)
})

test('what was said or changed meanwhile stays', async () => {
  const boots = await article({ [shop.ids.loc_central]: 9 })
  const { eva, evas, seen, part } = await takenForOne(async (ana, eva, hers, evas) => {
    await add(hers, boots, 2, ana)
    shop.clock.advance({ seconds: 60 })
    await add(evas, boots, 1, eva)
  })
  const own = { email: 'eva@correo.es' }
  const [line] = (await seen(evas)).lines
  await shop.write((ctx) => setLine(ctx, { cart_id: evas, line_id: line?.line_id ?? '', quantity: 1 }), eva)
  await shop.write((ctx) => changeCart(ctx, { cart_id: evas, contact: own }), eva)
  await part()
  expect(await seen(evas, eva)).toMatchObject({ contact: own, delivery: { address: null } })
  expect(goods(await seen(evas))).toEqual({ [boots]: 1 })
})

test('a cart that went on into a third is found where it went', async () => {
  const boots = await article({ [shop.ids.loc_central]: 9 })
  const { ana, eva, hers, evas, seen, part } = await takenForOne(async (ana, _eva, hers) => add(hers, boots, 2, ana))
  shop.clock.advance({ seconds: 60 })
  const luis = await known()
  const newest = await cartOf(luis)
  await shop.write((ctx) =>
    merge(ctx, { kept_id: ids(luis), joined_id: ids(eva), evidence: { rule: 'staff', note: 'really one' } }),
  )
  await shop.settle()
  expect(await seen(evas)).toMatchObject({ status: 'merged', merged_into_id: newest.id })
  expect(goods(await seen(newest.id))).toEqual({ [boots]: 2 })
  await part()
  expect(await seen(newest.id, luis)).toMatchObject({ contact: null, delivery: { address: null }, lines: [] })
  expect(goods(await seen(hers, ana))).toEqual({ [boots]: 2 })
  expect(await seen(evas)).toMatchObject({ status: 'merged' })
})
