import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '#test/goods'
import { openShop } from '#test/shop'
import type { Shop } from '#test/shop'
import { castOf, thingsOf } from '../test/security/cast.ts'
import { callerOf } from './fuzz/cast.ts'
import { readDocument } from './fuzz/document.ts'
import type { Document } from './fuzz/document.ts'
import { fuzz } from './fuzz/play.ts'
import type { Finding } from './fuzz/report.ts'
import { recruit } from './fuzz/recruit.ts'
import type { Cast } from './fuzz/recruit.ts'

/** About ten seconds on a quiet machine. */
const REQUESTS = 1_500
const SECONDS_MAX = 40
const LONGEST_MS = 90_000

describe('the API stands up to a stranger who has only its document', () => {
  let shop: Shop
  let cast: Cast
  let url: string

  beforeAll(async () => {
    shop = await openShop()
    url = (await shop.api()).url
    const { tokens, customer_id } = await castOf(shop)
    for (const store of [shop.ids.granvia, shop.ids.sol])
      await thingsOf(shop, customer_id, store, store === shop.ids.sol ? shop.ids.loc_sol : shop.ids.loc_granvia)
    await shop.write((ctx) => article(ctx, { stock: { [shop.ids.loc_central]: 100 } }))
    const made = await recruit({ url, owner: tokens.owner, document: readDocument() })
    cast = { ...made, callers: [...made.callers, callerOf('shopper', tokens.shopper)] }
  })
  afterAll(() => shop.close())

  test(
    'whatever is sent: no 5xx, no status or field that is not documented, nothing without a credential',
    async () => {
      const { findings, requests, done, operations } = await fuzz({
        url,
        seed: 7,
        seconds: SECONDS_MAX,
        requests_max: REQUESTS,
        cast,
      })
      expect(findings).toEqual([])
      expect(requests).toBeGreaterThan(operations)
      expect(done.size).toBeGreaterThan(20)
    },
    LONGEST_MS,
  )
})

type Answering = (request: IncomingMessage, body: string, response: ServerResponse) => void

const problem = (status: number, code: string, more: Record<string, unknown> = {}) => ({
  status,
  type: 'application/problem+json',
  body: { type: `about:blank#${code}`, title: code, status, code, request_id: 'r', ...more },
})
type Given = { status: number; type?: string; body: unknown; headers?: Record<string, string> }

/** A very small shop that does as its document says; tests spoil one thing of it. */
function behave({ url = '', method = '', headers }: IncomingMessage, body: string): Given {
  if (!/^\/api\/things(\?.*)?$/.test(url)) return problem(404, 'no_such_route')
  if (method !== 'POST') return { ...problem(405, 'method_not_allowed'), headers: { allow: 'POST' } }
  if (!String(headers.authorization).includes('good')) return problem(401, 'bad_credential')
  if (!/^application\/json\b/.test(String(headers['content-type'])) && body !== '')
    return problem(415, 'unsupported_media_type')
  try {
    const value = JSON.parse(body) as Record<string, unknown>
    const { quantity } = value
    const isOnce = body.match(/"[^"]*"\s*:/g)?.length === 1
    const good =
      isOnce &&
      Object.keys(value).length === 1 &&
      Number.isInteger(quantity) &&
      Number(quantity) >= 1 &&
      Number(quantity) <= 9
    return good ? { status: 200, body: { id: 'x', quantity } } : problem(400, 'bad_input')
  } catch {
    return problem(400, 'bad_json')
  }
}

const schema = {
  type: 'object',
  required: ['quantity'],
  properties: { quantity: { type: 'integer', minimum: 1, maximum: 9 } },
  additionalProperties: false,
}
const reply = {
  type: 'object',
  required: ['id', 'quantity'],
  properties: { id: { type: 'string' }, quantity: { type: 'integer' } },
  additionalProperties: false,
}
const failure = {
  content: { 'application/problem+json': { schema: { type: 'object', required: ['code', 'status'] } } },
  headers: { 'x-request-id': { required: true } },
}
const small: Document = {
  'x-refusals': {
    400: ['bad_input', 'bad_json', 'bad_request'],
    401: ['bad_credential'],
    404: ['no_such_route'],
    405: ['method_not_allowed'],
    415: ['unsupported_media_type'],
    431: [],
  },
  paths: {
    '/api/things': {
      post: {
        operationId: 'addThing',
        security: [{ bearer: [] }],
        requestBody: { content: { 'application/json': { schema } } },
        responses: {
          200: { content: { 'application/json': { schema: reply } }, headers: failure.headers },
          400: failure,
          401: failure,
          415: failure,
        },
      },
    },
  },
}

