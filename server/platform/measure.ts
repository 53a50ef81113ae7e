import type { FastifyInstance } from 'fastify'
import type { Actor } from './actor.ts'
import { publicActor } from './actor.ts'
import type { Revisions } from './memory.ts'
import { histogram } from './metrics.ts'

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * One figure per request, and one line for what changed something or went wrong, by route pattern: no address with
 * somebody's data in it. What was only read has its line at `debug`: a shop is read a thousand times for each change.
 */
export function measure(server: FastifyInstance): void {
  const duration = histogram('hilo_http_seconds', 'Time to answer', ['method', 'route', 'status'], SECONDS)
  server.decorateRequest('actor', null as never)
  server.decorateRequest('revisions', undefined)
  server.addHook('onRequest', (request, reply, done) => {
    request.actor = publicActor
    void reply.header('x-request-id', request.id)
    done()
  })
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
    const is_read = (request.method === 'GET' || request.method === 'HEAD') && reply.statusCode < 400
    request.log[is_read ? 'debug' : 'info'](
      {
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        actor: request.actor.kind,
        actor_id: request.actor.id,
      },
      'answered',
    )
    done()
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
    /** Of what is remembered, as they were when it came in. */
    revisions: Revisions | undefined
  }
}
