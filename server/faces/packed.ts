import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

const brotli = promisify(brotliCompress)
// Quality 4 costs what level 6 of gzip does, and is smaller.
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT }
const PACKERS = { br: (body: Buffer) => brotli(body, { params: BROTLI }), gzip: promisify<Buffer, Buffer>(gzip) }
type Coding = keyof typeof PACKERS
const SMALL_BYTES = 1_024

/** A page that is kept is packed once, as long as it is kept. */
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
  void reply.header('vary', 'accept-encoding, accept-language, cookie')
  const accepted = String(request.headers['accept-encoding'] ?? '')
  const coding = takes(accepted, 'br') ? 'br' : takes(accepted, 'gzip') ? 'gzip' : null
  if (coding === null || body.length < SMALL_BYTES) return reply.send(body)
  return reply.header('content-encoding', coding).send(await packedAs(coding, body))
}
