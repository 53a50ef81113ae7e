import { Agent, request } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { connect } from 'node:net'

/** A request down to its bytes: addresses are sent as they are, never put right by a client. */
export type Sent = { method: string; target: string; headers: [string, string][]; body: Uint8Array | null }
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string }
type At = { hostname: string; port: string; agent: Agent }
export type Wire = {
  send: (sent: Sent) => Promise<Answer>
  raw: (bytes: Uint8Array) => Promise<Answer>
  close: () => void
}

const ANSWER_MAX_MS = 20_000
const ANSWER_BYTES_MAX = 32 * 1024 * 1024
/** So long a stream is listened to: its head is what is judged. */
const STREAM_MS = 50

export function openWire(url: string): Wire {
  const { hostname, port } = new URL(url)
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
    throw new TypeError('only a server on this machine is fuzzed')
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    send: async (sent) => {
      const once = () => exchange({ hostname, port, agent }, sent)
      // A kept connection may be closed by the server in the moment it is used: that is no answer at all.
      return once().catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return once()
        throw error
      })
    },
    raw: (bytes) => speak(hostname, Number(port), bytes),
    close: () => agent.destroy(),
  }
}

async function exchange(at: At, { method, target, headers, body }: Sent): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((done, failed) => {
    const call = request({ ...at, method, path: target, headers: headers.flat(), setHost: false }, done)
    call.setTimeout(ANSWER_MAX_MS, () => call.destroy(new Error(`no answer within ${ANSWER_MAX_MS / 1_000} s`)))
    call.on('error', failed)
    if (body !== null) call.write(body)
    call.end()
  })
  return { status: response.statusCode ?? 0, headers: response.headers, text: await readAll(response) }
}

async function readAll(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  const isStream = String(response.headers['content-type']).startsWith('text/event-stream')
  const enough = isStream ? setTimeout(() => response.destroy(), STREAM_MS) : undefined
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part)
      if ((size += part.length) > ANSWER_BYTES_MAX) throw new Error('an answer without end')
    }
  } catch (error) {
    if (!isStream) throw error
  } finally {
    clearTimeout(enough)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Bytes that no HTTP client would send; the server must say what it thinks of them and hang up. */
const speak = (host: string, port: number, bytes: Uint8Array): Promise<Answer> =>
  new Promise((done, failed) => {
    const parts: Buffer[] = []
    const socket = connect({ host, port })
    socket.setTimeout(ANSWER_MAX_MS, () => socket.destroy(new Error('no answer to raw bytes')))
    socket.on('connect', () => socket.end(bytes))
    socket.on('data', (part) => parts.push(part))
    // What came before a reset counts.
    socket.on('error', (error) => (parts.length > 0 ? done(readRaw(Buffer.concat(parts))) : failed(error)))
    socket.on('close', () => done(readRaw(Buffer.concat(parts))))
  })

function readRaw(bytes: Buffer): Answer {
  const [head = '', ...rest] = bytes.toString('utf8').split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  return { status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? 0), headers, text: rest.join('\r\n\r\n') }
}
