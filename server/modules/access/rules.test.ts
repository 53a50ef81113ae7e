import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newSecret } from '#platform/ids'
import { PERMISSIONS, permissionsOf } from './roles.ts'
import {
  PREFIX,
  bearerOf,
  credentialKind,
  isOwnSite,
  maskedContact,
  plainRecoveryCode,
  shownRecoveryCode,
  windowOf,
} from './rules.ts'

describe('credentials', () => {
  test('a secret of ours is recognised by its prefix, anything else is none', () => {
    for (const [kind, prefix] of Object.entries(PREFIX)) expect(credentialKind(newSecret(prefix))).toBe(kind)
    fc.assert(fc.property(fc.string(), (text) => credentialKind(text) === null))
    expect(credentialKind(`${newSecret('hs')}x`)).toBeNull()
    expect(credentialKind(newSecret('xx'))).toBeNull()
  })

  test('only Bearer is read', () => {
    expect(bearerOf('Bearer abc')).toBe('abc')
    expect(bearerOf('bearer  abc ')).toBe('abc')
    for (const header of ['Basic abc', 'Bearer', 'Bearer a b', 'abc', '']) expect(bearerOf(header)).toBeNull()
  })
})

describe('a cookie from another site', () => {
  const call = {
    method: 'POST',
    channel_header: undefined,
    origin: undefined,
    fetch_site: undefined,
    origins: ['http://shop.example:4100'],
  }
  test('may read, but not change', () => {
    expect(isOwnSite({ ...call, method: 'GET' })).toBe(true)
    expect(isOwnSite(call)).toBe(false)
    for (const origin of [
      'https://evil.example',
      'http://shop.example',
      'https://shop.example:4100',
      'null',
      '',
      'shop.example:4100',
    ]) {
      expect(isOwnSite({ ...call, origin })).toBe(false)
    }
  })
  test('our own pages and our own clients may', () => {
    expect(isOwnSite({ ...call, origin: 'http://shop.example:4100' })).toBe(true)
    expect(isOwnSite({ ...call, channel_header: 'web' })).toBe(true)
    expect(isOwnSite({ ...call, origin: 'http://shop.example:4100', fetch_site: 'same-origin' })).toBe(true)
  })
  test('the browser’s own word that it is another site is believed over everything else', () => {
    const pretending = { ...call, channel_header: 'web', origin: 'http://shop.example:4100' }
    for (const fetch_site of ['cross-site', 'same-site', '']) {
      expect(isOwnSite({ ...pretending, fetch_site })).toBe(false)
    }
  })
})

describe('windows', () => {
  test('every moment falls into exactly one window, which ends after it', () => {
    const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 86_400 }), (now, seconds) => {
        const { window_at, retry_after_s } = windowOf(now, seconds)
        const passed = now.getTime() - window_at.getTime()
        expect(passed).toBeGreaterThanOrEqual(0)
        expect(passed).toBeLessThan(seconds * 1000)
        expect(windowOf(new Date(now.getTime() + retry_after_s * 1000), seconds).window_at.getTime()).toBeGreaterThan(
          window_at.getTime(),
        )
      }),
    )
  })
})

describe('what people see', () => {
  test('a recovery code is read back however it was typed', () => {
    expect(plainRecoveryCode(shownRecoveryCode('2345BCDF6789GHJK').toLowerCase())).toBe('2345BCDF6789GHJK')
    expect(plainRecoveryCode(' 2345 bcdf-6789ghjk ')).toBe('2345BCDF6789GHJK')
  })
  test('a contact in the log is masked', () => {
    expect(maskedContact('email', 'ana.lopez@tienda.es')).toBe('a***@tienda.es')
    expect(maskedContact('phone', '+34612345678')).toBe('+34 *** 678')
  })
})

describe('roles', () => {
  test('the owner may do everything; only the owner decides who comes in', () => {
    expect([...permissionsOf('owner')].toSorted()).toEqual([...PERMISSIONS].toSorted())
    for (const role of ['manager', 'assistant', 'agent', 'marketer', 'analyst'] as const) {
      expect(permissionsOf(role).has('staff.edit'), role).toBe(false)
      expect(permissionsOf(role).has('keys.edit'), role).toBe(false)
    }
  })
  test('an analyst only reads', () => {
    expect([...permissionsOf('analyst')].every((name) => name.endsWith('.read'))).toBe(true)
  })
  test('an assistant gives no money back and rewrites no prices', () => {
    for (const name of ['payments.refund', 'prices.edit', 'stock.adjust', 'customers.erase', 'customers.export']) {
      expect(permissionsOf('assistant').has(name), name).toBe(false)
    }
  })
})
