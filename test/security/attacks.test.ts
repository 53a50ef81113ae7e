import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { letterCode } from '#test/letters'
import { addKey, openSession } from '#access'
import { createVisitor, identify, identitiesOf, merge } from '#customers'
import { newId } from '#platform/ids'
import { readEvents } from '#test/event-stream'
import type { Told } from '#test/event-stream'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { castOf, shopperToken, staffToken, thingsOf } from './cast.ts'
import type { Things } from './cast.ts'

let shop: Shop
let url: string
let tokens: Record<string, string>
let own: Things

beforeAll(async () => {
  shop = await openShop()
  url = (await shop.api()).url
  const cast = await castOf(shop)
  tokens = cast.tokens
  own = await thingsOf(shop, cast.customer_id, shop.ids.granvia, shop.ids.loc_granvia)
})
afterAll(() => shop.close())

const as = (who: string) => shop.api(tokens[who])
const visitor = async () => {
  const { token, customer_id } = await shop.write((ctx) => shopperToken(ctx, false))
  return { api: await shop.api(token), customer_id }
}

/** The newest code sent to this contact. */
const codeFor = (contact: string): string => letterCode(shop, contact)

describe('nobody becomes somebody else', () => {
  test('a cart’s code sent to somebody opens nothing of theirs once they prove who they are', async () => {
    const [attacker, victim] = [await visitor(), await visitor()]
    const { body: cart } = await attacker.api.post('/carts', {})
    expect((await victim.api.post('/carts/take-up', { code: cart.code })).status).toBe(200)
    const { body: challenge } = await victim.api.post('/one-time-codes', { kind: 'email', value: 'victima@correo.es' })
    await shop.work()
    const { status } = await victim.api.post(`/one-time-codes/${challenge.challenge_id}/answer`, {
      code: codeFor('victima@correo.es'),
    })
    expect(status).toBe(200)
    expect((await attacker.api.get(`/carts/${cart.id}`)).body).toMatchObject({
      contact: null,
      delivery: { address: null },
    })
    expect((await attacker.api.get('/me')).body.id).toBe(attacker.customer_id)
    expect((await victim.api.get('/me')).status, 'the token before the proof is void').toBe(401)
  })

  test('a visit that staff join to a customer reads nothing of that customer without a proof', async () => {
    const attacker = await visitor()
    const { body: bait } = await attacker.api.post('/carts', {})
    await shop.write(async (ctx) => {
      await identify(ctx, {
        customer_id: own.customer_id,
        kind: 'email',
        value: 'lucia.propia@correo.es',
        level: 'verified',
        source: 'one_time_code',
      })
      await merge(ctx, { kept_id: own.customer_id, joined_id: attacker.customer_id, evidence: { said: 'by phone' } })
    })
    await shop.settle()
    expect((await attacker.api.get('/me/orders')).body.items).toEqual([])
    expect((await attacker.api.get('/me/carts')).body.items).toEqual([])
    for (const path of [
      `/orders/${own.order_id}`,
      `/order-numbers/${own.number}`,
      `/carts/${own.cart_id}`,
      `/payments/${own.payment_id}`,
    ]) {
      expect((await attacker.api.get(path)).status, path).toBe(404)
    }
    expect((await attacker.api.get('/me/timeline')).body.items.map(({ type }: { type: string }) => type)).not.toContain(
      'order.placed',
    )
    // What the shopper writes into the cart that came with the join stays hers too.
    const shopper = await as('shopper')
    expect(
      (await shopper.put(`/carts/${bait.id}/contact`, { email: 'lucia.propia@correo.es' })).body.contact,
    ).not.toBeNull()
    expect((await attacker.api.get(`/carts/${bait.id}`)).body.contact ?? null).toBeNull()
    expect((await shopper.get('/me/orders')).body.items).toHaveLength(1)
  })

  test('who only holds the code of a cart does not write contacts into its owner’s account', async () => {
    const owner = await shop.write(async (ctx) => {
      const { customer_id, token } = await shopperToken(ctx, true)
      await identify(ctx, {
        customer_id,
        kind: 'email',
        value: 'duena@correo.es',
        level: 'verified',
        source: 'one_time_code',
      })
      return { customer_id, token }
    })
    const { body: cart } = await (await shop.api(owner.token)).post('/carts', {})
    const sharer = await visitor()
    await sharer.api.post('/carts/take-up', { code: cart.code })
    const { status, body } = await sharer.api.put(`/carts/${cart.id}/contact`, { email: 'intruso@correo.es' })
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'not_the_owner' })
    const identities = await shop.read((ctx) => identitiesOf(ctx, [owner.customer_id]))
    expect(JSON.stringify(identities)).not.toContain('intruso')
  })

  test('who only holds the code of a cart does not have the goods sent elsewhere, nor gets the code for them', async () => {
    const { token } = await shop.write((ctx) => shopperToken(ctx, true))
    const lucia = await shop.api(token)
    const { body: cart } = await lucia.post('/carts', {})
    const home = { line1: 'Calle Mayor 1', city: 'Madrid', postcode: '28013', country: 'ES' }
    await lucia.put(`/carts/${cart.id}/delivery`, { method: 'ship', address: home })
    await lucia.put(`/carts/${cart.id}/contact`, { email: 'lucia.casa@correo.es' })
    const sharer = await visitor()
    await sharer.api.post('/carts/take-up', { code: cart.code })
    const elsewhere = { ...home, line1: 'Calle del Ladrón 2' }
    for (const answer of [
      await sharer.api.put(`/carts/${cart.id}/delivery`, { method: 'ship', address: elsewhere }),
      await sharer.api.put(`/carts/${cart.id}/contact`, { email: 'ladron@correo.es' }),
      await sharer.api.patch(`/carts/${cart.id}`, {
        contact: { email: 'ladron@correo.es' },
        delivery: { method: 'ship', address: elsewhere },
      }),
      await sharer.api.put(`/carts/${cart.id}/delivery`, { method: 'ship' }),
    ])
      expect(answer).toMatchObject({ status: 403, body: { code: 'not_the_owner' } })
    const after = (await lucia.get(`/carts/${cart.id}`)).body
    expect(after.delivery.address).toEqual(home)
    expect(after.contact).toEqual({ email: 'lucia.casa@correo.es' })
  })

  test('a visitor does not keep the shelf from everybody by filling carts', async () => {
    const { api } = await visitor()
    const variant_id = await shop.write((ctx) => article(ctx, { stock: { [shop.ids.loc_central]: 5_000 } }))
    const { body: cart } = await api.post('/carts', {})
    await api.post(`/carts/${cart.id}/lines`, { variant_id, quantity: 90 })
    const second = await shop.write((ctx) => article(ctx, { stock: { [shop.ids.loc_central]: 5_000 } }))
    const { body: full } = await api.post(`/carts/${cart.id}/lines`, { variant_id: second, quantity: 4_000 })
    expect(full.lines.map(({ held }: { held: object | null }) => held !== null)).toEqual([true, false])
    expect(full.problems, 'it can be ordered all the same').toBe(0)
    const statuses: number[] = []
    for (let n = 0; n < 25; n++) statuses.push((await api.post('/carts', {})).status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(19)
    expect(new Set(statuses.slice(19))).toEqual(new Set([422]))
    expect((await api.post('/carts', { id: cart.id })).body.id, 'said twice it is the same cart').toBe(cart.id)
    expect((await api.post('/carts', { id: own.cart_id })).status, 'another’s looks the same as ever').toBe(404)
  })

  test('codes of carts are not found by guessing', async () => {
    const { api } = await visitor()
    const guess = async () =>
      (await api.post('/carts/take-up', { code: Math.random().toString(36).slice(2, 10) })).status
    const statuses = await Promise.all(Array.from({ length: 80 }, guess))
    expect(new Set(statuses)).toEqual(new Set([404, 429]))
    expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(60)
    expect((await (await as('till')).post('/carts/take-up', { code: 'ZZZZZZZZ' })).status, 'tills go on').toBe(404)
  })

  test('an order number that exists answers a stranger like one that does not', async () => {
    const { api } = await visitor()
    const [known, none] = [await api.get(`/order-numbers/${own.number}`), await api.get('/order-numbers/H-2222-2222')]
    const { request_id: _a, ...first } = known.body
    const { request_id: _b, ...second } = none.body
    expect(known.status).toBe(404)
    expect(first).toEqual(second)
  })

  test('a shopper without a visit is in the shop front, not wherever the call says', async () => {
    const token = await shop.write(async (ctx) => {
      const { id } = await createVisitor(ctx, { channel: 'web' })
      return (await openSession(ctx, { customer_id: id, verified: true, user_agent: 'passkey' })).token
    })
    const { body } = await (await shop.api(token, { 'hilo-channel': 'pos' })).post('/carts', { channel: 'pos' })
    expect(body.channel).toBe('web')
  })
})

