import { ask, credential, isConforming, targetOf } from './ask.ts'
import type { Ask, Parts } from './ask.ts'
import { nobody, strangers } from './cast.ts'
import type { Caller } from './cast.ts'
import { compose } from './compose.ts'
import type { Operation } from './document.ts'
import { nounOf } from './memory.ts'
import type { Run } from './run.ts'

/** One sweep tries some of each; other seeds try the others. */
const STRANGERS = 4
const METHODS_TRIED = 4
const ADDRESSES = 4
const QUIET_TRIES = 4
const TOO_OFTEN = 429
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']

/** Every operation once from every side: who is let in, which methods, how an address may be written. */
export async function sweep(run: Run, goes_on: () => boolean, extra: readonly Caller[] = []): Promise<void> {
  const addresses = new Set<string>()
  for (const operation of some(run, run.api.operations, run.api.operations.length)) {
    if (!goes_on()) return
    const parts = partsFor(run, operation)
    if (parts === null) continue
    for (const stranger of [nobody, ...extra, ...some(run, strangers, STRANGERS)])
      await run.send(ask(operation, parts, stranger, `with ${stranger.name}`, null), parts.path)
    await reading(run, operation, parts)
    if (addresses.has(operation.path)) continue
    addresses.add(operation.path)
    for (const elsewhere of strangeAddresses(run, operation, parts)) await run.send(elsewhere)
  }
}

function partsFor(run: Run, operation: Operation): Parts | null {
  const names = operation.parameters.filter(({ in: at }) => at === 'path').map(({ name }) => name)
  const bundle = run.memory.bundleOf(names, nounOf(operation.path), run.chance)
  return compose(run, operation, bundle, false)
}

/** A GET says the same as HEAD, but for the body, and leaves no fact in the log. */
async function reading(run: Run, operation: Operation, parts: Parts): Promise<void> {
  if (operation.method !== 'GET' || operation.stream) return
  const caller =
    [...run.callers.values()].find(({ name }) => run.admitted(operation.name, name) === true) ??
    run.callers.get('owner')
  if (caller === undefined) return
  const get = ask(operation, parts, caller, 'as documented', isConforming(operation, parts))
  const before = await newestFact(run)
  const { answer } = await run.send(get, parts.path)
  const { answer: head } = await run.send({
    ...get,
    what: 'HEAD',
    conforms: null,
    sent: { ...get.sent, method: 'HEAD' },
  })
  // Who asks too often is told so between the two as well.
  if (head.status !== answer.status && head.status !== TOO_OFTEN && answer.status !== TOO_OFTEN)
    run.report.find(
      operation.name,
      { rule: 'HEAD answers like GET', detail: `${head.status}, not ${answer.status}` },
      get.sent.target,
    )
  await mustBeQuiet(run, get, before)
}

/** Jobs write facts too: only what is followed by one again and again is the cause of it. */
async function mustBeQuiet(run: Run, get: Ask, before: string | null): Promise<void> {
  let known = before
  for (let tries = 0; tries < QUIET_TRIES; tries += 1) {
    const after = await newestFact(run)
    if (after === known || after === null) return
    known = after
    await run.send(get)
  }
  run.report.find(
    get.operation?.name ?? '',
    { rule: 'a GET changes nothing', detail: 'facts follow it' },
    get.sent.target,
  )
}

/** What the log says last; null where nobody may read it. */
async function newestFact(run: Run): Promise<string | null> {
  const log = run.api.operations.find(({ name }) => name === 'listEvents')
  const owner = run.callers.get('owner')
  if (log === undefined || owner === undefined) return null
  const parts: Parts = { path: {}, query: [['limit', '1']], headers: [], body: null, content_type: null }
  const { answer } = await run.send(ask(log, parts, owner, 'the newest fact', true))
  return answer.status === 200 ? answer.text : null
}

