import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx'
import { begun } from '#test/platform'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { addAddress } from './addresses.ts'
import { addCustomer } from './create.ts'
import { eraseCustomer } from './erase.ts'
import { findOrCreate } from './find-or-create.ts'
import { identify } from './identify.ts'
import { addNote } from './notes.ts'
import { setPreference } from './preferences.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** Time for an erasure that waits for nobody. */
const A_MOMENT_MS = 300
const mail = { kind: 'email', source: 'web' } as const
const home = { line1: 'Calle Xilófono 7', city: 'Teruel', postcode: '44001', country: 'ES' }
const foundBy = { ...mail, value: 'zoraida.found@correo.es', level: 'claimed' } as const

type Say = (ctx: Ctx, customer_id: string) => Promise<unknown>
const prove: Say = (ctx, customer_id) =>
  identify(ctx, { customer_id, ...mail, value: 'zoraida.proof@correo.es', level: 'verified' })

/** Says something of somebody, who is forgotten before that is committed. */
async function forgetWhile(say: Say): Promise<string> {
  const { id } = await shop.write((ctx) => addCustomer(ctx, { given_name: 'Zoraida' }))
  await shop.write((ctx) => identify(ctx, { customer_id: id, ...foundBy }))
  const letGo = await begun(shop.write, (ctx) => say(ctx, id))
  const erased = shop.write((ctx) => eraseCustomer(ctx, { customer_id: id }))
  await Promise.race([erased, pause(A_MOMENT_MS)])
  await letGo()
  await erased
  return id
}

test.each<[string, Say]>([
  ['a note', (ctx, customer_id) => addNote(ctx, { customer_id, text: 'Zoraida argues', visible_to: 'staff' })],
  ['an address', (ctx, customer_id) => addAddress(ctx, { customer_id, address: home })],
  [
    'a preference',
    (ctx, customer_id) => setPreference(ctx, { customer_id, name: 'gift_for', value: 'Z', source: 'web' }),
  ],
  [
    'a claim',
    (ctx, customer_id) => identify(ctx, { customer_id, ...mail, value: 'zoraida.claim@correo.es', level: 'claimed' }),
  ],
  ['a proof', prove],
  [
    'what a till or an import says',
    (ctx) => findOrCreate(ctx, { identities: [foundBy, { kind: 'phone', value: '655444333', level: 'claimed' }] }),
  ],
])('of somebody who is forgotten while it is said %s does not stay', async (_what, say) => {
  const id = await forgetWhile(say)
  const left = await shop.read(
    (ctx) => ctx.sql<{ text: string }>`
      select to_jsonb(n)::text as text from customer_note n where customer_id = ${id}
      union all select to_jsonb(n)::text from customer_address n where customer_id = ${id}
      union all select to_jsonb(n)::text from customer_preference n where customer_id = ${id}
      union all select to_jsonb(n)::text from customer_term n where customer_id = ${id}
      union all select value from customer_identity where customer_id = ${id} and value not like 'erased:%'`,
  )
  expect(left).toEqual([])
})

test('who proved a mail at that moment can come back with it', async () => {
  await forgetWhile(prove)
  const again = await shop.write((ctx) => addCustomer(ctx, {}))
  expect(await shop.write((ctx) => prove(ctx, again.id))).toMatchObject({ outcome: 'added' })
})
