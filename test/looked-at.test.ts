import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCustomer } from '#customers'
import type { Api } from '#test/api'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { castOf } from './security/cast.ts'

let shop: Shop
let tokens: Record<string, string>

beforeAll(async () => {
  shop = await openShop()
  tokens = (await castOf(shop)).tokens
})
afterAll(() => shop.close())

const as = (who: string) => shop.api(tokens[who])
const somebody = async (given_name: string) =>
  (await shop.write((ctx) => addCustomer(ctx, { given_name, family_name: 'Xiomara' }))).id

test('whom one has opened comes back to oneself, the last first, each person once, and to nobody else', async () => {
  const [ana, eva, ida] = [await somebody('Ana'), await somebody('Eva'), await somebody('Ida')]
  const agent = await as('agent')
  const owner = await as('owner')
  for (const id of [ana, eva, ida, ana]) {
    shop.clock.advance({ minutes: 2 })
    await agent.get(`/customers/${id}`)
  }
  await agent.get('/customers?text=xiomara')
  const opened = async (who: Api) => {
    const { status, body } = await who.get('/looked-at?limit=3')
    expect(status).toBe(200)
    return body.items.map(({ id }: { id: string }) => id)
  }
  expect(await opened(agent)).toEqual([ana, ida, eva])
  await owner.post(`/customers/${ana}/merges`, { joined_id: ida, evidence: { rule: 'staff', note: 'the same' } })
  expect(new Set(await opened(agent))).toEqual(new Set([ana < ida ? ana : ida, eva]))
  expect(await opened(await as('manager'))).not.toContain(eva)
  expect((await agent.get('/looked-at?limit=500')).status).toBe(400)
})
