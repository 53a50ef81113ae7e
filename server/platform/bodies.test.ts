import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { echo, openPlatform } from '#test/platform'
import type { Served } from '#test/platform'
import { RawBody, writeRoute } from './route.ts'

const platform = await openPlatform()
afterAll(() => platform.close())

const raw = writeRoute({
  operation: 'hook',
  method: 'POST',
  path: '/hook',
  summary: 'Hook',
  who: ['public'],
  key: 'none',
  raw: true,
  body: RawBody,
  reply: Type.Unknown(),
  handle: async (_ctx, { body }) => ({ length: body.raw.length }),
})

let served: Served
beforeAll(async () => {
  served = await platform.serve({ routes: [echo, raw] })
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

describe('bodies', () => {
  test('texts of every script come back as they were', async () => {
    const text = `ñ 漢字 עברית 👩🏽‍🚀 '"\\u0000 \u2028 <b>`
    expect((await post(JSON.stringify({ text }))).body).toEqual({ text })
  })

  test('what only looks like a name is none', async () => {
    const data = { a: '":', 'b":{"': [':', { c: '\\', a: '"c":"c":' }], '': {}, n: [{}, { n: 1 }] }
    expect((await post(JSON.stringify({ data }))).body).toEqual({ data })
    expect((await post('{"data" : {"a"\n:1,"b"\t: 2}}')).body).toEqual({ data: { a: 1, b: 2 } })
  })

  test.each([
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0x74, 0x65, 0x78, 0x74, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])],
    [
      'bytes cut within a character',
      Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xe2, 0x82]), Buffer.from('"}')]),
    ],
    ['NUL', '{"text":"a\\u0000b"}'],
    ['NUL in a name', '{"data":{"a\\u0000":1}}'],
    ['half a character', '{"text":"\\ud800"}'],
    ['the other half', '{"data":["\\uDC00x"]}'],
    ['__proto__', '{"__proto__":{"text":"x"}}'],
    ['__proto__ in disguise', '{"\\u005f_proto__":{"text":"x"}}'],
    ['__proto__ within', '{"data":{"a":[{"__proto__":1}]}}'],
    ['constructor', '{"data":{"constructor":{"prototype":1}}}'],
    ['constructor in disguise', '{"data":{"c\\u006fnstructor":1}}'],
    ['a name twice', '{"text":"a","text":"b"}'],
    ['a name twice in disguise', '{"text":"a","te\\u0078t":"b"}'],
    ['a name twice within', '{"data":[{"a":1 , "a" :1}]}'],
    ['half a JSON', '{"text":'],
    ['two of them', '{}{}'],
    ['no JSON', 'text=1'],
    ['a byte order mark of another code', Buffer.from([0xff, 0xfe, 0x7b, 0x00])],
    ['lists without end', '['.repeat(200_000)],
    ['200 kB of nested lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['200 kB of nested objects', `${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`],
  ])('%s: 400, and quickly', async (_what, body) => {
    const answer = await post(body)
    expect(answer).toMatchObject(problem(400, 'bad_json'))
    expect(answer.ms).toBeLessThan(1_000)
  })

  test.each([500, 2_000, 2_500, 3_000, 3_500, 4_000, 5_000, 8_000, 20_000, 40_000])(
    '%i levels deep: taken or refused, never broken',
    async (depth) => {
      const answer = await post(`{"data":${'['.repeat(depth)}${']'.repeat(depth)}}`)
      expect([200, 400]).toContain(answer.status)
    },
  )

  test.each([
    ['an unknown field', '{"txt":"a"}'],
    ['a number for a text', '{"text":1}'],
    ['a text for a number', '{"n":"1"}'],
    ['half a number', '{"n":1.5}'],
    ['a number beyond numbers', '{"n":1e999}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['nothing', ''],
    ['a control character', '{"text":"\\u0007"}'],
    ['a text too long', JSON.stringify({ text: 'x'.repeat(101) })],
  ])('%s: bad input', async (_what, body) => {
    expect(await post(body)).toMatchObject(problem(400, 'bad_input'))
  })

  test('the fault is named by its field', async () => {
    expect((await post('{"txt":"a"}')).body.fields).toEqual([
      { field: 'body', message: expect.any(String), unknown: 'txt' },
    ])
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'x',
  ])('%s: 415', async (type) => {
    expect(await post('{}', { 'content-type': type })).toMatchObject(problem(415, 'unsupported_media_type'))
  })

  test('a body that says it is coded: 415', async () => {
    expect(await post('{}', { 'content-encoding': 'gzip' })).toMatchObject(problem(415, 'unsupported_media_type'))
    expect((await post('{}', { 'content-encoding': 'identity' })).status).toBe(200)
  })

  test('too much: 413, whether it says its length or not', async () => {
    const huge = JSON.stringify({ text: 'x'.repeat(300_000) })
    expect(await post(huge)).toMatchObject(problem(413, 'body_too_large'))
    const stream = new Blob([huge]).stream()
    const answer = await fetch(`${served.url}/api/echo`, {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    } as RequestInit)
    expect(answer.status).toBe(413)
  })

  test('a raw route gets the bytes as they came, and broken ones are refused as well', async () => {
    expect(await post('not { json', {}, '/hook')).toMatchObject({ status: 200, body: { length: 10 } })
    expect(await post(Buffer.from([0xff]), {}, '/hook')).toMatchObject(problem(400, 'bad_json'))
  })
})
