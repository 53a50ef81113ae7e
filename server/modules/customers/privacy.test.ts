import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addStaff, openSession } from '#access'
import { begun } from '#test/platform'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { addAddress, addressesOf, removeAddress } from './addresses.ts'
import { addCustomer } from './create.ts'
import { editCustomer } from './edit.ts'
import { eraseCustomer } from './erase.ts'
import { exportCustomer } from './export.ts'
import { findCustomers } from './find.ts'
import { identify } from './identify.ts'
import { merge } from './merge.ts'
import { customers } from './module.ts'
import { addNote, removeNote } from './notes.ts'
import { preferencesOf, setPreference } from './preferences.ts'
import { indexOrders } from './order-numbers.ts'
import { indexTerm } from './terms.ts'
import { ownView } from './view.ts'

let shop: Shop
beforeAll(async () => void (shop = await openShop()))
afterAll(() => shop.close())

const home = {
  name: 'Zoraida Quetzalcoa',
  line1: 'Calle Xilófono 7',
  city: 'Teruel',
  postcode: '44001',
  country: 'ES',
  phone: '978123457',
}

/** A person with something in every corner, under two ids. */
const person = () =>
  shop.write(async (ctx) => {
    const { id } = await addCustomer(ctx, {
      given_name: 'Zoraida',
      family_name: 'Quetzalcoa',
      birthday: '1979-03-04',
      company: 'Xilotec Azul',
      tags: ['difficult'],
    })
    const other = await addCustomer(ctx, { given_name: 'Zori' })
    await identify(ctx, {
      customer_id: id,
      kind: 'email',
      value: 'zoraida.q@correo.es',
      level: 'verified',
      source: 'web',
    })
    await identify(ctx, { customer_id: other.id, kind: 'phone', value: '655444333', level: 'claimed', source: 'till' })
    await identify(ctx, { customer_id: id, kind: 'card', value: 'ZQ-778899', level: 'claimed', source: 'till' })
    await addAddress(ctx, { customer_id: id, address: home, label: 'casa de Zoraida' })
    await setPreference(ctx, { customer_id: id, name: 'gift_for', value: 'Zoraidita', source: 'web' })
    const secret = await addNote(ctx, { customer_id: id, text: 'Zoraida argues about prices', visible_to: 'staff' })
    await addNote(ctx, { customer_id: id, text: 'We keep the xilófono for you', visible_to: 'customer' })
    indexTerm(ctx, [{ customer_id: id, kind: 'order', term: 'H-7788-ZQZQ' }])
    await merge(ctx, { kept_id: id, joined_id: other.id, evidence: { rule: 'staff', note: 'Zori is Zoraida' } })
    return { id, other: other.id, note_id: secret.id }
  })

it('shoppers never see what staff write for each other', async () => {
  const { id, other } = await person()
  const seen = JSON.stringify([
    await shop.read((ctx) => ownView(ctx, other)),
    await shop.read((ctx) => exportCustomer(ctx, { customer_id: id, for: 'customer' })),
  ])
  expect(seen).toContain('We keep the xilófono')
  for (const hidden of ['argues', 'difficult', 'Zori is', 'evidence', 'author', 'customer.tagged', 'staff"'])
    expect(seen, hidden).not.toContain(hidden)
  const full = JSON.stringify(await shop.read((ctx) => exportCustomer(ctx, { customer_id: id, for: 'staff' })))
  for (const shown of ['argues', 'difficult', 'Zori is', 'customer.noted', 'ZQ-778899'])
    expect(full, shown).toContain(shown)
  await shop.write((ctx) => eraseCustomer(ctx, { customer_id: id }))
})

it('an order that is heard of late makes nobody findable who was erased, or is being erased', async () => {
  const somebody = () => shop.write((ctx) => addCustomer(ctx, { given_name: 'Zoe' }))
  const [gone, going, here] = [await somebody(), await somebody(), await somebody()]
  const hear = (...ids: string[]) =>
    shop.write((ctx) =>
      indexOrders(
        ctx,
        ids.map((customer_id, at) => ({ customer_id, number: `H-4444-LAT${at}` })),
      ),
    )
  await shop.write((ctx) => eraseCustomer(ctx, { customer_id: gone.id }))
  const letGo = await begun(shop.write, (ctx) => eraseCustomer(ctx, { customer_id: going.id }))
  const heard = hear(gone.id, going.id)
  // Long enough to have looked; who waits for the erasure is still there.
  await Promise.race([heard, pause(300)])
  await letGo()
  await heard
  const left = await shop.read(
    (ctx) => ctx.sql`select term from customer_term where customer_id = any(${[gone.id, going.id]}::uuid[])`,
  )
  expect(left).toEqual([])
  await hear(here.id, here.id)
  await hear(here.id)
  const found = await shop.read((ctx) => findCustomers(ctx, { text: '4444LAT', limit: 5 }))
  expect(found.map(({ id }) => id)).toEqual([here.id])
  await shop.write((ctx) => eraseCustomer(ctx, { customer_id: here.id }))
})

