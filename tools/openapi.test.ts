import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { conforms } from './fuzz/check.ts'
import { readApi, readDocument } from './fuzz/document.ts'
import type { Schema } from './fuzz/document.ts'

const document = readDocument()
const { operations, common } = readApi(document)

/** Every schema of the document, with where it stands. */
function* schemas(schema: Schema, place: string): Generator<[string, Schema]> {
  yield [place, schema]
  const inner = [
    ...Object.entries(schema.properties ?? {}),
    ...Object.entries(schema.patternProperties ?? {}),
    ...(schema.anyOf ?? []).map((one, at) => [String(at), one] as const),
    ...(schema.items === undefined ? [] : [['[]', schema.items] as const]),
  ]
  for (const [name, one] of inner) yield* schemas(one, `${place}/${name}`)
}

/** Bytes of the shortest JSON a schema takes; with its longest list, where that is asked. */
function leastOf(schema: Schema, filled = false): number {
  if (schema.const !== undefined) return JSON.stringify(schema.const).length
  if (schema.enum !== undefined) return Math.min(...schema.enum.map((one) => JSON.stringify(one).length))
  if (schema.anyOf !== undefined)
    return Math[filled ? 'max' : 'min'](...schema.anyOf.map((one) => leastOf(one, filled)))
  const { minItems = 0, maxItems = 0, minLength = 0, items = {}, properties = {}, required = [] } = schema
  if (schema.type === 'string') return 2 + (schema.format === 'uuid' ? 36 : minLength)
  if (schema.type === 'array') return 2 + (filled ? maxItems : minItems) * (1 + leastOf(items))
  if (schema.type !== 'object') return 1
  const field = (name: string, full: boolean) => name.length + 4 + leastOf(properties[name] ?? {}, full)
  const least = 2 + required.reduce((sum, name) => sum + field(name, false), 0)
  const more = Object.keys(properties).map(
    (name) => field(name, true) - (required.includes(name) ? field(name, false) : 0),
  )
  return filled ? least + Math.max(0, ...more) : least
}

const all = operations.flatMap((operation) => [
  ...(operation.body === null ? [] : [...schemas(operation.body, `${operation.name} body`)]),
  ...operation.parameters.flatMap(({ name, schema }) => [...schemas(schema, `${operation.name} ${name}`)]),
  ...[...operation.replies].flatMap(([status, { types }]) =>
    Object.values(types).flatMap((schema) => [...schemas(schema, `${operation.name} ${status}`)]),
  ),
])

describe('docs/openapi.json', () => {
  test('is a valid document of OpenAPI 3.1', async () => {
    const validator = new Validator()
    expect(await validator.validate(structuredClone(document) as never)).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
  })

  test('names each operation once', () => {
    const names = operations.map(({ name }) => name)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
    expect(names.length).toBeGreaterThan(100)
  })

  test('declares the parameters of each address, and no others', () => {
    for (const { path, parameters } of operations) {
      const written = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name)
      const declared = parameters.filter(({ in: at }) => at === 'path')
      expect(declared.map(({ name }) => name).toSorted(), path).toEqual(written.toSorted())
      expect(
        declared.every(({ required }) => required),
        path,
      ).toBe(true)
    }
  })

  test('says what a caller may send, to the last field', () => {
    const vague = all.filter(([place, schema]) => place.includes(' body') && Object.keys(schema).length === 0)
    expect(vague.map(([place]) => place)).toEqual([])
    const open = operations.flatMap(({ name, body }) =>
      body === null
        ? []
        : [...schemas(body, name)].filter(
            ([, one]) => one.properties !== undefined && one.additionalProperties !== false,
          ),
    )
    // Browsers add fields to what a passkey says, as its standard grows.
    expect(open.map(([place]) => place).filter((place) => !place.includes('Passkey/response'))).toEqual([])
  })

  test('bounds every text and every list a caller may send', () => {
    const sent = all.filter(([place]) => !/ \d{3}(\/|$)/.test(place))
    const endless = sent.filter(([, one]) => one.type === 'array' && one.maxItems === undefined)
    expect(endless.map(([place]) => place)).toEqual([])
    const bounded = ({ type, format, maxLength, pattern, enum: choices, const: only }: Schema): boolean =>
      type !== 'string' ||
      [format, maxLength, choices, only].some((one) => one !== undefined) ||
      !/[*+]/.test(pattern ?? '*')
    expect(sent.filter(([, one]) => !bounded(one)).map(([place]) => place)).toEqual([])
  })

  test('lets a body be as long as the lists in it may be', () => {
    const tooTight = operations.filter(({ body, body_limit }) => body !== null && leastOf(body, true) > body_limit)
    expect(tooTight.map(({ name }) => name)).toEqual([])
  })

  test('gives defaults and examples that conform', () => {
    type Told = Schema & { default?: unknown; examples?: unknown[] }
    const wrong = all.filter(([, one]) =>
      [...('default' in one ? [(one as Told).default] : []), ...((one as Told).examples ?? [])].some(
        (value) => !conforms(one, value),
      ),
    )
    expect(wrong.map(([place]) => place)).toEqual([])
  })

  test('says of a stream that it has no head', () => {
    const feed = document.paths['/api/feed']?.['get'] as { description?: string }
    expect(feed.description).toContain('HEAD is 405')
  })

  test('names each refusal once: of an operation, or of every address', () => {
    const everywhere = new Set([...common.values()].flatMap((codes) => [...codes]))
    expect([...everywhere].every((code) => /^[a-z_]+$/.test(code))).toBe(true)
    const statuses = [...common.keys()]
    expect(statuses).toEqual(statuses.toSorted((a, b) => a - b))
  })
})
