import { CURSOR } from './feed-log.ts'
import { BODY_BYTES_MAX, CHANNEL, KEY } from './http.ts'
import { Problem } from './problem.ts'
import { DOOR_REFUSALS, isOfTheDoors } from './refusals.ts'
import type { Route } from './route.ts'

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
        'Failures are RFC 9457 problems with a stable `code`: those of an operation are its `x-refusals`, those that any address may answer are the `x-refusals` of the document, by status. ' +
        'Bodies are I-JSON (RFC 7493) without a content coding, no text holds NUL, and no member is called `__proto__` or `constructor`; bytes beyond `x-body-limit` are 413. Where an operation names the header `Idempotency-Key`, a repeat with the same key gets the first answer; the others only read, are safe to repeat by the ids they are given, or answer what is never kept (a secret, a sign-in). Query fields that are not named are refused where any is named.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    'x-refusals': DOOR_REFUSALS,
    paths,
    components: {
      schemas: { Problem: plain(Problem) },
      responses: Object.fromEntries(
        Object.entries(FAILURES).map(([status, description]) => [`Failure${status}`, failure(status, description)]),
      ),
      headers: HEADERS,
      parameters: PARAMETERS,
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
    description: `May be called by: ${route.who.map((who) => CREDENTIALS[who] ?? `permission \`${who}\`.`).join(' ')}${route.mode === 'stream' ? ' A stream has no head: HEAD is 405.' : ''}`,
    tags: [route.path.split('/')[1]],
    security: isPublic ? [] : [{ bearer: [] }, { cookie: [] }],
    parameters: parameters(route),
    ...(route.body && !route.raw
      ? { requestBody: { required: true, content: { 'application/json': { schema: plain(route.body) } } } }
      : {}),
    ...(route.body ? { 'x-body-limit': route.body_limit ?? BODY_BYTES_MAX } : {}),
    responses: responses(route),
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
  const takesKey = route.method === 'POST' && route.key !== 'none'
  const name = route.key === 'optional' ? 'MayRepeat' : 'Repeat'
  return [
    ...of(route.params, 'path'),
    ...of(route.query, 'query'),
    { $ref: '#/components/parameters/Channel' },
    ...(takesKey ? [{ $ref: `#/components/parameters/${name}` }] : []),
    ...(route.mode === 'stream' ? [{ $ref: '#/components/parameters/LastEventId' }] : []),
  ]
}

const key = (required: boolean): Json => ({
  name: 'Idempotency-Key',
  in: 'header',
  required,
  description: 'Names this request, so that a repeat does not do it twice.',
  schema: { type: 'string', pattern: KEY.source },
})

const PARAMETERS: Json = {
  Repeat: key(true),
  MayRepeat: key(false),
  Channel: {
    name: 'Hilo-Channel',
    in: 'header',
    required: false,
    description:
      'Code of the channel staff and machines speak through, where their credential names none. A browser that comes with the cookie and changes something must send it.',
    schema: { type: 'string', maxLength: 60, pattern: CHANNEL.source },
  },
  LastEventId: {
    name: 'Last-Event-ID',
    in: 'header',
    required: false,
    description: 'The id of the last fact that was heard; what came after it follows.',
    schema: { type: 'string', pattern: CURSOR.source },
  },
}

const header = (type: string, required: boolean, description: string): Json => ({
  description,
  required,
  schema: { type },
})

const HEADERS: Json = {
  RequestId: header('string', true, 'Names this request in the log.'),
  RetryAfter: header('integer', true, 'Seconds after which to come again.'),
  Challenge: header('string', true, 'How to sign in: Bearer (RFC 6750).'),
  Replayed: header('string', false, '`true` where the answer is that of an earlier request with this Idempotency-Key.'),
}

const FAILURES: Record<number, string> = {
  400: 'The request is not well formed',
  401: 'Sign in, or the credential is not valid',
  403: 'Not allowed',
  404: 'Not there, or not yours',
  408: 'The request did not come to its end in time',
  409: 'It changed meanwhile, or is still in flight',
  410: 'It was there, and its time is over',
  413: 'Too large',
  414: 'A part of the address is too long',
  415: 'Not JSON',
  422: 'A rule refuses it; see `code`',
  429: 'Too many requests',
  431: 'Address and headers are too long',
  500: 'A fault of ours',
  503: 'Busy or down; come again after `Retry-After`',
}

/** Which failures a route can answer: those of every address, of its parts, of its own refusals. */
function failuresOf(route: Route): number[] {
  const writes = route.method !== 'GET'
  const own = (route.refusals ?? []).filter((code) => !isOfTheDoors(code))
  const isPublic = route.who.includes('public')
  return [
    400,
    401,
    ...(!isPublic || writes ? [403] : []),
    ...(route.params ? [404, 414] : []),
    ...(route.refusals?.includes('not_found') ? [404] : []),
    ...(writes ? [409, 413, 415] : []),
    ...(writes || own.length > 0 ? [422] : []),
    ...(route.failures ?? []),
    408,
    429,
    431,
    500,
    503,
  ]
}

function failure(status: string, description: string): Json {
  const headers = {
    'x-request-id': { $ref: '#/components/headers/RequestId' },
    ...(status === '401' ? { 'www-authenticate': { $ref: '#/components/headers/Challenge' } } : {}),
    ...(status === '429' || status === '503' ? { 'retry-after': { $ref: '#/components/headers/RetryAfter' } } : {}),
  }
  return {
    description,
    headers,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

function responses(route: Route): Json {
  const success = route.status ?? 200
  const type = route.mode === 'stream' ? 'text/event-stream' : 'application/json'
  const headers = {
    'x-request-id': { $ref: '#/components/headers/RequestId' },
    ...(route.method === 'POST' && route.key !== 'none'
      ? { 'idempotent-replayed': { $ref: '#/components/headers/Replayed' } }
      : {}),
  }
  return {
    [success]: {
      description: 'Done',
      headers,
      ...(success === 204 ? {} : { content: { [type]: { schema: plain(route.reply) } } }),
    },
    ...Object.fromEntries(
      failuresOf(route).map((status) => [status, { $ref: `#/components/responses/Failure${status}` }]),
    ),
  }
}

/** TypeBox marks its schemas with symbols and hidden keys; the document is plain JSON. */
const plain = (schema: unknown): Json => JSON.parse(JSON.stringify(schema)) as Json
