import { addKey, addStaff, enrolDevice, openSession } from '#access'
import { setContact } from '#carts'
import { recordConsent } from '#consent'
import { addAddress, addCustomer, addNote, identify, merge, setPreference } from '#customers'
import { saveRegister } from '#organisation'
import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { newId } from '#platform/ids'
import { savePriceList } from '#pricing'
import { FIRST_HASH, hashFact } from '#sdk'
import { receive, sendTransfer } from '#stock'
import { article, fullCart } from '#test/goods'
import type { Ids } from '#test/samples'
import type { Shop } from '#test/shop'
import { thingsOf } from './cast.ts'

/**
 * Somebody else's things, each with a sign in its texts that no answer to a stranger may hold: `p` where it is about a
 * person, `s` about a store, `r` about the retailer. The number tells the worlds apart.
 */
export type World = { ids: Ids; codes: Record<string, string>; sign: (kind: Kind) => string; private_ids: string[] }
type Kind = 'p' | 's' | 'r'

export const signOf = (world: number, kind: Kind): string => `xq${kind}${world}z`

export async function plant(
  shop: Shop,
  world: number,
  store: { store_id: string; location_id: string },
): Promise<World> {
  const sign = (kind: Kind) => signOf(world, kind)
  const person = await shop.write((ctx) => plantPerson(ctx, sign('p'), world))
  const bought = await thingsOf(shop, person.customer_id, store.store_id, store.location_id)
  const goods = await shop.write((ctx) => plantStore(ctx, sign('s'), world, { ...store, ...bought }))
  const house = await shop.write((ctx) => plantRetailer(ctx, sign('r'), world))
  await shop.write(
    (ctx) =>
      ctx.sql`update cart set contact = ${json({ name: sign('p'), email: `${sign('p')}@correo.es` })} where id = ${bought.cart_id}`,
  )
  await shop.settle()
  const { number, price_list, ...of } = bought
  const ids: Ids = {
    ...person,
    ...of,
    ...goods.ids,
    ...house.ids,
    pickup_store_id: store.store_id,
    from_id: store.location_id,
    to_id: store.location_id,
    subject_id: of.order_id,
    actor_id: goods.ids.staff_id,
    joined_id: person.customer_id,
  }
  // The catalogue is the whole retailer's, and anybody may shop in a store.
  const shared = new Set([store.store_id, store.location_id, of.variant_id, house.ids.product_id, house.ids.picture_id])
  const codes = { number, code: goods.code, price_list, text: sign('p').slice(0, -1) }
  return { ids, codes, sign, private_ids: Object.values(ids).filter((id) => !shared.has(id)) }
}

async function plantPerson(ctx: Ctx, sign: string, world: number) {
  const { id: customer_id } = await addCustomer(ctx, {
    given_name: `Ana ${sign}`,
    family_name: sign,
    tags: [sign],
    company: sign,
  })
  const twin = await addCustomer(ctx, { given_name: sign })
  const { merge_id } = await merge(ctx, {
    kept_id: customer_id,
    joined_id: twin.id,
    evidence: { rule: 'staff', note: sign },
  })
  for (const [kind, value] of [
    ['email', `${sign}@correo.es`],
    ['card', `${sign}-1`],
  ] as const)
    await identify(ctx, { customer_id, kind, value, level: 'verified', source: 'web' })
  const address = { name: sign, line1: `Calle ${sign} 1`, city: sign, postcode: '28001', country: 'ES' }
  const { id: address_id } = await addAddress(ctx, { customer_id, address, label: sign })
  const { id: note_id } = await addNote(ctx, { customer_id, text: `nota ${sign}`, visible_to: 'customer' })
  await setPreference(ctx, { customer_id, name: 'talla', value: sign, source: 'web' })
  await recordConsent(ctx, {
    customer_id,
    contact_kind: 'email',
    contact_value: `${sign}@correo.es`,
    channel: 'email',
    purpose: 'marketing',
    answer: 'granted',
    text_version: '1',
    text: sign,
    place: 'web',
  } as never)
  const { session_id } = await openSession(ctx, { customer_id, verified: true, user_agent: sign })
  const [identity] = await ctx.sql<{
    id: string
  }>`select id from customer_identity where customer_id = ${customer_id} limit 1`
  const passkey_id = newId()
  const challenge_id = newId()
  await ctx.sql`
    insert into access_passkey (id, subject_kind, subject_id, credential_id, public_key, counter, name, created_at)
    values (${passkey_id}, 'customer', ${customer_id}, ${`credential-${world}`}, 'x', 0, ${sign}, ${ctx.now})`
  await ctx.sql`
    insert into access_challenge (id, kind, subject_kind, subject_id, contact_kind, contact, secret, expires_at, created_at)
    values (${challenge_id}, 'one_time_code', 'customer', ${customer_id}, 'email', ${`${sign}@correo.es`}, '', ${new Date(ctx.now.getTime() + 600_000)}, ${ctx.now})`
  await ctx.sql`
    insert into touchpoint (id, type, customer_id, channel, occurred_at, recorded_at, data)
    values (${newId()}, 'search.made', ${customer_id}, 'web', ${ctx.now}, ${ctx.now}, ${json({ text: sign })})`
  return { customer_id, merge_id, address_id, note_id, session_id, identity_id: identity!.id, passkey_id, challenge_id }
}

