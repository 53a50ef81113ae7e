import { generate } from 'otplib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { hashPassword } from './passwords.ts'
import { addStaff, setPassword } from './staff.ts'

const PASSWORD = 'corazón de hilo rojo'

let shop: Shop
let hash: string
let people = 0

beforeAll(async () => {
  shop = await openShop()
  hash = await hashPassword(PASSWORD)
})
afterAll(() => shop.close())

/** Somebody of the staff with the password above. */
async function person(role: 'owner' | 'assistant' = 'assistant', store_ids: string[] | null = null) {
  const email = `persona${(people += 1)}@tienda.es`
  const staff = await shop.write(async (ctx) => {
    const added = await addStaff(ctx, { email, name: `Persona ${people}`, role, store_ids })
    await setPassword(ctx, { staff_id: added.id, hash, by: 'seed' })
    return added
  })
  return {
    ...staff,
    signIn: async (more: object = {}) => (await shop.api()).post('/sign-in', { email, password: PASSWORD, ...more }),
  }
}

const codeOf = (secret: string) => generate({ secret, epoch: Math.floor(shop.clock.now().getTime() / 1000) })

const factsOf = (type: string, subject_id: string) =>
  shop.read(
    (ctx) =>
      ctx.sql<{
        data: Record<string, unknown>
      }>`select data from event where type = ${type} and subject_id = ${subject_id} order by position`,
  )

describe('e-mail and password', () => {
  test('the right password opens a session that says who it is', async () => {
    const ana = await person('assistant', [shop.ids.sol])
    const { status, body } = await ana.signIn()
    expect(status).toBe(200)
    expect(body.staff).toMatchObject({ id: ana.id, role: 'assistant' })
    const me = await (await shop.api(body.token)).get('/me')
    expect(me.body).toMatchObject({
      kind: 'staff',
      id: ana.id,
      store_ids: [shop.ids.sol],
      staff: { role: 'assistant', totp: false },
    })
    expect(me.body.permissions).toContain('orders.place')
    expect(me.body.permissions).not.toContain('staff.edit')
    expect(await factsOf('staff.signed_in', ana.id)).toEqual([{ data: { method: 'password', second_factor: null } }])
  })

  test('a wrong password and an unknown e-mail get the same answer, and both are facts', async () => {
    const ana = await person()
    const wrong = await ana.signIn({ password: 'no es esta' })
    const unknown = await ana.signIn({ email: 'nadie@tienda.es' })
    for (const { status, body } of [wrong, unknown])
      expect([status, body.code, body.detail]).toEqual([401, 'bad_sign_in', wrong.body.detail])
    expect(await factsOf('staff.sign_in_failed', ana.id)).toEqual([{ data: { reason: 'password' } }])
  })

  test('who was let go cannot come in, and is out at once', async () => {
    const ana = await person()
    const { body } = await ana.signIn()
    const owner = await person('owner')
    const boss = await shop.api((await owner.signIn()).body.token)
    expect((await boss.patch(`/staff/${ana.id}`, { active: false })).status).toBe(200)
    expect((await (await shop.api(body.token)).get('/me')).status).toBe(401)
    expect((await ana.signIn()).body.code).toBe('bad_sign_in')
    // Deactivation withdrew the session itself: coming back does not bring it back.
    await boss.patch(`/staff/${ana.id}`, { active: true })
    expect((await (await shop.api(body.token)).get('/me')).status).toBe(401)
  })

  test('five attempts in a quarter of an hour, even all at once, then one waits', async () => {
    const ana = await person()
    const tries = await Promise.all(Array.from({ length: 8 }, () => ana.signIn({ password: 'no es esta' })))
    expect(tries.map((t) => t.status).toSorted()).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
    const refusal = await ana.signIn()
    expect(refusal.body).toMatchObject({ code: 'too_many_attempts', status: 429 })
    expect(refusal.body.retry_after_s).toBeGreaterThan(0)
    expect(Number(refusal.headers.get('retry-after'))).toBe(refusal.body.retry_after_s)
    shop.clock.advance({ seconds: refusal.body.retry_after_s })
    expect((await ana.signIn()).status).toBe(200)
  })

  test('a session ends by the clock, by signing out, and everywhere', async () => {
    const ana = await person()
    const [one, two, three] = await Promise.all([ana.signIn(), ana.signIn(), ana.signIn()]).then((all) =>
      all.map((s) => s.body.token as string),
    )
    const api = await shop.api(one)
    expect((await api.get('/me/sessions')).body.items).toHaveLength(3)
    expect((await (await shop.api(two)).post('/sign-out')).status).toBe(200)
    expect((await (await shop.api(two)).get('/me')).status).toBe(401)
    expect((await api.post('/me/sessions/revoke', { keep_this: true })).body).toEqual({ sessions: 1 })
    expect((await (await shop.api(three)).get('/me')).status).toBe(401)
    expect((await api.get('/me')).status).toBe(200)
    shop.clock.advance({ hours: 12 })
    expect((await api.get('/me')).body.code).toBe('bad_credential')
  })

  test('who signs in anew leaves the session they came with, and no other', async () => {
    const ana = await person()
    const [first, elsewhere] = [(await ana.signIn()).body.token, (await ana.signIn()).body.token]
    const again = await (await shop.api(first)).post('/sign-in', { email: ana.email, password: PASSWORD })
    expect(again.status).toBe(200)
    const stands = async (token: string) => (await (await shop.api(token)).get('/me')).status
    expect(await Promise.all([first, elsewhere, again.body.token].map(stands))).toEqual([401, 200, 200])
    const wrong = await (await shop.api(elsewhere)).post('/sign-in', { email: ana.email, password: 'no es esta' })
    expect([wrong.status, await stands(elsewhere)]).toEqual([401, 200])
  })

  test('nobody ends another’s session', async () => {
    const [ana, eva] = [await person(), await person()]
    const session = (await ana.signIn()).body
    const other = await shop.api((await eva.signIn()).body.token)
    expect((await other.delete(`/me/sessions/${session.session_id}`)).status).toBe(404)
    expect((await (await shop.api(session.token)).get('/me')).status).toBe(200)
  })

  test('changing the password needs the old one and ends the other sessions', async () => {
    const ana = await person()
    const [here, elsewhere] = [(await ana.signIn()).body.token, (await ana.signIn()).body.token]
    const api = await shop.api(here)
    expect(
      (await api.post('/me/password', { password: 'no es esta', new_password: 'otra más larga aún' })).body.code,
    ).toBe('bad_password')
    expect((await api.post('/me/password', { password: PASSWORD, new_password: 'otra más larga aún' })).status).toBe(
      200,
    )
    expect((await api.get('/me')).status).toBe(200)
    expect((await (await shop.api(elsewhere)).get('/me')).status).toBe(401)
    expect((await ana.signIn()).status).toBe(401)
    expect((await ana.signIn({ password: 'otra más larga aún' })).status).toBe(200)
  })
})

