import { recordConsent } from '#consent'
import { createCart } from '#carts'
import { placeOrder } from '#checkout'
import { addAddress, addCustomer, addNote, identify, merge, setPreference, setTags } from '#customers'
import { recordTender } from '#payments'
import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { openSession } from '#access'
import { article, fullCart } from '#test/goods'
import type { Shop } from '#test/shop'
import { track } from './track.ts'

/** Where a word about somebody can stand, as the person and as staff may read it. */
export const TOLD = [
  'given',
  'email',
  'address',
  'past-address',
  'preference',
  'note',
  'past-note',
  'order-contact',
  'order-address',
  'order-note',
  'order-line-note',
  'order-reason',
  'adjustment',
  'carrier',
  'signed',
  'reference',
  'decline',
  'cart-contact',
  'cart-address',
  'cart-note',
  'cart-line-note',
  'past-cart',
  'wording',
  'place',
  'search',
  'agent',
  'passkey',
]
/** What staff say to each other about them. */
export const INSIDE = ['tag', 'staff-note', 'past-staff-note', 'evidence', 'document', 'rejection']
/** What opens something, and so is told to nobody. */
export const SECRET = ['action', 'return', 'provider-ref', 'pickup-code', 'credential', 'token']

export const STROKES = 'M10 20L30 40'

/** A person under two ids with a word of theirs in every corner: `ana-email`, `ana-order-note` … */
export async function plant(shop: Shop, name: string) {
  const word = (place: string) => `${name}-${place}`
  const who = await shop.write((ctx) => plantSelf(ctx, word))
  const bought = await shop.write((ctx) => plantPurchase(ctx, shop, who.joined_id, word))
  const carts = await shop.write((ctx) => plantCarts(ctx, shop, who.customer_id, word))
  const token = await shop.write((ctx) => plantVisits(ctx, who, word))
  await shop.settle()
  return { ...who, ...bought, ...carts, token, word }
}

type Word = (place: string) => string

const addressOf = (word: string) => ({ name: word, line1: word, city: 'Teruel', postcode: '44001', country: 'ES' })

async function plantSelf(ctx: Ctx, word: Word) {
  const { id: customer_id } = await addCustomer(ctx, { given_name: word('given') })
  const { id: joined_id } = await addCustomer(ctx, {})
  const evidence = { rule: 'staff', note: word('evidence') }
  await merge(ctx, { kept_id: customer_id, joined_id, evidence })
  const contact_value = `${word('email')}@correo.es`
  await identify(ctx, { customer_id, kind: 'email', value: contact_value, level: 'verified', source: 'web' })
  await addAddress(ctx, { customer_id: joined_id, address: addressOf(word('address')) })
  const past = await addAddress(ctx, { customer_id: joined_id, address: addressOf(word('past-address')) })
  await ctx.sql`update customer_address set removed_at = ${ctx.now} where id = ${past.id}`
  await setPreference(ctx, { customer_id: joined_id, name: 'gift_for', value: word('preference'), source: 'web' })
  await setTags(ctx, { customer_id, tags: [word('tag')] })
  for (const [place, visible_to] of [
    ['note', 'customer'],
    ['staff-note', 'staff'],
  ] as const) {
    await addNote(ctx, { customer_id, text: word(place), visible_to })
    const { id } = await addNote(ctx, { customer_id, text: word(`past-${place}`), visible_to })
    await ctx.sql`update customer_note set removed_at = ${ctx.now} where id = ${id}`
  }
  const contact = { contact_kind: 'email', contact_value, channel: 'email', purpose: 'marketing' } as const
  const said = { answer: 'granted', text_version: '1', text: word('wording'), place: word('place') } as const
  await recordConsent(ctx, { customer_id, ...contact, ...said })
  return { customer_id, joined_id }
}

