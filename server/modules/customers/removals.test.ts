import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { addAddress, removeAddress } from './addresses.ts'
import { addCustomer } from './create.ts'
import { exportCustomer } from './export.ts'
import { addNote, removeNote } from './notes.ts'
import { setPreference } from './preferences.ts'
import { trailOf } from './trail.ts'

let shop: Shop
beforeAll(async () => void (shop = await openShop()))
afterAll(() => shop.close())

const home = { name: 'Ana', line1: 'Calle Mayor 1', city: 'Madrid', postcode: '28013', country: 'ES' }

/** Somebody with one of each. */
const somebody = () =>
  shop.write(async (ctx) => {
    const { id: customer_id } = await addCustomer(ctx, { given_name: 'Ana' })
    const { id: address_id } = await addAddress(ctx, { customer_id, address: home })
    const { id: note_id } = await addNote(ctx, { customer_id, text: 'llama por las tardes', visible_to: 'staff' })
    await setPreference(ctx, { customer_id, name: 'size', value: 'M', source: 'web' })
    return { customer_id, address_id, note_id }
  })
const removed = async (customer_id: string) =>
  (await shop.read((ctx) => trailOf(ctx, { customer_id, kind: 'changed', limit: 50 }))).items
    .map(({ what }) => what)
    .filter((what) => what.endsWith('_removed'))
    .toSorted()
const ALL = ['customer.address_removed', 'customer.note_removed', 'customer.preference_removed']

it('what is taken off a record stands in its trail, once, however often it is said', async () => {
  const { customer_id, address_id, note_id } = await somebody()
  const customer_ids = [customer_id]
  for (let time = 0; time < 2; time++) {
    await shop.write((ctx) => removeAddress(ctx, { customer_ids, address_id }))
    await shop.write((ctx) => removeNote(ctx, { customer_ids, note_id }))
    await shop.write((ctx) => setPreference(ctx, { customer_id, name: 'size', value: null, source: 'web' }))
  }
  expect(await removed(customer_id)).toEqual(ALL)
  await shop.write((ctx) => setPreference(ctx, { customer_id, name: 'never said', value: null, source: 'web' }))
  expect(await removed(customer_id)).toEqual(ALL)
})

it('two who take the same away at once are one removal', async () => {
  const { customer_id, address_id, note_id } = await somebody()
  const customer_ids = [customer_id]
  await Promise.all(
    [1, 2].flatMap(() => [
      shop.write((ctx) => removeAddress(ctx, { customer_ids, address_id })),
      shop.write((ctx) => removeNote(ctx, { customer_ids, note_id })),
      shop.write((ctx) => setPreference(ctx, { customer_id, name: 'size', value: null, source: 'web' })),
    ]),
  )
  expect(await removed(customer_id)).toEqual(ALL)
})

it('that a note among staff was taken away is not handed to the person it was about', async () => {
  const { customer_id, note_id } = await somebody()
  await shop.write((ctx) => removeNote(ctx, { customer_ids: [customer_id], note_id }))
  const told = async (eyes: 'customer' | 'staff') =>
    (await shop.read((ctx) => exportCustomer(ctx, { customer_id, for: eyes }))).events.map(({ type }) => type)
  expect(await told('staff')).toContain('customer.note_removed')
  expect(await told('customer')).not.toContain('customer.note_removed')
})