function* strangeAddresses(run: Run, operation: Operation, parts: Parts): Generator<Ask> {
  const caller = run.callers.get('owner') ?? nobody
  const target = targetOf(operation.path, { path: parts.path, query: [] })
  const named = new Set(run.api.operations.filter(({ path }) => path === operation.path).map(({ method }) => method))
  const to = (what: string, method: string, address: string): Ask => ({
    operation: null,
    caller,
    what,
    conforms: null,
    stranger: !caller.good,
    sent: { method, target: address, headers: [['host', 'localhost'], ...credential(caller)], body: null },
  })
  for (const method of some(run, METHODS, METHODS_TRIED))
    if (!named.has(method) && !(method === 'HEAD' && named.has('GET')))
      yield to(`${method} where it is not named`, method, target)
  if (!named.has('GET')) return
  const written: Readonly<Record<string, string>> = {
    'a slash at the end': `${target}/`,
    'two slashes': target.replace('/api/', '/api//'),
    'an encoded slash': target.replace('/api/', '/api%2f'),
    dots: target.replace('/api/', '/api/./../api/'),
    'encoded dots': `${target}/%2e%2e/%2e%2e/etc/passwd`,
    capitals: target.toUpperCase(),
    'a broken escape': `${target}%`,
    'bytes that are no UTF-8': `${target}%ff`,
    'half a character': `${target}%ed%a0%80`,
    NUL: `${target}%00`,
    'a semicolon': `${target};a=b`,
    'a long way on': `${target}/${'a/'.repeat(500)}`,
    'a very long step': `${target}/${'a'.repeat(3_000)}`,
  }
  for (const [what, address] of some(run, Object.entries(written), ADDRESSES)) yield to(what, 'GET', address)
}

/** So many of a list, drawn. */
const some = <T>({ chance }: Run, list: readonly T[], most: number): T[] =>
  list
    .map((one) => [chance.next(), one] as const)
    .toSorted(([a], [b]) => a - b)
    .slice(0, most)
    .map(([, one]) => one)

const line = (...lines: string[]): Uint8Array => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
const HOST = 'Host: localhost'

/** Bytes below HTTP's own rules, and rules of HTTP that few clients use. */
export const RAW: Readonly<Record<string, Uint8Array>> = {
  'no HTTP at all': line('hello'),
  'an unknown method': line('FETCH /api/me HTTP/1.1', HOST, 'Connection: close'),
  'a method in small letters': line('get /api/me HTTP/1.1', HOST),
  'no host': line('GET /api/me HTTP/1.1', 'Connection: close'),
  'two hosts': line('GET /api/me HTTP/1.1', HOST, HOST, 'Connection: close'),
  'HTTP/1.0': line('GET /api/no-such-thing HTTP/1.0'),
  'HTTP/9.9': line('GET /api/me HTTP/9.9', HOST),
  'a whole address': line('GET http://localhost/api/no-such-thing HTTP/1.1', HOST, 'Connection: close'),
  "another host's address": line('GET http://elsewhere.example/api/no-such-thing HTTP/1.1', HOST, 'Connection: close'),
  'OPTIONS *': line('OPTIONS * HTTP/1.1', HOST, 'Connection: close'),
  'a space in the address': line('GET /api/ me HTTP/1.1', HOST, 'Connection: close'),
  'bytes in the address': line('GET /api/\u00ff\u00fe HTTP/1.1', HOST, 'Connection: close'),
  'a fragment': line('GET /api/no-such-thing#x HTTP/1.1', HOST, 'Connection: close'),
  'headers without end': line('GET /api/me HTTP/1.1', HOST, `X-Long: ${'x'.repeat(20_000)}`, 'Connection: close'),
  'an address without end': line(`GET /api/${'x'.repeat(20_000)} HTTP/1.1`, HOST, 'Connection: close'),
  'a thousand headers': line(
    'GET /api/no-such-thing HTTP/1.1',
    HOST,
    ...Array.from({ length: 1_500 }, (_one, at) => `x${at}: 1`),
    'Connection: close',
  ),
  'a header without a colon': line('GET /api/me HTTP/1.1', HOST, 'Broken', 'Connection: close'),
  'NUL in a header': line('GET /api/me HTTP/1.1', HOST, 'X-Nul: a\u0000b', 'Connection: close'),
  'a bare line feed': Buffer.from('GET /api/no-such-thing HTTP/1.1\nHost: localhost\n\n'),
  'two lengths': line(
    'POST /api/sign-in HTTP/1.1',
    HOST,
    'Content-Length: 2',
    'Content-Length: 3',
    'Content-Type: application/json',
  ),
  'a length below nothing': line('POST /api/sign-in HTTP/1.1', HOST, 'Content-Length: -1'),
  'a length and chunks': line('POST /api/sign-in HTTP/1.1', HOST, 'Content-Length: 2', 'Transfer-Encoding: chunked'),
  'broken chunks': Buffer.from(
    'POST /api/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n',
  ),
  'an expectation nobody meets': line(
    'GET /api/no-such-thing HTTP/1.1',
    HOST,
    'Expect: a-miracle',
    'Connection: close',
  ),
  'an upgrade': line('GET /api/no-such-thing HTTP/1.1', HOST, 'Connection: Upgrade', 'Upgrade: websocket'),
  'HTTP/2 at once': Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
}

export async function speakRaw(run: Run): Promise<void> {
  for (const [what, bytes] of Object.entries(RAW)) await run.raw(what, bytes)
}
