import { Type } from 'typebox'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addKey, addStaff, enrolDevice, openSession } from '#access'
import { createVisitor } from '#customers'
import { saveRegister } from '#organisation'
import { publicActor } from '#platform/actor'
import { openDatabase } from '#platform/db'
import type { Database } from '#platform/db'
import { defineEvent } from '#platform/events'
import { startFeed } from '#platform/feed'
import type { Feed } from '#platform/feed'
import { createServer } from '#platform/http'
import { newId } from '#platform/ids'
import { createLog } from '#platform/log'
import { readEvents } from '#test/event-stream'
import type { EventReader } from '#test/event-stream'
import { letterCode } from '#test/letters'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { modules } from '../../server/modules.ts'
import { allRoutes, audience } from '../../server/program.ts'
import { shopperToken, staffToken } from './cast.ts'

/**
 * An open stream ends with what it was opened with. The streams are another process's than the one that withdraws:
 * its own doors, its own connections, its own memory of who is who.
 */
const ASK_EVERY_MS = 25
const told = defineEvent('note.told', Type.Any())
const log = createLog('silent')
const authenticate =
  modules.find((module) => module.authenticate)?.authenticate ?? (async () => ({ actor: publicActor }))

let shop: Shop
let beside: { db: Database; feed: Feed; url: string; close: () => Promise<void> }
let open: EventReader[] = []

beforeAll(async () => {
  shop = await openShop()
  const db = openDatabase({ url: shop.database_url, schema: 'hilo', log, clock: shop.clock.now })
  const feed = await startFeed(db, audience, log, ASK_EVERY_MS)
  const server = await createServer({
    db,
    log,
    feed,
    routes: allRoutes(),
    authenticate,
    rate_limit_per_s: 100_000,
    max_in_flight: 1_000,
  })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  beside = {
    db,
    feed,
    url,
    close: async () => {
      await feed.stop()
      await server.close()
      await db.close()
    },
  }
})
afterEach(() => {
  for (const reader of open) reader.hangUp()
  open = []
})
afterAll(async () => {
  await beside.close()
  await shop.close()
})

async function listen(token: string): Promise<EventReader> {
  const reader = await readEvents(`${beside.url}/api/feed`, token)
  open.push(reader)
  return reader
}
/** A visit nobody else has to do with, whose beginning is told to everybody who hears of customers. */
const happens = () => shop.write((ctx) => createVisitor(ctx, { channel: 'web' }))

/** Somebody who may do it all, come in just now. */
const owner = async () => shop.api(await shop.write((ctx) => staffToken(ctx, 'owner', null)))

/** Somebody's credential, and how it is withdrawn or changed. */
type Entry = { token: string; leave: () => Promise<unknown> }

let count = 0
async function person(store_ids: string[] | null = null) {
  const { id: staff_id } = await shop.write((ctx) =>
    addStaff(ctx, { email: `stream${(count += 1)}@tienda.es`, name: 'Ana', role: 'manager', store_ids }),
  )
  const { token } = await shop.write((ctx) => openSession(ctx, { staff_id, user_agent: 'test' }))
  const change = async (body: object) => (await owner()).patch(`/staff/${staff_id}`, body)
  return { staff_id, token, change }
}
async function till() {
  const { id: device_id, token } = await shop.write(async (ctx) => {
    const register_id = newId()
    await saveRegister(ctx, register_id, { store_id: shop.ids.granvia, code: `s-${(count += 1)}`, name: 'Caja' })
    return enrolDevice(ctx, { register_id, name: 'Tableta' })
  })
  return { device_id, token, lock: async () => (await owner()).delete(`/devices/${device_id}`) }
}
const signOut = async (token: string) => (await shop.api(token)).post('/sign-out')

const WITHDRAWN: Record<string, () => Promise<Entry>> = {
  'a member of staff is let go': async () => {
    const { token, change } = await person()
    return { token, leave: () => change({ active: false }) }
  },
  'a member of staff signs out': async () => {
    const { token } = await person()
    return { token, leave: () => signOut(token) }
  },
  'a member of staff has fewer shops': async () => {
    const { token, change } = await person([shop.ids.granvia, shop.ids.gracia])
    return { token, leave: () => change({ store_ids: [shop.ids.granvia] }) }
  },
  'a member of staff has another role': async () => {
    const { token, change } = await person()
    return { token, leave: () => change({ role: 'assistant' }) }
  },
  'a working day is over': async () => {
    const { token } = await person()
    return { token, leave: async () => shop.clock.advance({ hours: 13 }) }
  },
  'a key is revoked': async () => {
    const key = await shop.write((ctx) => addKey(ctx, { kind: 'secret', name: 'erp', permissions: ['events.read'] }))
    return { token: key.secret, leave: async () => (await owner()).delete(`/keys/${key.id}`) }
  },
  'a till is locked out': async () => {
    const { token, lock } = await till()
    return { token, leave: lock }
  },
  'the till somebody came in at is locked out': async () => {
    const [{ staff_id }, { device_id, lock }] = [await person([shop.ids.granvia]), await till()]
    const { token } = await shop.write((ctx) => openSession(ctx, { staff_id, device_id, user_agent: 'test' }))
    return { token, leave: lock }
  },
  'a shopper signs out': async () => {
    const { token } = await shop.write((ctx) => shopperToken(ctx, true))
    return { token, leave: () => signOut(token) }
  },
  'a shopper signs out everywhere, elsewhere': async () => {
    const { customer_id, token } = await shop.write((ctx) => shopperToken(ctx, true))
    const other = await shop.write((ctx) => openSession(ctx, { customer_id, verified: true, user_agent: 'test' }))
    return { token, leave: async () => (await shop.api(other.token)).post('/me/sessions/revoke', { keep_this: true }) }
  },
}

test.each(Object.entries(WITHDRAWN))('the stream ends when %s, and that of others does not', async (_what, enter) => {
  const { token, leave } = await enter()
  const key = await shop.write((ctx) => addKey(ctx, { kind: 'secret', name: 'other', permissions: ['events.read'] }))
  const [leaver, other] = [await listen(token), await listen(key.secret)]
  expect([leaver.status, other.status]).toEqual([200, 200])
  const left = (await leave()) as { status?: number } | undefined
  expect(left?.status ?? 200).toBeLessThan(300)
  await leaver.ended
  const { id } = await happens()
  await other.until((list) => list.some(({ data }) => data.customer_id === id))
  expect(leaver.told.some(({ data }) => data.customer_id === id)).toBe(false)
})

test('who planted a visit on a shopper hears nothing once the shopper proves who they are; the shopper does', async () => {
  const planted = await shop.write((ctx) => shopperToken(ctx, false))
  const thief = await listen(planted.token)
  const victim = await shop.api(planted.token)
  const value = `${newId()}@correo.es`
  const { body: challenge } = await victim.post('/one-time-codes', { kind: 'email', value })
  await shop.work()
  const { status, body: own } = await victim.post(`/one-time-codes/${challenge.challenge_id}/answer`, {
    code: letterCode(shop, value),
  })
  expect(status).toBe(200)
  const screen = await listen(own.token)
  await thief.ended
  await shop.write(async (ctx) => ctx.emit(told, {}, { customer_id: own.customer_id }))
  await screen.until((list) => list.some(({ type }) => type === told.name))
  expect(thief.told.some(({ type }) => type === told.name)).toBe(false)
})
