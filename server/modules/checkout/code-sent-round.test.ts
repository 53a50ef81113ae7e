import { afterAll, beforeAll, expect, test } from 'vitest'
import { addLine, cartView, changeCart, createCart, setDelivery, takeUp } from '#carts'
import { createVisitor, identify, merge } from '#customers'
import { recordTender } from '#payments'
import type { Actor } from '#platform/actor'
import { newId } from '#platform/ids'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { orderView } from './order-view.ts'
import { placeOrder } from './place-order.ts'
import { stopPaying } from './stop-paying.ts'

let shop: Shop
let boots: string
beforeAll(async () => {
  shop = await openShop()
  boots = await shop.write((ctx) => article(ctx, { price: 8_490, stock: { [shop.ids.loc_granvia]: 50 } }))
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

/** One sends a cart round, another goes on with it; nobody knows either. */
async function sentRound(): Promise<{ sender: Actor; guest: Actor; cart_id: string }> {
  const [sender, guest] = [await shopper(), await shopper()]
  const { id: cart_id, code } = await shop.write((ctx) => createCart(ctx, { channel: 'web' }), sender)
  await shop.write((ctx) => addLine(ctx, { cart_id, variant_id: boots, quantity: 1 }), sender)
  await shop.write((ctx) => takeUp(ctx, { code }), guest)
  return { sender, guest, cart_id }
}

test('who sent a cart round reads nothing of what another orders with it', async () => {
  const { sender, guest, cart_id } = await sentRound()
  const contact = { name: 'Ana Ruiz', email: 'ana.guest@correo.es', phone: '+34612345678' }
  const delivery = { method: 'pickup', pickup_store_id: shop.ids.granvia } as const
  const { gross } = await shop.write((ctx) => changeCart(ctx, { cart_id, contact, delivery }), guest)
  expect((await shop.read((ctx) => cartView(ctx, cart_id), guest)).contact).toMatchObject(contact)
  expect((await shop.read((ctx) => cartView(ctx, cart_id), sender)).contact).toBeNull()
  const { customer_id } = guest
  const paid = {
    cart_id,
    customer_id,
    store_id: shop.ids.granvia,
    provider: 'terminal' as const,
    amount: gross,
    currency: 'EUR',
  }
  await shop.write((ctx) => recordTender(ctx, { id: newId(), ...paid }))
  const { order_id } = await shop.write((ctx) => placeOrder(ctx, { cart_id, expected_total: gross }), guest)
  await shop.settle()
  expect(await refusal(shop.read((ctx) => orderView(ctx, order_id), sender))).toBe('not_found')
  expect((await shop.read((ctx) => orderView(ctx, order_id), guest)).contact).toMatchObject(contact)
})

test('nor of what they order in carts of their own afterwards', async () => {
  const { sender, guest } = await sentRound()
  const contact = { name: 'Ana Ruiz', email: 'ana.later@correo.es' }
  const own = await shop.write(
    (ctx) => createCart(ctx, { channel: 'web', contact, delivery: { method: 'ship', address } }),
    guest,
  )
  expect(await refusal(shop.read((ctx) => cartView(ctx, own.id), sender))).toBe('not_found')
})

test('who only has the code of a cart says neither how it is delivered nor that paying for it stops', async () => {
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
