import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clusterOf, identify } from '#customers'
import { anotherKey, softAuthenticator } from '#test/authenticator'
import type { Authenticator, Wrong } from '#test/authenticator'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import type { Api } from '#test/api'
import { addKey } from './keys.ts'
import { openSession } from './sessions.ts'
import { site } from '#platform/site'
import { addStaff } from './staff.ts'

let shop: Shop
let front: Api

beforeAll(async () => {
  shop = await openShop()
  const key = await shop.write((ctx) => addKey(ctx, { kind: 'publishable', name: 'tienda', channel: 'web' }))
  front = await shop.api(key.secret)
})
afterAll(() => shop.close())

async function staffWithPasskey(email: string): Promise<{ id: string; api: Api; authenticator: Authenticator }> {
  const { id, token } = await shop.write(async (ctx) => {
    const staff = await addStaff(ctx, { email, name: 'Ana', role: 'assistant', store_ids: null })
    return { ...(await openSession(ctx, { staff_id: staff.id, user_agent: 'test' })), id: staff.id }
  })
  const api = await shop.api(token)
  return { id, api, authenticator: await register(api) }
}

async function register(api: Api): Promise<Authenticator> {
  const authenticator = softAuthenticator(site().origin)
  const { challenge_id, options } = (await api.post('/me/passkeys/options')).body
  const registered = await api.post('/me/passkeys', {
    challenge_id,
    name: 'Llave',
    response: authenticator.create(options),
  })
  expect(registered.status, JSON.stringify(registered.body)).toBe(201)
  return authenticator
}

async function signIn(api: Api, authenticator: Authenticator, wrong?: Wrong) {
  const { challenge_id, options } = (await api.post('/sign-in/passkey/options')).body
  return api.post('/sign-in/passkey', { challenge_id, response: authenticator.get(options, wrong) })
}

describe('a passkey of the staff', () => {
  test('opens a session with nothing typed', async () => {
    const { id, authenticator } = await staffWithPasskey('una@tienda.es')
    const { status, body } = await signIn(await shop.api(), authenticator)
    expect(status).toBe(200)
    expect(body).toMatchObject({ kind: 'staff', staff: { id }, customer_id: null })
    expect((await (await shop.api(body.token)).get('/me')).body).toMatchObject({ kind: 'staff', id })
  })

  test('is refused for another site, another key, without finger or PIN, and as a copy', async () => {
    const { authenticator } = await staffWithPasskey('dos@tienda.es')
    const anyone = await shop.api()
    expect((await signIn(anyone, authenticator)).status).toBe(200)
    const wrongs: Wrong[] = [
      { origin: 'https://hilo.evil.example' },
      { key: anotherKey() },
      { flags: 0x01 },
      { counter: 1 },
    ]
    for (const wrong of wrongs) {
      const { status, body } = await signIn(anyone, authenticator, wrong)
      expect([status, body.code], JSON.stringify(wrong)).toEqual([401, 'bad_passkey'])
    }
    expect((await signIn(anyone, softAuthenticator(site().origin))).body.code).toBe('bad_passkey')
  })

  test('an answer is good once, and only for the challenge it was made for', async () => {
    const { authenticator } = await staffWithPasskey('tres@tienda.es')
    const anyone = await shop.api()
    const { challenge_id, options } = (await anyone.post('/sign-in/passkey/options')).body
    const answer = { challenge_id, response: authenticator.get(options) }
    const [one, two] = await Promise.all([
      anyone.post('/sign-in/passkey', answer),
      anyone.post('/sign-in/passkey', answer),
    ])
    expect([one.status, two.status].toSorted()).toEqual([200, 410])
    const other = (await anyone.post('/sign-in/passkey/options')).body
    expect((await anyone.post('/sign-in/passkey', { ...answer, challenge_id: other.challenge_id })).status).toBe(401)
    const late = (await anyone.post('/sign-in/passkey/options')).body
    shop.clock.advance({ minutes: 5 })
    expect(
      (
        await anyone.post('/sign-in/passkey', {
          challenge_id: late.challenge_id,
          response: authenticator.get(late.options),
        })
      ).status,
    ).toBe(410)
  })

  test('a removed one, and one of somebody who was let go, open nothing', async () => {
    const { id, api, authenticator } = await staffWithPasskey('cuatro@tienda.es')
    const second = await register(api)
    const { items } = (await api.get('/me/passkeys')).body
    expect(items).toHaveLength(2)
    expect((await api.delete(`/me/passkeys/${items[0].id}`)).status).toBe(200)
    expect((await signIn(await shop.api(), second)).status).toBe(401)
    expect((await signIn(await shop.api(), authenticator)).status).toBe(200)
    await shop.write((ctx) => ctx.sql`update staff set active = false where id = ${id}`)
    expect((await signIn(await shop.api(), authenticator)).status).toBe(401)
  })

  test('is registered for nobody else', async () => {
    const [ana, eva] = [await staffWithPasskey('cinco@tienda.es'), await staffWithPasskey('seis@tienda.es')]
    const { challenge_id, options } = (await ana.api.post('/me/passkeys/options')).body
    const response = softAuthenticator(site().origin).create(options)
    expect((await eva.api.post('/me/passkeys', { challenge_id, name: 'ajena', response })).body.code).toBe(
      'challenge_expired',
    )
    const { items } = (await ana.api.get('/me/passkeys')).body
    expect((await eva.api.delete(`/me/passkeys/${items[0].id}`)).status).toBe(404)
  })
})

describe('a passkey of a shopper', () => {
  async function shopperWithPasskey(email: string) {
    const visit = (await front.post('/visits', {})).body
    const token = await shop.write(async (ctx) => {
      await identify(ctx, {
        customer_id: visit.customer_id,
        kind: 'email',
        value: email,
        level: 'verified',
        source: 'test',
      })
      return (await openSession(ctx, { customer_id: visit.customer_id, verified: true, user_agent: 'test' })).token
    })
    return { customer_id: visit.customer_id as string, authenticator: await register(await shop.api(token)) }
  }

  test('needs a proved contact first', async () => {
    const visit = (await front.post('/visits', {})).body
    expect((await (await shop.api(visit.token)).post('/me/passkeys/options')).body.code).toBe('verification_needed')
  })

  test('takes the visit so far into the shopper’s thread', async () => {
    const { customer_id, authenticator } = await shopperWithPasskey('ana@correo.es')
    const visit = (await front.post('/visits', {})).body
    const { status, body } = await signIn(await shop.api(visit.token), authenticator)
    expect([status, body.kind, body.customer_id]).toEqual([200, 'customer', customer_id])
    expect(await shop.read((ctx) => clusterOf(ctx, customer_id))).toContain(visit.customer_id)
    expect((await (await shop.api(body.token)).get('/me')).body).toMatchObject({ verified: true, channel: 'web' })
    expect((await (await shop.api(visit.token)).get('/me')).status).toBe(401)
  })

  test('on a browser somebody else is known in, changes who is there and joins nobody', async () => {
    const [ana, eva] = [await shopperWithPasskey('bea@correo.es'), await shopperWithPasskey('eva@correo.es')]
    const evas = await signIn(front, eva.authenticator)
    const anas = await signIn(await shop.api(evas.body.token), ana.authenticator)
    expect(anas.body.customer_id).toBe(ana.customer_id)
    expect(await shop.read((ctx) => clusterOf(ctx, ana.customer_id))).not.toContain(eva.customer_id)
  })
})
