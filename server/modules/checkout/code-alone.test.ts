import { afterAll, beforeAll, expect, test } from 'vitest'
import { addLine, cartView, changeCart, createCart, myCarts, setContact, setDelivery, takeUp } from '#carts'
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
async function sentRound(): Promise<{ sender: Actor; guest: Actor; cart_id: string; code: string }> {
  const [sender, guest] = [await shopper(), await shopper()]
  const { id: cart_id, code } = await shop.write((ctx) => createCart(ctx, { channel: 'web' }), sender)
  await shop.write((ctx) => addLine(ctx, { cart_id, variant_id: boots, quantity: 1 }), sender)
  await shop.write((ctx) => takeUp(ctx, { code }), guest)
  return { sender, guest, cart_id, code }
}
const seenBy = (cart_id: string, actor: Actor) => shop.read((ctx) => cartView(ctx, cart_id), actor)
const inShop = () => ({ method: 'pickup', pickup_store_id: shop.ids.granvia }) as const

test('who sent a cart round reads nothing of what another orders with it', async () => {
  const { sender, guest, cart_id } = await sentRound()
  const contact = { name: 'Ana Ruiz', email: 'ana.guest@correo.es', phone: '+34612345678' }
  const { gross, customer } = await shop.write(
    (ctx) => changeCart(ctx, { cart_id, contact, delivery: inShop() }),
    guest,
  )
  const { customer_id } = guest
  expect(customer?.id).toBe(customer_id)
  expect((await seenBy(cart_id, guest)).contact).toMatchObject(contact)
  expect(await seenBy(cart_id, sender)).toMatchObject({
    contact: null,
    customer: { given_name: null },
    lines: [{ variant_id: boots }],
  })
  const tender = { provider: 'terminal', amount: gross, currency: 'EUR', store_id: shop.ids.granvia } as const
  await shop.write((ctx) => recordTender(ctx, { id: newId(), cart_id, customer_id, ...tender }))
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
  expect(await refusal(seenBy(own.id, sender))).toBe('not_found')
})

test('of two screens the cart is that of the first to say whom it is for; the other fills it and reads no more', async () => {
  for (const hand of ['sender', 'guest'] as const) {
    const { cart_id, ...hands } = await sentRound()
    const [first, second] = [hands[hand], hands[hand === 'sender' ? 'guest' : 'sender']]
    const says = (actor: Actor, email: string) =>
      refusal(shop.write((ctx) => setContact(ctx, { cart_id, contact: { email } }), actor))
    const answers = await Promise.all([says(first, `${newId()}@correo.es`), says(first, `${newId()}@correo.es`)])
    expect(answers).not.toContain('not_the_owner')
    expect(await says(second, `${newId()}@correo.es`)).toBe('not_the_owner')
    expect((await seenBy(cart_id, second)).contact).toBeNull()
    const filled = await shop.write((ctx) => addLine(ctx, { cart_id, variant_id: boots, quantity: 1 }), second)
    expect(filled).toMatchObject({ contact: null, customer: { id: first.customer_id }, lines: [{ quantity: 2 }] })
    expect((await seenBy(cart_id, first)).contact).not.toBeNull()
  }
})

test('an address that was typed before the cart went round is not passed on with it', async () => {
  const [sender, guest, member] = [await shopper(), await shopper(), await shopper('taker@correo.es')]
  const { id: cart_id, code } = await shop.write(
    (ctx) => createCart(ctx, { channel: 'web', delivery: { method: 'ship', address } }),
    sender,
  )
  const taken = await shop.write((ctx) => takeUp(ctx, { code }), guest)
  expect(taken.delivery.address).toBeNull()
  const contact = { email: 'guest.typed@correo.es' }
  expect(await refusal(shop.write((ctx) => setContact(ctx, { cart_id, contact }), guest))).toBe('not_the_owner')
  const copy = await shop.write((ctx) => takeUp(ctx, { code }), member)
  expect(copy.id).not.toBe(cart_id)
  expect(copy.delivery.address).toBeNull()
  expect((await seenBy(cart_id, sender)).delivery.address).toEqual(address)
})

test('what staff have said on a cart is kept for its owner, and is not said over by who only has its code', async () => {
  const [ana, eve] = [await shopper(), await shopper()]
  const contact = { name: 'Ana Ruiz', email: 'ana.told@correo.es' }
  const delivery = { method: 'ship', address } as const
  const { id: cart_id, code } = await shop.write((ctx) => createCart(ctx, { channel: 'phone', contact, delivery }))
  expect((await shop.write((ctx) => takeUp(ctx, { code }), ana)).contact).toEqual(contact)
  expect((await shop.write((ctx) => takeUp(ctx, { code }), eve)).contact).toBeNull()
  const eves = {
    contact: { email: 'eve@correo.es' },
    delivery: { method: 'ship', address: { ...address, line1: 'Sótano' } },
  }
  expect(await refusal(shop.write((ctx) => changeCart(ctx, { cart_id, ...eves } as never), eve))).toBe('not_the_owner')
  expect(await seenBy(cart_id, ana)).toMatchObject({ contact, delivery: { address } })
})

test('who says where it goes first keeps it, though they have not said whom it is for', async () => {
  const { sender, guest, cart_id } = await sentRound()
  await shop.write((ctx) => setDelivery(ctx, { cart_id, method: 'ship', address }), sender)
  const both = { contact: { email: 'late@correo.es' }, delivery: { method: 'ship', address } } as const
  expect(await refusal(shop.write((ctx) => changeCart(ctx, { cart_id, ...both }), guest))).toBe('not_the_owner')
  expect((await seenBy(cart_id, sender)).delivery.address).toEqual(address)
})

test('what an agent writes down for who calls is told to neither of the visitors who share the cart', async () => {
  const { sender, guest, cart_id } = await sentRound()
  const contact = { name: 'Ana Ruiz', email: 'ana.calls@correo.es' }
  const told = await shop.write((ctx) => changeCart(ctx, { cart_id, contact, delivery: { method: 'ship', address } }))
  expect(told).toMatchObject({ contact, delivery: { address } })
  for (const visit of [sender, guest]) {
    expect(told.customer?.id).not.toBe(visit.customer_id)
    const seen = await seenBy(cart_id, visit)
    expect(seen).toMatchObject({ contact: null, customer: { given_name: null }, delivery: { address: null } })
    expect((await shop.read(myCarts, visit))[0]).toMatchObject({ id: cart_id, given_name: null })
  }
})

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
