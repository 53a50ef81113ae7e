import { connect } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storePicture } from '#catalog'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { startSandbox } from '../../tools/sandbox/spawn.ts'
import type { Sandbox } from '../../tools/sandbox/spawn.ts'
import { castOf } from './cast.ts'

const API_KEY = 'sk_test_headers'
const folder = mkdtempSync(join(tmpdir(), 'hilo-sandbox-'))
let shop: Shop
let sandbox: Sandbox
let url: string
let tokens: Record<string, string>
let picture: string

beforeAll(async () => {
  shop = await openShop()
  url = (await shop.api()).url
  tokens = (await castOf(shop)).tokens
  const red = { width: 16, height: 16, channels: 3, background: 'red' } as const
  picture = (await storePicture(await sharp({ create: red }).png().toBuffer())).path
  sandbox = await startSandbox({
    port: 0,
    data_dir: folder,
    api_key: API_KEY,
    webhook_secret: 'whsec_MfKQ9r8GKYqrTwjU',
  })
})
afterAll(async () => {
  await sandbox.stop()
  await shop.close()
  rmSync(folder, { recursive: true, force: true })
})

type Headers = globalThis.Headers

/** What a body is; a browser that is told of text without its charset guesses one (JSON is always UTF-8). */
function expectType(headers: Headers, what: string): void {
  if (headers.get('content-length') === '0') return
  const type = headers.get('content-type') ?? ''
  expect(type, what).toMatch(/^(text|application|image|font)\/[a-z+-]+(;|$)/)
  if (/^text\/|javascript|xml|charset/.test(type)) expect(type, what).toMatch(/; ?charset=utf-8(;|$)/i)
}

/** Only a page of ours is more than bytes where somebody opens it by itself. */
function expectShut(headers: Headers, what: string): void {
  const directives = (headers.get('content-security-policy') ?? '').split(';').map((one) => one.trim())
  const isPage = (headers.get('content-type') ?? '').startsWith('text/html')
  expect(directives.includes('sandbox'), what).toBe(!isPage)
}

/** What every answer says, whatever it is. */
function expectGuarded(headers: Headers, what: string): void {
  expectType(headers, what)
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy, what).toContain("default-src 'none'")
  expect(policy, what).toContain("frame-ancestors 'none'")
  expect(policy.match(/script-src[^;]*unsafe-(inline|eval)/), what).toBeNull()
  expect(headers.get('x-content-type-options'), what).toBe('nosniff')
  expect(headers.get('referrer-policy'), what).toMatch(/^(same-origin|no-referrer)$/)
  expect(headers.get('cross-origin-resource-policy'), what).toMatch(/^(same|cross)-origin$/)
  expect(headers.get('permissions-policy'), what).toContain('camera=()')
  for (const banner of ['server', 'x-powered-by', 'via']) expect(headers.get(banner), what).toBeNull()
}

const ask = (
  path: string,
  {
    method = 'GET',
    as,
    headers = {},
    body,
  }: {
    method?: string
    as?: string
    headers?: Record<string, string>
    body?: string
  } = {},
) =>
  fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...(as ? { authorization: `Bearer ${tokens[as]}` } : {}), ...headers },
    ...(body === undefined ? {} : { body }),
  })

