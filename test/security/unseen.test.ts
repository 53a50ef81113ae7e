import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeOrder } from '#checkout'
import { recordConsent } from '#consent'
import { addCustomer, identify } from '#customers'
import { recordTender } from '#payments'
import { newId } from '#platform/ids'
import { article, fullCart } from '#test/goods'
import type { Api } from '#test/api'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { allRoutes } from '../../server/program.ts'
import { castOf } from './cast.ts'

let shop: Shop
let tokens: Record<string, string>
let owner: Api
let agent: Api
beforeAll(async () => {
  shop = await openShop()
  tokens = (await castOf(shop)).tokens
  owner = await shop.api(tokens['owner'])
  agent = await shop.api(tokens['agent'])
})
afterAll(() => shop.close())

const CONTACT = { name: 'Herminia Sinficha', email: 'herminia.sinficha@correo.es' }

/** A cart and an order of somebody who rang and has no record. */
const guest = () =>
  shop.write(async (ctx) => {
    const store_id = shop.ids.granvia
    const lines = { [await article(ctx, { stock: { [shop.ids.loc_granvia]: 5 } })]: 1 }
    const bought = await fullCart(ctx, { store_id, lines })
    await ctx.sql`update cart set contact = ${JSON.stringify(CONTACT)}::jsonb where id = ${bought.id}`
    const paid = { cart_id: bought.id, customer_id: null, store_id, amount: bought.gross, currency: 'EUR' }
    await recordTender(ctx, { ...paid, id: newId(), provider: 'terminal' })
    const { order_id, number } = await placeOrder(ctx, { cart_id: bought.id, expected_total: bought.gross })
    const cart = await fullCart(ctx, { store_id, lines })
    await ctx.sql`update orders set customer_id = null where id = ${order_id}`
    await ctx.sql`update cart set customer_id = null where id = any(${[bought.id, cart.id]}::uuid[])`
    return { order_id, number, cart_id: cart.id }
  })
const looksAt = async (subject_id: string) => {
  const { status, body } = await owner.get(`/guest-looks?subject_id=${subject_id}`)
  expect(status).toBe(200)
  return body.items as { what: string; subject_kind: string; actor_name: string; request_id: string }[]
}
const seen = async (customer_id: string) =>
  (await owner.get(`/customers/${customer_id}/trail?kind=seen&limit=200`)).body.items.map(
    ({ what, actor_name }: { what: string; actor_name: string }) => `${actor_name}: ${what}`,
  )

test('who has no record is not seen unseen either: their order and their cart say who looked', async () => {
  const { order_id, number, cart_id } = await guest()
  const { body, headers } = await agent.get(`/orders/${order_id}`)
  expect(body).toMatchObject({ customer_id: null, contact: { name: CONTACT.name } })
  await agent.get(`/order-numbers/${number}`)
  await agent.get('/orders')
  expect((await agent.get(`/carts/${cart_id}`)).body).toMatchObject({ customer: null, contact: expect.any(Object) })

  const atOrder = await looksAt(order_id)
  expect(atOrder.map(({ what }) => what).toSorted()).toEqual(['getOrder', 'getOrderByNumber', 'listOrders'])
  expect(atOrder.find(({ what }) => what === 'getOrder')).toMatchObject({
    subject_kind: 'order',
    actor_name: 'agent',
    request_id: headers.get('x-request-id'),
  })
  expect(await looksAt(cart_id)).toMatchObject([{ what: 'getCart', subject_kind: 'cart', actor_name: 'agent' }])
  const actor_id = (await agent.get('/me')).body.id
  const all = (await owner.get(`/guest-looks?actor_id=${actor_id}&limit=1`)).body
  const rest = (await owner.get(`/guest-looks?actor_id=${actor_id}&after=${all.next}`)).body
  expect([...all.items, ...rest.items]).toHaveLength(4)
  // Whom one has seen by their record is another list.
  expect((await owner.get(`/looks?actor_id=${actor_id}`)).body.items).toEqual([])
  expect(JSON.stringify(all) + JSON.stringify(rest)).not.toContain('Herminia')
  for (const who of ['agent', 'manager', 'machine', 'till', 'shopper'])
    expect((await (await shop.api(tokens[who])).get('/guest-looks')).status, who).toBe(403)
})

