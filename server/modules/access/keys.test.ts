import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newSecret } from '#platform/ids'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import type { Api } from '#test/api'
import { clean } from './clean.ts'
import { openSession } from './sessions.ts'
import { addStaff } from './staff.ts'

let shop: Shop
let boss: Api
let owner_token: string

beforeAll(async () => {
  shop = await openShop()
  owner_token = await tokenOf('owner', null)
  boss = await shop.api(owner_token)
})
afterAll(() => shop.close())

let people = 0
const tokenOf = (role: 'owner' | 'manager', store_ids: string[] | null): Promise<string> =>
  shop.write(async (ctx) => {
    const staff = await addStaff(ctx, { email: `p${(people += 1)}@tienda.es`, name: 'P', role, store_ids })
    return (await openSession(ctx, { staff_id: staff.id, user_agent: 'test' })).token
  })

describe('a credential that is not good', () => {
  test('is refused, never taken for a visitor', async () => {
    const good = owner_token
    const bad = [
      newSecret('hs'),
      newSecret('hpk'),
      newSecret('hsk'),
      newSecret('hdt'),
      newSecret('zz'),
      'x',
      good.slice(0, -1),
      `${good}A`,
      good.replace('hs_', 'hdt_'),
    ]
    for (const secret of bad) {
      const { status, body, headers } = await (await shop.api(secret)).get('/me')
      expect([status, body.code, headers.get('www-authenticate')], secret).toEqual([401, 'bad_credential', 'Bearer'])
    }
    const nobody = await shop.api()
    expect((await nobody.get('/me', { authorization: 'Basic YTpi' })).status).toBe(401)
    expect((await nobody.get('/me')).body).toMatchObject({ kind: 'public', permissions: [] })
  })
})

