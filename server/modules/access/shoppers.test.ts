import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clusterOf } from '#customers'
import { systemActor } from '#platform/actor'
import { letterCode, lettersIn } from '#test/letters'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import type { Api } from '#test/api'
import { addKey } from './keys.ts'
import { sendCode } from './one-time-codes.ts'

let shop: Shop
let front: Api
let contacts = 0

beforeAll(async () => {
  shop = await openShop()
  const key = await shop.write((ctx) => addKey(ctx, { kind: 'publishable', name: 'tienda', channel: 'web' }))
  front = await shop.api(key.secret)
})
afterAll(() => shop.close())

const newEmail = () => `ana${(contacts += 1)}@correo.es`

async function visit(): Promise<{ api: Api; customer_id: string; token: string }> {
  const { body } = await front.post('/visits', { language: 'es' })
  return { api: await shop.api(body.token), customer_id: body.customer_id, token: body.token }
}

const codeIn = (contact: string): string => letterCode(shop, contact)

async function ask(
  api: Api,
  value: string,
  kind: 'email' | 'phone' = 'email',
): Promise<{ path: string; code: string; challenge_id: string }> {
  const { status, body } = await api.post('/one-time-codes', { kind, value })
  expect(status).toBe(202)
  await shop.work()
  return { path: `/one-time-codes/${body.challenge_id}/answer`, code: codeIn(value), challenge_id: body.challenge_id }
}

const anotherCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a visit', () => {
  test('begins a thread and a session on the channel of the shop front', async () => {
    const { api, customer_id } = await visit()
    expect((await api.get('/me')).body).toMatchObject({
      kind: 'customer',
      customer_id,
      verified: false,
      channel: 'web',
      permissions: [],
    })
  })

  test('is nothing a stranger or a machine may begin', async () => {
    expect((await (await shop.api()).post('/visits', {})).status).toBe(401)
    const machine = await shop.write((ctx) =>
      addKey(ctx, { kind: 'secret', name: 'erp', permissions: ['orders.read'] }),
    )
    expect((await (await shop.api(machine.secret)).post('/visits', {})).status).toBe(403)
  })
})

