import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop } from '#test/shop'
import { allRoutes } from '../program.ts'

const shop = await openShop()
afterAll(() => shop.close())
let url = ''
beforeAll(async () => {
  url = (await shop.api()).url
})

const sourcesOf = (policy: string, directive: string): string[] =>
  policy
    .split(';')
    .map((part) => part.trim().split(' '))
    .find(([name]) => name === directive)
    ?.slice(1) ?? []

describe('what watches over the server', () => {
  test('it lives, it is ready, and it has figures', async () => {
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'alive' })
    expect(await (await fetch(`${url}/ready`)).json()).toEqual({ status: 'ready' })
    const figures = await (await fetch(`${url}/metrics`)).text()
    expect(figures).toMatch(/^hilo_http_seconds_count\{method="GET",route="\/ready",status="200"\} \d+$/m)
    expect(figures).toContain('hilo_requests_in_flight')
  })
})

describe('the documentation', () => {
  test('every script of its page is allowed by the policy that is sent, and no other', async () => {
    for (const path of ['/api/docs', '/api/docs/']) {
      const answer = await fetch(`${url}${path}`)
      expect(answer.status).toBe(200)
      const allowed = sourcesOf(answer.headers.get('content-security-policy') ?? '', 'script-src')
      const scripts = [...(await answer.text()).matchAll(/<script([^>]*)>([^]*?)<\/script>/g)]
      expect(scripts.length).toBeGreaterThan(0)
      for (const [, attributes = '', text = ''] of scripts) {
        const file = /src="([^"]+)"/.exec(attributes)?.[1]
        if (file === undefined)
          expect(allowed).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`)
        else {
          const script = await fetch(new URL(file, answer.url))
          expect(script.status).toBe(200)
          expect(script.headers.get('content-type')).toContain('javascript')
          expect(new URL(file, answer.url).origin).toBe(url)
        }
      }
      expect(allowed).toContain("'self'")
      expect(allowed).not.toContain("'unsafe-inline'")
    }
  })

  test('other pages may run files of ours only, and what is no page runs nothing', async () => {
    const policyOf = async (path: string) => (await fetch(`${url}${path}`)).headers.get('content-security-policy') ?? ''
    expect(sourcesOf(await policyOf('/'), 'script-src')).toEqual(["'self'"])
    expect(await policyOf('/api/openapi.json')).toContain("default-src 'none'")
  })

  const PATHS = ['/api/openapi.json', '/api/docs/js/scalar.js', '/api/docs/openapi.json'] as const
  test.each(PATHS)('%s is sent packed to whoever takes it so, and only once to whoever keeps it', async (path) => {
    const ask = (headers: Record<string, string>) => fetch(`${url}${path}`, { headers })
    const plain = await ask({ 'accept-encoding': 'identity' })
    const text = await plain.text()
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(plain.headers.get('vary')).toContain('accept-encoding')
    expect(plain.headers.get('cache-control')).toBe('no-cache')
    for (const coding of ['br', 'gzip']) {
      const answer = await ask({ 'accept-encoding': coding })
      expect(answer.headers.get('content-encoding')).toBe(coding)
      expect(Number(answer.headers.get('content-length'))).toBeLessThan(text.length / 2)
      expect(await answer.text()).toBe(text)
    }
    const etag = plain.headers.get('etag') ?? 'none'
    const again = await ask({ 'if-none-match': `"other", ${etag}` })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('etag')).toBe(etag)
    expect((await ask({ 'if-none-match': '"other"' })).status).toBe(200)
  })

  test('what the viewer does not have is refused as everything is', async () => {
    const answer = await fetch(`${url}/api/docs/js/other.js`)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'no_such_route' })
  })

  test('it describes every route there is', async () => {
    const { paths } = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { operationId: string }>>
    }
    const described = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )
    expect(described.toSorted()).toEqual(
      allRoutes()
        .map(({ operation }) => operation)
        .toSorted(),
    )
    expect(new Set(described).size).toBe(described.length)
  })
})

describe('pictures', () => {
  test('are served for ever, and nothing beside them', async () => {
    mkdirSync(join(shop.folder, 'media'), { recursive: true })
    writeFileSync(join(shop.folder, 'media', 'a.webp'), 'picture')
    writeFileSync(join(shop.folder, 'secret'), 'secret')
    const picture = await fetch(`${url}/media/a.webp`)
    expect(picture.headers.get('cache-control')).toContain('immutable')
    for (const path of [
      '/media/',
      '/media/../secret',
      '/media/%2e%2e/secret',
      '/media/..%2fsecret',
      '/media/b.webp',
      '/media/a.webp%00',
    ]) {
      const answer = await fetch(`${url}${path}`)
      expect(answer.status, path).toBeGreaterThanOrEqual(400)
      expect(answer.status, path).toBeLessThan(500)
      expect(await answer.text(), path).not.toBe('secret')
    }
  })
})
