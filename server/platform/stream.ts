import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Feed } from './feed.ts'
import type { Steps, Stream } from './route.ts'

/** A reader who does not keep up is let go; it resumes from its cursor. */
const BUFFER_BYTES_MAX = 1024 * 1024

/** Turns a request into an open stream of server-sent events (WHATWG HTML §9.2). */
export async function openStream(request: FastifyRequest, reply: FastifyReply, steps: Steps, feed: Feed, serve: (stream: Stream) => Promise<unknown>): Promise<void> {
  const last = request.headers['last-event-id'] ?? (request.query as { last_event_id?: string }).last_event_id
  let opened = false
  const open = () => {
    opened = true
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-request-id': request.id,
    })
  }
  const stream: Stream = {
    ...steps,
    last_event_id: typeof last === 'string' ? last : null,
    send: (text) => {
      if (!opened) open()
      if (reply.raw.destroyed) return false
      reply.raw.write(text)
      return reply.raw.writableLength < BUFFER_BYTES_MAX
    },
    onClose: (listener) => reply.raw.once('close', listener),
    close: () => reply.raw.end(),
    follow: (filter) => feed.connect(stream, filter),
  }
  await serve(stream)
}
