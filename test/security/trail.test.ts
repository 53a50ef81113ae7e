import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addKey } from '#access'
import { addCustomer, identify } from '#customers'
import { forgetLooks, showsPeople } from '#platform/looks'
import type { Route } from '#platform/route'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import type { Api } from '#test/api'
import { allRoutes } from '../../server/program.ts'
import { castOf, staffToken, thingsOf } from './cast.ts'

let shop: Shop
let tokens: Record<string, string>
let owner: Api

beforeAll(async () => {
  shop = await openShop()
  tokens = (await castOf(shop)).tokens
  tokens['machine'] = (
    await shop.write((ctx) =>
      addKey(ctx, { kind: 'secret', name: 'Contabilidad', permissions: ['customers.read', 'orders.read'] }),
    )
  ).secret
  owner = await as('owner')
})
afterAll(() => shop.close())

const as = (who: string, headers?: Record<string, string>) => shop.api(tokens[who], headers)

type Seen = { kind: string; what: string; actor_kind: string; actor_name: string; channel: string; at: string }

let count = 0
const somebody = () =>
  shop.write(async (ctx) => {
    const { id } = await addCustomer(ctx, { given_name: 'Xiomara', family_name: `Vista${(count += 1)}` })
    await identify(ctx, {
      customer_id: id,
      kind: 'email',
      value: `xiomara${count}@correo.es`,
      level: 'claimed',
      source: 'web',
    })
    return id
  })
const trail = async (customer_id: string, query = ''): Promise<Seen[]> => {
  const { status, body } = await owner.get(`/customers/${customer_id}/trail?kind=seen&limit=200${query}`)
  expect(status).toBe(200)
  // That the owner looks at the trail is a look too, but not what these tests are about.
  return body.items.filter(({ what }: Seen) => what !== 'getCustomerTrail')
}
const seenBy = async (customer_id: string) =>
  (await trail(customer_id)).map(({ what, actor_kind, actor_name }) => `${actor_kind} ${actor_name}: ${what}`)

describe('who looks at a person is written down', () => {
  test('by whom, through which channel and request, and for what', async () => {
    const id = await somebody()
    const { headers } = await (await as('agent', { 'hilo-channel': 'phone' })).get(`/customers/${id}`)
    const [look] = await trail(id)
    expect(look).toMatchObject({
      kind: 'seen',
      what: 'getCustomer',
      customer_id: id,
      actor_kind: 'staff',
      actor_name: 'agent',
      channel: 'phone',
      at: shop.clock.now().toISOString(),
      request_id: headers.get('x-request-id'),
    })
  })

  test('however they come to see them: by a search, an order, a cart, a payment, a list', async () => {
    const id = await somebody()
    const of = await thingsOf(shop, id, shop.ids.granvia, shop.ids.loc_granvia)
    const agent = await as('agent')
    await agent.get('/customers?text=Xiomara')
    for (const path of [
      `/orders/${of.order_id}`,
      `/carts/${of.cart_id}`,
      `/payments/${of.payment_id}`,
      `/customers/${id}/timeline`,
    ])
      expect((await agent.get(path)).status, path).toBe(200)
    await agent.get(`/carts?customer_id=${id}`)
    await agent.patch(`/customers/${id}`, { given_name: 'Xio' })
    expect(new Set(await seenBy(id))).toEqual(
      new Set(
        ['findCustomers', 'getOrder', 'getCart', 'getPayment', 'getTimeline', 'listCarts', 'editCustomer'].map(
          (what) => `staff agent: ${what}`,
        ),
      ),
    )
  })

  test('tills and machines are somebody too', async () => {
    const id = await somebody()
    await (await as('till')).get(`/customers/${id}`)
    await (await as('machine')).get(`/customers/${id}`)
    expect((await seenBy(id)).toSorted()).toEqual(['device caja: getCustomer', 'integration Contabilidad: getCustomer'])
    expect((await trail(id)).map(({ channel }) => channel)).toContain('pos')
  })

  test('shoppers who see themselves are not, and who is refused has seen nothing', async () => {
    const { cart_id, order_id, customer_id } = await thingsOf(
      shop,
      (await castOf(shop)).customer_id,
      shop.ids.granvia,
      shop.ids.loc_granvia,
    )
    const { rows } = await shop.db.pool.query('select count(*)::int as n from look')
    for (const path of ['/me', '/me/customer', '/me/orders', '/me/timeline', '/me/data'])
      await (await as('shopper')).get(path)
    for (const who of ['shopper', 'visitor', 'front', 'marketer']) {
      await (await as(who)).get(`/customers/${customer_id}/data`)
      await (await as(who)).get(`/payments/${order_id}`)
    }
    for (const who of ['shopper', 'visitor', 'front']) await (await as(who)).get(`/carts/${cart_id}`)
    expect((await shop.db.pool.query('select count(*)::int as n from look')).rows).toEqual(rows)
  })

  test('a screen that asks again and again is one look a minute', async () => {
    const id = await somebody()
    const agent = await as('agent')
    for (let time = 0; time < 5; time++) await agent.get(`/customers/${id}`)
    expect(await trail(id)).toHaveLength(1)
    shop.clock.advance({ minutes: 1 })
    await agent.get(`/customers/${id}`)
    expect(await trail(id)).toHaveLength(2)
  })

  test('under whichever id of theirs', async () => {
    const [kept, joined] = [await somebody(), await somebody()]
    await (await as('agent')).get(`/customers/${joined}`)
    await owner.post(`/customers/${kept}/merges`, { joined_id: joined, evidence: { rule: 'staff' } })
    expect(await seenBy(kept)).toContain('staff agent: getCustomer')
  })
})

