import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { castOf, staffToken } from './cast.ts'

// What the server is told at its start: a proxy with TLS stands in front.
process.env['PUBLIC_URL'] = 'https://tienda.example'

let shop: Shop
let url: string
let front: string
let owner: string

beforeAll(async () => {
  shop = await openShop()
  url = (await shop.api()).url
  front = (await castOf(shop)).tokens.front
  owner = await shop.write((ctx) => staffToken(ctx, 'owner', null))
})
afterAll(() => shop.close())

describe('a shop behind TLS', () => {
  test('gives its cookie to this host alone, and only over TLS', async () => {
    const { body, headers } = await (await shop.api(front)).post('/visits', { cookie: true })
    const [pair, ...attributes] = (headers.get('set-cookie') ?? '').split('; ')
    expect(pair).toBe(`__Host-hilo_session=${body.token}`)
    expect(attributes).toEqual(expect.arrayContaining(['Secure', 'HttpOnly', 'Path=/', 'SameSite=Lax']))
    expect(attributes.some((attribute) => attribute.startsWith('Domain'))).toBe(false)
  })

  test('reads no cookie that a neighbouring host or plain HTTP could have planted', async () => {
    const kind = async (cookie: string) =>
      ((await (await fetch(`${url}/api/me`, { headers: { cookie } })).json()) as { kind: string }).kind
    expect(await kind(`hilo_session=${owner}`)).toBe('public')
    expect(await kind(`__Host-hilo_session=${owner}`)).toBe('staff')
  })

  test('remembers what a shopper chose in cookies as firm as the session’s', async () => {
    const choose = (cookie: string) =>
      fetch(`${url}/es/choices`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: 'https://tienda.example', cookie },
        body: new URLSearchParams({ theme: 'dark', place: '40.4,-3.7' }),
      })
    const cookies = (await choose('')).headers.getSetCookie()
    expect(cookies.map((cookie) => cookie.split('=')[0]).toSorted()).toEqual(['__Host-hilo_place', '__Host-hilo_theme'])
    for (const cookie of cookies) expect(cookie).toMatch(/; Path=\/;.*; HttpOnly; SameSite=Lax; Secure$/)
    const dark = async (cookie: string) =>
      (await (await fetch(`${url}/es`, { headers: { cookie } })).text()).includes('data-theme="dark"')
    expect(await dark('__Host-hilo_theme=dark')).toBe(true)
    expect(await dark('hilo_theme=dark'), 'a neighbour’s').toBe(false)
  })

  test('takes changes from its own origin, not from the same name without TLS or another site', async () => {
    const revoke = async (headers: Record<string, string>) =>
      (
        await fetch(`${url}/api/me/sessions/revoke`, {
          method: 'POST',
          headers: { cookie: `__Host-hilo_session=${owner}`, 'content-type': 'application/json', ...headers },
          body: '{"keep_this":true}',
        })
      ).status
    expect(await revoke({ origin: 'https://tienda.example' })).toBe(200)
    expect(await revoke({ origin: 'https://tienda.example.evil.example' })).toBe(403)
    expect(await revoke({ origin: 'http://tienda.example' })).toBe(403)
  })

  test('tells browsers to come by TLS alone for a year', async () => {
    for (const path of ['/', '/api/me', '/api/%ff', '/nowhere']) {
      const said = (await fetch(`${url}${path}`)).headers.get('strict-transport-security') ?? ''
      expect(Number(/max-age=(\d+)/.exec(said)?.[1]), path).toBeGreaterThanOrEqual(31_536_000)
    }
  })
})
