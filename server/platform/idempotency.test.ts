import { Type } from 'typebox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { gate, openPlatform, staff } from '#test/platform'
import type { Served } from '#test/platform'
import { Outside, refused } from './errors.ts'
import { forgetKeys } from './idempotency.ts'
import { createLog } from './log.ts'
import { Shape, readRoute, stepsRoute, writeRoute } from './route.ts'
import { spine } from './spine.ts'

const platform = await openPlatform()
afterAll(() => platform.close())
const { db, write, read, notes, clock } = platform

/** What the routes do next; each test says. */
let during: () => Promise<unknown> = async () => {}
const Note = Shape({ text: Type.String() })
const Done = Type.Object({ id: Type.Integer(), text: Type.String() })
const common = {
  method: 'POST',
  summary: 'Writes a note',
  who: ['staff'],
  body: Note,
  reply: Done,
  status: 201,
} as const

const routes = [
  writeRoute({
    ...common,
    operation: 'writeNote',
    path: '/notes',
    handle: async (ctx, { body }) => {
      const [row] = await ctx.sql<{
        id: number
        text: string
      }>`insert into note (text) values (${body.text}) returning id, text`
      await during()
      return row!
    },
  }),
  stepsRoute({
    ...common,
    operation: 'writeSlowly',
    path: '/steps',
    handle: async (steps, { body }) => {
      await during()
      const [row] = await steps.write(
        (ctx) =>
          ctx.sql<{ id: number; text: string }>`insert into note (text) values (${body.text}) returning id, text`,
      )
      return row!
    },
  }),
  writeRoute({
    ...common,
    operation: 'noKey',
    path: '/secrets',
    key: 'none',
    handle: async (ctx, { body }) => {
      const [row] = await ctx.sql<{
        id: number
        text: string
      }>`insert into note (text) values (${body.text}) returning id, text`
      return row!
    },
  }),
  writeRoute({
    ...common,
    operation: 'anyKey',
    path: '/lookups',
    key: 'optional',
    handle: async (_ctx, { body }) => ({ id: 1, text: body.text }),
  }),
  writeRoute({
    ...common,
    operation: 'nothing',
    path: '/nothing',
    status: 204,
    reply: Type.Null(),
    handle: async (ctx, { body }) => {
      await ctx.sql`insert into note (text) values (${body.text})`
      return null
    },
  }),
  readRoute({
    operation: 'listNotes',
    method: 'GET',
    path: '/notes',
    summary: 'Notes',
    who: ['public'],
    reply: Type.Array(Type.String()),
    handle: async () => [],
  }),
]

let served: Served
beforeAll(async () => {
  served = await platform.serve({ routes, actors: { ana: staff(), berta: staff() } })
})
afterEach(async () => {
  during = async () => {}
  clock.now = new Date('2026-11-23T10:00:00Z')
  await write((ctx) => ctx.sql`delete from note`)
})

