import { fastify } from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { HiloError, createClient } from './index.ts'

/** A server that fails as told: what a client meets on a bad day. */
type Seen = { method: string; url: string; headers: Record<string, unknown>; body: unknown }
let server: FastifyInstance
let url: string
let seen: Seen[] = []
let answers: ((reply: FastifyReply, request: FastifyRequest) => unknown)[] = []

const problem =
  (status: number, code: string, headers: Record<string, string> = {}) =>
  (reply: FastifyReply) =>
    reply
      .code(status)
      .headers(headers)
      .type('application/problem+json')
      .send({ type: 'about:blank', title: code, status, code, detail: 'Not now.', request_id: 'r1' })
const json = (value: unknown) => (reply: FastifyReply) => reply.send(value)
const hangUp = (_reply: FastifyReply, request: FastifyRequest) => void request.raw.destroy()

beforeAll(async () => {
  server = fastify()
  server.all('/api/*', (request, reply) => {
    const { method, url: address, headers, body } = request
    seen.push({ method, url: address, headers, body })
    return (answers.shift() ?? json({}))(reply, request)
  })
  url = await server.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => server.close())
beforeEach(() => {
  seen = []
  answers = []
})

const STORE = '0192f0c1-0000-7000-8000-000000000001'

it('each field travels where the document says', async () => {
  const client = createClient({ url, key: 'hsk_1', channel: 'web' })
  await client.getStore({ store_id: 'a/b' })
  await client.listEvents({ limit: 2, type: 'order.placed' })
  await client.sellFrom({ code: 'marketplace:x', locations: [] })
  expect(seen.map(({ method, url: address, body }) => [method, address, body])).toEqual([
    ['GET', '/api/stores/a%2Fb', undefined],
    ['GET', '/api/events?limit=2&type=order.placed', undefined],
    ['PUT', '/api/channels/marketplace%3Ax/locations', { locations: [] }],
  ])
  expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer hsk_1', 'hilo-channel': 'web' })
  expect(seen[0]?.headers['idempotency-key']).toBeUndefined()
})

it('a field of the path may not be missing', async () => {
  await expect(createClient({ url }).call('getStore', {})).rejects.toThrow('getStore needs store_id')
  expect(seen).toEqual([])
})

it('a POST keeps its key over every try, and each call has its own', async () => {
  const client = createClient({ url })
  answers = [
    problem(503, 'overloaded', { 'retry-after': '0' }),
    problem(409, 'still_in_flight', { 'retry-after': '0' }),
    json({ resolved: true, error: null }),
  ]
  expect(await client.retryDeadLetter({ dead_letter_id: STORE })).toEqual({ resolved: true, error: null })
  await client.retryDeadLetter({ dead_letter_id: STORE }, { idempotency_key: 'mine' })
  const keys = seen.map(({ headers }) => headers['idempotency-key'])
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
  expect(keys).toEqual([keys[0], keys[0], keys[0], 'mine'])
})

it('a lost connection is tried again, but not for ever', async () => {
  const client = createClient({ url, retries: 1 })
  answers = [hangUp, json({ name: 'Hilo' })]
  expect(await client.getRetailer()).toEqual({ name: 'Hilo' })
  answers = [hangUp, hangUp, json({})]
  await expect(client.getRetailer()).rejects.toThrow(TypeError)
  expect(seen).toHaveLength(4)
})

it('waits as long as the server asks', async () => {
  answers = [problem(429, 'too_many_requests', { 'retry-after': '1' }), json({})]
  const before = performance.now()
  await createClient({ url }).getRetailer()
  expect(performance.now() - before).toBeGreaterThanOrEqual(990)
})

it('a refusal is thrown with its code and its facts, and not tried again', async () => {
  answers = [problem(422, 'out_of_stock')]
  const failure = await createClient({ url })
    .getRetailer()
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(HiloError)
  expect(failure).toMatchObject({
    status: 422,
    code: 'out_of_stock',
    message: 'Not now.',
    problem: { request_id: 'r1' },
  })
  expect(seen).toHaveLength(1)
})

it('an answer that is not ours is an error too', async () => {
  answers = [(reply) => reply.code(404).type('text/html').send('<h1>nginx</h1>')]
  await expect(createClient({ url }).getRetailer()).rejects.toMatchObject({ status: 404, code: 'http_404' })
})

it('a caller who gives up is not kept waiting', async () => {
  answers = [problem(503, 'overloaded', { 'retry-after': '9' })]
  const signal = AbortSignal.timeout(100)
  await expect(createClient({ url }).getRetailer({}, { signal })).rejects.toThrow()
  expect(seen).toHaveLength(1)
})

it('lists are followed to their end', async () => {
  const client = createClient({ url })
  answers = [json({ items: [{ id: '1' }, { id: '2' }], next: 'm' }), json({ items: [{ id: '3' }], next: null })]
  const ids: string[] = []
  for await (const event of client.each('listEvents', { limit: 2 })) ids.push(event.id)
  expect(ids).toEqual(['1', '2', '3'])
  expect(seen.map(({ url: address }) => address)).toEqual(['/api/events?limit=2', '/api/events?limit=2&after=m'])
})

it('the feed goes on after the last event it saw', async () => {
  const stream =
    (text: string, end: (request: FastifyRequest) => void) => (reply: FastifyReply, request: FastifyRequest) => {
      reply.hijack()
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream' })
      reply.raw.write(text)
      setImmediate(() => end(request))
    }
  answers = [
    stream(
      'retry: 1000\r\n\r\n: here\r\n\r\nid: 7.0\r\nevent: cart.line_added\r\ndata: {"a":\r\ndata: 1}\r\n\r\nid: 7.1\ndata: {"half":',
      (request) => request.raw.destroy(),
    ),
    problem(503, 'overloaded'),
    stream('id: 7.1\nevent: order.placed\ndata: {"b":2}\n\n', () => undefined),
  ]
  const events = []
  let opened = 0
  const options = { after: '6.9', opened: () => void opened++ }
  for await (const event of createClient({ url }).feed({ types: ['cart', 'order'] }, options)) {
    events.push(event)
    if (events.length === 2) break
  }
  expect(events).toEqual([
    { id: '7.0', type: 'cart.line_added', data: { a: 1 } },
    { id: '7.1', type: 'order.placed', data: { b: 2 } },
  ])
  expect(seen.map(({ headers }) => headers['last-event-id'])).toEqual(['6.9', '7.0', '7.0'])
  expect(opened).toBe(2)
  expect(seen[0]?.url).toBe('/api/feed?types=cart%2Corder')
})

it('the feed ends when the server refuses, and when the caller stops', async () => {
  answers = [problem(401, 'sign_in_needed')]
  await expect(createClient({ url }).feed().next()).rejects.toMatchObject({ code: 'sign_in_needed' })
  const stop = new AbortController()
  answers = [() => stop.abort()]
  expect(await createClient({ url }).feed({}, { signal: stop.signal }).next()).toEqual({ done: true, value: undefined })
})