describe('the trail is for those who may read it', () => {
  test('the owner and who manages all stores; nobody else', async () => {
    const id = await somebody()
    const manager = await shop.api(await shop.write((ctx) => staffToken(ctx, 'manager', null)))
    expect((await manager.get(`/customers/${id}/trail`)).status).toBe(200)
    expect(await (await as('manager')).get(`/customers/${id}/trail`)).toMatchObject({
      status: 403,
      body: { code: 'other_store' },
    })
    for (const who of ['assistant', 'agent', 'marketer', 'analyst', 'till', 'machine', 'front', 'shopper'])
      expect((await (await as(who)).get(`/customers/${id}/trail`)).status, who).toBe(403)
  })

  test('with the changes and who made them, by pages, by time and by who it was', async () => {
    const id = await somebody()
    const agent = await as('agent')
    const agent_id = (await agent.get('/me')).body.id
    await agent.patch(`/customers/${id}`, { given_name: 'Otra' })
    const before = shop.clock.now().toISOString()
    shop.clock.advance({ hours: 1 })
    await agent.post(`/customers/${id}/notes`, { text: 'llama por las tardes', visible_to: 'staff' })
    await owner.get(`/customers/${id}`)
    const all = (await owner.get(`/customers/${id}/trail?actor_id=${agent_id}`)).body.items
    expect(all.map(({ kind, what }: Seen) => `${kind} ${what}`)).toEqual([
      expect.stringMatching(/customer.noted|addNote/),
      expect.stringMatching(/customer.noted|addNote/),
      expect.stringMatching(/customer.edited|editCustomer/),
      expect.stringMatching(/customer.edited|editCustomer/),
    ])
    expect(JSON.stringify(all)).not.toContain('tardes')
    const first = (await owner.get(`/customers/${id}/trail?actor_id=${agent_id}&limit=3`)).body
    const rest = (await owner.get(`/customers/${id}/trail?actor_id=${agent_id}&limit=3&after=${first.next}`)).body
    expect([...first.items, ...rest.items]).toEqual(all)
    const later = (
      await owner.get(`/customers/${id}/trail?actor_id=${agent_id}&from=${shop.clock.now().toISOString()}`)
    ).body.items
    expect(later).toHaveLength(2)
    const until = new Date(Date.parse(before) + 1).toISOString()
    expect(
      (await owner.get(`/customers/${id}/trail?to=${until}&kind=changed&actor_id=${agent_id}`)).body.items,
    ).toHaveLength(1)
  })

  test('by who looked: whom have they seen?', async () => {
    const [one, two] = [await somebody(), await somebody()]
    const token = await shop.write((ctx) => staffToken(ctx, 'agent', null))
    const curious = await shop.api(token)
    const actor_id = (await curious.get('/me')).body.id
    for (const id of [one, two]) await curious.get(`/customers/${id}`)
    const page = (await owner.get(`/looks?actor_id=${actor_id}&limit=1`)).body
    const next = (await owner.get(`/looks?actor_id=${actor_id}&limit=1&after=${page.next}`)).body
    expect(new Set([...page.items, ...next.items].map(({ customer_id }) => customer_id))).toEqual(new Set([one, two]))
    expect(page.items[0].customer_name).toMatch(/^Xiomara Vista\d+$/)
    expect((await curious.get(`/looks?actor_id=${actor_id}`)).status).toBe(403)
  })
})

