import type { CrewMember } from '../contract.ts'

/** Whether it is their PIN, told without the server: it is stretched here as it was there (PBKDF2-HMAC-SHA-256). */
export async function isPin(member: CrewMember, pin: string): Promise<boolean> {
  if (!member.pin) return false
  const { salt, iterations, hash } = member.pin
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  const wanted = bytesOf(hash)
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations },
    key,
    wanted.length * 8,
  )
  const found = new Uint8Array(bits)
  return found.every((byte, i) => byte === wanted[i])
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