it('erasing leaves nothing, keeps the ids, and may be said twice', async () => {
  const { id, other } = await person()
  const erasure = await shop.write((ctx) => eraseCustomer(ctx, { customer_id: other }))
  expect(await shop.write((ctx) => eraseCustomer(ctx, { customer_id: id }))).toEqual(erasure)
  await shop.settle()

  const values = /zora|zori|quetzal|655444333|655 44|778899|xil[oó]|teruel|44001|argues|1979|difficult|azul/i
  for (const table of [...customers.tables, 'event', 'consent']) {
    const { rows } = await shop.db.pool.query<{ text: string }>(`select to_jsonb(t)::text as text from ${table} t`)
    // Ids and moments are digits by chance.
    for (const { text } of rows)
      expect(text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|"xid": "\d+"/g, ''), table).not.toMatch(values)
  }
  for (const text of ['zoraida', 'quetzalcoa', '655444333', 'H-7788-ZQZQ', 'Zoriada']) {
    expect(await shop.read((ctx) => findCustomers(ctx, { text, limit: 5 })), text).toEqual([])
  }
  const { rows } = await shop.db.pool.query(`select count(*)::int as n from customer where id = any($1)`, [[id, other]])
  expect(rows[0].n).toBe(2)
  await expect(shop.write((ctx) => editCustomer(ctx, { customer_id: id, given_name: 'Z' }))).rejects.toMatchObject({
    code: 'customer_erased',
  })
  await expect(
    shop.write((ctx) => addNote(ctx, { customer_id: id, text: 'x', visible_to: 'staff' })),
  ).rejects.toMatchObject({ code: 'customer_erased' })
})

it('erasing takes the answers with it that were kept for repeats, the person’s own and those staff got', async () => {
  const staff = await shop.write(async (ctx) => {
    const { id } = await addStaff(ctx, { email: 'agente@tienda.es', name: 'Agente', role: 'agent', store_ids: null })
    return (await openSession(ctx, { staff_id: id, user_agent: 'test' })).token
  })
  const { id } = await person()
  const token = await shop.write(
    async (ctx) => (await openSession(ctx, { customer_id: id, verified: true, user_agent: 'test' })).token,
  )
  await (await shop.api(token)).post('/carts', {})
  await (await shop.api(staff, { 'hilo-channel': 'phone' })).post('/carts', { customer_id: id })
  await (await shop.api(staff)).post('/customers', { given_name: 'Otra' })
  const answers = async () =>
    (await shop.db.pool.query<{ answer: string }>(`select answer from idempotency`)).rows.map(({ answer }) => answer)
  expect((await answers()).filter((answer) => answer.includes(id))).toHaveLength(2)
  await shop.write((ctx) => eraseCustomer(ctx, { customer_id: id }))
  const left = await answers()
  expect(left.filter((answer) => answer.includes(id))).toEqual([])
  expect(left.filter((answer) => answer.includes('Otra'))).toHaveLength(1)
})

it('addresses, preferences and notes of somebody else look the same as none', async () => {
  const [a, b] = await shop.write(
    async (ctx) => [(await addCustomer(ctx, {})).id, (await addCustomer(ctx, {})).id] as const,
  )
  const address = await shop.write((ctx) => addAddress(ctx, { customer_id: a, address: home, is_default: true }))
  const note = await shop.write((ctx) => addNote(ctx, { customer_id: a, text: 'x', visible_to: 'staff' }))
  await expect(
    shop.write((ctx) => removeAddress(ctx, { customer_ids: [b], address_id: address.id })),
  ).rejects.toMatchObject({ status: 404 })
  await expect(shop.write((ctx) => removeNote(ctx, { customer_ids: [b], note_id: note.id }))).rejects.toMatchObject({
    status: 404,
  })
  await expect(
    shop.write((ctx) => addAddress(ctx, { id: address.id, customer_id: b, address: home })),
  ).rejects.toMatchObject({ code: 'id_taken' })
  await shop.write((ctx) => addAddress(ctx, { customer_id: a, address: home, is_default: true }))
  expect((await shop.read((ctx) => addressesOf(ctx, [a]))).map((one) => one.is_default)).toEqual([true, false])
  for (const value of ['M', 'L', null])
    await shop.write((ctx) => setPreference(ctx, { customer_id: a, name: 'size', value, source: 'web' }))
  expect(await shop.read((ctx) => preferencesOf(ctx, [a]))).toEqual([])
})
