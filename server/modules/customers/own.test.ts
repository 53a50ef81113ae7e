import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSession } from '#access'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import type { Api } from '#test/api'
import { createVisitor } from './create.ts'
import { findCustomers } from './find.ts'
import { identify } from './identify.ts'

let shop: Shop
beforeAll(async () => void (shop = await openShop()))
afterAll(() => shop.close())

/** Somebody who proved a contact, with the session they did it in. */
async function shopper(email: string): Promise<{ api: Api; customer_id: string }> {
  const { customer_id, token } = await shop.write(async (ctx) => {
    const { id } = await createVisitor(ctx, { channel: 'web' })
    await identify(ctx, { customer_id: id, kind: 'email', value: email, level: 'verified', source: 'web' })
    const opened = await openSession(ctx, { customer_id: id, verified: true, user_agent: 'test' })
    return { customer_id: id, token: opened.token }
  })
  return { api: await shop.api(token), customer_id }
}

test('a shopper gets one member card, and the till finds them by it', async () => {
  const { api, customer_id } = await shopper('tarjeta@correo.es')
  expect((await api.get('/me/card')).body).toEqual({ card: null })
  const taps = await Promise.all([api.post('/me/card'), api.post('/me/card'), api.post('/me/card')])
  const { number, svg } = taps[0].body.card
  expect(taps.map(({ body }) => body.card.number)).toEqual([number, number, number])
  expect(number).toMatch(/^HC-[0-9A-Z]{5}-[0-9A-Z]{5}$/)
  expect(svg).toContain('<svg')
  expect((await api.get('/me/card')).body).toEqual({ card: { number, svg } })
  const found = await shop.read((ctx) =>
    findCustomers(ctx, { text: number.replaceAll('-', '').toLowerCase(), limit: 5 }),
  )
  expect(found).toMatchObject([{ id: customer_id, matched: { kind: 'card' } }])
})

test('a shopper who asks to be forgotten is, and is signed out', async () => {
  const { api, customer_id } = await shopper('olvido@correo.es')
  expect(await api.post('/me/erasure')).toMatchObject({ status: 200 })
  await shop.settle()
  expect((await api.get('/me/customer')).status).toBe(401)
  const [row] = await shop.read((ctx) => ctx.sql`select erased_at from customer where id = ${customer_id}`)
  expect(row).toMatchObject({ erased_at: expect.any(Date) })
})

test('a visitor who proved nothing has no card and erases nobody', async () => {
  const token = await shop.write(async (ctx) => {
    const { id } = await createVisitor(ctx, { channel: 'web' })
    return (await openSession(ctx, { customer_id: id, verified: false, user_agent: 'test' })).token
  })
  const api = await shop.api(token)
  for (const path of ['/me/card', '/me/erasure']) expect((await api.post(path)).status).toBe(403)
})
