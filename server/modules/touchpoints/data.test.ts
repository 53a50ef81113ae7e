import { afterAll, beforeAll, expect, test } from 'vitest'
import { addStaff, openSession } from '#access'
import { createVisitor } from '#customers'
import type { Api } from '#test/api'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { INSIDE, SECRET, STROKES, TOLD, plant } from './data.test-support.ts'

type Planted = Awaited<ReturnType<typeof plant>>

let shop: Shop
let owner: Api
let ana: Planted
let eva: Planted

beforeAll(async () => {
  shop = await openShop()
  const token = await shop.write(async (ctx) => {
    const { id } = await addStaff(ctx, { email: 'd@tienda.es', name: 'Vendedora', role: 'owner', store_ids: null })
    return (await openSession(ctx, { staff_id: id, user_agent: 'test' })).token
  })
  owner = await shop.api(token)
  ana = await plant(shop, 'ana')
  eva = await plant(shop, 'eva')
})
afterAll(() => shop.close())

const handedOver = async (id: string) => (await owner.get(`/customers/${id}/data`)).body
const taken = async (who: Planted) => (await (await shop.api(who.token)).get('/me/data')).body
const missing = (data: unknown, words: readonly string[]) => {
  const text = JSON.stringify(data)
  return words.filter((word) => !text.includes(word))
}

test('whoever asks for their data is given every word of theirs, wherever in the house it stands', async () => {
  const own = await taken(ana)
  expect(missing(own, [...TOLD.map(ana.word), STROKES, ana.number, 'Sombrero'])).toEqual([])
  expect(own.orders).toMatchObject([
    {
      gross: ana.gross,
      payment_status: 'paid',
      lines: [{ name: 'Botas', quantity: 2, unit_price: ana.gross / 2, tax_name: 'IVA 21 %' }],
    },
  ])
  expect(own.payments.map(({ status, amount }: { status: string; amount: number }) => [status, amount])).toEqual(
    expect.arrayContaining([
      ['captured', ana.gross],
      ['declined', 100],
    ]),
  )
  expect(own.carts.map(({ status }: { status: string }) => status).toSorted()).toEqual(['expired', 'open', 'placed'])
  expect(own.consents).toMatchObject([
    { proof: { text: ana.word('wording'), place: ana.word('place') }, current: true },
  ])
})

test('staff hand over the same, and what the house noted of them; under whichever of their ids', async () => {
  for (const id of [ana.customer_id, ana.joined_id])
    expect(missing(await handedOver(id), [...TOLD, ...INSIDE].map(ana.word)), id).toEqual([])
})

test('what staff write for each other is not in what the person takes, nor who of them it was', async () => {
  await owner.post(`/customers/${ana.customer_id}/consents`, {
    contact_kind: 'email',
    contact_value: `${ana.word('email')}@correo.es`,
    channel: 'email',
    purpose: 'sharing',
    answer: 'denied',
    text_version: '1',
    text: 'Por teléfono',
  })
  const own = await taken(ana)
  const hidden = [...INSIDE.map(ana.word), 'Vendedora', 'handed_over_to', 'actor', 'placed_by']
  expect(missing(own, hidden)).toEqual(hidden)
  expect(own.consents).toHaveLength(2)
  for (const { proof } of own.consents) expect(Object.keys(proof).toSorted()).toEqual(['place', 'store_id', 'text'])
})

test('what opens something is told to nobody', async () => {
  const secrets = [...SECRET.map(ana.word), ana.code]
  for (const data of [await taken(ana), await handedOver(ana.customer_id)])
    expect(missing(data, secrets)).toEqual(secrets)
})

