/** The `prev_hash` of a till's first fact. */
export const FIRST_HASH = '0'.repeat(64)

/** What a till says happened: `at` as the text it was written with, since the hash is over texts. */
export type ChainedFact = {
  seq: number
  prev_hash: string
  kind: string
  at: string
  staff_id: string
  body: unknown
}

/**
 * The hash that ties a fact to its device and to the fact before: lower-case hexadecimal SHA-256. Till and server work
 * it out with this one function, so whatever was changed, lost or put in between on the way shows.
 */
export async function hashFact(
  device_id: string,
  { seq, prev_hash, kind, at, staff_id, body }: ChainedFact,
): Promise<string> {
  const text = JSON.stringify([device_id, seq, prev_hash, kind, at, staff_id, canonical(body)])
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Keys of objects in one order (RFC 8785 for texts, whole numbers, booleans, null, arrays and objects). */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (value === null || typeof value !== 'object') return value
  // What is left out of JSON is left out here too: `undefined` fields never travel.
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, canonical(inner)]),
  )
}
