import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createServer } from '#platform/http'
import { networkOf } from '#platform/limits'
import { createLog } from '#platform/log'
import { apiOf } from '#test/api'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { allRoutes, everything } from '../../server/program.ts'
import { staffToken } from './cast.ts'

let shop: Shop
let agent: string

beforeAll(async () => {
  shop = await openShop()
  agent = await shop.write((ctx) => staffToken(ctx, 'agent', null))
})
afterAll(() => shop.close())

describe('the limit of requests cannot be dodged', () => {
  /** The real doors, but two requests a second. */
  async function strictly(work: (at: string) => Promise<void>, trust_proxy = false): Promise<void> {
    const authenticate = everything.find((module) => module.authenticate)!.authenticate!
    const routes = allRoutes().filter(({ operation }) => operation === 'me')
    const server = await createServer({
      db: shop.db,
      routes,
      authenticate,
      feed: null as never,
      log: createLog('silent'),
      rate_limit_per_s: 2,
      max_in_flight: 100,
      trust_proxy,
    })
    try {
      await work(await server.listen({ port: 0, host: '127.0.0.1' }))
    } finally {
      await server.close()
    }
  }
  const many = (ask: (n: number) => Promise<{ status: number }>) =>
    Promise.all(Array.from({ length: 20 }, (_, n) => ask(n).then(({ status }) => status)))

  test('by inventing a credential for each request', () =>
    strictly(async (at) => {
      const statuses = await many((n) => apiOf(at, `hs_${String(n).padStart(43, 'x')}`).get('/me'))
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(10)
      expect((await apiOf(at).get('/me')).status, 'the neighbours without one are not counted with it').toBe(200)
    }))

  test('by spelling a good one in many ways', () =>
    strictly(async (at) => {
      const statuses = await many((n) =>
        apiOf(at, undefined, { authorization: `Bearer ${' '.repeat(n)}${agent}` }).get('/me'),
      )
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(10)
    }))

  test('who is known has a bucket of their own, whatever strangers do at the same address', () =>
    strictly(async (at) => {
      expect((await apiOf(at, agent).get('/me')).status).toBe(200)
      await many(() => apiOf(at, 'garbage').get('/me'))
      expect((await apiOf(at, agent).get('/me')).status).toBe(200)
    }))

  test('by writing another address in front of one’s own', () =>
    strictly(async (at) => {
      const statuses = await many((n) =>
        apiOf(at, undefined, { 'x-forwarded-for': `10.0.0.${n}, 203.0.113.7` }).get('/me'),
      )
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(10)
    }, true))

  test('by X-Forwarded-For where no proxy is trusted', () =>
    strictly(async (at) => {
      const statuses = await many((n) => apiOf(at, undefined, { 'x-forwarded-for': `10.0.0.${n}` }).get('/me'))
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(10)
    }))

  test('by the many addresses of one IPv6 network', () => {
    expect(networkOf('2001:db8:1:2::1')).toBe(networkOf('2001:db8:1:2:ffff:ffff:ffff:ffff'))
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'))
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0')
    expect(networkOf('::1')).toBe('0:0:0:0')
    expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
    expect(networkOf('203.0.113.7')).toBe('203.0.113.7')
  })
})
