import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PERMISSIONS, addKey, addStaff, enrolDevice, openSession, permissionsOf } from '#access'
import { createVisitor } from '#customers'
import { actorOf } from '#platform/actor'
import { createServer } from '#platform/http'
import { createLog } from '#platform/log'
import { Shape, readRoute, writeRoute } from '#platform/route'
import type { Route } from '#platform/route'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { sample } from '#test/samples'
import type { Ids } from '#test/samples'
import { faultsOfInput } from '#test/strange-input'
import { faultOf, faultsOfAdmission, isAdmitted } from '#test/walk'
import type { Callers } from '#test/walk'
import { allRoutes, everything } from '../server/program.ts'

const MINUTES = 60_000
const routes = allRoutes()

let shop: Shop
let url: string
let people = 0

beforeAll(async () => {
  shop = await openShop()
  url = (await shop.api()).url
})
afterAll(() => shop.close())

/** One good credential of every kind. Made anew for each route: some routes end the credential they are called with. */
const credentials = (): Promise<Callers['credentials']> =>
  shop.write(async (ctx) => {
    const staff = async (role: 'owner' | 'assistant' | 'analyst') => {
      const person = await addStaff(ctx, {
        email: `walker${(people += 1)}@tienda.es`,
        name: 'Walker',
        role,
        store_ids: null,
      })
      const { token } = await openSession(ctx, { staff_id: person.id, user_agent: 'walk' })
      return { name: role, secret: token, actor: actorOf('staff', { permissions: permissionsOf(role) }) }
    }
    const shopper = async (verified: boolean) => {
      const { id } = await createVisitor(ctx, { channel: 'web' })
      const { token } = await openSession(ctx, { customer_id: id, verified, user_agent: 'walk' })
      return { name: verified ? 'known shopper' : 'visitor', secret: token, actor: actorOf('customer', { verified }) }
    }
    const shopFront = await addKey(ctx, { kind: 'publishable', name: 'walk', channel: 'web' })
    const machine = await addKey(ctx, { kind: 'secret', name: 'walk', channel: 'web' })
    const till = await enrolDevice(ctx, { register_id: shop.ids.till, name: 'walk' })
    return [
      await staff('owner'),
      await shopper(true),
      { name: 'shop front', secret: shopFront.secret, actor: actorOf('storefront', {}) },
      { name: 'till', secret: till.token, actor: actorOf('device', { permissions: permissionsOf('assistant') }) },
      await shopper(false),
      await staff('assistant'),
      await staff('analyst'),
      { name: 'machine without rights', secret: machine.secret, actor: actorOf('integration', {}) },
    ]
  })

/** Things that exist, made anew like the credentials: some routes end what they are called with. */
const things = (): Promise<Ids> =>
  shop.write(async (ctx) => {
    const staff = await addStaff(ctx, {
      email: `walker${(people += 1)}@tienda.es`,
      name: 'Walker',
      role: 'assistant',
      store_ids: null,
    })
    const customer = await createVisitor(ctx, { channel: 'web' })
    const key = await addKey(ctx, { kind: 'secret', name: 'walk' })
    const device = await enrolDevice(ctx, { register_id: shop.ids.till, name: 'walk' })
    return {
      store_id: shop.ids.granvia,
      pickup_store_id: shop.ids.granvia,
      location_id: shop.ids.loc_granvia,
      from_location_id: shop.ids.loc_granvia,
      to_location_id: shop.ids.loc_central,
      register_id: shop.ids.till,
      staff_id: staff.id,
      customer_id: customer.id,
      key_id: key.id,
      device_id: device.id,
    }
  })

