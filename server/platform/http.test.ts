import { writeFileSync } from 'node:fs'
import { Type } from 'typebox'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { echo, openPlatform, staff, waiting } from '#test/platform'
import type { Served } from '#test/platform'
import { speaker } from '#test/wire'
import { logOptions } from './log.ts'
import { Id, Shape, readRoute, writeRoute } from './route.ts'

const lines: string[] = []
const log = pino(logOptions('trace'), { write: (line: string) => void lines.push(line) })
const platform = await openPlatform({ log })
afterAll(() => platform.close())

const wait = waiting()
const thing = readRoute({
  operation: 'thing',
  method: 'GET',
  path: '/things/:thing_id',
  summary: 'A thing',
  who: ['public'],
  params: Shape({ thing_id: Id }),
  query: Shape({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })) }),
  reply: Type.Object({ id: Type.String(), limit: Type.Optional(Type.Integer()) }),
  handle: async (_ctx, { params, query }) => ({ id: params.thing_id, ...query }),
})
const staffOnly = readRoute({
  operation: 'inside',
  method: 'GET',
  path: '/inside',
  summary: 'Inside',
  who: ['events.read'],
  reply: Type.Unknown(),
  handle: async () => ({}),
})
const broken = readRoute({
  operation: 'broken',
  method: 'GET',
  path: '/broken',
  summary: 'Breaks',
  who: ['public'],
  reply: Type.Unknown(),
  handle: async (ctx) =>
    ctx.sql`select ${'secret@example.com'} || 1 / (select count(*)::int - count(*)::int from note)`.catch(() => {
      throw new TypeError('a bug')
    }),
})
const leak = writeRoute({
  operation: 'leak',
  method: 'POST',
  path: '/leak',
  summary: 'Breaks a rule of the database',
  who: ['public'],
  key: 'optional',
  reply: Type.Unknown(),
  handle: async (ctx) => {
    const error = await ctx
      .attempt(() => ctx.sql`insert into note (text) select 'eva@example.com' from generate_series(1, 2)`)
      .catch((failure: unknown) => failure)
    ctx.log.error({ err: error }, 'it did not go in')
    return {}
  },
})
const unruly = writeRoute({
  operation: 'unruly',
  method: 'POST',
  path: '/unruly',
  summary: 'Is refused by the database',
  who: ['public'],
  key: 'optional',
  reply: Type.Unknown(),
  handle: (ctx) => ctx.sql`insert into note (text) select 'eva@example.com' from generate_series(1, 2)`,
})
/** A disk without a byte left (full(4)). */
const full = readRoute({
  operation: 'full',
  method: 'GET',
  path: '/full',
  summary: 'Keeps a file',
  who: ['public'],
  reply: Type.Unknown(),
  handle: async () => writeFileSync('/dev/full', 'text'),
})
const routes = [full, echo, wait, thing, staffOnly, broken, leak, unruly]

let served: Served
beforeAll(async () => {
  served = await platform.serve({ routes, actors: { ana: staff() } })
})

async function post(body: string | Uint8Array, headers: Record<string, string> = {}, path = '/echo') {
  const began = performance.now()
  const answer = await served.api().raw('POST', path, body, { 'idempotency-key': '', ...headers })
  return { ...answer, ms: performance.now() - began }
}
const problem = (status: number, code: string) => ({
  status,
  body: { status, code, type: `about:blank#${code}`, request_id: expect.any(String), title: expect.any(String) },
})

