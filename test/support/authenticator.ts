import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/**
 * A security key made of software: real ES256 keys and signatures, attestation "none" (WebAuthn Level 3
 * §6.5, §8.7). What it is told to do wrong, it does wrong.
 */
export type Authenticator = {
  create: (options: { challenge: string; rp: { id?: string } }) => object
  get: (options: { challenge: string; rpId?: string }, wrong?: Wrong) => { id: string } & Record<string, unknown>
}
export type Wrong = { origin?: string; counter?: number; flags?: number; key?: KeyObject }

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const ATTESTED = 0x40

export function softAuthenticator(origin: string): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credential_id = randomBytes(32)
  let uses = 0
  const common = { id: b64(credential_id), rawId: b64(credential_id), type: 'public-key', clientExtensionResults: {} }
  return {
    create: ({ challenge, rp }) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credential_id.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, credential_id, coseKey(publicKey)])
      const authData = Buffer.concat([head(rp.id ?? '', USER_PRESENT | USER_VERIFIED | ATTESTED, 0), attested])
      const attestationObject = cborMap([
        [cborText('fmt'), cborText('none')],
        [cborText('attStmt'), cborMap([])],
        [cborText('authData'), cborBytes(authData)],
      ])
      const response = {
        clientDataJSON: clientData('webauthn.create', challenge, origin),
        attestationObject: b64(attestationObject),
        transports: ['internal'],
      }
      return { ...common, response }
    },
    get: ({ challenge, rpId }, wrong = {}) => {
      uses += 1
      const authenticatorData = head(rpId ?? '', wrong.flags ?? USER_PRESENT | USER_VERIFIED, wrong.counter ?? uses)
      const clientDataJSON = clientData('webauthn.get', challenge, wrong.origin ?? origin)
      const signed = Buffer.concat([authenticatorData, sha256(Buffer.from(clientDataJSON, 'base64url'))])
      const signature = sign('sha256', signed, wrong.key ?? privateKey)
      return {
        ...common,
        response: { clientDataJSON, authenticatorData: b64(authenticatorData), signature: b64(signature) },
      }
    },
  }
}

export const anotherKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()

function head(rp_id: string, flags: number, counter: number): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([sha256(rp_id), Buffer.from([flags]), count])
}

const clientData = (type: string, challenge: string, origin: string): string =>
  b64(Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })))

/** COSE_Key of an ES256 public key (RFC 9053 §7.1.1): kty EC2, alg -7, crv P-256, x, y. */
function coseKey(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' }) as { x: string; y: string }
  const point = (text: string) => cborBytes(Buffer.from(text, 'base64url'))
  return cborMap([
    [Buffer.from([0x01]), Buffer.from([0x02])],
    [Buffer.from([0x03]), Buffer.from([0x26])],
    [Buffer.from([0x20]), Buffer.from([0x01])],
    [Buffer.from([0x21]), point(x)],
    [Buffer.from([0x22]), point(y)],
  ])
}

// The few pieces of CBOR (RFC 8949 §3) an authenticator speaks.
const cborHead = (major: number, length: number): Buffer =>
  length < 24
    ? Buffer.from([(major << 5) | length])
    : length < 256
      ? Buffer.from([(major << 5) | 24, length])
      : Buffer.from([(major << 5) | 25, length >> 8, length & 0xff])
const cborBytes = (bytes: Uint8Array): Buffer => Buffer.concat([cborHead(2, bytes.length), bytes])
const cborText = (text: string): Buffer => Buffer.concat([cborHead(3, Buffer.byteLength(text)), Buffer.from(text)])
const cborMap = (entries: [Buffer, Buffer][]): Buffer => Buffer.concat([cborHead(5, entries.length), ...entries.flat()])
