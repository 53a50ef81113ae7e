import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { addKey } from '#access'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createClient } from '#sdk'
import type { Client } from '#sdk'

/** The client and the real server: one document, both sides of it. */
const THE_BEGINNING = '0.0'
let shop: Shop
let client: Client

beforeAll(async () => {
  shop = await openShop()
  const { url } = await shop.api()
  const { secret } = await shop.write((ctx) =>
    addKey(ctx, {
      kind: 'secret',
      name: 'sdk',
      permissions: ['organisation.read', 'organisation.edit', 'events.read'],
    }),
  )
  client = createClient({ url, key: secret })
})
afterAll(() => shop.close())

it('reads and writes as the document says', async () => {
  expect(await client.getRetailer()).toMatchObject({ default_currency: 'EUR' })
  const { items } = await client.listStores()
  const [first] = items
  expect(await client.getStore({ store_id: first?.id ?? '' })).toMatchObject({
    code: first?.code,
    weekly: expect.any(Array),
  })
  const register = { register_id: crypto.randomUUID(), store_id: shop.ids.sol, code: 'caja-9', name: 'Caja 9' }
  expect(await client.saveRegister(register)).toEqual({})
})

it('refusals come with the code of the server', async () => {
  await expect(client.getStore({ store_id: crypto.randomUUID() })).rejects.toMatchObject({
    status: 404,
    code: 'not_found',
  })
  await expect(client.getStore({ store_id: 'no-id' })).rejects.toMatchObject({ status: 400 })
  await expect(
    createClient({ url: (await shop.api()).url }).getStore({ store_id: crypto.randomUUID() }),
  ).rejects.toMatchObject({ status: 401 })
})

it('walks a list page by page without losing or repeating a row', async () => {
  const whole = (await client.listEvents({ limit: 200 })).items.map(({ id }) => id)
  const walked: string[] = []
  for await (const { id } of client.each('listEvents', { limit: 1 })) walked.push(id)
  expect(walked).toEqual(whole)
  expect(walked.length).toBeGreaterThan(0)
})

it('follows the feed, and another reader goes on where it stopped', async () => {
  const save = (code: string): Promise<unknown> =>
    client.saveChannel({ code, kind: 'web', name: code, currency: 'EUR', locale: 'es', hold_seconds: 60, active: true })
  const signal = AbortSignal.timeout(10_000)
  await save('outlet')
  await save('app')
  const reading = client.feed({ types: ['channel'] }, { after: THE_BEGINNING, signal })
  const seen = (await reading.next()).value
  expect(seen).toMatchObject({ type: 'channel.saved', id: expect.stringMatching(/^\d+\.\d+$/) })
  await reading.return(undefined)
  const again = await client.feed({ types: ['channel'] }, { after: seen?.id ?? '', signal }).next()
  expect(again.value).toMatchObject({ type: 'channel.saved' })
  expect(again.value?.id).not.toBe(seen?.id)
})
