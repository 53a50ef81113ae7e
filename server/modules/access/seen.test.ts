import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import type { Api } from '#test/api'
import { addKey } from './keys.ts'
import { writeSeen } from './seen.ts'

let shop: Shop
let front: Api

beforeAll(async () => {
  shop = await openShop()
  const key = await shop.write((ctx) => addKey(ctx, { kind: 'publishable', name: 'tienda', channel: 'web' }))
  front = await shop.api(key.secret)
})
afterAll(() => shop.close())

type Visit = { api: Api; session_id: string }

async function visit(): Promise<Visit> {
  const { body } = await front.post('/visits', { language: 'es' })
  const [session] = await shop.read(
    (ctx) => ctx.sql<{ id: string }>`select id from access_session where customer_id = ${body.customer_id}`,
  )
  return { api: await shop.api(body.token), session_id: session!.id }
}

const minutesSince = ({ session_id }: Visit): Promise<number> =>
  shop.read(async (ctx) => {
    const [session] = await ctx.sql<{ seen_at: Date }>`select seen_at from access_session where id = ${session_id}`
    return Math.round((shop.clock.now().getTime() - session!.seen_at.getTime()) / 60_000)
  })

const forgotten = (): Promise<number> =>
  shop.read(async (ctx) => {
    const [topic] = await ctx.sql<{ number: number }>`select number from revision where topic = 'access_session'`
    return topic?.number ?? 0
  })

test('many who were seen are written at once, so that what is remembered of sessions is forgotten once', async () => {
  const visits = [await visit(), await visit(), await visit()]
  const absent = await visit()
  await writeSeen(shop.db)
  shop.clock.advance({ minutes: 7 })
  const before = await forgotten()
  for (const { api } of [...visits, ...visits]) expect((await api.get('/me')).status).toBe(200)
  expect(await Promise.all(visits.map(minutesSince))).toEqual([7, 7, 7])
  await writeSeen(shop.db)
  expect(await Promise.all([...visits, absent].map(minutesSince))).toEqual([0, 0, 0, 7])
  expect(await forgotten()).toBe(before + 1)
})

test('within a minute nothing is written again, and nothing where nobody was seen', async () => {
  const { api } = await visit()
  await writeSeen(shop.db)
  shop.clock.advance({ minutes: 2 })
  await api.get('/me')
  await writeSeen(shop.db)
  const before = await forgotten()
  shop.clock.advance({ seconds: 59 })
  await api.get('/me')
  await writeSeen(shop.db)
  expect(await forgotten()).toBe(before)
})

test('a session somebody is changing is passed over, and nobody waits for it', async () => {
  const [held, free] = [await visit(), await visit()]
  await writeSeen(shop.db)
  shop.clock.advance({ minutes: 3 })
  for (const { api } of [held, free]) await api.get('/me')
  await shop.write(async (ctx) => {
    await ctx.sql`select id from access_session where id = ${held.session_id} for update`
    await writeSeen(shop.db)
  })
  expect(await Promise.all([held, free].map(minutesSince))).toEqual([3, 0])
})
