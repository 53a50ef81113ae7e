import { afterAll, expect, test } from 'vitest'
import type { Actor } from '#platform/actor'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import { addKey } from '#access'
import { merge, undoMerge } from '#customers'
import { cartView } from './cart-view.ts'
import { handsOf } from './carts.test-support.ts'
import { changeCart } from './change-cart.ts'
import type { CartView } from './view.ts'

const shop = await openShop()
const { article, shopper, known, cartOf, add } = handsOf(shop)
afterAll(() => shop.close())

const ids = (one: Actor) => one.customer_id ?? ''
const address = { line1: 'Calle Alta 1', city: 'Madrid', postcode: '28005', country: 'ES' }
const anas = { contact: { email: 'ana@correo.es' }, delivery: { method: 'ship' as const, address } }
const goods = ({ lines }: CartView) =>
  Object.fromEntries(lines.map(({ variant_id, quantity }) => [variant_id, quantity]))

/** Two people with a cart each, taken for one by mistake: Eva's goes on, Ana's ended in it. */
async function takenForOne(
  fill: (ana: Actor, eva: Actor, hers: string, evas: string) => Promise<unknown>,
  kept: 'ana' | 'eva' = 'eva',
) {
  const [ana, eva] = [await known(), await known()]
  const hers = await cartOf(ana)
  await shop.write((ctx) => changeCart(ctx, { cart_id: hers.id, ...anas }), ana)
  shop.clock.advance({ seconds: 60 })
  const evas = await cartOf(eva)
  await fill(ana, eva, hers.id, evas.id)
  const merge_id = newId()
  const evidence = { rule: 'staff', note: 'same surname' }
  const [kept_id, joined_id] = kept === 'eva' ? [ids(eva), ids(ana)] : [ids(ana), ids(eva)]
  await shop.write((ctx) => merge(ctx, { merge_id, kept_id, joined_id, evidence }))
  await shop.settle()
  const seen = (cart_id: string, actor?: Actor) => shop.read((ctx) => cartView(ctx, cart_id), actor)
  const part = async () => {
    await shop.write((ctx) => undoMerge(ctx, { merge_id }))
    await shop.settle()
  }
  return { ana, eva, hers: hers.id, evas: evas.id, seen, part, merge_id }
}

const unsaid = { contact: null, delivery: { address: null } }

test('who is told apart again has their own cart, and neither knows where the other lives', async () => {
  const [boots, socks] = [await article({ [shop.ids.loc_central]: 9 }), await article({ [shop.ids.loc_central]: 9 })]
  const { ana, eva, hers, evas, seen, part } = await takenForOne(async (ana, eva, hers, evas) => {
    await add(hers, boots, 2, ana)
    await add(hers, socks, 1, ana)
    await add(evas, socks, 3, eva)
  })
  expect(await seen(hers)).toMatchObject({ status: 'merged', merged_into_id: evas })
  expect(await seen(evas, eva)).toMatchObject({ contact: anas.contact, delivery: { address } })
  await part()
  expect(await seen(evas, eva)).toMatchObject({ status: 'open', ...unsaid })
  expect(goods(await seen(evas, eva)), 'what came with the other stays until it is taken out').toEqual({
    [boots]: 2,
    [socks]: 4,
  })
  expect(await seen(hers, ana)).toMatchObject({ status: 'open', merged_into_id: null, ...unsaid })
  expect(goods(await seen(hers, ana))).toEqual({ [boots]: 2, [socks]: 1 })
  for (const cart of [hers, evas]) expect((await seen(cart)).lines.every(({ held }) => held !== null)).toBe(true)
  await expect(seen(hers, eva)).rejects.toMatchObject({ status: 404 })
  const before = [await seen(hers), await seen(evas)]
  await part()
  expect([await seen(hers), await seen(evas)]).toEqual(before)
})

