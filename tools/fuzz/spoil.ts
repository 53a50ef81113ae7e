import type { Chance } from '../demo/chance.ts'

/** Values people send by mistake or on purpose, whatever is asked for. */
export const STRANGE: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  0.5,
  -0.0001,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  5e-324,
  '',
  ' ',
  'x',
  '0',
  '-1',
  'null',
  'NaN',
  'true',
  '1e999',
  'a\u0000b',
  'a\ud800b',
  '\udc00',
  '\u0007',
  '\u202E\u200B',
  '\u2028',
  '\uFEFF',
  "' or 1=1 --",
  '<img src=x onerror=alert(1)>',
  '../../etc/passwd',
  '..%2f..%2f',
  '${7*7}{{7*7}}',
  '%s%n%_\\',
  '\r\nSet-Cookie: a=b',
  'x'.repeat(256),
  'ñ'.repeat(20_000),
  '9'.repeat(400),
  '2026-02-30',
  '2026-13-01T00:00:00Z',
  '2026-11-23T10:00:00',
  '10:00',
  '+999999-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'urn:uuid:0198c0de-0000-7000-8000-00000000dead',
  [],
  {},
  [[]],
  [null],
  { a: { b: { c: {} } } },
  [1, 'x', null],
  { length: 3 },
  { toString: 'x', valueOf: 1, hasOwnProperty: 1 },
]

type Json = Record<string, unknown>

/** The same value with one thing in it changed, taken away, added or repeated. */
export function spoil(value: unknown, chance: Chance): unknown {
  const places = placesOf(value)
  const place = chance.pick(places)
  const change = chance.weighted([
    ['replace', 6],
    ['remove', 2],
    ['add', 2],
    ['repeat', 1],
    ['rename', 1],
  ] as const)
  return edit(value, place, change, chance)
}

type Place = readonly (string | number)[]

function placesOf(value: unknown, place: Place = []): Place[] {
  if (value === null || typeof value !== 'object') return [place]
  const inner = Object.entries(value).slice(0, 30)
  return [place, ...inner.flatMap(([name, one]) => placesOf(one, [...place, name]))]
}

function edit(value: unknown, [first, ...rest]: Place, change: string, chance: Chance): unknown {
  if (first !== undefined) {
    const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Json) }) as Json
    if (rest.length === 0 && change === 'remove') {
      delete copy[first]
      return Array.isArray(copy) ? copy.flat(0) : copy
    }
    if (rest.length === 0 && change === 'rename' && !Array.isArray(copy)) {
      copy[`${first}_`] = copy[first]
      delete copy[first]
      return copy
    }
    copy[first] = edit((value as Json)[first], rest, change, chance)
    return copy
  }
  if (change === 'add' && value !== null && typeof value === 'object' && !Array.isArray(value))
    return {
      ...value,
      [chance.pick(['no_such_field', '', '$where', 'é', 'toString', 'a'.repeat(3_000)])]: chance.pick(STRANGE),
    }
  if (change === 'repeat' && Array.isArray(value) && value.length > 0)
    return Array.from({ length: chance.pick([2, 600, 6_000]) }, () => value[0] as unknown)
  if (change === 'repeat') return nested(value, chance.pick([3, 60, 900]))
  return chance.pick(STRANGE)
}

function nested(value: unknown, depth: number): unknown {
  let whole = value
  for (let level = 0; level < depth; level += 1) whole = level % 2 === 0 ? [whole] : { a: whole }
  return whole
}

/** Bodies that are no JSON in UTF-8 at all: whoever takes one has not looked. */
export const NO_JSON: readonly (string | Uint8Array)[] = [
  '{',
  '}',
  '{"a":',
  "{'a':1}",
  '{"a":1,}',
  '[1,2',
  'undefined',
  'NaN',
  '{"a":NaN}',
  '{"a":01}',
  '{"a":1}{"b":2}',
  '{"a":"\t"}',
  '"\\x41"',
  'a=1&b=2',
  '<a/>',
  '{"__proto__":{"a":1}}',
  '{"constructor":{"prototype":{"a":1}}}',
  Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d),
  Uint8Array.of(0xc3, 0x28),
  Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d, 0),
  Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22),
  Uint8Array.of(0),
  Uint8Array.of(0x1f, 0x8b, 8, 0),
  '['.repeat(50_000),
]

/** The same JSON written so that careless readers stumble: what it means stays, or cannot be kept. */
export function rewrite(text: string, chance: Chance): string {
  return chance.pick<(text: string) => string>([
    (one) => ` \n\t${one}\r\n`,
    (one) => one.replaceAll(/:(\d+)/g, ':$1e0'),
    (one) => one.replaceAll(/:(\d+)/g, ':1e999'),
    (one) => one.replaceAll(/:(\d+)/g, `:$1${'0'.repeat(400)}`),
    (one) =>
      one.replaceAll(
        /"([A-Za-z])([^"]*)":/g,
        (_all, head: string, tail: string) => `"\\u${head.charCodeAt(0).toString(16).padStart(4, '0')}${tail}":`,
      ),
    (one) => one.replaceAll(/:(-?\d+)(?=[,}])/g, ':-0'),
  ])(text)
}
