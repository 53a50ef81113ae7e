import { isIPv6 } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from './actor.ts'
import type { Refused } from './errors.ts'
import { refused } from './errors.ts'
import { gauge } from './metrics.ts'

/**
 * Limits in front of all work. Per caller: a bucket that refills every second, 429 beyond. Per
 * process: so many requests at the same time, 503 beyond, so that a flood is refused early instead of
 * everybody waiting; and of these no address has more than its share, 429 beyond, so that who does not send or does
 * not read what they asked for keeps nobody out.
 */
export type Limits = { rate_limit_per_s: number; max_in_flight: number }

const BURST_SECONDS = 3
const CALLERS_MAX = 50_000
/** Of all places, for one address: enough for all tills and screens behind the router of a shop. */
const SHARE = 1 / 4

/** What a route says of itself. `probe`: whoever watches over us gets an answer whatever else goes on. */
export type Unlimited = { stream?: boolean; probe?: boolean }

/** Told of everybody whose credential was found good, so that it gets a bucket of its own from then on. */
export type Acquaint = (request: FastifyRequest, actor: Actor) => void

export function limit(server: FastifyInstance, { rate_limit_per_s, max_in_flight }: Limits): Acquaint {
  const buckets = new Map<string, Bucket>()
  const known = new Map<string, string>()
  const occupy = openPlaces(max_in_flight)

  server.addHook('onRequest', (request, reply, done) => {
    const { stream, probe } = request.routeOptions.config as Unlimited
    if (probe) return done()
    if (!take(buckets, callerOf(known, request), rate_limit_per_s))
      return done(tooMany('Too many requests; slow down.'))
    // Open streams have a limit of their own (feed.ts): screens that listen must not shut out those that ask.
    if (stream) return done()
    done(occupy(request, reply))
  })

  return (request, actor) => {
    const { authorization } = request.headers
    // A shop front's key is in every browser: its shoppers are told apart by address.
    if (authorization === undefined || actor.kind === 'public' || actor.kind === 'storefront') return
    known.delete(authorization)
    known.set(authorization, `${actor.kind} ${actor.session_id ?? actor.id}`)
    if (known.size > CALLERS_MAX) known.delete(known.keys().next().value as string)
  }
}

/**
 * A place is kept from the first byte to the last: letting somebody in is work, and a body that is half here is memory.
 * By address and not by credential, since whoever likes gets as many as they like of those that shoppers have.
 */
function openPlaces(max: number): (request: FastifyRequest, reply: FastifyReply) => Refused | undefined {
  const share = Math.ceil(max * SHARE)
  const held = new Map<string, number>()
  const inFlight = gauge('hilo_requests_in_flight', 'Requests being answered')
  let running = 0
  const count = (address: string, by: 1 | -1) => {
    running += by
    inFlight.set(running)
    const holds = (held.get(address) ?? 0) + by
    if (holds === 0) held.delete(address)
    else held.set(address, holds)
  }
  return ({ ip }, { raw }) => {
    const address = networkOf(ip)
    if ((held.get(address) ?? 0) >= share) return tooMany('Too many requests at once; wait for some of the answers.')
    if (running >= max) return overloaded('The server is busy; come again in a moment.')
    count(address, 1)
    raw.once('close', () => count(address, -1))
    return undefined
  }
}

const tooMany = (detail: string): Refused => refused('too_many_requests', { detail, retry_after_s: 1 }, 429)
const overloaded = (detail: string): Refused => refused('overloaded', { detail, retry_after_s: 1 }, 503)

type Bucket = { tokens: number; at: number }

/** A token bucket: `rate` tokens a second, at most three seconds' worth saved up. */
function take(buckets: Map<string, Bucket>, caller: string, rate: number): boolean {
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

/**
 * Whoever was found good once counts as themselves, however they spell the header. A credential nobody has
 * seen yet counts for its address, so that guessing, or a new one each time, wins nothing.
 */
const callerOf = (known: ReadonlyMap<string, string>, { headers: { authorization }, ip }: FastifyRequest): string =>
  authorization === undefined ? networkOf(ip) : (known.get(authorization) ?? `unknown from ${networkOf(ip)}`)

/** One household has one IPv4 address but 2^64 IPv6 ones: those are counted by their /64 (RFC 6177). */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [front = '', back] = address.split('::')
  const groups = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(':'))
  const head = groups(front)
  const zeros = back === undefined ? 0 : Math.max(0, 8 - head.length - groups(back).length)
  return [...head, ...Array<string>(zeros).fill('0'), ...groups(back)]
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')
}