describe('a one-time code', () => {
  test('makes the visitor a known shopper on the same thread, under a new token', async () => {
    const { api, customer_id } = await visit()
    const email = newEmail()
    const { path, code } = await ask(api, email)
    const { status, body } = await api.post(path, { code })
    expect(status).toBe(200)
    const me = (await (await shop.api(body.token)).get('/me')).body
    expect(me).toMatchObject({ kind: 'customer', verified: true })
    expect(await shop.read((ctx) => clusterOf(ctx, me.customer_id))).toContain(customer_id)
    // The token from before the proof, which somebody may have planted, is worth nothing now.
    expect((await api.get('/me')).status).toBe(401)
    const [identity] = await shop.read(
      (ctx) =>
        ctx.sql<{ level: string }>`select level from customer_identity where value = ${email} and valid_to is null`,
    )
    expect(identity?.level).toBe('verified')
  })

  test('a visitor on another device joins the thread of the same shopper', async () => {
    const email = newEmail()
    const [telephone, laptop] = [await visit(), await visit()]
    for (const { api } of [telephone, laptop]) {
      const { path, code } = await ask(api, email)
      expect((await api.post(path, { code })).status).toBe(200)
    }
    const cluster = await shop.read((ctx) => clusterOf(ctx, telephone.customer_id))
    expect(cluster).toContain(laptop.customer_id)
  })

  test('brings who was a guest three times to one account, again and again', async () => {
    const email = newEmail()
    for (let n = 0; n < 3; n++) await (await visit()).api.post('/carts', { contact: { name: 'Ana Ruiz', email } })
    const people: string[] = []
    for (let n = 0; n < 3; n++) {
      const { api } = await visit()
      const { path, code } = await ask(api, email)
      const { status, body } = await api.post(path, { code })
      expect(status).toBe(200)
      people.push(body.customer_id)
    }
    expect(await shop.read((ctx) => clusterOf(ctx, people[0]!))).toEqual(expect.arrayContaining(people))
  })

  test('is the same letter when it is sent again, since the mail server did not say that it had it', async () => {
    const email = newEmail()
    const { path, code, challenge_id } = await ask(front, email)
    await sendCode({ write: shop.write }, { challenge_id, locale: 'es' })
    expect(lettersIn(shop.folder).filter(({ to }) => to === email)).toHaveLength(1)
    expect(codeIn(email)).toBe(code)
    expect((await ask(front, newEmail())).code).not.toBe(code)
    expect((await front.post(path, { code })).status).toBe(200)
  })

  test('works for a telephone, and from a shop front before any visit', async () => {
    const { path, code } = await ask(front, '+34612345678', 'phone')
    const { status, body } = await front.post(path, { code })
    expect(status).toBe(200)
    expect((await (await shop.api(body.token)).get('/me')).body).toMatchObject({ verified: true, channel: 'web' })
  })

  test('the answer does not tell whether the contact is known', async () => {
    const email = newEmail()
    const { path, code } = await ask(front, email)
    await front.post(path, { code })
    const [known, unknown] = [
      await front.post('/one-time-codes', { kind: 'email', value: email }),
      await front.post('/one-time-codes', { kind: 'email', value: newEmail() }),
    ]
    expect([known.status, Object.keys(known.body)]).toEqual([unknown.status, Object.keys(unknown.body)])
    expect((await front.post('/one-time-codes', { kind: 'email', value: 'no es un correo' })).body.code).toBe(
      'bad_contact',
    )
  })

  test('guessing ends after five answers, even the right one then comes too late', async () => {
    const { api } = await visit()
    const { path, code } = await ask(api, newEmail())
    const guesses = await Promise.all(Array.from({ length: 9 }, () => api.post(path, { code: anotherCode(code) })))
    expect(guesses.map((g) => g.body.code).toSorted()).toEqual([
      ...Array(5).fill('bad_code'),
      ...Array(4).fill('code_expired'),
    ])
    expect((await api.post(path, { code })).body.code).toBe('code_expired')
  })

  test('twenty right answers at once open one session', async () => {
    const { path, code } = await ask(front, newEmail())
    const answers = await Promise.all(Array.from({ length: 20 }, () => front.post(path, { code })))
    const good = answers.filter((a) => a.status === 200)
    expect(good).toHaveLength(1)
    const [count] = await shop.read(
      (ctx) => ctx.sql<{ sessions: number }>`
      select count(*)::int as sessions from access_session where customer_id = ${good[0]!.body.customer_id}`,
    )
    expect(count?.sessions).toBe(1)
  })

  test('a newer code voids the older one, and ten minutes void any', async () => {
    const email = newEmail()
    const first = await ask(front, email)
    const second = await ask(front, email)
    expect((await front.post(first.path, { code: first.code })).body.code).toBe('code_expired')
    shop.clock.advance({ minutes: 10 })
    expect((await front.post(second.path, { code: second.code })).body.code).toBe('code_expired')
  })

  test('another visitor cannot answer it', async () => {
    const [ana, eva] = [await visit(), await visit()]
    const { path, code } = await ask(ana.api, newEmail())
    expect((await eva.api.post(path, { code })).status).toBe(404)
    expect((await ana.api.post(path, { code })).status).toBe(200)
  })

  test('five letters an hour to one contact, even asked all at once', async () => {
    const value = newEmail()
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => front.post('/one-time-codes', { kind: 'email', value })),
    )
    expect(asked.filter((a) => a.status === 202)).toHaveLength(5)
    expect(asked.find((a) => a.status !== 202)?.body).toMatchObject({ code: 'too_many_attempts', status: 429 })
    const [open] = await shop.read(
      (ctx) => ctx.sql<{ codes: number }>`
      select count(*)::int as codes from access_challenge where contact = ${value} and used_at is null`,
    )
    expect(open?.codes).toBe(1)
  })

  test('never stands in the database, in the queue or in the facts', async () => {
    const email = newEmail()
    const { code, challenge_id } = await ask(front, email)
    const rows = await shop.read(
      (ctx) => ctx.sql<{ text: string }>`
      select c.secret as text from access_challenge c where id = ${challenge_id} union all select e.data::text from event e`,
      systemActor('test'),
    )
    const all = rows.map((row) => row.text).join('\n')
    expect(all).not.toMatch(new RegExp(`\\b${code}\\b`))
    expect(all).not.toContain(email)
  })
})
