import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Refused } from './errors.ts'
import { refused } from './errors.ts'
import { spareHeaders } from './headers.ts'
import { newId } from './ids.ts'
import { problemOf, sendProblem } from './problem.ts'
import type { Route } from './route.ts'

/** Not by `import`: see outward.ts. */
const { STATUS_CODES } = process.getBuiltinModule('node:http')

/** What HTTP itself asks before any route is looked at (RFC 9110, RFC 9112); refused as everything is, by a problem. */
export function keepProtocol(server: FastifyInstance, routes: readonly Route[]): void {
  const methodsAt = methodsOf(routes)
  server.setNotFoundHandler((request, reply) => {
    const methods = methodsAt(request.url)
    // Too long a name for this address went on to one that takes all that begins so, and came to nothing there.
    if (methods.includes(request.method))
      return sendProblem(
        refused('address_too_long', { detail: 'A part of the address is too long.' }, 414),
        request,
        reply,
      )
    if (methods.length === 0)
      return sendProblem(refused('no_such_route', { detail: 'There is nothing at this address.' }, 404), request, reply)
    const allow = methods.join(', ')
    void reply.header('allow', allow)
    return sendProblem(refused('method_not_allowed', { detail: `This address answers ${allow}.` }, 405), request, reply)
  })
  server.addHook('onRequest', (request, _reply, done) => done(namesOneHost(request) ? undefined : oneHost()))
  server.server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const { head, body } = written(refused('expectation_failed', { detail: 'Only 100-continue can be met.' }, 417))
    response.writeHead(417, head).end(body)
  })
}

/** A path that is no UTF-8 is refused by the router; a query would be read with marks where its letters were. */
export function mustBeReadable(url: string): void {
  const at = url.indexOf('?')
  if (at < 0) return
  try {
    decodeURIComponent(url.slice(at + 1))
  } catch {
    throw refused('bad_request', { detail: 'The query of this address is not UTF-8, or has a lone %.' }, 400)
  }
}

/** Two hosts are two readings of one request: a proxy in front may take the other one. */
function namesOneHost({ raw }: FastifyRequest): boolean {
  let hosts = 0
  for (let at = 0; at < raw.rawHeaders.length; at += 2) if (raw.rawHeaders[at]?.toLowerCase() === 'host') hosts += 1
  return hosts === 1 || (hosts === 0 && raw.httpVersion === '1.0')
}

const oneHost = (): Refused => refused('bad_request', { detail: 'A request names one Host.' }, 400)

/** The methods of an address, whatever its parameters are. */
function methodsOf(routes: readonly Route[]): (url: string) => string[] {
  const addresses = new Map<string, { pattern: RegExp; methods: string[] }>()
  for (const { path, method, mode } of routes) {
    const pattern = new RegExp(`^/api${path.replaceAll(/:[a-z_]+/g, '[^/]+')}$`)
    const address = addresses.get(pattern.source) ?? { pattern, methods: [] }
    address.methods.push(method, ...(method === 'GET' && mode !== 'stream' ? ['HEAD'] : []))
    addresses.set(pattern.source, address)
  }
  return (url) => {
    const path = url.split('?', 1)[0] as string
    return [...addresses.values()].filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)
  }
}

/** Bytes that are no request have no reply either, only a connection that is closed after the answer. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable || owesAnswer(socket)) return void socket.destroy()
  const refusal = refusalOf(error.code)
  const { head, body } = written(refusal)
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${lines.join('')}\r\n${body}`)
}

/**
 * A good request that came before is still being answered, and its sender would take the refusal for that answer. Where
 * it is the body that cannot be read, the answer is this refusal. Node keeps the response under this name only.
 */
function owesAnswer(socket: Socket): boolean {
  const response = Reflect.get(socket, '_httpMessage') as ServerResponse | null | undefined
  return response != null && (response.headersSent || response.req.complete)
}

function refusalOf(code: string | undefined): Refused {
  if (code === 'HPE_HEADER_OVERFLOW')
    return refused('headers_too_large', { detail: 'Address and headers are too long.' }, 431)
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return refused('request_timeout', { detail: 'The request did not come to its end in time.' }, 408)
  return refused('bad_request', { detail: 'This is no HTTP request.' }, 400)
}

function written(refusal: Refused): { head: Record<string, string>; body: string } {
  const request_id = newId()
  const body = JSON.stringify(problemOf(refusal, request_id).problem)
  const head = {
    ...spareHeaders(),
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    'x-request-id': request_id,
    connection: 'close',
  }
  return { head, body }
}
