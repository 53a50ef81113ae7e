import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { echo, openPlatform } from '#test/platform'
import type { Served } from '#test/platform'
import { speaker } from '#test/wire'
import { Empty, Id, Shape, readRoute, writeRoute } from './route.ts'

const platform = await openPlatform()
afterAll(() => platform.close())

const thing = readRoute({
  operation: 'thing',
  method: 'GET',
  path: '/things/:thing_id',
  summary: 'A thing',
  who: ['public'],
  params: Shape({ thing_id: Id }),
  reply: Empty,
  handle: async () => ({}),
})

const named = writeRoute({
  operation: 'named',
  method: 'POST',
  path: '/things/named',
  summary: 'The thing of that name',
  who: ['public'],
  key: 'none',
  reply: Empty,
  handle: async () => ({}),
})

let served: Served
beforeAll(async () => {
  served = await platform.serve({ routes: [echo, thing, named] })
})

/** What comes back for these very bytes. */
const speak = (bytes: string): Promise<string> =>
  new Promise((done, failed) => {
    let heard = ''
    const socket = connect(Number(new URL(served.url).port), '127.0.0.1')
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')))
    socket.on('connect', () => socket.end(bytes))
    socket.on('data', (part) => (heard += String(part)))
    socket.on('error', failed)
    socket.on('close', () => done(heard))
  })
const lines = (...all: string[]) => `${all.join('\r\n')}\r\n\r\n`

test.each([
  ['no request', 'hello\r\n\r\n', 400, 'bad_request'],
  ['a method nobody knows', lines('FETCH /api/echo HTTP/1.1', 'Host: x'), 400, 'bad_request'],
  ['no host', lines('GET /api/echo HTTP/1.1', 'Connection: close'), 400, 'bad_request'],
  ['two hosts', lines('GET /api/echo HTTP/1.1', 'Host: a', 'Host: b', 'Connection: close'), 400, 'bad_request'],
  [
    'headers without end',
    lines('GET /api/echo HTTP/1.1', 'Host: x', `X: ${'x'.repeat(20_000)}`),
    431,
    'headers_too_large',
  ],
  [
    'a miracle expected',
    lines('GET /api/echo HTTP/1.1', 'Host: x', 'Expect: miracle', 'Connection: close'),
    417,
    'expectation_failed',
  ],
])('%s is refused with a problem, as everything is', async (_what, bytes, status, code) => {
  const heard = await speak(bytes)
  const [head = '', body = ''] = heard.split('\r\n\r\n')
  expect(head).toContain(`HTTP/1.1 ${status} `)
  expect(head.toLowerCase()).toContain('content-type: application/problem+json')
  const problem = JSON.parse(body) as Record<string, unknown>
  expect(problem).toMatchObject({ status, code })
  expect(head.toLowerCase()).toContain(`x-request-id: ${String(problem['request_id'])}`)
})

test('what follows a good request and is none is no answer to it', async () => {
  const good = lines('POST /api/echo HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Content-Length: 2')
  const { heard, closed } = speaker(served.url, `${good}{}GARBAGE\r\n\r\n`)
  await closed
  expect(heard()).toBe('')
})

test('a body that breaks off into nonsense is refused, though its request has begun', async () => {
  const head = lines(
    'POST /api/echo HTTP/1.1',
    'Host: x',
    'Content-Type: application/json',
    'Transfer-Encoding: chunked',
  )
  expect(await speak(`${head}GARBAGE\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /)
})

test('an old client that names no host is answered', async () => {
  expect(await speak(lines('GET /api/echo HTTP/1.0'))).toContain('405')
})

test.each([
  ['DELETE', '/echo', 'POST'],
  ['OPTIONS', '/echo', 'POST'],
  ['PROPFIND', '/echo?x=1', 'POST'],
  ['POST', `/things/${crypto.randomUUID()}`, 'GET, HEAD'],
])('%s %s is told which methods there are', async (method, path, allow) => {
  const answer = await served.api().raw(method, path, undefined)
  expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
  expect(answer.headers.get('allow')).toBe(allow)
})

test('a name that stands where others have an id is read as that id where it has no such method', async () => {
  expect((await served.api().get('/things/named')).status).toBe(400)
  const answer = await served.api().raw('DELETE', '/things/named', undefined)
  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')?.split(', ').toSorted()).toEqual(['GET', 'HEAD', 'POST'])
})

test('a step of an address that is much too long is named as what it is', async () => {
  expect(await served.api().get(`/things/${'x'.repeat(300)}`)).toMatchObject({
    status: 414,
    body: { code: 'address_too_long' },
  })
})

test.each(['%ED%A0%80', '%ff', '50%'])('a query that cannot be read (%s) is refused', async (text) => {
  const answer = await served.api().get(`/things/${crypto.randomUUID()}?text=${text}`)
  expect(answer).toMatchObject({ status: 400, body: { code: 'bad_request' } })
})

test('a body without a byte has no type to be wrong', async () => {
  const answer = await served.api().raw('POST', '/echo', '', { 'content-type': 'text/plain' })
  expect(answer).toMatchObject({ status: 400, body: { code: 'bad_input' } })
})
