import type { Caller } from './cast.ts'
import { conforms, readText } from './check.ts'
import type { Operation, Parameter } from './document.ts'
import type { Sent } from './wire.ts'

/** The parts of a call before they become bytes. A value of an address is the text that stands there. */
export type Parts = {
  path: Record<string, string>
  query: [string, string][]
  headers: [string, string][]
  /** The JSON text, or bytes that are none; null: no body. */
  body: string | Uint8Array | null
  content_type: string | null
}

/**
 * One question and what may be claimed of its answer. `operation` is null for addresses and methods the
 * document does not name; `conforms`: true must not be refused for its form, false must not be done.
 */
export type Ask = {
  operation: Operation | null
  caller: Caller
  what: string
  conforms: boolean | null
  /** The caller's credential is no good, or missing. */
  stranger: boolean
  sent: Sent
}

/** How a text stands in an address: half a character, which no client would write, as the bytes it would have. */
export const encode = (text: string): string =>
  [...text].map((sign) => (sign.isWellFormed() ? encodeURIComponent(sign) : '%ED%A0%80')).join('')

export const targetOf = (path: string, parts: Pick<Parts, 'path' | 'query'>): string => {
  const filled = path.replaceAll(/\{([^}]+)\}/g, (_all, name: string) => encode(parts.path[name] ?? ''))
  const query = parts.query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
  return query === '' ? filled : `${filled}?${query}`
}

export function ask(operation: Operation, parts: Parts, caller: Caller, what: string, claim: boolean | null): Ask {
  const body = parts.body === null ? null : Buffer.from(parts.body as string)
  const headers: [string, string][] = [['host', 'localhost'], ...credential(caller), ...parts.headers]
  if (parts.content_type !== null) headers.push(['content-type', parts.content_type])
  if (body !== null) headers.push(['content-length', String(body.length)])
  return {
    operation,
    caller,
    what,
    conforms: claim,
    stranger: !caller.good,
    sent: { method: operation.method, target: targetOf(operation.path, parts), headers, body },
  }
}

export const credential = ({ header }: Caller): [string, string][] => (header === null ? [] : [header])

/** Whether the document allows these parts. */
export function isConforming(operation: Operation, parts: Parts): boolean {
  if (!isKept(parts.path) || !isKept(parts.query)) return false
  for (const parameter of operation.parameters) {
    const texts = textsOf(parameter, parts)
    if (texts.length === 0) {
      if (parameter.required) return false
      continue
    }
    if (texts.length > 1 && parameter.schema.type !== 'array') return false
    if (parameter.in === 'path' && texts[0] === '') return false
    const values = texts.map((text) => readText(parameter.schema, text))
    const value = parameter.schema.type === 'array' ? values.flat() : values[0]
    if (value === undefined || !conforms(parameter.schema, value)) return false
  }
  return operation.body === null || bodyConforms(operation, parts)
}

function textsOf(parameter: Parameter, parts: Parts): string[] {
  if (parameter.in === 'path') return [parts.path[parameter.name] ?? '']
  const list = parameter.in === 'query' ? parts.query : parts.headers
  const same = (name: string) =>
    parameter.in === 'query' ? name === parameter.name : name.toLowerCase() === parameter.name.toLowerCase()
  return list.filter(([name]) => same(name)).map(([, value]) => value)
}

/** I-JSON (RFC 7493) has no half characters; the document adds that there is no NUL. */
function isKept(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000')
  if (value === null || typeof value !== 'object') return true
  return Object.entries(value).every(([name, one]) => isKept(name) && isKept(one))
}

function bodyConforms({ body: schema }: Operation, { body, content_type }: Parts): boolean {
  if (schema === null) return true
  if (typeof body !== 'string' || body === '' || !/^application\/json\b/.test(content_type ?? '')) return false
  try {
    const value: unknown = JSON.parse(body)
    return isKept(value) && conforms(schema, value)
  } catch {
    return false
  }
}
