import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openShop } from './door.ts'
import type { Asked } from './door.ts'

const lost: unknown[] = []
const note = (reason: unknown): void => void lost.push(reason)
beforeEach(() => void process.on('unhandledRejection', note))
afterEach(() => void process.off('unhandledRejection', note))

const shop = openShop({ built: '/nowhere', public_url: 'http://localhost' })

/** A browser whose every question to the API is turned away. */
const turnedAway = (url: string, form = ''): Asked => ({
  url: new URL(url, 'http://localhost'),
  params: {},
  form: new URLSearchParams(form),
  token: null,
  chosen: {},
  key: 'hpk_x',
  accept_language: undefined,
  fetch: async () =>
    new Response(JSON.stringify({ code: 'too_many_requests', status: 429, title: 'Too many requests' }), {
      status: 429,
      headers: { 'content-type': 'application/problem+json' },
    }),
})

test('a page that only sends on is answered where the API has no time, and leaves nothing failing behind', async () => {
  const account = await shop.answer(turnedAway('/es/account'), 'GET', '/:lang(^(?:es|en)$)/account')
  const choices = await shop.answer(turnedAway('/es/choices', 'back=/en'), 'POST', '/:lang(^(?:es|en)$)/choices')
  expect([account.status, choices.status]).toEqual([303, 303])
  await turn()
  await turn()
  expect(lost).toEqual([])
})

test('slashes at the ends of an address lead on to the one without', async () => {
  const on = async (url: string) => (await shop.answer(turnedAway(url), 'GET', '/*')).headers['location']
  for (const [url, to] of [
    ['http://localhost//x', '/x'],
    ['http://localhost///evil.example//', '/evil.example'],
    ['/es/cart/', '/es/cart'],
    ['/es//cart///?q=1', '/es//cart?q=1'],
    ['http://localhost////', '/'],
    ['/a//b', undefined],
  ] as const)
    expect(await on(url), url).toBe(to)
})

test('an address with thousands of slashes holds nobody up', async () => {
  const took = async (slashes: number): Promise<number> => {
    const asked = turnedAway(`http://localhost//a${'/'.repeat(slashes)}b`)
    const before = performance.now()
    expect((await shop.answer(asked, 'GET', '/*')).status).toBe(301)
    return performance.now() - before
  }
  await took(1)
  // As long as an address may be; the least of three, for the machine may be busy.
  const times = [await took(15_000), await took(15_000), await took(15_000)]
  expect(Math.min(...times)).toBeLessThan(50)
})
