import { afterAll, beforeAll, expect, test } from 'vitest'
import { clusterOf } from '#customers'
import type { Api } from '#test/api'
import { letterCode } from '#test/letters'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { addKey } from './keys.ts'

let shop: Shop
let front: Api
beforeAll(async () => {
  shop = await openShop()
  const key = await shop.write((ctx) => addKey(ctx, { kind: 'publishable', name: 'tienda', channel: 'web' }))
  front = await shop.api(key.secret)
})
afterAll(() => shop.close())

const visit = async (): Promise<Api> => shop.api((await front.post('/visits', { language: 'es' })).body.token as string)

async function signIn(value: string): Promise<string> {
  const api = await visit()
  const { body } = await api.post('/one-time-codes', { kind: 'email', value })
  await shop.work()
  const answer = await api.post(`/one-time-codes/${body.challenge_id}/answer`, { code: letterCode(shop, value) })
  expect(answer.status).toBe(200)
  return answer.body.customer_id as string
}

test('who was a guest three times signs in to one account, again and again', async () => {
  const email = 'again@correo.es'
  for (let n = 0; n < 3; n++) await (await visit()).post('/carts', { contact: { name: 'Ana Ruiz', email } })
  const [first, second, third] = [await signIn(email), await signIn(email), await signIn(email)]
  const ids = await shop.read((ctx) => clusterOf(ctx, first))
  expect([ids.includes(second), ids.includes(third)]).toEqual([true, true])
})
