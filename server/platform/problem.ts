import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Outside, Refused, refused } from './errors.ts'
import { isWithoutRoom } from './files.ts'
import { counter } from './metrics.ts'
import { cookieName, endedCookie } from './session-cookie.ts'

/** RFC 9457 problem details, with our stable `code` and the facts of the refusal beside it. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.Optional(Type.String()),
    request_id: Type.String(),
  },
  { additionalProperties: true, description: 'RFC 9457' },
)

export type Problem = {
  type: string
  title: string
  status: number
  code: string
  detail?: string
  request_id: string
} & Record<string, unknown>

const broken = counter('hilo_broken_requests_total', 'Requests that failed by a fault of ours')

export function problemOf(error: unknown, request_id: string): { problem: Problem; retry_after_s: number | null } {
  const failure = asRefused(error)
  if (failure) {
    const { code, status, details, message } = failure
    const retry = typeof details['retry_after_s'] === 'number' ? details['retry_after_s'] : null
    return {
      problem: {
        ...details,
        type: `about:blank#${code}`,
        title: code.replaceAll('_', ' '),
        status,
        code,
        detail: message,
        request_id,
      },
      retry_after_s: retry,
    }
  }
  const outside = asOutside(error)
  if (outside) {
    const { code, message, retry_after_s } = outside
    return {
      problem: {
        type: `about:blank#${code}`,
        title: code.replaceAll('_', ' '),
        status: 503,
        code,
        detail: message,
        request_id,
      },
      retry_after_s,
    }
  }
  broken.inc()
  return {
    problem: {
      type: 'about:blank#broken',
      title: 'broken',
      status: 500,
      code: 'broken',
      detail: 'Something of ours broke. It was logged with this request_id.',
      request_id,
    },
    retry_after_s: null,
  }
}

/** Answers a failure; anything that is not an expected refusal is logged with its cause. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { problem, retry_after_s } = problemOf(error, request.id)
  if (problem.status >= 500)
    request.log.error({ err: error, route: request.routeOptions.url, problem: problem.code }, 'request failed')
  // What the net caught: the log says which rule of the tables it was, so that a rule above can say it better.
  else if (error instanceof Error && 'constraint' in error && error.constraint !== undefined)
    request.log.warn(
      { constraint: error.constraint, route: request.routeOptions.url, problem: problem.code },
      'the database refused',
    )
  if (retry_after_s !== null) void reply.header('retry-after', Math.max(1, Math.ceil(retry_after_s)))
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer')
  // A cookie that has died would lock its browser out of signing in again; scripts cannot delete it.
  if (problem.code === 'bad_credential' && !request.headers.authorization)
    void reply.header('set-cookie', endedCookie(cookieName(request.headers)))
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json')
    .serializer(JSON.stringify)
    .send(problem)
}

function asOutside(error: unknown): Outside | null {
  if (error instanceof Outside) return error
  return isWithoutRoom(error) ? new Outside('no_room', 'The disk of the server is full.', { cause: error }) : null
}

type Failure = {
  code?: string
  statusCode?: number
  expose?: boolean
  validation?: unknown[]
  validationContext?: string
  constraint?: string
  message?: string
}

function asRefused(error: unknown): Refused | null {
  if (error instanceof Refused) return error
  const failure = (error ?? {}) as Failure
  if (failure.validation) return badInput(failure)
  // Whoever asked hung up in the middle of the body: nobody is left to be answered, and nothing of ours broke.
  if (failure.code === 'ECONNRESET' && failure.statusCode === 400) return ofFramework(failure)
  // A page that is being written asks the doors, and they are closed already.
  if (failure.code === 'FST_ERR_REOPENED_CLOSE_SERVER') return stopping()
  // Of Fastify itself; or of what serves its files, which marks what may be told.
  if (failure.code?.startsWith?.('FST_') || failure.expose) return ofFramework(failure)
  return ofDatabase(failure)
}

export const stopping = (): Refused =>
  refused('overloaded', { detail: 'The server is stopping; come again in a moment.', retry_after_s: 1 }, 503)

const depthOf = ({ instancePath }: { instancePath: string }): number => instancePath.split('/').length

function badInput(failure: Failure): Refused {
  const fields = (failure.validation as { instancePath: string; message?: string; params?: Record<string, unknown> }[])
    // Of a value that may have one of several forms each form says what it misses; the one it was meant as got furthest.
    .toSorted((a, b) => depthOf(b) - depthOf(a))
    .slice(0, 20)
    .map((fault) => ({
      field: `${failure.validationContext ?? 'body'}${fault.instancePath}`,
      message: fault.message ?? 'is not valid',
      ...(fault.params?.['additionalProperty'] === undefined ? {} : { unknown: fault.params['additionalProperty'] }),
    }))
  return refused(
    'bad_input',
    { detail: `${fields[0]?.field ?? 'input'} ${fields[0]?.message ?? 'is not valid'}`, fields },
    400,
  )
}

const OF_STATUS: Record<number, string> = {
  413: 'body_too_large',
  414: 'address_too_long',
  415: 'unsupported_media_type',
}

function ofFramework({ statusCode, message }: Failure): Refused | null {
  if (statusCode === undefined || statusCode >= 500) return null
  const name = OF_STATUS[statusCode] ?? 'bad_request'
  return refused(name, { detail: message ?? name }, statusCode)
}

/**
 * The last net under the rules: what the database itself refuses is bad input, never a 500. Rules
 * above say it better; this says it at all.
 */
function ofDatabase({ code }: Failure): Refused | null {
  if (code === '23505') return refused('already_exists', { detail: 'This exists already.' }, 409)
  if (code === '23503')
    return refused('unknown_reference', { detail: 'It refers to something that does not exist.' }, 422)
  if (code === '23514' || code === '23502')
    return refused('not_allowed', { detail: 'The value is outside of what is allowed.' }, 422)
  if (code === '21000') return refused('not_allowed', { detail: 'Something is named twice.' }, 422)
  if (code?.startsWith('22')) return refused('bad_value', { detail: 'A value cannot be stored as it is.' }, 400)
  return null
}
