import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { setUpCode } from './set-up.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ bare: true })
})
afterAll(() => shop.close())

const owner = { email: 'ana@tienda.es', name: 'Ana', password: 'una clave larga y buena' }
const body = (code: string) => ({
  code,
  retailer: {
    name: 'La tienda',
    country: 'ES',
    default_locale: 'es',
    default_currency: 'EUR',
    timezone: 'Europe/Madrid',
  },
  legal_entity: {
    name: 'La tienda S.L.',
    country: 'ES',
    address: { line1: 'Mayor 1', city: 'Madrid', postcode: '28013', country: 'ES' },
  },
  owner,
})

test('who runs the server sets the retailer up, once, and comes in as its owner', async () => {
  const api = await shop.api()
  const front = () => fetch(`${api.url}/es`, { headers: { accept: 'text/html' } }).then(({ status }) => status)
  expect(await front()).toBe(401)
  expect(await api.post('/set-up', body('a guess'))).toMatchObject({ status: 403, body: { code: 'bad_set_up_code' } })
  const hands = await Promise.all(Array.from({ length: 4 }, () => api.post('/set-up', body(setUpCode()))))
  expect(hands.map((reply) => reply.status).toSorted()).toEqual([201, 409, 409, 409])
  await expect.poll(front).toBe(200)
  const { status, body: session } = await api.post('/sign-in', { email: owner.email, password: owner.password })
  expect(status).toBe(200)
  const mine = await shop.api(session.token)
  expect((await mine.get('/retailer')).body).toMatchObject({ name: 'La tienda', default_currency: 'EUR' })
  expect((await mine.get('/channels')).body.items.map((channel: { code: string }) => channel.code)).toEqual([
    'mobile',
    'phone',
    'pos',
    'web',
  ])
  expect((await mine.get('/legal-entities')).body.items).toMatchObject([{ name: 'La tienda S.L.' }])
})
