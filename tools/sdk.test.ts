import { describe, expect, it } from 'vitest'
import { readOperations } from './sdk/operations.ts'
import type { Document } from './sdk/operations.ts'
import { typeOf } from './sdk/types.ts'
import { writeApi, writeHelp } from './sdk/write.ts'

const flat = (text: string): string => text.replace(/\s+/g, ' ')

describe('a schema becomes the type a reader would write', () => {
  it.each([
    [{ type: 'string', format: 'date-time' }, 'string'],
    [{ type: 'integer' }, 'number'],
    [{ const: "it's" }, "'it\\'s'"],
    [{ type: 'string', enum: ['a', 'b', 3, null] }, "'a' | 'b' | 3 | null"],
    [{ anyOf: [{ type: 'string' }, { type: 'string', format: 'uuid' }, { type: 'null' }] }, 'string | null'],
    [{ anyOf: [{ type: 'string' }, {}] }, 'unknown'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ type: 'string', nullable: true }, 'string | null'],
    [{ type: 'array', items: { anyOf: [{ const: 'a' }, { const: 'b' }] } }, "('a' | 'b')[]"],
    [
      {
        type: 'array',
        items: {
          anyOf: [
            { type: 'object', properties: { a: {} } },
            { type: 'object', properties: { b: {} } },
          ],
        },
      },
      '({ a?: unknown } | { b?: unknown })[]',
    ],
    [
      { type: 'array', items: { type: 'object', properties: { a: { type: ['string', 'null'] } } } },
      '{ a?: string | null }[]',
    ],
    [{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }] }, '[string, number]'],
    [{ type: 'array' }, 'unknown[]'],
    [{ type: 'object', patternProperties: { '^.*$': { type: 'number' } } }, 'Record<string, number>'],
    [{ type: 'object', properties: {}, additionalProperties: false }, 'Record<string, never>'],
    [
      { type: 'object', properties: { a: {} }, additionalProperties: true },
      '{ a?: unknown } & Record<string, unknown>',
    ],
    [{ type: 'object', required: ['a-b'], properties: { 'a-b': { type: 'boolean' } } }, "{ 'a-b': boolean }"],
    [
      { allOf: [{ $ref: '#/components/schemas/Cart' }, { type: 'object', properties: { a: { type: 'null' } } }] },
      'Cart & { a?: null }',
    ],
  ])('%j → %s', (schema, type) => {
    expect(flat(typeOf(schema))).toBe(type)
  })
})

const ok = {
  200: {
    content: {
      'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] } },
    },
  },
}
const inPath = (name: string) => ({ name, in: 'path' as const, required: true, schema: { type: 'string' } })
const body = (...names: string[]) => ({
  content: {
    'application/json': {
      schema: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(names.map((name) => [name, { type: 'integer' }])),
      },
    },
  },
})
const document: Document = {
  components: { schemas: { Problem: { type: 'object', properties: { code: { type: 'string' } } } } },
  paths: {
    '/api/carts/{cart_id}/lines': {
      post: {
        operationId: 'addLine',
        summary: 'Puts an article into the cart',
        parameters: [
          inPath('cart_id'),
          { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } },
        ],
        requestBody: body('quantity'),
        responses: ok,
        'x-refusals': ['out_of_stock'],
      },
      delete: {
        operationId: 'emptyCart',
        summary: 'Empties it',
        parameters: [inPath('cart_id')],
        responses: { 204: {} },
      },
    },
    '/api/things/{id}': {
      put: {
        operationId: 'saveThing',
        summary: 'Saves',
        parameters: [inPath('id')],
        requestBody: body('id'),
        responses: ok,
      },
    },
    '/api/feed': {
      get: {
        operationId: 'followFeed',
        summary: 'Live',
        responses: { 200: { content: { 'text/event-stream': { schema: { type: 'string' } } } } },
      },
    },
  },
}

describe('operations of a document', () => {
  const operations = readOperations(document)

  it('streams are not methods', () => {
    expect(operations.map(({ name }) => name)).toEqual(['addLine', 'emptyCart', 'saveThing'])
  })
  it('fields of path and body lie side by side, unless their names collide', () => {
    const api = flat(writeApi(operations, document))
    expect(api).toContain('addLine: { input: { cart_id: string quantity?: number } reply: { id: string } }')
    expect(api).toContain('saveThing: { input: { id: string body: { id?: number } } reply: { id: string } }')
    expect(api).toContain('emptyCart: { input: { cart_id: string } reply: void }')
  })
  it('the table says where each field travels', () => {
    const api = writeApi(operations, document)
    expect(api).toContain("addLine: { method: 'POST', path: '/api/carts/{cart_id}/lines', keyed: true },")
    expect(api).toContain("saveThing: { method: 'PUT', path: '/api/things/{id}', whole_body: true },")
    expect(api).toContain('Refused: out_of_stock.')
  })
  it('the command line learns how each field is typed', () => {
    expect(writeHelp(operations)).toContain(
      '{"name":"quantity","place":"body","required":false,"kind":"number","shown":"number"}',
    )
  })
})
