import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#organisation'
import { saveRegister } from '#organisation'
import { newId } from '#platform/ids'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { enrolDevice } from './devices.ts'
import { hashPassword } from './passwords.ts'
import { hashPin } from './pins.ts'
import { addStaff } from './staff.ts'
import { openSession } from './sessions.ts'

const PIN = '2580'
let shop: Shop
let count = 0

beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const person = (role: Role, store_ids: string[] | null = [shop.ids.granvia]) =>
  shop.write((ctx) => addStaff(ctx, { email: `pin${(count += 1)}@tienda.es`, name: `Pin ${count}`, role, store_ids }))

const signedIn = async (staff_id: string) =>
  shop.api((await shop.write((ctx) => openSession(ctx, { staff_id, user_agent: 'test' }))).token)

const till = (store_id = shop.ids.granvia) =>
  shop.write(async (ctx) => {
    const register_id = newId()
    await saveRegister(ctx, register_id, { store_id, code: `pin-${(count += 1)}`, name: 'Caja' })
    return enrolDevice(ctx, { register_id, name: 'Tableta' })
  })

/** Somebody with a PIN of their own. */
async function withPin(role: Role, store_ids?: string[] | null) {
  const { id } = await person(role, store_ids)
  const api = await signedIn(id)
  expect((await api.put(`/staff/${id}/pin`, { pin: PIN })).status).toBe(200)
  return { id, api }
}