/** The answer byte for byte. */
async function post(path: string, body: unknown, key: string | null, credential = 'ana') {
  const response = await fetch(`${served.url}/api${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${credential}`,
      'content-type': 'application/json',
      ...(key === null ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  return {
    status: response.status,
    text,
    code: text.startsWith('{') ? JSON.parse(text).code : undefined,
    type: response.headers.get('content-type'),
    replayed: response.headers.get('idempotent-replayed'),
  }
}
const newKey = (): string => crypto.randomUUID()

describe.each(['/notes', '/steps'])('POST %s', (path) => {
  test('without a key nothing is done', async () => {
    expect(await post(path, { text: 'a' }, null)).toMatchObject({ status: 400, code: 'idempotency_key_needed' })
    expect(await notes()).toEqual([])
  })

  test.each(['', ' ', 'a b', 'ñ', 'x'.repeat(201)])('a key that is none (%s) is refused', async (key) => {
    expect(await post(path, { text: 'a' }, key)).toMatchObject({ status: 400 })
  })

  test('the repeat gets the same bytes and nothing is done twice', async () => {
    const key = newKey()
    const first = await post(path, { text: 'ñandú 👩🏽‍🚀' }, key)
    const second = await post(path, { text: 'ñandú 👩🏽‍🚀' }, key)
    expect(first).toMatchObject({ status: 201, replayed: null })
    expect(second).toEqual({ ...first, replayed: 'true' })
    expect(await notes()).toEqual(['ñandú 👩🏽‍🚀'])
  })

  test('the same key with another body is refused', async () => {
    const key = newKey()
    await post(path, { text: 'a' }, key)
    expect(await post(path, { text: 'b' }, key)).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
    expect(await notes()).toEqual(['a'])
  })

  test('the same key at another route is refused', async () => {
    const key = newKey()
    await post(path, { text: 'a' }, key)
    expect(await post('/lookups', { text: 'a' }, key)).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
  })

  test("another caller's key is another key", async () => {
    const key = newKey()
    expect(await post(path, { text: 'a' }, key, 'ana')).toMatchObject({ status: 201 })
    expect(await post(path, { text: 'b' }, key, 'berta')).toMatchObject({ status: 201, replayed: null })
  })

  test('while the first is at work the second is told so', async () => {
    const [begun, late] = [gate(), gate()]
    during = async () => {
      begun.open()
      await late.opened
    }
    const key = newKey()
    const first = post(path, { text: 'a' }, key)
    await begun.opened
    expect(await post(path, { text: 'a' }, key)).toMatchObject({ status: 409, code: 'still_in_flight' })
    late.open()
    expect(await first).toMatchObject({ status: 201 })
    expect(await post(path, { text: 'a' }, key)).toMatchObject({ status: 201, replayed: 'true' })
  })

  test('twenty at once with one key do the work once', async () => {
    const key = newKey()
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(path, { text: 'a' }, key)))
    const fresh = answers.filter(({ status, replayed }) => status === 201 && replayed === null)
    expect(fresh).toHaveLength(1)
    expect(
      answers.filter(
        ({ status, replayed, code }) =>
          (status === 201 && replayed === 'true') || (status === 409 && code === 'still_in_flight'),
      ),
    ).toHaveLength(19)
    expect(await notes()).toEqual(['a'])
  })

  test('a refusal is kept as well', async () => {
    const key = newKey()
    during = async () => {
      throw refused('sold_out', { detail: 'There is none left.', lines: [{ id: 1 }] })
    }
    const first = await post(path, { text: 'a' }, key)
    during = async () => {}
    expect(first).toMatchObject({ status: 422, code: 'sold_out' })
    expect(await post(path, { text: 'a' }, key)).toEqual({ ...first, replayed: 'true' })
    expect(await notes()).toEqual([])
  })

  test.each([
    ['a fault of ours', new Error('broken'), 500],
    ['a provider that is away', new Outside('provider_away', 'It does not answer.'), 503],
    ['too much at once', refused('too_many_requests', { retry_after_s: 1 }, 429), 429],
  ])('%s is not kept: the repeat does the work', async (_what, error, status) => {
    const key = newKey()
    during = async () => {
      throw error
    }
    expect(await post(path, { text: 'a' }, key)).toMatchObject({ status })
    during = async () => {}
    expect(await post(path, { text: 'a' }, key)).toMatchObject({ status: 201, replayed: null })
  })

  test('what was not well formed is not kept: the same key may carry it corrected', async () => {
    const key = newKey()
    expect(await post(path, { txt: 'a' }, key)).toMatchObject({ status: 400, code: 'bad_input' })
    expect(await post(path, { text: 'a' }, key)).toMatchObject({ status: 201 })
  })

  test('keys are known for a day and then forgotten', async () => {
    const key = newKey()
    await post(path, { text: 'a' }, key)
    clock.now = new Date('2026-11-24T09:59:00Z')
    await write(forgetKeys)
    expect(await post(path, { text: 'a' }, key)).toMatchObject({ status: 201, replayed: 'true' })
    clock.now = new Date('2026-11-24T10:00:01Z')
    expect(await write(forgetKeys)).toBeGreaterThan(0)
    expect(await post(path, { text: 'b' }, key)).toMatchObject({ status: 201, replayed: null })
  })

  test('those of a busy day too', async () => {
    await write(
      (ctx) => ctx.sql`
        insert into idempotency (caller, key, operation, body_hash, status, answer, claimed_at)
        select 'busy', n::text, 'x', 'x', 200, '{}', ${ctx.now}::timestamptz - interval '2 days' from generate_series(1, 12000) n`,
    )
    const job = spine(() => []).jobs?.find(({ name }) => name === 'spine.forget_keys')
    await job?.run({ write: db.write, read: db.read, log: createLog('silent') }, {} as never)
    expect(await read((ctx) => ctx.sql`select key from idempotency where caller = 'busy'`)).toEqual([])
  })
})

describe('work of several steps', () => {
  test('a server that died in between leaves its key for a minute, then the work may be taken up', async () => {
    const key = newKey()
    const dead = gate()
    const begun = gate()
    during = async () => {
      begun.open()
      await dead.opened
    }
    const lost = post('/steps', { text: 'a' }, key)
    await begun.opened
    during = async () => {}
    clock.now = new Date('2026-11-23T10:00:59Z')
    expect(await post('/steps', { text: 'a' }, key)).toMatchObject({ status: 409, code: 'still_in_flight' })
    clock.now = new Date('2026-11-23T10:01:01Z')
    expect(await post('/steps', { text: 'b' }, key)).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
    const taken = await Promise.all([1, 2, 3].map(() => post('/steps', { text: 'a' }, key)))
    expect(taken.filter(({ status, replayed }) => status === 201 && replayed === null)).toHaveLength(1)
    expect(await notes()).toEqual(['a'])
    dead.open()
    // The one believed dead stumbles over the rule that keeps notes apart; the kept answer stays.
    expect(await lost).toMatchObject({ status: 409, code: 'already_exists' })
    expect(await post('/steps', { text: 'a' }, key)).toMatchObject({ status: 201, replayed: 'true' })
  })
})

describe('keys where they are not asked for', () => {
  test("a route whose answer is a secret keeps nothing: key 'none' ignores", async () => {
    const key = newKey()
    expect(await post('/secrets', { text: 'a' }, key)).toMatchObject({ status: 201, replayed: null })
    expect(await post('/secrets', { text: 'b' }, key)).toMatchObject({ status: 201, replayed: null })
    expect(await post('/secrets', { text: 'c' }, null)).toMatchObject({ status: 201 })
    const [row] = await write((ctx) => ctx.sql<{ n: number }>`select count(*) as n from idempotency where key = ${key}`)
    expect(row).toEqual({ n: 0 })
  })

  test('where it is optional, it works when it is sent', async () => {
    expect(await post('/lookups', { text: 'a' }, null)).toMatchObject({ status: 201 })
    const key = newKey()
    await post('/lookups', { text: 'a' }, key)
    expect(await post('/lookups', { text: 'a' }, key)).toMatchObject({ replayed: 'true' })
  })

  test('an answer without a body is repeated without one', async () => {
    const key = newKey()
    expect(await post('/nothing', { text: 'a' }, key)).toMatchObject({ status: 204, text: '' })
    expect(await post('/nothing', { text: 'a' }, key)).toMatchObject({ status: 204, text: '', replayed: 'true' })
    expect(await notes()).toEqual(['a'])
  })
})