async function findingsAt(
  answer: (request: IncomingMessage, body: string) => Given,
  { seconds = 1, wanted }: { seconds?: number; wanted?: string } = {},
): Promise<string[]> {
  const told = ({ rule, detail }: Finding) => `${rule}: ${detail}`
  const answering: Answering = (request, body, response) => {
    const { status, type = 'application/json', body: told, headers = {} } = answer(request, body)
    const text = typeof told === 'string' ? told : JSON.stringify(told)
    response
      .writeHead(status, { 'content-type': type, 'x-request-id': 'r', ...headers })
      .end(request.method === 'HEAD' ? '' : text)
  }
  const server = createServer({ maxHeaderSize: 1024 * 1024 }, (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => answering(request, Buffer.concat(parts).toString('utf8'), response))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const callers = [callerOf('good', 'good')]
  const ended = { ...callerOf('ended', 'bad'), good: false }
  try {
    const enough = (found: Finding[]) => wanted !== undefined && found.some((one) => told(one).includes(wanted))
    const cast = { callers, ended, spared: [] }
    const { findings } = await fuzz({ url, seed: 3, seconds, cast, document: small, enough })
    return findings.filter(({ operation }) => operation !== 'elsewhere').map(told)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

describe('the fuzzer itself', () => {
  test('has nothing to say of a server that does as its document says', async () => {
    expect(await findingsAt(behave)).toEqual([])
  })

  const isDone = ({ status }: Given) => status === 200
  test.each<[string, (given: Given, request: IncomingMessage, body: string) => Given]>([
    ['never 5xx', (given) => (isDone(given) ? problem(500, 'broken') : given)],
    ['every status is documented: 409', (given) => (isDone(given) ? problem(409, 'bad_input') : given)],
    ['every code is listed: 400 odd', (given) => (given.status === 400 ? problem(400, 'odd') : given)],
    [
      'nothing without a credential',
      (given) => (given.status === 401 ? { status: 200, body: { id: 'x', quantity: 1 } } : given),
    ],
    [
      'what breaks the document is not done',
      (given) => (given.status === 400 ? { status: 200, body: { id: 'x', quantity: 1 } } : given),
    ],
    ['what conforms is not refused for its form', (given) => (isDone(given) ? problem(400, 'bad_input') : given)],
    [
      'bodies are as documented: 200 must NOT have additional',
      (given) => (isDone(given) ? { ...given, body: { id: 'x', quantity: 1, more: 1 } } : given),
    ],
    [
      'bodies are as documented: 200 must have required',
      (given) => (isDone(given) ? { ...given, body: { id: 'x' } } : given),
    ],
    [
      'bodies are as documented: 200 as text/html',
      (given) => (isDone(given) ? { ...given, type: 'text/html' } : given),
    ],
    [
      'refusals are problems: 400 as text/html',
      (given) => (given.status === 400 ? { ...given, type: 'text/html' } : given),
    ],
    [
      'an answer tells nothing of the inside',
      (given) =>
        given.status === 400 ? problem(400, 'bad_input', { detail: 'at open (/srv/shop/things.js:10:3)' }) : given,
    ],
  ])('finds: %s', async (rule, spoilt) => {
    const found = await findingsAt((request, body) => spoilt(behave(request, body), request, body), {
      seconds: 10,
      wanted: rule,
    })
    expect(found.join('\n')).toContain(rule)
  })

  test('refuses to speak to a machine that is not this one', async () => {
    const cast = { callers: [], ended: callerOf('ended', 'bad'), spared: [] }
    await expect(fuzz({ url: 'http://shop.example', seed: 1, seconds: 1, cast, document: small })).rejects.toThrow(
      'on this machine',
    )
  })
})
