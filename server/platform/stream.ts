import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Filter } from './feed.ts'
import type { Steps, Stream } from './route.ts'

/** Beyond this a reader does not keep up; one that takes nothing for so long is let go. It resumes from its cursor. */
const BUFFER_BYTES_MAX = 256 * 1024
const STALLED_MS = 5_000

/** Joins the live feed with what the request was let in with. */
export type Follow = (stream: Stream, filter: Filter) => Promise<void>

/** Turns a request into an open stream of server-sent events (WHATWG HTML §9.2). */
export async function openStream(
  request: FastifyRequest,
  reply: FastifyReply,
  steps: Steps,
  follow: Follow,
  serve: (stream: Stream) => Promise<unknown>,
): Promise<void> {
  const last = request.headers['last-event-id'] ?? (request.query as { last_event_id?: string }).last_event_id
  const { raw } = reply
  let opened = false
  const open = () => {
    opened = true
    reply.hijack()
    raw.writeHead(200, {
      // What hooks said of every answer; the framework writes it no more once a reply is taken over.
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      // Nothing can follow on this connection, so that a server that stops need not wait for it.
      connection: 'close',
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
      if (raw.destroyed || raw.writableEnded) return true
      raw.write(text)
      return raw.writableLength < BUFFER_BYTES_MAX
    },
    drained: async () => {
      if (!raw.writableNeedDrain || raw.destroyed) return
      // Not ended: an end would wait for a buffer that nobody empties.
      const letGo = setTimeout(() => raw.destroy(), STALLED_MS)
      await new Promise<void>((done) => {
        const over = () => {
          raw.off('drain', over).off('close', over)
          done()
        }
        raw.on('drain', over).on('close', over)
      })
      clearTimeout(letGo)
    },
    // Who hung up while they were being let in is gone already, and nobody says so again.
    onClose: (listener) => void (raw.destroyed ? listener() : raw.once('close', listener)),
    close: () => raw.end(),
    follow: (filter) => follow(stream, filter),
  }
  try {
    await serve(stream)
  } catch (error) {
    // Once it is open no problem can be answered: it ends, and its reader comes again.
    if (!opened) throw error
    request.log.warn({ err: error }, 'a stream broke off')
    stream.close()
  }
}
