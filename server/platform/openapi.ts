import type { Route } from './route.ts'
import { Problem } from './problem.ts'

type Json = Record<string, unknown>

const CREDENTIALS: Record<string, string> = {
  public: 'Nobody needs to be signed in.',
  storefront: 'A publishable key.',
  customer: "A shopper's session, anonymous or known.",
  verified: 'A shopper whose mail or phone was proved.',
  device: 'An enrolled till.',
  staff: 'Anybody who works here.',
}

/** OpenAPI 3.1 of all routes: the same schemas that validate and serialise. */
export function openApi(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
    const path = `/api${route.path.replace(/:([a-z_]+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hilo',
      version: '0.1.0',
      summary: 'One thread per customer',
      description:
        'Money is in minor units (cents) with its currency beside it. Times are RFC 3339. Lists are pages: ask again with `after` = `next`. ' +
        'Failures are RFC 9457 problems with a stable `code`. POST takes an `Idempotency-Key`; a repeat gets the first answer.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem },
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'Session (hs_…), publishable key (hpk_…), secret key (hsk_…) or device (hdt_…).',
        },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'hilo_session',
          description:
            'Called `__Host-hilo_session` over https. What changes something needs our own Origin, or `Hilo-Channel`.',
        },
      },
    },
  }
}

function operation(route: Route): Json {
  const isPublic = route.who.includes('public')
  return {
    operationId: route.operation,
    summary: route.summary,
    description: `May be called by: ${route.who.map((who) => CREDENTIALS[who] ?? `permission \`${who}\`.`).join(' ')}`,
    tags: [route.path.split('/')[1]],
    security: isPublic ? [] : [{ bearer: [] }, { cookie: [] }],
    parameters: parameters(route),
    ...(route.body && !route.raw
      ? { requestBody: { required: true, content: { 'application/json': { schema: plain(route.body) } } } }
      : {}),
    responses: responses(route, isPublic),
    ...(route.refusals ? { 'x-refusals': route.refusals } : {}),
  }
}

function parameters(route: Route): Json[] {
  const of = (schema: unknown, place: string): Json[] => {
    const { properties = {}, required = [] } = (schema ?? {}) as {
      properties?: Record<string, Json>
      required?: string[]
    }
    return Object.entries(properties).map(([name, property]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema: plain(property),
    }))
  }
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: route.key === undefined || route.key === 'required',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  }
  return [
    ...of(route.params, 'path'),
    ...of(route.query, 'query'),
    ...(route.method === 'POST' && route.key !== 'none' ? [key] : []),
  ]
}

const FAILURES: Record<number, string> = {
  400: 'The request is not well formed',
  401: 'Sign in, or the credential is not valid',
  403: 'Not allowed',
  404: 'Not there, or not yours',
  409: 'It changed meanwhile, or is still in flight',
  413: 'Too large',
  415: 'Not JSON',
  422: 'A rule refuses it; see `code`',
  429: 'Too many requests',
  500: 'A fault of ours',
  503: 'Busy or down; come again after `Retry-After`',
}

function responses(route: Route, isPublic: boolean): Json {
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  const success = route.status ?? 200
  const type = route.mode === 'stream' ? 'text/event-stream' : 'application/json'
  const failures = Object.entries(FAILURES).filter(([status]) => !isPublic || status !== '403')
  return {
    [success]: {
      description: 'Done',
      ...(success === 204 ? {} : { content: { [type]: { schema: plain(route.reply) } } }),
    },
    ...Object.fromEntries(failures.map(([status, description]) => [status, { description, content: problem }])),
  }
}

/** TypeBox marks its schemas with symbols and hidden keys; the document is plain JSON. */
const plain = (schema: unknown): Json => JSON.parse(JSON.stringify(schema)) as Json