describe('every route', () => {
  test('there are routes, each with a name of its own, and each says who may call it', () => {
    expect(routes.length).toBeGreaterThan(30)
    const operations = routes.map((route) => route.operation)
    expect(operations.filter((operation, i) => operations.indexOf(operation) !== i)).toEqual([])
    expect(routes.filter((route) => route.who.length === 0)).toEqual([])
  })

  test('permissions are those the modules declare, and roles give no others', () => {
    const declared = everything.flatMap((module) => Object.keys(module.permissions ?? {}))
    const kinds = ['public', 'storefront', 'customer', 'verified', 'device', 'staff', 'integration']
    const asked = routes.flatMap((route) => [...route.who]).filter((word) => !kinds.includes(word))
    expect(
      asked.filter((word) => !declared.includes(word)),
      'asked for, but declared by no module',
    ).toEqual([])
    expect([...PERMISSIONS].toSorted()).toEqual([...new Set(declared)].toSorted())
  })

  test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s lets in whom it says, and stands up to strange input',
    async (_name, route) => {
      const all = await credentials()
      const faults = await faultsOfAdmission(route, { url, credentials: all })
      const admitted = all.find(({ actor }) => isAdmitted(route, actor))
      const secret = route.who.includes('public') && route.who.length === 1 ? null : (admitted?.secret ?? null)
      faults.push(...(await faultsOfInput(route, { url, ids: await things() }, secret)))
      expect(faults).toEqual([])
    },
    2 * MINUTES,
  )
})

describe('the walk itself', () => {
  /** A server whose door lets everybody in as a machine with all rights, whatever they bring. */
  async function walkOf(route: Route, work: (callers: Callers) => Promise<string[]>): Promise<string> {
    const authenticate = async () => ({ actor: actorOf('integration', { permissions: new Set(PERMISSIONS) }) })
    const server = await createServer({
      db: shop.db,
      routes: [route],
      authenticate,
      log: createLog('silent'),
      rate_limit_per_s: 100_000,
      max_in_flight: 100,
      feed: null as never,
    })
    try {
      const at = await server.listen({ port: 0, host: '127.0.0.1' })
      return (
        await work({ url: at, credentials: [{ name: 'visitor', secret: 'x', actor: actorOf('customer', {}) }] })
      ).join('\n')
    } finally {
      await server.close()
    }
  }
  const common = { summary: 'a bad sample', who: ['stock.read'], reply: Shape({}) } as const

  test('finds a door that stands open', async () => {
    const route = readRoute({ ...common, operation: 'open', method: 'GET', path: '/open', handle: async () => ({}) })
    const faults = await walkOf(route, (callers) => faultsOfAdmission(route, callers))
    expect(faults).toContain('without a credential: 200, not 401')
    expect(faults).toContain('as visitor: 200, not 403')
  })

  test('finds a handler that breaks on strange input', async () => {
    const body = Type.Object({ when: Type.String() }, { additionalProperties: false })
    const route = writeRoute({
      ...common,
      operation: 'fragile',
      method: 'POST',
      path: '/fragile',
      body,
      handle: async (_ctx, input) => {
        const date = new Date(input.body.when).toISOString()
        return { date }
      },
    })
    expect(await walkOf(route, (callers) => faultsOfInput(route, callers, null))).toContain(
      'broke: POST /fragile with SQL in every text → 500',
    )
  })

  test('finds an answer that is no problem, or has no code', () => {
    const answer = { status: 400, type: 'application/problem+json', code: 'bad_input', text: '' }
    expect(faultOf('x', answer)).toEqual([])
    expect(faultOf('x', { ...answer, type: 'text/html' })[0]).toContain('without problem+json')
    expect(faultOf('x', { ...answer, code: undefined })[0]).toContain('without a code')
    expect(faultOf('x', { ...answer, status: 503 })[0]).toContain('broke')
  })

  test('makes good input from a schema', () => {
    const schema = Shape({
      id: Type.String({ format: 'uuid' }),
      currency: Type.String({ pattern: '^[A-Z]{3}$' }),
      lines: Type.Array(Shape({ quantity: Type.Integer({ minimum: 1 }) })),
      note: Type.Union([Type.String({ minLength: 2 }), Type.Null()]),
    })
    expect(sample(schema)).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      currency: 'ABC',
      lines: [{ quantity: 1 }],
      note: 'abc',
    })
  })
})