type Place = Awaited<ReturnType<typeof thingsOf>>

async function plantStore(ctx: Ctx, sign: string, world: number, of: Place) {
  const { store_id, location_id, variant_id, order_id, fulfilment_id, payment_id, cart_id } = of
  // Notes and contacts of an order and its work are the store's; the person's cart is the person's.
  await ctx.sql`update orders set note = ${sign}, contact = ${json({ name: sign, email: `${sign}@correo.es` })} where id = ${order_id}`
  // As one that was made online: of no store by itself, and the store's by its order.
  await ctx.sql`update payment set details = ${json({ reference: sign })}, store_id = null where id = ${payment_id}`
  await ctx.sql`
    insert into fulfilment_rejection (id, fulfilment_id, reason, note, rejected_at) values (${newId()}, ${fulfilment_id}, 'other', ${sign}, ${ctx.now})`
  await ctx.sql`update fulfilment set handed_over_to = ${sign}, carrier = ${sign}, tracking = ${sign} where id = ${fulfilment_id}`
  const nobodys = await fullCart(ctx, { store_id, lines: { [variant_id]: 1 } })
  await ctx.sql`update cart set store_id = ${store_id}, note = ${sign} where id = ${nobodys.id}`
  await setContact(ctx, { cart_id: nobodys.id, contact: { name: sign, email: `${sign}.nadie@correo.es` } })
  const [line] = await ctx.sql<{
    id: string
  }>`update cart_line set note = ${sign} where cart_id = ${nobodys.id} returning id`
  const [order_line] = await ctx.sql<{ id: string }>`select id from order_line where order_id = ${order_id}`
  const register_id = newId()
  await saveRegister(ctx, register_id, { store_id, code: `caja-x${world}`, name: `Caja ${sign}` })
  const device = await enrolDevice(ctx, { register_id, name: sign })
  const staff = await addStaff(ctx, {
    email: `${sign}@tienda.es`,
    name: sign,
    role: 'assistant',
    store_ids: [store_id],
  })
  await savePriceList(ctx, { code: `lista-x${world}`, name: sign, currency: 'EUR', tax_included: true, store_id })
  const [elsewhere] = await ctx.sql<{
    id: string
  }>`select id from location where code = 'sol'`
  const transfer_id = newId()
  const moved = await article(ctx, { stock: { [location_id]: 5 } })
  await receive(ctx, { id: newId(), location_id, lines: [{ variant_id: moved, quantity: 1 }], reason: sign } as never)
  await sendTransfer(ctx, {
    id: transfer_id,
    from_id: location_id,
    to_id: elsewhere!.id,
    reason: sign,
    lines: [{ variant_id: moved, quantity: 1 }],
  })
  const till = await plantTill(ctx, sign, { store_id, order_id, device_id: device.id, staff_id: staff.id })
  const ids = {
    ...till,
    line_id: line!.id,
    order_line_id: order_line!.id,
    nobodys_cart_id: nobodys.id,
    register_id,
    device_id: device.id,
    staff_id: staff.id,
    transfer_id,
    receipt_id: newId(),
    persons_cart_id: cart_id,
  }
  return { ids, code: nobodys.code }
}

