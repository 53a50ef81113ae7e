import { describe, expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import { ownAddress } from './client/passkeys.ts'
import { backWith } from './pages/cart-verbs.ts'
import { wayBack } from './paths.ts'

const OTHERWISE = '/es/account'

/** What would lead a browser away from this shop, or looks as if it did. */
const AWAY = [
  'https://evil.example/es',
  '//evil.example/es',
  String.raw`/\evil.example`,
  'es/cart',
  '/',
  '',
  '/api/me',
  '/espadrilles',
  '/es//evil.example',
  '/es/..//evil.example/phish',
  '/es/..//evil.example/phish?ended',
  '/es/../..//evil.example?ended',
  '/es/./..//evil.example?ended',
  '/es/x/../..//evil.example?ended',
  '/es/%2e%2e//evil.example?ended',
  '/es/.%2E//evil.example?ended',
  '/en/%2E./%2F/evil.example?ended',
  String.raw`/es/..\/evil.example?ended`,
  String.raw`/es/../\evil.example?ended`,
  String.raw`/es/\evil.example?ended`,
  '/es/..\t//evil.example?ended',
  '/es/.\n.//evil.example?ended',
  '/es/..//\r/evil.example?ended',
  '/es/../console',
  '/es/..',
  '/es/../espadrilles',
]

/** As it was given, and as it is given back. */
const HERE: [string, string][] = [
  ['/es', '/es'],
  ['/en?ended', '/en'],
  ['/es/', '/es/'],
  ['/es/products/botas?variant=a&ended', '/es/products/botas?variant=a'],
  ['/es/products/botas?ended=&q', '/es/products/botas?q='],
  ['/es/search?q=botas//rojas', '/es/search?q=botas//rojas'],
  ['/es/search?back=//evil.example', '/es/search?back=//evil.example'],
  ['/es/x/../cart', '/es/cart'],
  ['/es/../en/cart', '/en/cart'],
  ['/es/orders/1//2', '/es/orders/1//2'],
  ['/es/€', '/es/%E2%82%AC'],
  ['/es/%2F%2Fevil.example', '/es/%2F%2Fevil.example'],
  ['/es/cart#line', '/es/cart#line'],
]

describe('a form leads back to a page of this shop', () => {
  test.each(AWAY)('and never to %j', (back) => {
    expect(wayBack(back, OTHERWISE)).toBe(OTHERWISE)
  })

  test.each(HERE)('%j', (back, to) => {
    expect(wayBack(back, OTHERWISE)).toBe(to)
    expect(wayBack(to, OTHERWISE), 'said again it is the same').toBe(to)
  })

  test('and where nothing was said, to where it would lead anyway', () => {
    expect(wayBack(null, OTHERWISE)).toBe(OTHERWISE)
  })
})

describe('what is said at the way back is said at a page of this shop', () => {
  const back = (to: string): string => {
    const ask = { form: new URLSearchParams({ back: to }), language: 'es', public_url: 'http://localhost' }
    return backWith(ask as Ask, 'added', 'x')
  }

  test.each(AWAY)('and never at %j', (to) => {
    expect(back(to)).toBe('/es/cart?added=x')
  })

  test('beside what is said there already', () => {
    expect(back('/es/products/botas?variant=a&added=old')).toBe('/es/products/botas?variant=a&added=x')
  })
})

test('who signed in with a passkey stays on this site, whatever address the page names', () => {
  const here = { href: 'https://shop.example/es/sign-in', origin: 'https://shop.example' }
  expect(ownAddress('/es/account?a=1', here)).toBe('https://shop.example/es/account?a=1')
  expect(ownAddress('https://shop.example/en', here)).toBe('https://shop.example/en')
  for (const address of [
    '//evil.example/phish',
    String.raw`/\evil.example`,
    'https://evil.example',
    'http://shop.example/es',
    'https://shop.example.evil.example',
    'https://shop.example@evil.example',
    '\t//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
  ])
    expect(ownAddress(address, here), address).toBe('/')
})
