import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('what the program is told from outside', () => {
  test('nothing told: it runs on loopback with a database of its own', () => {
    expect(readConfig({})).toMatchObject({
      port: 4100,
      host: '127.0.0.1',
      database_url: null,
      schema: 'hilo',
      roles: { web: true, worker: true },
      trust_proxy: false,
    })
  })

  test('empty is as not told', () => {
    const empty = Object.fromEntries(
      [
        'PORT',
        'HOST',
        'DATABASE_URL',
        'HILO_SCHEMA',
        'HILO_ROLES',
        'LOG_LEVEL',
        'HILO_DEMO',
        'HILO_SECRET',
        'SMTP_URL',
        'PUBLIC_URL',
      ].map((name) => [name, '']),
    )
    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  test.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['HILO_DATA', ''],
    ['HILO_DATA', '  '],
    ['HILO_DATA', '/'],
    ['DATABASE_URL', 'localhost/hilo'],
    ['DATABASE_URL', 'mysql://u:hunter2@localhost/hilo'],
    ['HILO_SCHEMA', 'Hilo'],
    ['HILO_SCHEMA', 'a; drop schema public'],
    ['HILO_SCHEMA', '1a'],
    ['HILO_SCHEMA', 'x'.repeat(42)],
    ['PUBLIC_URL', 'shop.example.com'],
    ['PUBLIC_URL', 'ftp://shop.example.com'],
    ['SMTP_URL', 'http://u:hunter2@mail'],
    ['HILO_DEMO', 'yes'],
    ['HILO_SANDBOX', '2'],
    ['TRUST_PROXY', 'on'],
    ['HILO_ROLES', 'web,job'],
    ['HILO_ROLES', ','],
    ['LOG_LEVEL', 'loud'],
    ['RATE_LIMIT', '0'],
    ['RATE_LIMIT', 'many'],
    ['MAX_IN_FLIGHT', '0'],
    ['HILO_SECRET', 'too short'],
  ])('%s=%s is refused by the name of the variable, and no secret is repeated', (name, value) => {
    const reading = () => readConfig({ [name]: value })
    expect(reading).toThrow(ConfigError)
    expect(reading).toThrow(new RegExp(`^${name}: `))
    expect(reading).not.toThrow(/hunter2/)
  })

  test('what is right is taken as it is', () => {
    const env = {
      PORT: '0',
      DATABASE_URL: 'postgresql://u:p@db/hilo',
      PUBLIC_URL: 'https://shop.example.com/',
      HILO_ROLES: 'worker',
      HILO_DEMO: '0',
      HILO_SECRET: 'x'.repeat(32),
      TRUST_PROXY: '1',
    }
    expect(readConfig(env)).toMatchObject({
      port: 0,
      database_url: env.DATABASE_URL,
      public_url: 'https://shop.example.com',
      roles: { web: false, worker: true },
      demo: false,
      secret: env.HILO_SECRET,
      trust_proxy: true,
    })
  })
})