describe('a session in a cookie', () => {
  test('is as good as a bearer, but changes something only from our own pages', async () => {
    const nobody = await shop.api()
    const cookie = `other=1; hilo_session=${owner_token}`
    expect((await nobody.get('/me', { cookie })).body.kind).toBe('staff')
    const change = (headers: Record<string, string>) =>
      nobody.post('/me/sessions/revoke', { keep_this: true }, { cookie, ...headers })
    expect((await change({})).body).toMatchObject({ code: 'cross_site', status: 403 })
    expect((await change({ origin: 'https://evil.example' })).body.code).toBe('cross_site')
    expect((await change({ origin: 'null' })).body.code).toBe('cross_site')
    expect((await change({ origin: nobody.url })).status).toBe(200)
    expect((await change({ 'hilo-channel': 'web' })).status).toBe(200)
    expect((await nobody.get('/me', { cookie: `hilo_session=${newSecret('hs')}` })).status).toBe(401)
  })

  test('is set where it was asked for, out of reach of scripts, and taken back at sign-out', async () => {
    const key = (await boss.post('/keys', { kind: 'publishable', name: 'web', channel: 'web' })).body
    const front = await shop.api(key.secret)
    expect((await front.post('/visits', {})).headers.get('set-cookie')).toBeNull()
    const visit = await front.post('/visits', { cookie: true })
    const set = visit.headers.get('set-cookie') ?? ''
    expect(set).toContain(`hilo_session=${visit.body.token};`)
    for (const word of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(set).toContain(word)
    const out = await (await shop.api(visit.body.token)).post('/sign-out')
    expect(out.headers.get('set-cookie')).toMatch(/^hilo_session=; Max-Age=0;/)
  })
})

describe('keys', () => {
  test('a publishable key opens a shop front on its channel and nothing more', async () => {
    const { status, body } = await boss.post('/keys', { kind: 'publishable', name: 'web', channel: 'web' })
    expect(status).toBe(201)
    expect((await (await shop.api(body.secret)).get('/me')).body).toMatchObject({
      kind: 'storefront',
      channel: 'web',
      permissions: [],
    })
    expect((await boss.post('/keys', { kind: 'publishable', name: 'web' })).body.code).toBe('channel_required')
    expect(
      (await boss.post('/keys', { kind: 'publishable', name: 'web', channel: 'web', permissions: ['orders.read'] }))
        .body.code,
    ).toBe('no_permissions_here')
  })

  test('a secret key may do what it was granted', async () => {
    const { body } = await boss.post('/keys', {
      kind: 'secret',
      name: 'ERP',
      permissions: ['orders.read', 'organisation.read'],
    })
    const machine = await shop.api(body.secret)
    expect((await machine.get('/me')).body).toMatchObject({
      kind: 'integration',
      name: 'ERP',
      permissions: ['orders.read', 'organisation.read'],
    })
    expect((await machine.get('/staff')).status).toBe(200)
    expect((await machine.get('/keys')).status).toBe(403)
    expect((await boss.post('/keys', { kind: 'secret', name: 'x', permissions: ['all'] })).body.code).toBe(
      'unknown_permission',
    )
  })

  test('nobody grants a key more than they may themselves', async () => {
    const { body } = await boss.post('/keys', {
      kind: 'secret',
      name: 'keeper',
      permissions: ['keys.edit', 'orders.read'],
    })
    const keeper = await shop.api(body.secret)
    expect((await keeper.post('/keys', { kind: 'secret', name: 'x', permissions: ['staff.edit'] })).status).toBe(403)
    const made = await keeper.post('/keys', { kind: 'secret', name: 'x', permissions: ['orders.read'] })
    expect(made.status).toBe(201)
    const strong = (await boss.post('/keys', { kind: 'secret', name: 'strong', permissions: ['staff.edit'] })).body
    expect((await keeper.post(`/keys/${strong.id}/rotate`, { grace_s: 60 })).status).toBe(403)
    expect((await (await shop.api(strong.secret)).get('/me')).status).toBe(200)
  })

  test('a rotated key lives on for its grace beside its successor, and is rotated once', async () => {
    const old = (await boss.post('/keys', { kind: 'secret', name: 'ERP', permissions: ['orders.read'] })).body
    const both = await Promise.all([1, 2].map(() => boss.post(`/keys/${old.id}/rotate`, { grace_s: 3600 })))
    expect(both.map((r) => r.status).toSorted()).toEqual([201, 409])
    const successor = both.find((r) => r.status === 201)!.body
    expect(successor).toMatchObject({ replaces_id: old.id, permissions: ['orders.read'], name: 'ERP' })
    const [first, second] = [await shop.api(old.secret), await shop.api(successor.secret)]
    shop.clock.advance({ seconds: 3599 })
    expect([(await first.get('/me')).status, (await second.get('/me')).status]).toEqual([200, 200])
    shop.clock.advance({ seconds: 1 })
    expect([(await first.get('/me')).status, (await second.get('/me')).status]).toEqual([401, 200])
    expect((await boss.post(`/keys/${successor.id}/rotate`, { grace_s: 7 * 86_400 + 1 })).status).toBe(400)
  })

  test('a revoked key is dead at once, also within its grace, and is never shown again', async () => {
    const key = (await boss.post('/keys', { kind: 'secret', name: 'ERP', permissions: ['orders.read'] })).body
    await boss.post(`/keys/${key.id}/rotate`, { grace_s: 3600 })
    expect((await boss.delete(`/keys/${key.id}`)).status).toBe(200)
    expect((await boss.delete(`/keys/${key.id}`)).status).toBe(200)
    expect((await (await shop.api(key.secret)).get('/me')).status).toBe(401)
    const listed = await boss.get('/keys')
    expect(JSON.stringify(listed.body)).not.toContain(key.secret)
    expect(listed.body.items.find((k: { id: string }) => k.id === key.id)).toMatchObject({
      prefix: key.secret.slice(0, 9),
    })
  })
})

describe('tills', () => {
  test('an enrolled till acts as an assistant of its store, on the till’s channel, until it is locked out', async () => {
    const { status, body } = await boss.post('/devices', { register_id: shop.ids.till, name: 'Tableta 1' })
    expect(status).toBe(201)
    const till = await shop.api(body.token)
    const me = (await till.get('/me')).body
    expect(me).toMatchObject({ kind: 'device', id: body.id, channel: 'pos', store_ids: [shop.ids.granvia] })
    expect(me.permissions).toContain('orders.place')
    expect(me.permissions).not.toContain('payments.refund')
    expect((await till.get('/devices')).status).toBe(403)
    expect((await boss.delete(`/devices/${body.id}`)).status).toBe(200)
    expect((await till.get('/me')).status).toBe(401)
  })

  test('a till that was locked out comes back under its old id, with a new token, to its own register only', async () => {
    const { body: first } = await boss.post('/devices', { register_id: shop.ids.till, name: 'Tableta' })
    const again = { id: first.id, register_id: shop.ids.till, name: 'Tableta' }
    expect((await boss.post('/devices', again)).body.code).toBe('device_exists')
    await boss.delete(`/devices/${first.id}`)
    const { status, body } = await boss.post('/devices', again)
    expect(status).toBe(201)
    expect((await (await shop.api(body.token)).get('/me')).body.id).toBe(first.id)
    expect((await (await shop.api(first.token)).get('/me')).status).toBe(401)
  })

  test('a manager enrols tills of the own stores only, and sees no others', async () => {
    const manager = await shop.api(await tokenOf('manager', [shop.ids.sol]))
    expect((await manager.post('/devices', { register_id: shop.ids.till, name: 'x' })).status).toBe(404)
    const { body } = await boss.post('/devices', { register_id: shop.ids.till, name: 'Tableta 2' })
    expect((await manager.get('/devices')).body.items).toEqual([])
    expect((await manager.delete(`/devices/${body.id}`)).status).toBe(404)
    expect((await boss.get('/devices')).body.items.map((d: { id: string }) => d.id)).toContain(body.id)
  })
})

describe('cleaning', () => {
  test('removes what is over and keeps what lives', async () => {
    const living = await tokenOf('owner', null)
    const counts = () =>
      shop.read(
        (ctx) => ctx.sql<{ challenges: number; attempts: number; sessions: number }>`
        select (select count(*)::int from access_challenge) as challenges, (select count(*)::int from access_attempt) as attempts,
               (select count(*)::int from access_session where expires_at < ${new Date(ctx.now.getTime() - 30 * 86_400_000)}) as sessions`,
      )
    await (await shop.api()).post('/sign-in/passkey/options')
    await clean({ write: shop.write })
    expect((await counts())[0]).toMatchObject({ challenges: 1, attempts: 1 })
    expect((await (await shop.api(living)).get('/me')).status).toBe(200)
    shop.clock.advance({ days: 31 })
    expect((await counts())[0]!.sessions).toBeGreaterThan(0)
    await clean({ write: shop.write })
    expect((await counts())[0]).toEqual({ challenges: 0, attempts: 0, sessions: 0 })
  })
})