describe('a PIN', () => {
  test('is set by oneself or by who may edit one, and is not what is guessed first', async () => {
    const [assistant, colleague] = [await person('assistant'), await person('assistant')]
    const owner = await signedIn((await person('owner', null)).id)
    const own = await signedIn(assistant.id)
    expect((await own.put(`/staff/${assistant.id}/pin`, { pin: PIN })).status).toBe(200)
    expect((await own.put(`/staff/${colleague.id}/pin`, { pin: PIN })).status).toBe(403)
    expect((await owner.put(`/staff/${colleague.id}/pin`, { pin: '13579' })).status).toBe(200)
    for (const pin of ['0000', '1234', '98765'])
      expect((await owner.put(`/staff/${colleague.id}/pin`, { pin })).body.code).toBe('pin_too_simple')
    for (const pin of ['123', '12a4', '123456789'])
      expect((await owner.put(`/staff/${colleague.id}/pin`, { pin })).status).toBe(400)
  })

  test('is checked by a browser without network as it is here', async () => {
    const { id } = await withPin('assistant')
    const { crew } = (await (await shop.api((await till()).token)).get('/till')).body
    const { salt, iterations, hash } = crew.find((one: any) => one.id === id).pin
    expect(iterations).toBe(210_000)
    const derive = async (pin: string) => {
      const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
      const salted = { name: 'PBKDF2', hash: 'SHA-256', salt: Buffer.from(salt, 'base64url'), iterations }
      return Buffer.from(await crypto.subtle.deriveBits(salted, key, 256)).toString('base64url')
    }
    expect(await derive(PIN)).toBe(hash)
    expect(await derive('2581')).not.toBe(hash)
  })

  test('opens a session in the till’s store alone, on its channel, without what four digits are too few for', async () => {
    const { id } = await withPin('owner', null)
    const api = await shop.api((await till()).token)
    const { status, body } = await api.post('/till/sign-in', { staff_id: id, pin: PIN })
    expect(status).toBe(200)
    const me = await shop.api(body.token)
    const who = (await me.get('/me')).body
    expect(who).toMatchObject({ kind: 'staff', id, channel: 'pos', store_ids: [shop.ids.granvia] })
    expect(who.permissions).toContain('stock.adjust')
    expect(who.permissions).toContain('tills.approve')
    for (const name of ['staff.edit', 'keys.edit', 'devices.enrol', 'customers.erase', 'customers.export'])
      expect(who.permissions).not.toContain(name)
    expect((await me.post('/me/totp')).status).toBe(403)
    expect((await me.post('/me/passkeys/options')).status).toBe(403)
  })

  test('is asked five times in a quarter of an hour, even all at once', async () => {
    const { id } = await withPin('assistant')
    const api = await shop.api((await till()).token)
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => api.post('/till/sign-in', { staff_id: id, pin: '8642' })),
    )
    expect(tries.filter(({ body }) => body.code === 'bad_pin')).toHaveLength(5)
    const limited = await api.post('/till/sign-in', { staff_id: id, pin: PIN })
    expect(limited.body).toMatchObject({ status: 429, code: 'too_many_attempts', retry_after_s: expect.any(Number) })
    shop.clock.advance({ minutes: 15 })
    expect((await api.post('/till/sign-in', { staff_id: id, pin: PIN })).status).toBe(200)
  })

  test('of another store, of nobody, of somebody let go: not the PIN', async () => {
    const elsewhere = await withPin('assistant', [shop.ids.gracia])
    const gone = await withPin('assistant')
    await shop.write((ctx) => ctx.sql`update staff set active = false where id = ${gone.id}`)
    const without = await person('assistant')
    const api = await shop.api((await till()).token)
    for (const staff_id of [elsewhere.id, gone.id, without.id, newId()])
      expect((await api.post('/till/sign-in', { staff_id, pin: PIN })).body).toMatchObject({
        status: 401,
        code: 'bad_pin',
      })
  })

  test('lets nobody stay when the till is locked out, when it is changed, or when the store is taken away', async () => {
    const { id, api: own } = await withPin('assistant')
    const owner = await signedIn((await person('owner', null)).id)
    const [first, second] = [await till(), await till()]
    const enter = async (device: { token: string }) => {
      const { body } = await (await shop.api(device.token)).post('/till/sign-in', { staff_id: id, pin: PIN })
      return shop.api(body.token)
    }
    const sessions = [await enter(first), await enter(second)]
    expect((await owner.delete(`/devices/${first.id}`)).status).toBe(200)
    expect((await sessions[0]!.get('/me')).status).toBe(401)
    expect((await sessions[1]!.get('/me')).status).toBe(200)
    await owner.patch(`/staff/${id}`, { store_ids: [shop.ids.gracia] })
    expect((await sessions[1]!.get('/me')).body.store_ids).toEqual([])
    expect((await own.put(`/staff/${id}/pin`, { pin: '1470' })).status).toBe(200)
    expect((await sessions[1]!.get('/me')).status).toBe(401)
  })
  test('opened at a till that is locked out stays closed when the till is enrolled again', async () => {
    const { id } = await withPin('assistant')
    const owner = await signedIn((await person('owner', null)).id)
    const device = await till()
    const enter = async ({ token }: { token: string }) =>
      (await shop.api(token)).post('/till/sign-in', { staff_id: id, pin: PIN })
    const before = await enter(device)
    // Somebody comes in at this very moment: the PIN is still compared when the till is locked out.
    const [during, locked] = await Promise.all([enter(device), owner.delete(`/devices/${device.id}`)])
    expect(locked.status).toBe(200)
    const again = await owner.post('/devices', { id: device.id, register_id: device.register_id, name: 'Tableta' })
    expect(again.status).toBe(201)
    for (const { body } of [before, during].filter(({ status }) => status === 200))
      expect((await (await shop.api(body.token)).get('/me')).status).toBe(401)
    expect(during.status === 200 || during.body.code === 'bad_credential').toBe(true)
    const anew = await enter(again.body)
    expect((await (await shop.api(anew.body.token)).get('/me')).body).toMatchObject({ id, channel: 'pos' })
    const told = await shop.read(
      (ctx) => ctx.sql`select data from event where type = 'session.revoked' and subject_id = ${device.id}`,
    )
    expect(told).toMatchObject([{ data: { because: 'till_locked_out' } }])
  })
  test('is not changed by who came in with it: a till left open is not taken for good', async () => {
    const { id, api: own } = await withPin('assistant')
    const device = await shop.api((await till()).token)
    const { body } = await device.post('/till/sign-in', { staff_id: id, pin: PIN })
    const atTill = await shop.api(body.token)
    expect(await atTill.put(`/staff/${id}/pin`, { pin: '9753' })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
    expect((await device.post('/till/sign-in', { staff_id: id, pin: PIN })).status).toBe(200)
    expect((await own.put(`/staff/${id}/pin`, { pin: '9753' })).status).toBe(200)
  })

  test('waits its turn: more than the machine can compare are told to come back', async () => {
    const api = await shop.api((await till()).token)
    const tries = await Promise.all(
      Array.from({ length: 80 }, () => api.post('/till/sign-in', { staff_id: newId(), pin: PIN })),
    )
    const busy = tries.filter(({ status }) => status === 503)
    expect(busy.length).toBeGreaterThan(0)
    expect(busy[0]?.body).toMatchObject({ status: 503, code: 'busy' })
    expect(tries.filter(({ body }) => body.code === 'bad_pin')).toHaveLength(80 - busy.length)
  })

  test('stands in one queue with passwords: two at a time, 32 waiting', async () => {
    const work = [hashPassword('corazón de hilo rojo'), ...Array.from({ length: 50 }, () => hashPin(PIN))]
    const done = await Promise.allSettled(work)
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(34)
    expect(done.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'busy' } })
  })
})