test('nothing of anybody else comes with it, not even of whose cart they help with', async () => {
  await shop.write(
    (ctx) => ctx.sql`update cart set shared_with = ${[ana.customer_id]}::uuid[] where id = ${eva.cart_id}`,
  )
  for (const data of [await taken(ana), await handedOver(ana.customer_id)])
    for (const foreign of ['eva-', eva.customer_id, eva.joined_id, eva.order_id, eva.cart_id, eva.number])
      expect(JSON.stringify(data), foreign).not.toContain(foreign)
  const { id: customer_id } = await shop.write((ctx) => createVisitor(ctx, {}))
  const { token } = await shop.write((ctx) => openSession(ctx, { customer_id, verified: false, user_agent: 'test' }))
  expect((await (await shop.api(token)).get('/me/data')).status).toBe(403)
  expect((await (await shop.api(ana.token)).get(`/customers/${eva.customer_id}/data`)).status).toBe(403)
})

test('where there is more than is given, it says so', async () => {
  const who = await plant(shop, 'rosa')
  const more = async () =>
    Object.entries(await handedOver(who.customer_id)).filter(([name, value]) => name.startsWith('more_') && value)
  expect(await more()).toEqual([])
  const copies = (table: string, own: string, of: string, most: number) =>
    shop.db.pool.query(
      `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), ${own}))).*
         from ${table} t, generate_series(1, ${most}) as n where t.id = (select id from ${table} where ${of} limit 1)`,
    )
  const theirs = `customer_id in ('${who.customer_id}', '${who.joined_id}')`
  await copies('orders', `'number', 'H-' || n, 'cart_id', null`, theirs, 1_000)
  await copies('cart', `'code', 'C-' || n`, theirs, 1_000)
  await copies('payment', `'provider_ref', null`, theirs, 5_000)
  await copies('consent', `'text', ''`, theirs, 1_000)
  await copies('touchpoint', `'type', 'page.viewed'`, theirs, 10_000)
  await copies('access_session', `'token_hash', 'T-' || n`, theirs, 1_000)
  await copies('access_passkey', `'credential_id', 'P-' || n`, `subject_id = '${who.joined_id}'`, 1_000)
  await copies('customer_note', `'visible_to', 'staff'`, `${theirs} and removed_at is not null`, 1_000)
  await copies('look', `'channel', 'desk'`, theirs, 10_000)
  expect((await more()).map(([name]) => name).toSorted()).toEqual(
    ['carts', 'consents', 'looks', 'orders', 'passkeys', 'past', 'payments', 'sessions', 'steps'].map(
      (n) => `more_${n}`,
    ),
  )
})

test('of who was forgotten nothing comes back, not even of the parcel still under way', async () => {
  const who = await plant(shop, 'zoe')
  expect((await owner.post(`/customers/${who.joined_id}/erasure`, {})).status).toBe(200)
  const empty = {
    orders: [],
    carts: [],
    payments: [],
    consents: [],
    steps: [],
    sessions: [],
    passkeys: [],
    events: [],
    looks: [],
  }
  for (let heard = 0; heard < 2; heard++) {
    const data = await handedOver(who.customer_id)
    expect(data).toMatchObject({ ...empty, past_addresses: [], past_notes: [] })
    const words = [...TOLD, ...INSIDE, ...SECRET].map(who.word)
    expect(missing(data, words)).toEqual(words)
    await shop.settle()
  }
  expect((await (await shop.api(who.token)).get('/me/data')).status).toBe(401)
})

/** Every table that says whose it is: handed over, or left out for this reason. A new one has to be decided on here. */
const TABLES: Record<string, string> = {
  ...Object.fromEntries(
    [
      'customer_identity',
      'customer_address',
      'customer_preference',
      'customer_note',
      'event',
      'look',
      'consent',
      'access_session',
      'payment',
      'cart',
      'orders',
      'fulfilment',
      'touchpoint',
    ].map((table) => [table, 'handed over']),
  ),
  customer_term: 'what they are found by, folded from what is handed over',
  customer_erasure: 'that they were forgotten: nothing is left to hand over',
}

test('no table that knows a person is forgotten here', async () => {
  const { rows } = await shop.db.pool.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c
       join pg_class t on t.relname = c.table_name and not t.relispartition and t.relkind in ('r', 'p')
      where c.table_schema = current_schema() and c.column_name = 'customer_id'`,
  )
  expect([...new Set(rows.map(({ name }) => name))].toSorted()).toEqual(Object.keys(TABLES).toSorted())
})
