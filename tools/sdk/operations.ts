import type { Schema } from './types.ts'

type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema }
type Reference = { $ref: string }
type Content = Record<string, { schema: Schema }>
type Described = {
  operationId: string
  summary: string
  description?: string
  parameters?: (Parameter | Reference)[]
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content }>
  'x-refusals'?: string[]
}
export type Document = {
  paths: Record<string, Record<string, Described>>
  components?: { schemas?: Record<string, Schema>; parameters?: Record<string, Parameter> }
}

export type Field = { name: string; place: 'path' | 'query' | 'body'; required: boolean; schema: Schema }

/** One operation as the client and the command line need it. */
export type Operation = {
  name: string
  method: string
  path: string
  summary: string
  description: string
  refusals: string[]
  fields: Field[]
  /** The whole body is one value of the field `body`: it is no plain object, or its names collide. */
  whole_body: boolean
  /** Must carry an Idempotency-Key. */
  keyed: boolean
  /** What it answers; null for nothing (204). */
  reply: Schema | null
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

/** The operations of an OpenAPI document by name; streams are left to the client's own reader. */
export function readOperations({ paths, components }: Document): Operation[] {
  const found = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const described = item[method]
      return described === undefined || isStream(described)
        ? []
        : [readOperation(path, method.toUpperCase(), described, components?.parameters ?? {})]
    }),
  )
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

const isStream = ({ responses }: Described): boolean =>
  Object.values(responses).some(({ content }) => content?.['text/event-stream'] !== undefined)

function readOperation(
  path: string,
  method: string,
  described: Described,
  shared: Readonly<Record<string, Parameter>>,
): Operation {
  const { requestBody, responses } = described
  const parameters = (described.parameters ?? []).map((one) =>
    '$ref' in one ? (shared[one.$ref.replace('#/components/parameters/', '')] as Parameter) : one,
  )
  const fields: Field[] = parameters.flatMap(({ name, in: place, required = false, schema }) =>
    place === 'header' ? [] : [{ name, place, required: required || place === 'path', schema }],
  )
  const body = requestBody?.content['application/json']?.schema
  const whole_body =
    body !== undefined &&
    !(isFlat(body) && Object.keys(body.properties ?? {}).every((name) => fields.every((field) => field.name !== name)))
  const ok = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]
  return {
    name: described.operationId,
    method,
    path,
    summary: described.summary,
    description: described.description ?? '',
    refusals: described['x-refusals'] ?? [],
    fields: [...fields, ...bodyFields(body, whole_body)],
    whole_body,
    keyed: parameters.some(
      ({ name, in: place, required }) => place === 'header' && name === 'Idempotency-Key' && required === true,
    ),
    reply: ok?.content?.['application/json']?.schema ?? null,
  }
}

const isFlat = (body: Schema): boolean =>
  body.type === 'object' && body.patternProperties === undefined && body.additionalProperties === false

function bodyFields(body: Schema | undefined, whole: boolean): Field[] {
  if (body === undefined) return []
  if (whole) return [{ name: 'body', place: 'body', required: true, schema: body }]
  return Object.entries(body.properties ?? {}).map(([name, schema]) => ({
    name,
    place: 'body',
    required: body.required?.includes(name) ?? false,
    schema,
  }))
}
