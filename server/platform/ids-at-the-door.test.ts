import { Type } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlatform } from '#test/platform'
import type { Served } from '#test/platform'
import { Id, Named, Nullable, Shape, Text, writeRoute } from './route.ts'

const platform = await openPlatform()
afterAll(() => platform.close())

const route = (operation: string, verbatim: boolean) =>
  writeRoute({
    operation,
    method: 'POST',
    path: `/${operation}/:id`,
    summary: 'Tells what its handler was given',
    who: ['public'],
    key: 'optional',
    verbatim,
    params: Shape({ id: Id }),
    query: Shape({ id: Type.Optional(Id) }),
    body: Shape({
      id: Id,
      all: Type.Array(Shape({ id: Nullable(Id), text: Text(100) })),
      named: Named(Type.Union([Type.Number(), Id, Text(100)]), { name_max: 100, most: 5 }),
      one: Type.Union([Shape({ a: Id }), Shape({ b: Text(100) })]),
    }),
    reply: Type.Unknown(),
    handle: async (_ctx, { params, query, body }) => ({ params, query, body }),
  })

let served: Served
beforeAll(async () => {
  served = await platform.serve({ routes: [route('told', false), route('verbatim', true)] })
})

const id = crypto.randomUUID()
const ID = id.toUpperCase()
/** As a caller may write it, with an id that counts in these letters. */
const said = (counts: string, one: object = { b: ID }) => ({
  id: counts,
  all: [
    { id: counts, text: ID },
    { id: null, text: 'A' },
  ],
  named: { [ID]: counts, B: 'B', n: 1 },
  one,
})
const send = (path: string, body: object, key = '') =>
  served.api().raw('POST', path, JSON.stringify(body), { 'idempotency-key': key })

test('an id is the same however it is written, and no other text is touched', async () => {
  const given = { params: { id }, query: { id }, body: said(id) }
  expect((await send(`/told/${ID}?id=${ID}`, said(ID))).body).toEqual(given)
  expect((await send(`/told/${id}`, said(id, { a: ID }))).body.body.one).toEqual({ a: id })
})

test('a repeat in other letters is a repeat', async () => {
  const key = crypto.randomUUID()
  expect((await send(`/told/${ID}`, said(ID), key)).headers.get('idempotent-replayed')).toBeNull()
  expect((await send(`/told/${id}`, said(id), key)).headers.get('idempotent-replayed')).toBe('true')
})

test('what is hashed stays as it was written', async () => {
  const given = { params: { id: ID }, query: { id: ID }, body: said(ID) }
  expect((await send(`/verbatim/${ID}?id=${ID}`, said(ID))).body).toEqual(given)
})