describe('what is inside stays inside', () => {
  test('a shopper reads nothing of what staff note on the order, staff do', async () => {
    const of = await thingsOf(shop, own.customer_id, shop.ids.granvia, shop.ids.loc_granvia)
    const said = await (
      await as('assistant')
    ).post(`/fulfilments/${of.fulfilment_id}/rejections`, { reason: 'not_found', note: 'clienta difícil' })
    expect(said.status).toBe(200)
    const read = async (who: string) => JSON.stringify((await (await as(who)).get(`/orders/${of.order_id}`)).body)
    expect(await read('assistant')).toContain('clienta difícil')
    expect(await read('shopper')).not.toContain('clienta difícil')
    expect(await read('shopper')).toContain('fulfilment.rejected')
  })

  test('a till that says the id of another store’s order learns nothing of it', async () => {
    const of = await thingsOf(shop, own.customer_id, shop.ids.gracia, shop.ids.loc_gracia)
    const sale = {
      id: of.order_id,
      store_id: shop.ids.granvia,
      lines: [{ id: newId(), variant_id: of.variant_id, quantity: 1 }],
      tenders: [],
      expected_total: 1,
    }
    const { status, body } = await (await as('till')).post('/sales', sale)
    expect(status).toBe(409)
    expect(JSON.stringify(body)).not.toContain(of.number)
  })

  test('the live feed tells an assistant of the store and its customers, not of keys and sign-ins', async () => {
    const [assistant, owner] = await Promise.all(
      ['assistant', 'owner'].map((who) => readEvents(`${url}/api/feed`, tokens[who]!)),
    )
    try {
      await (await as('owner')).post('/keys', { kind: 'publishable', name: 'otra', channel: 'web' })
      const body = { name: 'De la tienda', currency: 'EUR', tax_included: true }
      await (await as('owner')).put('/price-lists/gracia', { ...body, store_id: shop.ids.gracia })
      await (await as('owner')).put('/price-lists/granvia', { ...body, store_id: shop.ids.granvia })
      const saved = (told: Told[]) =>
        told.filter(({ type, data }) => type === 'price_list.saved' && ['gracia', 'granvia'].includes(data.data.code))
      await assistant!.until((told) => saved(told).length > 0)
      await owner!.until((told) => saved(told).length === 2)
      expect(assistant!.told.map(({ type }) => type)).not.toContain('key.added')
      expect(saved(assistant!.told)).toMatchObject([{ data: { store_id: shop.ids.granvia } }])
      expect(owner!.told.map(({ type }) => type)).toContain('key.added')
    } finally {
      assistant!.hangUp()
      owner!.hangUp()
    }
  })

  test('one caller does not take the streams of all the others', async () => {
    const { token } = await shop.write((ctx) => shopperToken(ctx, false))
    const streams = await Promise.all(Array.from({ length: 45 }, () => readEvents(`${url}/api/feed`, token)))
    const statuses = streams.map(({ status }) => status)
    streams.forEach((stream) => stream.hangUp())
    expect(statuses.filter((status) => status === 200)).toHaveLength(40)
    expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  })
})

