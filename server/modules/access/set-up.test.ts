import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { setUpRoutes } from './routes-set-up.ts'
import { prepareSetUp } from './set-up-code.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ bare: true })
})
afterAll(() => shop.close())

const file = () => join(shop.folder, 'set-up-code')
const laidCode = () => readFileSync(file(), 'utf8').trim()

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

test('the code lies ready before anybody asks, for who runs the server alone, and stays the same', async () => {
  const code = laidCode()
  expect(code).toHaveLength(20)
  expect(statSync(file()).mode & 0o077).toBe(0)
  await prepareSetUp(shop.db)
  expect(laidCode()).toBe(code)
})

test('a time zone or currency that does not exist is refused, and nothing is set up by halves', async () => {
  const api = await shop.api()
  const { retailer, ...rest } = body(laidCode())
  for (const [wrong, code] of [
    [{ timezone: 'Europe/Atlantis' }, 'unknown_timezone'],
    [{ default_currency: 'ZZZ' }, 'unknown_currency'],
  ] as const) {
    const reply = await api.post('/set-up', { ...rest, retailer: { ...retailer, ...wrong } })
    expect(reply).toMatchObject({ status: 422, body: { code } })
    expect(setUpRoutes[0]?.refusals).toContain(code)
  }
  expect(await shop.read((ctx) => ctx.sql`select id from retailer`)).toEqual([])
})

test('who runs the server sets the retailer up, once, and comes in as its owner', async () => {
  const api = await shop.api()
  const front = () => fetch(`${api.url}/es`, { headers: { accept: 'text/html' } }).then(({ status }) => status)
  expect(await front()).toBe(401)
  expect(await api.post('/set-up', body('a guess'))).toMatchObject({ status: 403, body: { code: 'bad_set_up_code' } })
  const code = laidCode()
  const hands = await Promise.all(Array.from({ length: 4 }, () => api.post('/set-up', body(code))))
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
  const channel = { kind: 'web', name: 'web', currency: 'ZZZ', locale: 'es' }
  expect(await mine.put('/channels/web', channel)).toMatchObject({ status: 422, body: { code: 'unknown_currency' } })
  expect((await mine.put('/channels/web', { ...channel, currency: 'MXN' })).status).toBe(200)
  expect((await mine.get('/legal-entities')).body.items).toMatchObject([{ name: 'La tienda S.L.' }])
})

test('once there is a retailer the code is gone, and nothing brings it back', async () => {
  expect(existsSync(file())).toBe(false)
  const late = await (await shop.api()).post('/set-up', body('a guess'))
  expect(late).toMatchObject({ status: 409, body: { code: 'already_set_up' } })
  await prepareSetUp(shop.db)
  expect(existsSync(file())).toBe(false)
})