/** Sold by the doors of the shop; then a word in each column, whoever of the shop would write it there. */
async function plantPurchase(ctx: Ctx, shop: Shop, customer_id: string, word: Word) {
  const variant_id = await article(ctx, { stock: { [shop.ids.loc_granvia]: 9 } })
  const cart = await fullCart(ctx, { customer_id, store_id: shop.ids.granvia, lines: { [variant_id]: 2 } })
  const payment_id = newId()
  const money = { cart_id: cart.id, customer_id, store_id: shop.ids.granvia, amount: cart.gross, currency: 'EUR' }
  await recordTender(ctx, { id: payment_id, provider: 'terminal', reference: word('reference'), ...money })
  const { order_id, number } = await placeOrder(ctx, { cart_id: cart.id, expected_total: cart.gross })
  await ctx.sql`
    update orders set contact = ${json({ name: word('order-contact') })}, address = ${json(addressOf(word('order-address')))},
                      note = ${word('order-note')}, cancel_reason = ${word('order-reason')} where id = ${order_id}`
  await ctx.sql`update order_line set note = ${word('order-line-note')} where order_id = ${order_id}`
  await ctx.sql`
    insert into order_adjustment (id, order_id, kind, amount, reason, cause_id, actor_kind, made_at)
    values (${newId()}, ${order_id}, 'correction', 0, ${word('adjustment')}, ${newId()}, 'staff', ${ctx.now})`
  await ctx.sql`
    update fulfilment set carrier = ${word('carrier')}, signed_by = ${word('signed')}, signature = ${STROKES}, handed_over_to = ${word('document')},
                          handover_code = ${word('pickup-code')} where order_id = ${order_id}`
  await ctx.sql`
    update payment set action_url = ${word('action')}, return_url = ${word('return')}, provider_ref = ${word('provider-ref')}
     where id = ${payment_id}`
  await ctx.sql`
    insert into event (id, position, type, customer_id, channel, actor_kind, actor_name, occurred_at, recorded_at, data)
    values (${newId()}, 0, 'fulfilment.rejected', ${customer_id}, 'desk', 'staff', 'Vendedora', ${ctx.now}, ${ctx.now},
            ${json({ reason: 'other', note: word('rejection') })})`
  return { order_id, number, gross: cart.gross, variant_id }
}

/** An open one, with a try to pay it, and one that came to nothing. */
async function plantCarts(ctx: Ctx, shop: Shop, customer_id: string, word: Word) {
  const variant_id = await article(ctx, { name: 'Sombrero', stock: { [shop.ids.loc_granvia]: 9 } })
  const open = await fullCart(ctx, { customer_id, store_id: shop.ids.granvia, lines: { [variant_id]: 1 } })
  await ctx.sql`
    update cart set contact = ${json({ name: word('cart-contact') })}, address = ${json(addressOf(word('cart-address')))},
                    note = ${word('cart-note')} where id = ${open.id}`
  await ctx.sql`update cart_line set note = ${word('cart-line-note')} where cart_id = ${open.id}`
  await ctx.sql`
    insert into payment (id, cart_id, customer_id, channel, provider, tender, currency, amount, status, decline_code, created_at, updated_at)
    values (${newId()}, ${open.id}, ${customer_id}, 'web', 'sandbox', 'card', 'EUR', 100, 'declined', ${word('decline')}, ${ctx.now}, ${ctx.now})`
  const past = await createCart(ctx, { channel: 'web', customer_id })
  await ctx.sql`update cart set status = 'expired', note = ${word('past-cart')} where id = ${past.id}`
  return { cart_id: open.id, code: open.code }
}

async function plantVisits(ctx: Ctx, who: { customer_id: string; joined_id: string }, word: Word): Promise<string> {
  const { customer_id, joined_id } = who
  await track(ctx, {
    customer_id: joined_id,
    steps: [{ id: newId(), type: 'search.made', data: { text: word('search') } }],
  })
  const old = await openSession(ctx, { customer_id: joined_id, verified: false, user_agent: word('agent') })
  await ctx.sql`update access_session set token_hash = ${word('token')} where id = ${old.session_id}`
  await ctx.sql`
    insert into access_passkey (id, subject_kind, subject_id, credential_id, public_key, counter, name, created_at)
    values (${newId()}, 'customer', ${joined_id}, ${word('credential')}, 'x', 0, ${word('passkey')}, ${ctx.now})`
  return (await openSession(ctx, { customer_id, verified: true, user_agent: 'test' })).token
}
