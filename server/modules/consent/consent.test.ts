import { afterAll, beforeAll, expect, it } from 'vitest'
import { addCustomer, identify, merge, undoMerge } from '#customers'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { consentOf } from './consents.ts'
import { mayContact } from './may-contact.ts'
import { recordConsent, withdrawAll } from './record-consent.ts'
import type { Answer, Purpose } from './rules.ts'

let shop: Shop
beforeAll(async () => void (shop = await openShop()))
afterAll(() => shop.close())

let n = 0
async function person() {
  const contact_value = `quien${++n}@correo.es`
  const id = await shop.write(async (ctx) => {
    const { id: customer_id } = await addCustomer(ctx, {})
    await identify(ctx, { customer_id, kind: 'email', value: contact_value, level: 'verified', source: 'web' })
    return customer_id
  })
  return { id, contact_value, contact_kind: 'email' as const, channel: 'email' as const }
}
type Person = Awaited<ReturnType<typeof person>>

const say = (
  { id: customer_id, ...contact }: Person,
  answer: Answer,
  purpose: Purpose = 'marketing',
  more: object = {},
) =>
  shop.write((ctx) =>
    recordConsent(ctx, {
      customer_id,
      ...contact,
      purpose,
      answer,
      text_version: 'es-3',
      text: 'Quiero recibir novedades',
      ...more,
    }),
  )
const ask = ({ contact_kind, contact_value, channel }: Person, purpose: Purpose = 'marketing') =>
  shop.read((ctx) => mayContact(ctx, { contact_kind, contact_value, channel, purpose }))

it('silence allows service messages and nothing else', async () => {
  const ana = await person()
  expect(await ask(ana, 'service')).toEqual({ allowed: true, because: 'service_by_default' })
  for (const purpose of ['marketing', 'profiling', 'analytics', 'sharing'] as const)
    expect(await ask(ana, purpose)).toEqual({ allowed: false, because: 'never_asked' })
  expect(await ask({ ...ana, contact_value: 'test@test.com' })).toEqual({ allowed: false, because: 'contact_unusable' })
})

it('the latest answer counts, whenever it was written down', async () => {
  const ana = await person()
  await say(ana, 'granted')
  expect(await ask({ ...ana, contact_value: ana.contact_value.toUpperCase() })).toEqual({
    allowed: true,
    because: 'granted',
  })
  shop.clock.advance({ minutes: 1 })
  await say(ana, 'withdrawn')
  await say(ana, 'granted', 'marketing', { answered_at: new Date('2026-01-01T00:00:00Z') })
  expect(await ask(ana)).toEqual({ allowed: false, because: 'withdrawn' })
  await expect(
    say(ana, 'granted', 'marketing', { answered_at: new Date('2030-01-01T00:00:00Z') }),
  ).rejects.toMatchObject({ code: 'answered_in_future' })
})

it('an answer is kept with its proof, once', async () => {
  const ana = await person()
  const id = newId()
  await say(ana, 'granted', 'marketing', { id, place: 'caja 1' })
  await say(ana, 'granted', 'marketing', { id, place: 'caja 1' })
  const kept = await shop.read((ctx) => consentOf(ctx, ana.id))
  expect(kept).toMatchObject([
    { id, text_version: 'es-3', proof: { text: 'Quiero recibir novedades', place: 'caja 1' }, current: true },
  ])
  await expect(say(ana, 'denied', 'marketing', { id })).rejects.toMatchObject({ code: 'id_taken' })
})

it('a merge never widens consent, and undone each proof is on its own side', async () => {
  const [yes, no] = [await person(), await person()]
  await say(yes, 'granted')
  await say(no, 'withdrawn')
  const before = [await shop.read((ctx) => consentOf(ctx, yes.id)), await shop.read((ctx) => consentOf(ctx, no.id))]
  const { merge_id } = await shop.write((ctx) =>
    merge(ctx, { kept_id: yes.id, joined_id: no.id, evidence: { rule: 'staff' } }),
  )
  expect((await ask(yes)).allowed).toBe(true)
  expect(await ask(no)).toEqual({ allowed: false, because: 'withdrawn' })
  expect(await shop.read((ctx) => consentOf(ctx, no.id))).toHaveLength(2)
  await shop.write((ctx) => undoMerge(ctx, { merge_id }))
  expect([await shop.read((ctx) => consentOf(ctx, yes.id)), await shop.read((ctx) => consentOf(ctx, no.id))]).toEqual(
    before,
  )
})

it('one word takes back every yes, on every contact and channel', async () => {
  const ana = await person()
  await shop.write((ctx) =>
    identify(ctx, { customer_id: ana.id, kind: 'phone', value: '677888999', level: 'verified', source: 'sms' }),
  )
  const phone = { ...ana, contact_kind: 'phone' as const, contact_value: '677888999' }
  await say(ana, 'granted')
  await say({ ...phone, channel: 'sms' } as never, 'granted')
  await say({ ...phone, contact_kind: 'whatsapp', channel: 'whatsapp' } as never, 'granted')
  expect((await ask({ ...phone, channel: 'whatsapp' } as never)).allowed).toBe(true)
  const stop = () =>
    shop.write((ctx) => withdrawAll(ctx, { customer_id: ana.id, text_version: 'es-1', text: 'No quiero nada' }))
  expect(await stop()).toEqual({ withdrawn: 3 })
  expect(await stop()).toEqual({ withdrawn: 0 })
  for (const channel of ['sms', 'whatsapp']) expect((await ask({ ...phone, channel } as never)).allowed).toBe(false)
  expect((await ask(ana)).because).toBe('withdrawn')
})

it('shoppers answer for contacts of their own only, staff for contacts of that customer', async () => {
  const [ana, eva] = [await person(), await person()]
  const as = shop.actor({ kind: 'customer', customer_id: ana.id, verified: true })
  const record = (who: Person, contact: Person, actor = as) =>
    shop.write(
      (ctx) =>
        recordConsent(ctx, {
          ...contact,
          id: newId(),
          customer_id: who.id,
          purpose: 'marketing',
          answer: 'granted',
          text_version: '1',
          text: 'x',
        }),
      actor,
    )
  await record(ana, ana)
  await expect(record(ana, eva)).rejects.toMatchObject({ status: 404 })
  await expect(record(eva, eva)).rejects.toMatchObject({ status: 404 })
  await expect(record(eva, eva, shop.actor({ kind: 'staff' }))).rejects.toMatchObject({ status: 403 })
  const clerk = shop.actor({ kind: 'staff', permissions: ['consent.edit'] })
  await expect(record(ana, eva, clerk)).rejects.toMatchObject({ status: 404 })
  await record(eva, eva, clerk)
  await shop.write((ctx) =>
    identify(ctx, { customer_id: ana.id, kind: 'email', value: eva.contact_value, level: 'claimed', source: 'web' }),
  )
  await expect(record(ana, eva)).rejects.toMatchObject({ status: 404 })
})