/** A shift of the store's till with a fact, and a task that waits. */
async function plantTill(
  ctx: Ctx,
  sign: string,
  {
    store_id,
    order_id,
    device_id,
    staff_id,
  }: { store_id: string; order_id: string; device_id: string; staff_id: string },
) {
  const [shift_id, task_id] = [newId(), newId()]
  const said = {
    seq: 1,
    prev_hash: FIRST_HASH,
    kind: 'cash_moved',
    at: ctx.now.toISOString(),
    staff_id,
    body: { movement_id: newId(), shift_id, direction: 'in', amount: 1, reason: sign },
  }
  const hash = await hashFact(device_id, said)
  await ctx.sql`
    insert into till (device_id, store_id, series, last_seq, last_hash, updated_at) values (${device_id}, ${store_id}, ${sign}, 1, ${hash}, ${ctx.now})`
  await ctx.sql`
    insert into till_shift (id, device_id, store_id, currency, opened_at, opened_by, float, cash_in)
    values (${shift_id}, ${device_id}, ${store_id}, 'EUR', ${ctx.now}, ${staff_id}, 0, 1)`
  await ctx.sql`
    insert into till_fact (device_id, seq, prev_hash, hash, kind, said_at, at, staff_id, body, shift_id, recorded_at)
    values (${device_id}, 1, ${said.prev_hash}, ${hash}, ${said.kind}, ${said.at}, ${ctx.now}, ${staff_id}, ${json(said.body)}, ${shift_id}, ${ctx.now})`
  await ctx.sql`
    insert into till_task (id, kind, store_id, device_id, seq, order_id, details, raised_at)
    values (${task_id}, 'unknown_article', ${store_id}, ${device_id}, 1, ${order_id}, ${json({ lines: [{ sku: sign, name: sign }] })}, ${ctx.now})`
  await ctx.sql`
    insert into till_settings (store_id, offline_sale_max, offline_hours_max, offline_tenders, approve_discount_over_ppm, cash_rounding,
                               handover_proof, receipt_header, receipt_footer, updated_at)
    values (${store_id}, 1, 1, '{cash}', 0, 1, 'code', ${sign}, ${sign}, ${ctx.now})`
  return { shift_id, task_id }
}

async function plantRetailer(ctx: Ctx, sign: string, world: number) {
  const key = await addKey(ctx, { kind: 'secret', name: sign, permissions: ['orders.read'] })
  const import_id = newId()
  await ctx.sql`
    insert into import_run (id, kind, source, settings, status, started_at, updated_at)
    values (${import_id}, 'catalogue', ${`${sign}.csv`}, '{}', 'running', ${ctx.now}, ${ctx.now})`
  await ctx.sql`
    insert into import_error (run_id, part, row, code, severity, message) values (${import_id}, 'products', 1, 'x', 'refused', ${sign})`
  const dead_letter_id = newId()
  await ctx.sql`
    insert into dead_letter (id, listener, event_id, event, error, parked_at)
    values (${dead_letter_id}, 'x', ${newId()}, ${json({ type: sign })}, ${sign}, ${ctx.now})`
  const [product] = await ctx.sql<{ id: string }>`select id from product order by id limit 1`
  const [picture] = await ctx.sql<{ id: string }>`
    insert into media (id, product_id, path, alt, width, height, position)
    values (${newId()}, ${product!.id}, ${`aa/${String(world).repeat(64)}-1280.webp`}, '{}', 10, 10, 0) returning id`
  return {
    ids: {
      key_id: key.id,
      import_id,
      dead_letter_id,
      product_id: product!.id,
      picture_id: picture!.id,
      legal_entity_id: newId(),
    },
  }
}
