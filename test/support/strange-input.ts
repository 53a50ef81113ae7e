import type { Route } from '../../server/platform/route.ts'
import { FOREIGN, pathOf, sample } from './samples.ts'
import type { Ids, Schema } from './samples.ts'
import { call, faultOf, nameOf } from './walk.ts'
import type { Callers } from './walk.ts'

/** Texts nobody can store: every one must be refused where a body has a text at all. */
const BROKEN_TEXTS = { NUL: 'a\u0000b', 'half a character': 'a\ud800b' }
const STRANGE_TEXTS = {
  SQL: "'); drop table staff; --",
  HTML: '<script>alert(1)</script>',
  emoji: '👩🏽‍🚀🏳️‍🌈',
  'right-to-left': '\u202Egnp.exe',
  'nothing at all': '',
  'only spaces': '   ',
  'very long': 'x'.repeat(20_000),
  'a foreign id': FOREIGN,
  '%s': '%s%n%_\\',
  ...BROKEN_TEXTS,
}
const STRANGE_NUMBERS = { negative: -1, zero: 0, huge: 2 ** 53, 'beyond numbers': 1e308, half: 0.5 }
const WRONG_TYPES = { null: null, list: [], object: {}, truth: true, text: 'x', number: 7 }

export async function faultsOfInput(
  route: Route,
  { url, ids = {} }: Pick<Callers, 'url' | 'ids'>,
  secret: string | null,
): Promise<string[]> {
  const faults: string[] = []
  const send = async (
    what: string,
    body: string | Uint8Array | undefined,
    { path = pathOf(route, FOREIGN, ids), refused = false } = {},
  ) => {
    const answer = await call(url, route.method, path, secret, body)
    const whole = `${nameOf(route)} with ${what}`
    faults.push(...faultOf(whole, answer))
    if (refused && answer.status < 400) faults.push(`${whole}: taken (${answer.status})`)
  }
  if (route.path.includes(':')) {
    await send('a foreign id in the path', bodyText(route, sample(route.body, ids)), { path: pathOf(route, FOREIGN) })
  }
  for (const text of [
    '%00',
    '%ff',
    '%ed%a0%80',
    "'%20or%201=1",
    'null',
    '..%2f..',
    '-1',
    'x'.repeat(150),
    '%F0%9F%A7%B5',
  ]) {
    if (route.path.includes(':'))
      await send(`path ${text.slice(0, 20)}`, bodyText(route, sample(route.body, ids)), { path: pathOf(route, text) })
  }
  for (const [what, path, refused] of strangeQueries(route, ids))
    await send(`query ${what}`, undefined, { path, refused })
  if (route.body && !route.raw)
    for (const { what, text, refused } of strangeBodies(route.body as Schema, ids)) await send(what, text, { refused })
  if (route.body)
    await send('broken UTF-8', brokenUtf8(JSON.stringify(sample(route.body, ids))), { refused: !route.raw })
  return faults
}

const bodyText = (route: Route, value: unknown): string | undefined => (route.body ? JSON.stringify(value) : undefined)

/** The first text of the body gets a byte that is no UTF-8. */
function brokenUtf8(text: string): Uint8Array {
  const bytes = Buffer.from(text)
  const at = text.lastIndexOf('"')
  return at < 1
    ? Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])
    : Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xc3]), bytes.subarray(at)])
}

function* strangeQueries(route: Route, ids: Ids): Generator<[string, string, boolean]> {
  const path = pathOf(route, FOREIGN, ids)
  if (route.method !== 'GET') return
  if ((route.query as Schema | undefined)?.['additionalProperties'] === false)
    yield ['unknown field', `${path}?no_such_field=1`, true]
  const fields = Object.keys((route.query as Schema | undefined)?.['properties'] ?? {})
  for (const field of fields) {
    for (const value of [
      '%00',
      '%ff',
      '%ed%a0%80',
      "'%3B--",
      '-1',
      '1e99',
      '99999999999999999999',
      'eyJhIjoxfQ',
      'WyJ4IiwieSJd',
      FOREIGN,
      '',
      '0.5',
      '<b>',
      'x'.repeat(3_000),
    ]) {
      yield [`${field}=${value.slice(0, 24)}`, `${path}?${field}=${value}`, false]
    }
    yield [`${field} twice`, `${path}?${field}=a&${field}=b`, false]
  }
}

type StrangeBody = { what: string; text: string; refused: boolean }

function* strangeBodies(schema: Schema, ids: Ids): Generator<StrangeBody> {
  const good = sample(schema, ids)
  const has = (kind: string) => JSON.stringify(replaced(good, kind, MARK)) !== JSON.stringify(good)
  if (has('string')) {
    for (const [what, text] of Object.entries(STRANGE_TEXTS))
      yield {
        what: `${what} in every text`,
        text: JSON.stringify(replaced(good, 'string', text)),
        refused: what in BROKEN_TEXTS,
      }
  }
  if (has('number')) {
    for (const [what, value] of Object.entries(STRANGE_NUMBERS))
      yield { what: `${what} in every number`, text: JSON.stringify(replaced(good, 'number', value)), refused: false }
    yield {
      what: 'digits without end',
      text: JSON.stringify(replaced(good, 'number', MARK)).replaceAll(`"${MARK}"`, '9'.repeat(400)),
      refused: false,
    }
  }
  for (const [field, inner] of Object.entries<Schema>(schema['properties'] ?? {})) {
    for (const [what, value] of Object.entries(WRONG_TYPES))
      yield {
        what: `${what} as ${field}`,
        text: JSON.stringify({ ...(good as object), [field]: value }),
        refused: false,
      }
    for (const [what, value] of Object.entries({ ...STRANGE_TEXTS })) {
      if (inner['type'] === 'string')
        yield {
          what: `${what} as ${field}`,
          text: JSON.stringify({ ...(good as object), [field]: value }),
          refused: what in BROKEN_TEXTS,
        }
    }
  }
  if (schema['additionalProperties'] === false)
    yield { what: 'an unknown field', text: JSON.stringify({ ...(good as object), no_such_field: 1 }), refused: true }
  for (const text of [
    '',
    '[]',
    'null',
    '"x"',
    '7',
    '{',
    '{"a":1}{',
    '{"__proto__":{"a":1}}',
    '['.repeat(5_000),
    `{"a":${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}}`,
  ]) {
    yield { what: `body ${text.slice(0, 20)}`, text, refused: false }
  }
  yield { what: 'what it asks for', text: JSON.stringify(good), refused: false }
}

const MARK = 'here-it-was'

/** The same value with every text (or number) in it replaced. */
function replaced(value: unknown, kind: string, by: unknown): unknown {
  if (typeof value === kind) return by
  if (Array.isArray(value)) return value.map((inner) => replaced(inner, kind, by))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, kind, by)]))
  return value
}
