import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { FOREIGN, pathOf } from '#test/samples'
import { allRoutes } from '../../server/program.ts'
import { castOf, staffToken } from './cast.ts'

let shop: Shop
let url: string
let owner: string
let tokens: Record<string, string>

beforeAll(async () => {
  shop = await openShop()
  url = (await shop.api()).url
  owner = await shop.write((ctx) => staffToken(ctx, 'owner', null))
  tokens = (await castOf(shop)).tokens
})
afterAll(() => shop.close())

const UNSAFE = allRoutes().filter(({ method }) => method !== 'GET')

/** How other sites' pages can make a browser call us with our cookie. */
const FORGED: [string, Record<string, string>][] = [
  ['another site', { origin: 'https://evil.example' }],
  ['a sandboxed frame', { origin: 'null' }],
  ['a browser that says nothing', {}],
  ['a site whose name begins like ours', { origin: 'http://localhost:4100.evil.example' }],
  ['our name as a user of another site', { origin: 'http://localhost:4100@evil.example' }],
  ['our name with another port', { origin: 'http://localhost:9' }],
  ['another site that pretends to be a client of ours', { 'sec-fetch-site': 'cross-site', 'hilo-channel': 'web' }],
  ['a neighbouring host', { origin: 'http://x.localhost', 'sec-fetch-site': 'same-site' }],
]

const call = (method: string, path: string, headers: Record<string, string>, body?: string) =>
  fetch(`${url}/api${path}`, { method, headers, ...(body === undefined ? {} : { body }) })

describe('another site cannot act with our cookie', () => {
  test('there are routes that change something, of every method', () => {
    expect(new Set(UNSAFE.map(({ method }) => method))).toEqual(new Set(['POST', 'PUT', 'PATCH', 'DELETE']))
  })

  test.each(UNSAFE.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_name, route) => {
    for (const [who, headers] of FORGED) {
      const answer = await call(
        route.method,
        pathOf(route, FOREIGN),
        {
          cookie: `hilo_session=${owner}`,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
          ...headers,
        },
        '{}',
      )
      expect({ status: answer.status, code: ((await answer.json()) as { code: string }).code }, who).toEqual({
        status: 403,
        code: 'cross_site',
      })
    }
  })

  test('our own page can, and so can clients that say their channel', async () => {
    const cookie = `hilo_session=${owner}`
    for (const headers of [
      { origin: url },
      { 'hilo-channel': 'desk' },
      { origin: url, 'sec-fetch-site': 'same-origin' },
    ]) {
      const answer = await call(
        'POST',
        '/me/sessions/revoke',
        { cookie, 'content-type': 'application/json', ...headers } as Record<string, string>,
        '{"keep_this":true}',
      )
      expect(answer.status).toBe(200)
    }
  })

  test('nothing is changed by looking: a safe method never leads to a verb', () => {
    const looking = allRoutes().filter(({ method }) => method === 'GET')
    expect(
      looking.filter(({ mode }) => mode !== 'read' && mode !== 'stream').map(({ operation }) => operation),
    ).toEqual([])
  })

  test('a form of another site cannot sign its visitor in as somebody else: forms speak no JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
      const answer = await call(
        'POST',
        '/sign-in',
        { 'content-type': type, origin: 'https://evil.example' },
        JSON.stringify({ email: 'a@b.es', password: 'x', cookie: true }),
      )
      expect(answer.status, type).toBe(415)
      expect(answer.headers.get('set-cookie'), type).toBeNull()
    }
  })

  test('no answer invites other sites: a preflight is not answered', async () => {
    const answer = await call('OPTIONS', '/me', {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'hilo-channel',
    })
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
  })
})

describe('the cookie', () => {
  const given = async () => {
    const { body, headers } = await (await shop.api(tokens['front'])).post('/visits', { cookie: true })
    return { body, cookie: headers.get('set-cookie') ?? '' }
  }

  test('is out of reach of scripts, goes with no foreign form, and ends when the session ends', async () => {
    const { body, cookie } = await given()
    const [pair, ...attributes] = cookie.split('; ')
    expect(pair).toBe(`hilo_session=${body.token}`)
    expect(attributes.toSorted()).toEqual([
      `Expires=${new Date(body.expires_at).toUTCString()}`,
      'HttpOnly',
      'Path=/',
      'SameSite=Lax',
    ])
  })

  test('of a session that is over is taken back, with the same flags', async () => {
    const { body } = await given()
    await (await shop.api(body.token)).post('/sign-out')
    const { headers } = await call('GET', '/me', { cookie: `hilo_session=${body.token}` })
    expect(headers.get('set-cookie')).toBe('hilo_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax')
  })
})