describe('what becomes of it', () => {
  test('it is part of what the person is handed, without the names of the staff', async () => {
    const id = await somebody()
    await (await as('agent')).get(`/customers/${id}`)
    const { body } = await owner.get(`/customers/${id}/data`)
    expect(body.looks).toContainEqual({
      at: shop.clock.now().toISOString(),
      operation: 'getCustomer',
      channel: 'desk',
      by: 'staff',
    })
    expect(JSON.stringify(body.looks)).not.toContain('agent')
  })

  test('it outlives an erasure, and names no one', async () => {
    const id = await somebody()
    await (await as('agent')).get(`/customers/${id}`)
    expect((await owner.post(`/customers/${id}/erasure`, {})).status).toBe(200)
    await shop.work()
    expect(await seenBy(id)).toContain('staff agent: getCustomer')
    const { rows } = await shop.db.pool.query(`select to_jsonb(l)::text as text from look l where customer_id = $1`, [
      id,
    ])
    expect(rows.length).toBeGreaterThan(0)
    for (const { text } of rows) expect(text).not.toMatch(/xiomara|vista|correo/i)
  })

  test('it is only ever added to, and whole months go once they are old enough', async () => {
    const id = await somebody()
    await (await as('agent')).get(`/customers/${id}`)
    const months = (n: number) => new Date(Date.UTC(2026, 10 + n, 1))
    await shop.write((ctx) => forgetLooks({ ...ctx, now: months(24) }, 24))
    expect(await trail(id)).toHaveLength(1)
    await shop.write((ctx) => forgetLooks({ ...ctx, now: months(26) }, 24))
    expect(await trail(id)).toEqual([])
    const server = join(import.meta.dirname, '../../server')
    const sources = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    const changing = sources.filter((name) =>
      /\bupdate look\b|\bdelete from look\b/.test(readFileSync(join(server, name), 'utf8')),
    )
    expect(changing).toEqual([])
  })
})

describe('a route added later is watched without anybody remembering', () => {
  const PERSONAL = [
    'given_name',
    'family_name',
    'birthday',
    'contact',
    'contact_value',
    'address',
    'identities',
    'notes',
    'phone',
    'email',
    'shown',
  ]
  /** Whose data these are instead: the staff's, the stores', the shopper's who asks, or what the caller says themselves. */
  const OTHERS = new Set([
    'addStaff',
    'changeStaff',
    'listStaff',
    'me',
    'signIn',
    'signInByPasskey',
    'signInAtTill',
    'listStores',
    'listClosedStores',
    'getStore',
    'saveStore',
    'getStoreRecord',
    'findStores',
    'getStoreDetail',
    'listLegalEntities',
    'getTill',
  ])
  const INSIDE = (word: string) => !['public', 'storefront', 'customer', 'verified'].includes(word)

  type Schema = { properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[] }
  const fields = ({ properties = {}, items, anyOf = [] }: Schema): string[] => [
    ...Object.entries(properties).flatMap(([name, inner]) => [name, ...fields(inner)]),
    ...(items ? fields(items) : []),
    ...anyOf.flatMap(fields),
  ]
  const isPersonal = (route: Route) => fields(route.reply as Schema).some((name) => PERSONAL.includes(name))

  test('whatever shows a name, a contact or an address to the retailer says whose it is', () => {
    const personal = allRoutes().filter((route) => route.who.some(INSIDE) && isPersonal(route))
    expect(personal.length).toBeGreaterThan(10)
    const unwatched = personal.filter((route) => !showsPeople(route) && !OTHERS.has(route.operation))
    expect(unwatched.map(({ operation }) => operation)).toEqual([])
  })
})
