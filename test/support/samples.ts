import type { Route } from '../../server/platform/route.ts'

export type Schema = Record<string, any>
/** Things that exist, by the name of the parameter or field. */
export type Ids = Readonly<Record<string, string>>
/** An id of nothing and nobody. */
export const FOREIGN = '0198c0de-0000-7000-8000-00000000dead'

export const pathOf = (route: Route, value: string, ids: Ids = {}): string =>
  route.path.replaceAll(/:([a-z_]+)/g, (_all, field: string) => ids[field] ?? value)

const TEXTS = [
  'abc',
  'a',
  'ABC',
  'EUR',
  'ES',
  '123456',
  '12',
  '09:00',
  '2026-11-23',
  '2026-11-23T10:00:00Z',
  'a.b',
  'web',
  'ana@correo.es',
  FOREIGN,
  '+34612345678',
  'x'.repeat(12),
  'x'.repeat(40),
  'A'.repeat(43),
]
const FORMATS: Record<string, string> = {
  uuid: FOREIGN,
  'date-time': '2026-11-23T10:00:00Z',
  date: '2026-11-23',
  time: '09:00:00Z',
  email: 'ana@correo.es',
  uri: 'https://tienda.example/a',
}

/** A value the schema takes, all optional fields filled in, as far as a schema can tell. */
export function sample(schema: Schema | undefined, ids: Ids = {}, field = ''): unknown {
  if (schema === undefined) return undefined
  if ('const' in schema) return schema['const']
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined
  if (choices) return sample(choices.find((choice) => choice['type'] !== 'null') ?? choices[0], ids, field)
  if (Array.isArray(schema['allOf']))
    return Object.assign({}, ...(schema['allOf'] as Schema[]).map((part) => sample(part, ids)))
  switch (schema['type']) {
    case 'string':
      return (
        (schema['format'] === 'uuid' ? ids[field] : undefined) ?? FORMATS[schema['format'] as string] ?? textFor(schema)
      )
    case 'integer':
    case 'number':
      return schema['minimum'] ?? Math.min(1, (schema['maximum'] as number | undefined) ?? 1)
    case 'boolean':
      return true
    case 'array': {
      const length = Math.max(1, (schema['minItems'] as number | undefined) ?? 1)
      return Array.from({ length }, () => sample(schema['items'] as Schema, ids, field.replace(/s$/, '')))
    }
    case 'object':
      return Object.fromEntries(
        Object.entries<Schema>(schema['properties'] ?? {}).map(([key, inner]) => [key, sample(inner, ids, key)]),
      )
    default:
      return 'x'
  }
}

function textFor({ pattern, minLength = 0, maxLength = Infinity }: Schema): string {
  const fits = (text: string) =>
    text.length >= minLength &&
    text.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern as string, 'u').test(text))
  return TEXTS.find(fits) ?? 'x'.repeat(Math.max(1, minLength as number))
}
