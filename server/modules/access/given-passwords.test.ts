import { generate } from 'otplib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { hashPassword } from './passwords.ts'
import { addStaff, setPassword } from './staff.ts'

const GIVEN = 'toma esto para empezar'
const OWN = 'corazón de hilo rojo'

let shop: Shop
let owner: Awaited<ReturnType<Shop['api']>>
let owner_id: string
let people = 0

beforeAll(async () => {
  shop = await openShop()
  const hash = await hashPassword(OWN)
  await shop.write(async (ctx) => {
    const { id } = await addStaff(ctx, { email: 'jefa@tienda.es', name: 'Jefa', role: 'owner', store_ids: null })
    await setPassword(ctx, { staff_id: id, hash, by: 'seed' })
    owner_id = id
  })
  const { body } = await (await shop.api()).post('/sign-in', { email: 'jefa@tienda.es', password: OWN })
  owner = await shop.api(body.token)
})
afterAll(() => shop.close())

/** Somebody new, whom the owner has given a password. */
async function newcomer() {
  const email = `nueva${(people += 1)}@tienda.es`
  const { body } = await owner.post('/staff', { email, name: `Nueva ${people}`, role: 'assistant', store_ids: null })
  expect((await owner.put(`/staff/${body.id}/password`, { password: GIVEN })).status).toBe(200)
  return {
    id: body.id as string,
    signIn: async (more: object = {}) => (await shop.api()).post('/sign-in', { email, password: GIVEN, ...more }),
  }
}

const failures = (staff_id: string) =>
  shop.read(
    (ctx) => ctx.sql<{ data: object }>`
      select data from event where type = 'staff.sign_in_failed' and subject_id = ${staff_id} order by position`,
  )

test('with a password one was given one chooses one’s own, and with nothing else one comes in', async () => {
  const ana = await newcomer()
  expect(await ana.signIn()).toMatchObject({ status: 401, body: { code: 'password_given' } })
  expect(await ana.signIn({ new_password: GIVEN })).toMatchObject({ status: 422, body: { code: 'password_unchanged' } })
  expect(await ana.signIn({ new_password: 'qwertyuiop12' })).toMatchObject({
    status: 422,
    body: { code: 'password_too_common' },
  })
  const { status, body } = await ana.signIn({ new_password: OWN })
  expect(status).toBe(200)
  expect((await (await shop.api(body.token)).get('/me')).body).toMatchObject({ kind: 'staff', id: ana.id })
  expect((await ana.signIn()).body.code).toBe('bad_sign_in')
  expect((await ana.signIn({ password: OWN })).status).toBe(200)
  expect(await failures(ana.id)).toEqual([{ data: { reason: 'password' } }])
})

test('who chooses badly again and again is not taken for somebody who guesses', async () => {
  const ana = await newcomer()
  for (let tried = 0; tried < 7; tried++)
    expect((await ana.signIn({ new_password: 'qwertyuiop12' })).body.code).toBe('password_too_common')
  expect((await ana.signIn({ new_password: OWN })).status).toBe(200)
})

test('who does not know the given password is told nothing of it', async () => {
  const ana = await newcomer()
  const wrong = await ana.signIn({ password: 'no es esta la buena', new_password: OWN })
  expect(wrong).toMatchObject({ status: 401, body: { code: 'bad_sign_in' } })
  expect((await ana.signIn({ new_password: OWN })).status).toBe(200)
})

test('who was let go is told nothing of what they would choose', async () => {
  const ana = await newcomer()
  await owner.patch(`/staff/${ana.id}`, { active: false })
  expect((await ana.signIn({ new_password: 'qwertyuiop12' })).body.code).toBe('bad_sign_in')
})

test('three days later it opens nothing any more, and a new one does', async () => {
  const ana = await newcomer()
  shop.clock.advance({ hours: 3 * 24 })
  const again = await shop.api(
    (await (await shop.api()).post('/sign-in', { email: 'jefa@tienda.es', password: OWN })).body.token,
  )
  expect(await ana.signIn({ new_password: OWN })).toMatchObject({ status: 401, body: { code: 'password_expired' } })
  expect((await ana.signIn({ new_password: 'qwertyuiop12' })).body.code).toBe('password_expired')
  const failed = { data: { reason: 'given_password_expired' } }
  expect(await failures(ana.id)).toEqual([failed, failed])
  expect((await again.put(`/staff/${ana.id}/password`, { password: GIVEN })).status).toBe(200)
  expect((await ana.signIn({ new_password: OWN })).status).toBe(200)
  owner = again
})

test('one’s own stays one’s own: it is changed when one is in, and an owner gives none to themselves', async () => {
  const body = { email: 'jefa@tienda.es', password: OWN, new_password: 'otra más larga aún' }
  expect(await (await shop.api()).post('/sign-in', body)).toMatchObject({
    status: 409,
    body: { code: 'password_is_own' },
  })
  expect((await owner.put(`/staff/${owner_id}/password`, { password: OWN })).status).toBe(200)
  const { new_password: _, ...plain } = body
  expect((await (await shop.api()).post('/sign-in', plain)).status).toBe(200)
})

test('a second factor is asked for after it, and its code is good for both', async () => {
  const ana = await newcomer()
  const api = await shop.api((await ana.signIn({ new_password: OWN })).body.token)
  const { secret } = (await api.post('/me/totp')).body
  const code = async () => generate({ secret, epoch: Math.floor(shop.clock.now().getTime() / 1000) })
  await api.post('/me/totp/confirm', { totp_code: await code() })
  shop.clock.advance({ seconds: 30 })
  const { body } = await (await shop.api()).post('/sign-in', { email: 'jefa@tienda.es', password: OWN })
  await (await shop.api(body.token)).put(`/staff/${ana.id}/password`, { password: GIVEN })
  const totp_code = await code()
  expect((await ana.signIn({ totp_code })).body.code).toBe('password_given')
  const new_password = 'otra que nadie conoce'
  expect((await ana.signIn({ new_password })).body.code).toBe('totp_required')
  expect((await ana.signIn({ new_password, totp_code })).status).toBe(200)
  expect((await ana.signIn({ password: new_password, totp_code })).body.code).toBe('bad_second_factor')
})
