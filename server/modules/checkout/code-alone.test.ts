import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCart, setDelivery, takeUp } from '#carts'
import { createVisitor, identify, merge } from '#customers'
import type { Actor } from '#platform/actor'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { stopPaying } from './stop-paying.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const proof = { kind: 'email', level: 'verified', source: 'one_time_code' } as const
/** A visit; with a mail they have proved it is theirs. */
const shopper = async (value?: string): Promise<Actor> => {
  const { id } = await shop.write((ctx) => createVisitor(ctx, { channel: 'web' }))
  if (value !== undefined) await shop.write((ctx) => identify(ctx, { customer_id: id, value, ...proof }))
  return shop.actor({ kind: 'customer', customer_id: id, id, channel: 'web', verified: value !== undefined })
}
const address = { line1: 'Calle Alta 1', city: 'Madrid', postcode: '28005', country: 'ES' }
const refusal = (work: Promise<unknown>) => work.then(JSON.stringify, (error: { code: string }) => error.code)

test('who only has the code of a cart says neither where it goes nor that paying for it stops', async () => {
  const [member, stranger] = [await shopper('member@correo.es'), await shopper()]
  const contact = { name: 'Eva', email: 'member@correo.es' }
  const { id: cart_id, code } = await shop.write(
    (ctx) => createCart(ctx, { channel: 'web', contact, delivery: { method: 'ship', address } }),
    member,
  )
  await shop.write((ctx) => takeUp(ctx, { code }), stranger)
  const choice = { cart_id, method: 'pickup', pickup_store_id: shop.ids.sol } as const
  expect(await refusal(shop.write((ctx) => setDelivery(ctx, choice), stranger))).toBe('not_the_owner')
  expect(await refusal(shop.write((ctx) => stopPaying(ctx, cart_id), stranger))).toBe('not_the_owner')
  expect(await shop.write((ctx) => stopPaying(ctx, cart_id), member)).toEqual({ stopped: 0 })
})

test('a visit that staff joined to somebody takes up a cart by its code', async () => {
  const [member, visit] = [await shopper('joined@correo.es'), await shopper()]
  await shop.write((ctx) => createCart(ctx, { channel: 'web' }), member)
  const [kept_id, joined_id] = [member.customer_id ?? '', visit.customer_id ?? '']
  await shop.write((ctx) => merge(ctx, { kept_id, joined_id, evidence: { note: 'the same device' } }))
  await shop.settle()
  const agents = await shop.write((ctx) => createCart(ctx, { channel: 'web' }))
  expect((await shop.write((ctx) => takeUp(ctx, { code: agents.code }), visit)).id).toBe(agents.id)
})