describe('addresses', () => {
  const get = (path: string) => served.api().get(path)

  test.each(['/things/%ff', '/%ff', '/things/%', '/things/%ed%a0%80', '/%00'])(
    '%s cannot be read, and is said so as a problem',
    async (path) => {
      const answer = await get(path)
      expect([400, 404]).toContain(answer.status)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
      expect(answer.body.request_id).toBe(answer.headers.get('x-request-id'))
    },
  )

  test('what is nowhere is 404 and a problem', async () => {
    for (const [method, path] of [
      ['GET', '/nowhere'],
      ['POST', '/things'],
      ['DELETE', '/echo'],
      ['OPTIONS', '/echo'],
      ['PATCH', '/../../etc/passwd'],
      ['GET', `/things/${'x'.repeat(300)}`],
    ] as const) {
      const answer = await served.api().raw(method, path, undefined)
      expect(answer.status, path).toBeGreaterThanOrEqual(400)
      expect(answer.status, path).toBeLessThan(500)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
    }
  })

  test('ids that are none and questions that are not asked are refused', async () => {
    const id = crypto.randomUUID()
    expect(await get(`/things/${id}?limit=5`)).toMatchObject({ status: 200, body: { id, limit: 5 } })
    for (const path of [
      '/things/1',
      `/things/${id}?limit=6`,
      `/things/${id}?limit=x`,
      // A blank is no 0, and what is too large for a number is beyond every bound.
      `/things/${id}?limit=%E2%80%A8`,
      `/things/${id}?limit=%20`,
      `/things/${id}?limit=${'9'.repeat(150)}`,
      `/things/${id}?limit=${'9'.repeat(400)}`,
      `/things/${id}?limit=1e999`,
      `/things/${id}?limit=0x2`,
      `/things/${id}?no=1`,
      `/things/${id}?limit=1&limit=2`,
    ]) {
      expect(await get(path), path).toMatchObject(problem(400, 'bad_input'))
    }
    // Also where nothing may be asked.
    expect(await get('/wait?no=1')).toMatchObject(problem(400, 'bad_input'))
    expect(await post('{}', {}, '/echo?no=1')).toMatchObject(problem(400, 'bad_input'))
  })

  test('HEAD answers as GET without a body', async () => {
    const answer = await served.api().raw('HEAD', `/things/${crypto.randomUUID()}`, undefined)
    expect(answer).toMatchObject({ status: 200, body: '' })
  })

  test('every answer has an id of its own and the headers that protect', async () => {
    const answers = await Promise.all([get('/wait'), get('/nowhere'), get('/inside'), get('/broken')])
    expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(4)
    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('a request nobody can parse is answered and the connection closed', async () => {
    const { heard, closed } = speaker(served.url, 'NONSENSE\r\n\r\n')
    await closed
    expect(heard()).toMatch(/^HTTP\/1.1 400 /)
  })
})

describe('who', () => {
  test('strangers 401, wrong credentials 401, before the body is looked at', async () => {
    const stranger = await served.api().get('/inside')
    expect(stranger).toMatchObject(problem(401, 'sign_in_needed'))
    expect(stranger.headers.get('www-authenticate')).toBe('Bearer')
    expect(await served.api('nobody').get('/inside')).toMatchObject({ status: 401 })
    expect(await served.api('ana').get('/inside')).toMatchObject({ status: 200 })
  })

  test('a channel that cannot be one is refused', async () => {
    expect(await served.api().get('/wait', { 'hilo-channel': "web'; --" })).toMatchObject(problem(400, 'bad_channel'))
  })
})

describe('the log', () => {
  test('holds a line per request by route, and nothing of what was said or asked', async () => {
    lines.length = 0
    const secret = 'eva.garcia@example.com'
    await post(JSON.stringify({ text: secret }))
    await post(`{"txt":"${secret}`)
    await served.api(secret).get('/inside')
    await served.api().get(`/things/${secret}?limit=1&email=${secret}`)
    await served.api().get(`/nowhere/${secret}`)
    await served.api().get(`/%ff/${secret}`)
    await served.api().get('/broken')
    await post('', {}, '/leak')
    const text = lines.join('')
    expect(text).not.toMatch(/@example\.com/)
    const answered = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'answered')
    expect(answered.length).toBeGreaterThanOrEqual(7)
    expect(answered[0]).toMatchObject({
      method: 'POST',
      route: '/api/echo',
      status: 200,
      actor: 'public',
      reqId: expect.any(String),
    })
  })

  test('a rule of the database is named in the log, not to whoever broke it', async () => {
    lines.length = 0
    const answer = await post('', {}, '/unruly')
    expect(answer).toMatchObject(problem(409, 'already_exists'))
    expect(JSON.stringify(answer.body)).not.toContain('note_text')
    const told = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'the database refused')
    expect(told).toMatchObject({ route: '/api/unruly', constraint: expect.stringContaining('note_text') })
  })

  test('a full disk is a fault outside of us: come again', async () => {
    const answer = await served.api().get('/full')
    expect(answer).toMatchObject(problem(503, 'no_room'))
    expect(answer.headers.get('retry-after')).toBe('5')
  })

  test('a fault of ours is told to nobody but the log', async () => {
    lines.length = 0
    const answer = await served.api().get('/broken')
    expect(answer).toMatchObject(problem(500, 'broken'))
    expect(JSON.stringify(answer.body)).not.toContain('a bug')
    const told = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'request failed')
    expect(told).toMatchObject({ route: '/api/broken', err: { message: 'a bug' }, reqId: answer.body.request_id })
  })
})