describe('every kind of answer tells browsers what it is, and what it is not', () => {
  const KINDS: [string, number, () => Promise<Response>][] = [
    ['the front page', 200, () => ask('/es')],
    ['the way to it', 302, () => ask('/')],
    ['a page that is not there', 404, () => ask('/es/nowhere', { headers: { accept: 'text/html' } })],
    ['the page of the API', 200, () => ask('/api/docs/')],
    ['the way to that', 301, () => ask('/api/docs')],
    ['its script', 200, () => ask('/api/docs/js/scalar.js')],
    ['the description of the API', 200, () => ask('/api/openapi.json')],
    ['an answer', 200, () => ask('/api/me', { as: 'owner' })],
    ['an answer to HEAD', 200, () => ask('/api/me', { as: 'owner', method: 'HEAD' })],
    [
      'a refusal to OPTIONS',
      405,
      () => ask('/api/me', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }),
    ],
    ['nothing there', 404, () => ask('/nowhere')],
    ['nothing there in the API', 404, () => ask('/api/nowhere')],
    ['an address that cannot be read', 400, () => ask('/api/%ff')],
    ['an address too long to name anything', 414, () => ask(`/api/stores/${'x'.repeat(256)}`, { as: 'owner' })],
    ['a stranger', 401, () => ask('/api/orders')],
    ['a bad credential', 401, () => ask('/api/me', { headers: { authorization: 'Bearer x' } })],
    ['somebody not entitled', 403, () => ask('/api/orders', { as: 'front' })],
    ['bad input', 400, () => ask('/api/orders?limit=x', { as: 'owner' })],
    [
      'no JSON',
      415,
      () => ask('/api/sign-in', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }),
    ],
    [
      'broken JSON',
      400,
      () => ask('/api/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }),
    ],
    [
      'too much',
      413,
      () =>
        ask('/api/sign-in', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: 'x'.repeat(300_000),
        }),
    ],
    ['a style', 200, () => ask('/assets/ui/tokens.css')],
    ['a picture', 200, () => ask(`/media/${picture}`)],
    ['no picture', 404, () => ask('/media/aa/nothing.webp')],
    ['health', 200, () => ask('/health')],
    ['figures', 200, () => ask('/metrics')],
  ]

  test.each(KINDS)('%s', async (what, status, answer) => {
    const { status: said, headers } = await answer()
    expect(said).toBe(status)
    expectGuarded(headers, what)
    expectShut(headers, what)
    if (headers.get('content-type')?.includes('text/html'))
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  })

  test('a stream', async () => {
    const { status, headers, body } = await ask('/api/feed', { as: 'owner' })
    await body?.cancel()
    expect(status).toBe(200)
    expectGuarded(headers, 'a stream')
    expectShut(headers, 'a stream')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('what is no HTTP at all', async () => {
    const { port } = new URL(url)
    const text = await new Promise<string>((done, fail) => {
      let heard = ''
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write('GET / HTTP/1.1\r\nHost: x\r\nno header\r\n\r\n'),
      )
      socket
        .setEncoding('utf8')
        .on('data', (piece) => (heard += piece))
        .on('end', () => done(heard))
        .on('error', fail)
    })
    const [head = ''] = text.split('\r\n\r\n')
    const [first, ...lines] = head.split('\r\n')
    expect(first).toBe('HTTP/1.1 400 Bad Request')
    const headers = new Headers(lines.map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]))
    expectGuarded(headers, text)
    expectShut(headers, text)
  })

  test('no page runs a script or style that stands in its text', async () => {
    for (const path of ['/es', '/en/stores', '/es/search?q=botas', '/es/nowhere']) {
      const answer = await ask(path, { headers: { accept: 'text/html' } })
      expect(answer.headers.get('content-security-policy'), path).not.toContain('unsafe')
      const html = await answer.text()
      expect(html, path).toContain('</html>')
      // Files of ours, and blocks of data, which no browser runs.
      const rest = html.replaceAll(
        /<script type="module" src="\/assets\/[^"]+"><\/script>|<script type="application\/ld\+json">[^<]*<\/script>/g,
        '',
      )
      expect(rest, path).not.toMatch(/<script|<style|\son[a-z]+=|\sstyle=/)
    }
  })
})

describe('what is personal is kept by nobody on the way', () => {
  test.each([
    ['/api/me', 'owner'],
    ['/%61pi/me', 'owner'],
    ['/api/me/customer', 'shopper'],
    ['/api/customers?text=a', 'agent'],
    ['/api/orders', 'till'],
    ['/api/orders', 'front'],
  ])('%s of %s', async (path, as) => {
    expect((await ask(path, { as })).headers.get('cache-control')).toBe('no-store')
  })

  test('pictures are kept for long, and are a download of one type', async () => {
    const { headers } = await ask(`/media/${picture}`)
    expect(headers.get('content-type')).toBe('image/webp')
    expect(headers.get('cache-control')).toContain('immutable')
    expect(headers.get('content-disposition')).toBe('inline; filename="picture.webp"')
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  })

  test('no other site may read an answer: nothing allows it', async () => {
    for (const origin of ['https://evil.example', 'null', url]) {
      for (const path of ['/api/me', '/api/orders', '/es', '/api/products']) {
        expect(
          (await ask(path, { as: 'owner', headers: { origin } })).headers.get('access-control-allow-origin'),
        ).toBeNull()
      }
    }
  })

  test('signing out tells the browser to drop what it keeps', async () => {
    const { token } = await (await shop.api(tokens['front'])).post('/visits', {}).then(({ body }) => body)
    const { headers } = await (await shop.api(token)).post('/sign-out')
    expect(headers.get('clear-site-data')).toBe('"cache"')
  })
})

describe('figures of the program', () => {
  test('are not for whom a proxy speaks', async () => {
    for (const header of ['x-forwarded-for', 'forwarded']) {
      expect((await ask('/metrics', { headers: { [header]: '203.0.113.7' } })).status).toBe(401)
    }
  })

  test('but for whoever has the token', async () => {
    const token = 'a'.repeat(32)
    process.env['METRICS_TOKEN'] = token
    try {
      const through = { 'x-forwarded-for': '203.0.113.7' }
      expect((await ask('/metrics', { headers: { ...through, authorization: `Bearer ${token}` } })).status).toBe(200)
      expect((await ask('/metrics', { headers: { ...through, authorization: `Bearer ${token}x` } })).status).toBe(401)
    } finally {
      delete process.env['METRICS_TOKEN']
    }
  })
})

describe('the sandbox’s pages for cards', () => {
  const open = async () => {
    const response = await fetch(`${sandbox.url}/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json', 'idempotency-key': 'a' },
      body: JSON.stringify({ reference: 'a', amount: 100, currency: 'EUR' }),
    })
    return { response, page: ((await response.json()) as { page_url: string }).page_url }
  }

  test('are as closed as ours', async () => {
    const { response, page } = await open()
    expectGuarded(response.headers, 'the merchant’s answer')
    for (const address of [
      page,
      `${sandbox.url}/pay/none`,
      `${sandbox.url}/nowhere`,
      `${sandbox.url}/v1/payment_intents`,
    ]) {
      const answer = await fetch(address)
      expectGuarded(answer.headers, address)
      expect(await answer.text(), address).not.toContain('<script')
      expect(answer.headers.get('cache-control'), address).toBe('no-store')
    }
  })
})
