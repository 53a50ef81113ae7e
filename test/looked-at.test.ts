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

test('a clock that is put back an hour hides no look: it is written as if it had gone on', async () => {
  const agent = await as('agent')
  const id = await somebody('Olga')
  const looks = async () =>
    (await shop.write((ctx) => ctx.sql`select id from look where customer_id = ${id} and operation = 'getCustomer'`))
      .length
  const openedAfter = async (by: Parameters<Shop['clock']['advance']>[0]) => {
    shop.clock.advance(by)
    await agent.get(`/customers/${id}`)
    return looks()
  }
  expect(await openedAfter({ minutes: 2 })).toBe(1)
  expect(await openedAfter({ seconds: 20 })).toBe(1)
  expect(await openedAfter({ hours: -1 })).toBe(2)
  expect(await openedAfter({ seconds: 20 })).toBe(2)
  expect(await openedAfter({ minutes: 2 })).toBe(3)
  shop.clock.advance({ hours: 1 })
})