test('a screen that asks again for a guest’s order is one look a minute, and an order of nobody is none', async () => {
  const { order_id } = await guest()
  for (let time = 0; time < 3; time++) await agent.get(`/orders/${order_id}`)
  expect(await looksAt(order_id)).toHaveLength(1)
  shop.clock.advance({ minutes: 1 })
  await shop.write((ctx) => ctx.sql`update orders set contact = '{}', address = null where id = ${order_id}`)
  await agent.get(`/orders/${order_id}`)
  expect(await looksAt(order_id)).toHaveLength(1)
})

test('a fact that waits among the dead letters shows whose it is, and so is a look at them', async () => {
  const { id } = await shop.write(async (ctx) => {
    const somebody = await addCustomer(ctx, { given_name: 'Aparte' })
    const event = { id: newId(), type: 'order.placed', customer_id: somebody.id, store_id: null, data: {} }
    await ctx.sql`
      insert into dead_letter (id, listener, event_id, event, error, parked_at)
      values (${newId()}, 'test.none', ${event.id}, ${JSON.stringify(event)}::jsonb, 'Error: no', ${ctx.now})`
    return somebody
  })
  expect((await owner.get('/dead-letters')).body.items).toHaveLength(1)
  expect(await seen(id)).toContain('owner: listDeadLetters')
})

test('who asks whether a contact may be written to has asked about those who answered for it', async () => {
  const [answered, silent] = await shop.write(async (ctx) => {
    const ids = [
      (await addCustomer(ctx, { given_name: 'Dijo' })).id,
      (await addCustomer(ctx, { given_name: 'Calló' })).id,
    ]
    for (const [at, customer_id] of ids.entries())
      await identify(ctx, { customer_id, kind: 'email', value: `c${at}@correo.es`, level: 'verified', source: 'web' })
    await recordConsent(ctx, {
      customer_id: ids[0] as string,
      contact_kind: 'email',
      contact_value: 'c0@correo.es',
      channel: 'email',
      purpose: 'marketing',
      answer: 'denied',
      text_version: '1',
      text: 'Escribidme',
    })
    return ids as [string, string]
  })
  const ask = (contact_value: string) =>
    agent.get(`/consents/check?contact_kind=email&contact_value=${contact_value}&channel=email&purpose=marketing`)
  // Whoever answered is noted down, and not told to who asks.
  expect((await ask('C0@correo.es')).body).toEqual({ allowed: false, because: 'denied' })
  expect((await ask('c1@correo.es')).body).toEqual({ allowed: false, because: 'never_asked' })
  expect(await seen(answered)).toContain('agent: mayContact')
  expect(await seen(silent)).not.toContain('agent: mayContact')
})

test('whatever shows how a guest is reached says which order or cart it is', () => {
  type Schema = { properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[] }
  const things = (schema: Schema): string[][] => [
    ...(schema.properties ? [Object.keys(schema.properties)] : []),
    ...Object.values(schema.properties ?? {}).flatMap(things),
    ...(schema.items ? things(schema.items) : []),
    ...(schema.anyOf ?? []).flatMap(things),
  ]
  const has = (names: string[], some: string[]) => some.some((name) => names.includes(name))
  const shown = allRoutes()
    .flatMap(({ operation, reply }) => things(reply as Schema).map((names) => ({ operation, names })))
    .filter(
      ({ names }) => has(names, ['customer_id', 'customer']) && has(names, ['contact', 'contact_name', 'signed_by']),
    )
  expect(shown.length).toBeGreaterThan(10)
  expect(shown.filter(({ names }) => !has(names, ['order_id', 'number', 'code']))).toEqual([])
})
