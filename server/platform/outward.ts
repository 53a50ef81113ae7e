import { lookup } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Outside, refused } from './errors.ts'
import type { Refused } from './errors.ts'

/**
 * An `import` of these asks for all they export, also for what loads Node's own client of the web (`WebSocket`): ten
 * megabytes that nobody here needs (`memory` of `bin/bench`).
 */
const { request: plainly } = process.getBuiltinModule('node:http')
const { request: overTls } = process.getBuiltinModule('node:https')

/**
 * The one door outward: every HTTP call of the server goes through here (tidy sees to it). Whoever set the address
 * decides how far it may lead:
 * - 'person': somebody typed it. Web addresses of the public internet alone: the name is looked up once, every address
 *   it has must be public, and the connection goes to one of exactly these (no second look-up that could answer
 *   otherwise). A redirect is a new address and is judged like the first.
 * - 'operator': whoever runs the server set it. It may lead to this machine; redirects are not followed.
 */
export type Outward = {
  set_by: 'person' | 'operator'
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** For the whole of it: looking up, connecting, redirects, the last byte of the answer. */
  timeout_ms: number
  /** More than this is not read. */
  bytes_max: number
}
export type Heard = { status: number; headers: IncomingMessage['headers']; body: Buffer }

/** Answers every address of a name. */
export type LookUp = (name: string, done: (error: Error | null, addresses: LookupAddress[]) => void) => void

const ADDRESS_LENGTH_MAX = 2_000
const REDIRECTS_MAX = 3
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

const lookUpAll: LookUp = (name, done) => lookup(name, { all: true }, done)

/**
 * Calls an address. Refused: bad_address (no web address), address_not_public. Outside: no_answer (503) when it cannot
 * be reached, takes too long or says too much.
 */
export async function callOutward(address: string, call: Outward, lookUp: LookUp = lookUpAll): Promise<Heard> {
  const signal = AbortSignal.timeout(call.timeout_ms)
  let url = webAddress(address)
  let { headers = {} } = call
  for (let redirects = 0; ; redirects++) {
    const heard = await once(url, { ...call, headers }, lookUp, signal)
    const { location } = heard.headers
    if (call.set_by !== 'person' || !REDIRECTS.has(heard.status) || location === undefined) return heard
    // What was meant for the first place (a signature, a body, a credential) is not handed on to a second one.
    if (call.method === 'POST' || redirects === REDIRECTS_MAX) throw noAnswer('it sends us elsewhere')
    const next = webAddress(new URL(location, url).href)
    if (next.origin !== url.origin) headers = {}
    url = next
  }
}

function webAddress(text: string): URL {
  const url = text.length > ADDRESS_LENGTH_MAX ? null : URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw refused('bad_address', { detail: 'This is not an address that begins with https:// or http://.' })
  return url
}

/** Of the public internet: not private, not this machine or its neighbours, not one address wrapped in another. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  // RFC 4291 §2.4: global unicast is given out of 2000::/3 alone.
  return parsed.kind() === 'ipv4' || (parsed.toByteArray()[0] as number) >> 5 === 1
}

async function once(url: URL, call: Outward, lookUp: LookUp, signal: AbortSignal): Promise<Heard> {
  const { method = 'GET', headers = {}, body, bytes_max, set_by } = call
  // The name in a URL is normalised (WHATWG URL §3.5): 0177.1, 2130706433 and 0x7f.1 are 127.0.0.1 here already.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (set_by === 'person' && isIP(host) !== 0 && !isPublic(host)) throw notPublic()
  const { promise: answered, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request = (url.protocol === 'https:' ? overTls : plainly)(url, {
    method,
    headers: { 'user-agent': 'hilo', ...headers },
    signal,
    // A kept connection may lead to where a name pointed yesterday.
    ...(set_by === 'person' ? { agent: false as const } : {}),
    lookup: pinned(lookUp, set_by),
  })
  request.on('error', reject).on('response', resolve).end(body)
  try {
    return await read(await answered, bytes_max)
  } catch (error) {
    request.destroy()
    throw failureOf(error as Error)
  }
}

const pinned =
  (lookUp: LookUp, set_by: Outward['set_by']): LookupFunction =>
  (name, options, done) =>
    lookUp(name, (error, addresses) => {
      const first = addresses?.[0]
      if (error || !first) return done(error ?? new Error('no address'), '', 0)
      if (set_by === 'person' && !addresses.every(({ address }) => isPublic(address))) return done(notPublic(), '', 0)
      if (options.all) done(null, addresses)
      else done(null, first.address, first.family)
    })

async function read(response: IncomingMessage, bytes_max: number): Promise<Heard> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of response) {
    pieces.push(piece as Buffer)
    bytes += (piece as Buffer).length
    if (bytes > bytes_max) throw new Error('it says too much')
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }
}

const notPublic = (): Refused =>
  refused('address_not_public', { detail: 'This address does not lead to the public internet.' })

const noAnswer = (because: string, cause?: unknown): Outside =>
  new Outside('no_answer', `The other side did not answer: ${because}.`, { cause })

function failureOf(error: Error & { code?: string }): Error {
  if (error.name === 'Refused') return error
  return noAnswer(error.name === 'AbortError' ? 'it takes too long' : (error.code ?? error.message), error)
}
