import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

const brotli = promisify(brotliCompress)
// Quality 4 costs what level 6 of gzip does, and is smaller.
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT }
const PACKERS = { br: (body: Buffer) => brotli(body, { params: BROTLI }), gzip: promisify<Buffer, Buffer>(gzip) }
type Coding = keyof typeof PACKERS
const SMALL_BYTES = 1_024

/** What is kept is packed once, as long as it is kept. */
const packed = new WeakMap<Buffer, Partial<Record<Coding, Promise<Buffer>>>>()

function packedAs(coding: Coding, body: Buffer): Promise<Buffer> {
  const forms = packed.get(body) ?? {}
  packed.set(body, forms)
  return (forms[coding] ??= PACKERS[coding](body))
}

/** What is named with a weight of nothing is not wanted (RFC 9110 §12.4.2). */
function takes(accepted: string, coding: Coding): boolean {
  const named = accepted.toLowerCase().split(',')
  return named.some((part) => {
    const [name, ...weights] = part.split(';').map((word) => word.trim())
    return name === coding && !weights.some((weight) => /^q=0(\.0*)?$/.test(weight))
  })
}

/** Pages are text: packed they are a fifth. */
export async function sendPacked(request: FastifyRequest, reply: FastifyReply, body: Buffer): Promise<FastifyReply> {
  void reply.header('vary', ['accept-encoding', reply.getHeader('vary')].filter(Boolean).join(', '))
  const accepted = String(request.headers['accept-encoding'] ?? '')
  const coding = takes(accepted, 'br') ? 'br' : takes(accepted, 'gzip') ? 'gzip' : null
  if (coding === null || body.length < SMALL_BYTES) return reply.send(body)
  return reply.header('content-encoding', coding).send(await packedAs(coding, body))
}

/** What stays the same as long as the program runs: written once, whoever asks and however often. */
export type Kept = { type: string; body: Buffer; etag: string }

export function keep(type: string, body: Buffer): Kept {
  // Weak: the same text in another packing has the same mark (RFC 9110 §8.8.1).
  return { type, body, etag: `W/"${createHash('sha256').update(body).digest('base64url')}"` }
}

/** Whoever has it already is told only that it is still so. */
export async function sendKept(request: FastifyRequest, reply: FastifyReply, kept: Kept): Promise<FastifyReply> {
  void reply.headers({ 'cache-control': 'no-cache', etag: kept.etag })
  const known = (request.headers['if-none-match'] ?? '').split(',').map((mark) => mark.trim())
  if (known.includes(kept.etag)) return reply.header('vary', 'accept-encoding').code(304).send()
  return sendPacked(request, reply.type(kept.type), kept.body)
}
