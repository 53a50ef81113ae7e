import { readFileSync } from 'node:fs'

/** JSON Schema as the document writes it; only what is read here is named. */
export type Schema = {
  type?: string
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  patternProperties?: Record<string, Schema>
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minProperties?: number
  maxProperties?: number
}
export type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema }
export type Reply = { types: Record<string, Schema>; headers: string[] }

export type Operation = {
  name: string
  method: string
  path: string
  parameters: Parameter[]
  body: Schema | null
  /** Bytes a body may have. */
  body_limit: number
  replies: Map<number, Reply>
  refusals: ReadonlySet<string>
  /** Anybody may call it: its `security` is empty. */
  open: boolean
  stream: boolean
}

export type Api = {
  operations: Operation[]
  /** What any address may answer, by status: refusals of the doors, not of an operation. */
  common: ReadonlyMap<number, ReadonlySet<string>>
}

type Reference = { $ref: string }
type Described = {
  operationId: string
  parameters?: (Parameter | Reference)[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, DescribedReply | Reference>
  security?: unknown[]
  'x-refusals'?: string[]
  'x-body-limit'?: number
}
type DescribedReply = {
  content?: Record<string, { schema: Schema | Reference }>
  headers?: Record<string, { required?: boolean } | Reference>
}
export type Document = {
  paths: Record<string, Record<string, Described>>
  /** Refusals of the doors, which any address may answer, by status. */
  'x-refusals'?: Record<string, string[]>
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']
const DOCUMENT = new URL('../../docs/openapi.json', import.meta.url)

export const readDocument = (): Document => JSON.parse(readFileSync(DOCUMENT, 'utf8')) as Document

/** The document as a stranger reads it; nothing else of ours is known here. */
export function readApi(document: Document): Api {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const described = item[method]
      return described === undefined ? [] : [readOperation(document, path, method, described)]
    }),
  )
  const common = Object.entries(document['x-refusals'] ?? {})
  return { operations, common: new Map(common.map(([status, codes]) => [Number(status), new Set(codes)])) }
}

function readOperation(document: Document, path: string, method: string, described: Described): Operation {
  const replies = Object.entries(described.responses).map(
    ([status, reply]) => [Number(status), readReply(document, resolve(document, reply))] as const,
  )
  return {
    name: described.operationId,
    method: method.toUpperCase(),
    path,
    parameters: (described.parameters ?? []).map((one) => resolve(document, one)),
    body: described.requestBody?.content['application/json']?.schema ?? null,
    body_limit: described['x-body-limit'] ?? Number.POSITIVE_INFINITY,
    replies: new Map(replies),
    refusals: new Set(described['x-refusals'] ?? []),
    open: (described.security ?? []).length === 0,
    stream: replies.some(([, { types }]) => 'text/event-stream' in types),
  }
}

const readReply = (document: Document, { content = {}, headers = {} }: DescribedReply): Reply => ({
  types: Object.fromEntries(Object.entries(content).map(([type, { schema }]) => [type, resolve(document, schema)])),
  headers: Object.entries(headers)
    .filter(([, header]) => resolve(document, header).required === true)
    .map(([name]) => name.toLowerCase()),
})

/** Follows a local `$ref`; the document has no others. */
function resolve<T extends object>(document: Document, value: T | Reference): T {
  if (!('$ref' in value)) return value
  const steps = (value.$ref as string).slice(2).split('/')
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document) as T
}