describe('nobody raises their own rights', () => {
  const person = (role: string, store_ids: string[] | null) => ({
    email: `${newId()}@tienda.es`,
    name: 'Nuevo',
    role,
    store_ids,
  })

  test('a machine that may edit people makes no owner, and takes none over', async () => {
    const { secret } = await shop.write((ctx) =>
      addKey(ctx, { kind: 'secret', name: 'rrhh', permissions: ['staff.edit', 'organisation.read'] }),
    )
    const machine = await shop.api(secret)
    expect((await machine.post('/staff', person('owner', null))).status).toBe(403)
    const { items } = (await machine.get('/staff')).body
    const owner = items.find(({ role }: { role: string }) => role === 'owner')
    const assistant = items.find(({ role }: { role: string }) => role === 'assistant')
    expect((await machine.put(`/staff/${owner.id}/password`, { password: 'una clave muy larga' })).status).toBe(403)
    expect((await machine.delete(`/staff/${owner.id}/totp`)).status).toBe(403)
    expect((await machine.patch(`/staff/${owner.id}`, { active: false })).status).toBe(403)
    expect((await machine.patch(`/staff/${assistant.id}`, { role: 'owner' })).status).toBe(403)
  })

  test('the owner of one store lets nobody into the others', async () => {
    const api = await shop.api(await shop.write((ctx) => staffToken(ctx, 'owner', [shop.ids.granvia])))
    expect((await api.post('/staff', person('assistant', [shop.ids.granvia]))).status).toBe(201)
    expect((await api.post('/staff', person('assistant', [shop.ids.gracia]))).status).toBe(403)
    expect((await api.post('/staff', person('assistant', null))).status).toBe(403)
    const { id } = (await api.get('/me')).body
    expect((await api.patch(`/staff/${id}`, { store_ids: null })).status).toBe(403)
    expect((await api.post('/keys', { kind: 'secret', name: 'a', permissions: ['orders.read'] })).status).toBe(403)
  })

  test('a key grants no more than its maker may', async () => {
    const { secret } = await shop.write((ctx) => addKey(ctx, { kind: 'secret', name: 'k', permissions: ['keys.edit'] }))
    const answer = await (
      await shop.api(secret)
    ).post('/keys', { kind: 'secret', name: 'a', permissions: ['payments.refund'] })
    expect(answer).toMatchObject({ status: 403, body: { permission: 'payments.refund' } })
  })

  test('fields nobody asked for are refused, not taken', async () => {
    const { api } = await visitor()
    for (const extra of [{ status: 'placed' }, { shared_with: [] }, { order_id: newId() }]) {
      expect((await api.post('/carts', extra)).status).toBe(400)
    }
    expect((await api.post('/carts', { customer_id: own.customer_id })).status).toBe(404)
    expect((await (await as('shopper')).patch('/me/customer', { tags: ['vip'] })).status).toBe(400)
  })
})
