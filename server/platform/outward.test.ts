import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callOutward, isPublic } from './outward.ts'
import type { LookUp, Outward } from './outward.ts'

/** Something on this machine that nobody outside should reach: a database, the cloud's address for secrets. */
let inner: Server
let port: number
let heard: { url: string; host: string }[] = []
let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {}

beforeAll(async () => {
  inner = createServer((request, response) => {
    heard.push({ url: request.url ?? '', host: request.headers.host ?? '' })
    answer(request, response)
  })
  await new Promise<void>((done) => inner.listen(0, '127.0.0.1', done))
  port = (inner.address() as AddressInfo).port
})
afterAll(() => {
  inner.closeAllConnections()
  inner.close()
})

const by = (set_by: Outward['set_by'], more: Partial<Outward> = {}): Outward => ({
  set_by,
  timeout_ms: 5_000,
  bytes_max: 1_000,
  ...more,
})
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'answered',
    (error: { code?: string }) => error.code ?? String(error),
  )
/** A name server that answers this. */
const saying =
  (...addresses: string[]): LookUp =>
  (_name, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )

describe('an address somebody typed', () => {
  test.each([
    'http://127.0.0.1',
    'http://127.1',
    'http://2130706433',
    'http://0x7f000001',
    'http://0177.0.0.1',
    'http://0',
    'http://localhost',
    'http://[::1]',
    'http://[::]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://[::127.0.0.1]',
    'http://[64:ff9b::7f00:1]',
    'http://[2002:7f00:1::]',
    'http://[fe80::1]',
    'http://[fd00:ec2::254]',
    'http://[fec0::1]',
    'http://169.254.169.254',
    'http://10.0.0.1',
    'http://172.16.0.1',
    'http://192.168.1.1',
    'http://100.64.0.1',
    'http://198.18.0.1',
    'http://224.0.0.1',
    'http://255.255.255.255',
    'http://１２７.０.０.１',
  ])('%s leads nowhere', async (host) => {
    heard = []
    expect(await codeOf(callOutward(`${host}:${port}/secrets`, by('person')))).toBe('address_not_public')
    expect(heard).toEqual([])
  })

  test.each([
    'file:///etc/passwd',
    'ftp://shop.example/',
    'gopher://127.0.0.1:25/',
    'data:text/plain,x',
    'javascript:alert(1)',
    '//shop.example',
    'shop.example',
    'http://',
    'http://user:password@shop.example/',
    `https://shop.example/${'x'.repeat(3_000)}`,
  ])('%s is no web address', async (address) => {
    expect(await codeOf(callOutward(address, by('person')))).toBe('bad_address')
  })

  test('a name that leads inward leads nowhere, not even when it also leads outward', async () => {
    heard = []
    for (const addresses of [['127.0.0.1'], ['93.184.215.14', '127.0.0.1'], ['::ffff:10.0.0.1']]) {
      expect(await codeOf(callOutward(`http://shop.example:${port}/`, by('person'), saying(...addresses)))).toBe(
        'address_not_public',
      )
    }
    expect(heard).toEqual([])
  })

  test('addresses of the public internet are those given out for it, whatever is wrapped in them', () => {
    for (const address of ['93.184.215.14', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946'])
      expect(isPublic(address)).toBe(true)
    for (const address of ['', 'shop.example', '10.2.3', '::ffff:10.0.0.1', 'fe80::1%eth0'])
      expect(isPublic(address)).toBe(false)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 24 - 1 }), (rest) => {
        const tail = [rest >> 16, (rest >> 8) & 255, rest & 255].join('.')
        return (
          !isPublic(`10.${tail}`) &&
          !isPublic(`127.${tail}`) &&
          !isPublic(`::ffff:10.${tail}`) &&
          !isPublic(`0.${tail}`)
        )
      }),
    )
  })
})

describe('the connection', () => {
  test('goes to the address that was looked up, which is asked for once', async () => {
    heard = []
    let asked = 0
    answer = (_request, response) => response.end('here')
    const lookUp: LookUp = (name, done) => {
      asked += 1
      saying('127.0.0.1')(name, done)
    }
    const { status, body } = await callOutward(`http://shop.example:${port}/a`, by('operator'), lookUp)
    expect({ status, body: String(body), asked }).toEqual({ status: 200, body: 'here', asked: 1 })
    expect(heard).toEqual([{ url: '/a', host: `shop.example:${port}` }])
  })

  test('an operator’s place that sends us elsewhere is not followed', async () => {
    heard = []
    answer = (_request, response) => response.writeHead(302, { location: '/secrets' }).end()
    const { status } = await callOutward(`http://127.0.0.1:${port}/a`, by('operator'))
    expect(status).toBe(302)
    expect(heard.map(({ url }) => url)).toEqual(['/a'])
  })

  test('who says too much is cut off', async () => {
    answer = (_request, response) => {
      response.on('error', () => {})
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        response.once('drain', more)
      }
      more()
    }
    expect(await codeOf(callOutward(`http://127.0.0.1:${port}/`, by('operator')))).toBe('no_answer')
  })

  test('who takes too long is left', async () => {
    answer = () => {}
    expect(await codeOf(callOutward(`http://127.0.0.1:${port}/`, by('operator', { timeout_ms: 50 })))).toBe('no_answer')
  })

  test('who is not there is a failure outside of us', async () => {
    expect(await codeOf(callOutward('http://127.0.0.1:9/', by('operator')))).toBe('no_answer')
    const nowhere: LookUp = (_name, done) => done(new Error('ENOTFOUND'), [])
    expect(await codeOf(callOutward('http://shop.example/', by('person'), nowhere))).toBe('no_answer')
  })
})
