import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refused } from './errors.ts'
import { gauge } from './metrics.ts'

/**
 * Two limits in front of all work. Per caller: a bucket that refills every second, 429 beyond. Per
 * process: so many requests at the same time, 503 beyond, so that a flood is refused early instead of
 * everybody waiting.
 */
export type Limits = { rate_limit_per_s: number; max_in_flight: number }

const BURST_SECONDS = 3
const CALLERS_MAX = 50_000

export function limit(server: FastifyInstance, { rate_limit_per_s, max_in_flight }: Limits): void {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const inFlight = gauge('hilo_requests_in_flight', 'Requests being answered')
  let running = 0

  server.addHook('onRequest', async (request, reply) => {
    if (!take(buckets, callerOf(request), rate_limit_per_s)) {
      throw refused('too_many_requests', { detail: 'Too many requests; slow down.', retry_after_s: 1 }, 429)
    }
    // Open streams have a limit of their own (feed.ts): screens that listen must not shut out those that ask.
    if ((request.routeOptions.config as { stream?: boolean } | undefined)?.stream) return
    if (running >= max_in_flight) throw refused('overloaded', { detail: 'The server is busy; come again in a moment.', retry_after_s: 1 }, 503)
    running += 1
    inFlight.set(running)
    reply.raw.once('close', () => {
      running -= 1
      inFlight.set(running)
    })
  })
}

/** A token bucket: `rate` tokens a second, at most three seconds' worth saved up. */
function take(buckets: Map<string, { tokens: number; at: number }>, caller: string, rate: number): boolean {
  const now = performance.now()
  const bucket = buckets.get(caller) ?? { tokens: rate * BURST_SECONDS, at: now }
  bucket.tokens = Math.min(rate * BURST_SECONDS, bucket.tokens + ((now - bucket.at) / 1_000) * rate)
  bucket.at = now
  // A map keeps the order of insertion: putting it back at the end makes the first key the one unseen longest.
  buckets.delete(caller)
  buckets.set(caller, bucket)
  if (buckets.size > CALLERS_MAX) buckets.delete(buckets.keys().next().value as string)
  if (bucket.tokens < 1) return false
  bucket.tokens -= 1
  return true
}

/** The credential's tail tells callers apart; a stranger is told by address. */
const callerOf = (request: FastifyRequest): string => request.headers.authorization?.slice(-24) ?? request.ip