test('what one says in the other’s cart while they are one is not left there', async () => {
  const [ana, eva] = [await known(), await known()]
  const { id: cart_id } = await cartOf(eva)
  const merge_id = newId()
  const evidence = { rule: 'staff', note: 'same street' }
  await shop.write((ctx) => merge(ctx, { merge_id, kept_id: ids(ana), joined_id: ids(eva), evidence }))
  await shop.settle()
  await shop.write((ctx) => changeCart(ctx, { cart_id, ...anas }), ana)
  await shop.write((ctx) => undoMerge(ctx, { merge_id }))
  await shop.settle()
  expect(await shop.read((ctx) => cartView(ctx, cart_id), eva)).toMatchObject(unsaid)
})

test('carts that were one person’s before stay one, and what was said before is kept', async () => {
  const boots = await article({ [shop.ids.loc_central]: 99 })
  const visit = await shopper()
  const early = await cartOf(visit)
  await add(early.id, boots, 2, visit)
  const { ana, eva, hers, evas, seen, part } = await takenForOne(async (ana, eva, hers, evas) => {
    const evidence = { rule: 'test' }
    await shop.write((ctx) => merge(ctx, { kept_id: ids(ana), joined_id: ids(visit), evidence }))
    await shop.settle()
    shop.clock.advance({ seconds: 60 })
    await add(hers, boots, 3, ana)
    shop.clock.advance({ seconds: 60 })
    await add(evas, boots, 4, eva)
    shop.clock.advance({ seconds: 60 })
  })
  const own = { email: 'eva@correo.es' }
  const aside = await cartOf(eva, { currency: 'MXN' })
  await shop.write((ctx) => changeCart(ctx, { cart_id: evas, contact: own }), eva)
  await part()
  expect(await seen(early.id)).toMatchObject({ status: 'merged', merged_into_id: hers })
  expect(goods(await seen(hers, ana))).toEqual({ [boots]: 5 })
  expect(goods(await seen(evas, eva))).toEqual({ [boots]: 9 })
  expect(await seen(aside.id, eva)).toMatchObject({ status: 'open', version: aside.version })
})

test('a chain of carts is parted where it crossed, whoever was kept', async () => {
  for (const kept of ['ana', 'eva'] as const) {
    const boots = await article({ [shop.ids.loc_central]: 99 })
    const { ana, eva, hers, evas, seen, part } = await takenForOne(
      async (ana, _eva, hers) => add(hers, boots, 2, ana),
      kept,
    )
    shop.clock.advance({ seconds: 60 })
    const phone = await shopper()
    const newest = await cartOf(phone)
    await shop.write((ctx) => merge(ctx, { kept_id: ids(ana), joined_id: ids(phone), evidence: { rule: 'test' } }))
    await shop.settle()
    expect(await seen(evas)).toMatchObject({ status: 'merged', merged_into_id: newest.id })
    await part()
    expect(await seen(hers, ana)).toMatchObject({ status: 'open', ...unsaid })
    expect(await seen(evas, eva)).toMatchObject({ status: 'open', ...unsaid })
    expect(await seen(newest.id, ana)).toMatchObject({ status: 'open', ...unsaid })
    for (const cart of [hers, evas, newest.id]) expect(goods(await seen(cart))).toEqual({ [boots]: 2 })
  }
})

test('who was forgotten before the carts are parted leaves nothing in the other’s', async () => {
  const boots = await article({ [shop.ids.loc_central]: 9 })
  const { ana, eva, hers, evas, seen, merge_id } = await takenForOne(async (ana, _eva, hers) =>
    add(hers, boots, 2, ana),
  )
  const key = { kind: 'secret' as const, name: 'office', permissions: ['customers.erase'] }
  const office = await shop.api((await shop.write((ctx) => addKey(ctx, key))).secret)
  await shop.write((ctx) => undoMerge(ctx, { merge_id }))
  expect((await office.post(`/customers/${ids(ana)}/erasure`, {})).status).toBe(200)
  await shop.settle()
  expect(await seen(evas, eva)).toMatchObject({ status: 'open', ...unsaid })
  expect(await seen(hers)).toMatchObject({ status: 'merged', ...unsaid })
})
