import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { openBrowser, signIn } from './browser.ts'
import type { Browser } from './browser.ts'

let shop: Shop
let guest: Browser
let ana: Browser

beforeAll(async () => {
  shop = await openShop()
  const { url } = await shop.api()
  const boots = await shop.write((ctx) => article(ctx, { price: 1_000, stock: { [shop.ids.loc_granvia]: 50 } }))
  guest = openBrowser(url)
  await guest.post('/es/cart/lines', { variant_id: boots, quantity: '1' })
  ana = openBrowser(url)
  await signIn(ana, shop, 'ana@correo.es')
})
afterAll(() => shop.close())

/** What is said beside a field. */
const beside = (text: string, field: string): string =>
  new RegExp(`id="${field}-error">([^<]+)<`).exec(text)?.[1] ?? 'nothing'

const HOME = { name: 'Ana', line1: 'Calle Mayor 1', postcode: '28013', city: 'Madrid', country: 'ES' }

test('what is too long is said at its field, with what was typed', async () => {
  const contact = { name: 'a'.repeat(1_000), email: `${'b'.repeat(400)}@correo.es`, phone: '6'.repeat(50) }
  const { status, text } = await guest.post('/es/checkout/contact', contact)
  expect(status).toBe(422)
  expect(beside(text, 'name')).toBe('Como mucho 200 letras.')
  expect(beside(text, 'email')).toBe('Como mucho 320 letras.')
  expect(beside(text, 'phone')).toBe('Como mucho 40 letras.')
  expect(text).toContain(contact.name)
  const address = await ana.post('/es/account/addresses', { ...HOME, city: 'c'.repeat(121), label: 'l'.repeat(500) })
  expect([address.status, beside(address.text, 'city')]).toEqual([422, 'Como mucho 120 letras.'])
  expect(beside(address.text, 'label')).toBe('Como mucho 60 letras.')
  const profile = await ana.post('/en/account/profile', { given_name: 'n'.repeat(121), birthday: '1' })
  expect([profile.status, beside(profile.text, 'given_name')]).toEqual([422, 'At most 120 letters.'])
  expect(beside(profile.text, 'birthday')).toBe('Type a day that has passed.')
  const likes = await ana.post('/es/account/preferences', { shoe_size: '4'.repeat(600) })
  expect([likes.status, beside(likes.text, 'shoe_size')]).toEqual([422, 'Como mucho 20 letras.'])
  expect((await guest.post('/es/sign-in', { contact: `${'b'.repeat(400)}@correo.es` })).status).toBe(422)
})

test('a note holds what its field does, line breaks counted once', async () => {
  const line = /id="line-([0-9a-f-]{36})"/.exec((await guest.get('/es/cart')).text)?.[1] ?? ''
  const note = async (text: string) => (await guest.post(`/es/cart/lines/${line}`, { note: text })).location
  expect(await note('x'.repeat(3_000))).toBe('/es/cart?said=long_note')
  expect((await guest.get('/es/cart?said=long_note')).text).toContain('La nota no se ha guardado')
  expect(await note(`${'x\r\n'.repeat(249)}xx`)).toBe('/es/cart')
  expect(await note('bell\u0007')).toBe('/es/cart')
})

test('an address nobody reads is told from one that is not whole', async () => {
  const said = async (email: string) =>
    beside((await guest.post('/es/checkout/contact', { name: 'Ana', email })).text, 'email')
  expect(await said('ana@example.com')).toBe('No podemos escribir a esa dirección. Pon otro correo, o tu teléfono.')
  expect(await said('ana@test.com')).toMatch(/^No podemos escribir/)
  expect(await said('ana@correo')).toMatch(/no está completo/)
  const { text } = await guest.post('/en/sign-in', { contact: 'ana@example.com' })
  expect(beside(text, 'contact')).toMatch(/^We cannot write to that address/)
})

test('a permission that was not answered is not said to be saved', async () => {
  const at = '/es/account/consents'
  expect((await ana.post(at)).location).toBe(at)
  expect((await ana.post(at, { channel: 'email', value: 'otra@correo.es', answer: 'granted' })).location).toBe(at)
  expect((await ana.post(at, { channel: 'email', value: 'ana@correo.es' })).location).toBe(at)
  const answered = await ana.post(at, { channel: 'email', value: 'ana@correo.es', answer: 'granted' })
  expect(answered.location).toBe(`${at}?saved`)
})

test('the same press on an address keeps it once', async () => {
  const act = crypto.randomUUID()
  const press = () => ana.post('/es/account/addresses', { ...HOME, act })
  await press()
  await press()
  await ana.post('/es/account/addresses', { ...HOME, line1: 'Calle Menor 2', act })
  const { text } = await ana.get('/es/account/addresses')
  expect(text.match(/<li class="card">/g)).toHaveLength(2)
})