describe('the second factor', () => {
  async function withTotp() {
    const ana = await person()
    const api = await shop.api((await ana.signIn()).body.token)
    const { secret, uri } = (await api.post('/me/totp')).body
    expect(uri).toMatch(/^otpauth:\/\/totp\/Hilo/)
    const { body } = await api.post('/me/totp/confirm', { totp_code: await codeOf(secret) })
    shop.clock.advance({ seconds: 30 })
    return { ana, api, secret, recovery_codes: body.recovery_codes as string[] }
  }

  test('once confirmed, the password alone is not enough', async () => {
    const { ana, secret } = await withTotp()
    expect((await ana.signIn()).body.code).toBe('totp_required')
    expect((await ana.signIn({ totp_code: '000000' })).body.code).toBe('bad_second_factor')
    expect((await ana.signIn({ totp_code: await codeOf(secret) })).status).toBe(200)
  })

  test('a code is good once, even for two who use it at the same moment', async () => {
    const { ana, secret } = await withTotp()
    const totp_code = await codeOf(secret)
    const both = await Promise.all([ana.signIn({ totp_code }), ana.signIn({ totp_code })])
    expect(both.map((s) => s.status).toSorted()).toEqual([200, 401])
    expect((await ana.signIn({ totp_code })).body.code).toBe('bad_second_factor')
  })

  test('a recovery code opens once, however it is typed', async () => {
    const { ana, recovery_codes } = await withTotp()
    expect(recovery_codes).toHaveLength(10)
    const recovery_code = recovery_codes[0]!.toLowerCase().replaceAll('-', ' ')
    expect((await ana.signIn({ recovery_code })).status).toBe(200)
    expect((await ana.signIn({ recovery_code })).body.code).toBe('bad_second_factor')
  })

  test('a stolen session cannot switch it off or set up another', async () => {
    const { api, secret } = await withTotp()
    expect((await api.post('/me/totp')).body.code).toBe('totp_active')
    expect((await api.post('/me/totp/remove', {})).body.code).toBe('bad_second_factor')
    expect((await api.post('/me/totp/remove', { totp_code: await codeOf(secret) })).status).toBe(200)
    expect((await api.get('/me')).body.staff.totp).toBe(false)
  })

  test('nothing that opens a door stands in the database or in the log of facts', async () => {
    const { secret, recovery_codes } = await withTotp()
    const rows = await shop.read(
      (ctx) => ctx.sql<{ text: string }>`
      select t::text as text from access_totp t union all select r::text from access_recovery_code r
      union all select e.data::text from event e union all select s::text from access_session s`,
    )
    const all = rows.map((row) => row.text).join('\n')
    for (const word of [secret, ...recovery_codes, ...recovery_codes.map((code) => code.replaceAll('-', '')), PASSWORD])
      expect(all).not.toContain(word)
  })
})

describe('people of the retailer', () => {
  test('the owner adds a person and gives a password; the last owner stays', async () => {
    const owner = await person('owner')
    const boss = await shop.api((await owner.signIn()).body.token)
    const added = await boss.post('/staff', {
      email: 'nueva@tienda.es',
      name: 'Nueva',
      role: 'agent',
      store_ids: [shop.ids.gracia],
    })
    expect(added.status).toBe(201)
    expect((await boss.put(`/staff/${added.body.id}/password`, { password: 'demasiado' })).status).toBe(400)
    expect((await boss.put(`/staff/${added.body.id}/password`, { password: PASSWORD })).status).toBe(200)
    const signedIn = await (
      await shop.api()
    ).post('/sign-in', { email: 'NUEVA@tienda.es', password: PASSWORD, new_password: 'otra más larga aún' })
    expect(signedIn.body.staff).toMatchObject({ name: 'Nueva', role: 'agent' })
    await shop.write((ctx) => ctx.sql`update staff set active = false where role = 'owner' and id <> ${owner.id}`)
    expect((await boss.patch(`/staff/${owner.id}`, { role: 'agent' })).body.code).toBe('last_owner')
  })

  test('an owner of every store remains, whatever is taken away: stores too, and from two at once', async () => {
    const [ana, eva] = [await person('owner'), await person('owner')]
    await shop.write(
      (ctx) => ctx.sql`update staff set active = id = any(${[ana.id, eva.id]}::uuid[]) where role = 'owner'`,
    )
    const [boss, other] = await Promise.all([ana, eva].map(async ({ signIn }) => shop.api((await signIn()).body.token)))
    const here = { store_ids: [shop.ids.gracia] }
    const both = await Promise.all([boss!.patch(`/staff/${ana.id}`, here), other!.patch(`/staff/${eva.id}`, here)])
    expect(both.map(({ body }) => body.code ?? 'changed').toSorted()).toEqual(['changed', 'last_owner'])
    // The other one is still an owner, but of one store: nobody to leave the house to.
    const [last, id] = both[0]?.status === 200 ? [other!, eva.id] : [boss!, ana.id]
    for (const less of [here, { store_ids: [] }, { role: 'manager' }, { active: false }])
      expect(await last.patch(`/staff/${id}`, less)).toMatchObject({ status: 422, body: { code: 'last_owner' } })
    expect((await last.patch(`/staff/${id}`, { store_ids: null, name: 'La dueña' })).status).toBe(200)
    const added = { email: 'otra@tienda.es', name: 'Otra', role: 'owner', store_ids: null }
    expect((await last.post('/staff', added)).status).toBe(201)
    expect((await last.patch(`/staff/${id}`, here)).status).toBe(200)
  })

  test('who is not the owner adds nobody and makes no keys', async () => {
    const api = await shop.api((await (await person()).signIn()).body.token)
    expect((await api.post('/staff', { email: 'x@tienda.es', name: 'X', role: 'owner', store_ids: null })).status).toBe(
      403,
    )
    expect((await api.post('/keys', { kind: 'secret', name: 'x', permissions: ['orders.read'] })).status).toBe(403)
  })
})
