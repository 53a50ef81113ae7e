import type { Parts } from './ask.ts'
import type { Operation, Parameter } from './document.ts'
import { nounOf } from './memory.ts'
import type { Bundle } from './memory.ts'
import type { Run } from './run.ts'
import { NO_JSON, STRANGE, rewrite, spoil } from './spoil.ts'
import { makeValue, uuid } from './values.ts'
import type { Making } from './values.ts'

/** Parts as the document asks for them, from what was heard; null when some value could not be made. */
export function compose(
  { chance, memory }: Run,
  operation: Operation,
  bundle: Bundle | null,
  edge: boolean,
): Parts | null {
  const noun = nounOf(operation.path)
  const making: Making = { chance, edge, known: (field) => memory.recall(field, noun, chance, bundle) }
  // Filters narrow: a list that is asked for everything tells more of what to ask next.
  const plain = chance.flip(0.5)
  const parts: Parts = { path: {}, query: [], headers: [], body: null, content_type: null }
  for (const parameter of operation.parameters) {
    if (!parameter.required && (plain || !chance.flip(edge ? 0.5 : 0.3))) continue
    const value = parameter.name === 'Idempotency-Key' ? uuid(chance) : parameterValue(parameter, operation, making)
    if (value === undefined) {
      if (parameter.required) return null
      continue
    }
    for (const text of Array.isArray(value) ? value : [value]) place(parts, parameter, textOf(text))
  }
  if (operation.body === null) return parts
  const value = makeValue(operation.body, making)
  if (value === undefined) return null
  return { ...parts, body: JSON.stringify(value), content_type: 'application/json' }
}

/** What is written (PUT) mostly gets an address of its own: a run that writes over everything soon has no shop left. */
function parameterValue({ name, in: at, schema }: Parameter, operation: Operation, making: Making): unknown {
  const noun = at === 'path' ? ownerOf(operation.path, name) : nounOf(operation.path)
  const fresh =
    at === 'path' && operation.method === 'PUT' && operation.path.endsWith(`{${name}}`) && making.chance.flip(0.8)
  const own: Making = {
    ...making,
    trusting: at === 'path' ? 0.97 : 0.8,
    known: (field) => (fresh ? undefined : (making.known(`${noun}.${field}`) ?? making.known(field))),
  }
  return makeValue(schema, own, name)
}

/** `{code}` after `price-lists` is a price list's. */
function ownerOf(path: string, name: string): string {
  const steps = path.split('/')
  return nounOf(`/${steps[steps.indexOf(`{${name}}`) - 1] ?? ''}`)
}

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))

function place(parts: Parts, { in: at, name }: Parameter, text: string): void {
  if (at === 'path') parts.path[name] = text
  else if (at === 'query') parts.query.push([name, text])
  else if (/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(text)) parts.headers.push([name, text])
}

const WRONG_TYPES = [
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/jsonx',
  'json',
  '',
  '/',
  'application/json; charset=utf-16',
  'text/html; charset=\u00ff',
]
const HEADERS = [
  '',
  ' ',
  'a b',
  'x'.repeat(201),
  '\u00e9\u00ff',
  '"',
  'null',
  '-1',
  "' or 1=1 --",
  '../..',
  'a,b',
  '{"a":1}',
  'x'.repeat(4_000),
]
export const WRONG_HEADERS = [
  'Idempotency-Key',
  'Hilo-Channel',
  'Last-Event-ID',
  'Accept',
  'Accept-Language',
  'Accept-Encoding',
  'Content-Encoding',
  'Origin',
  'Range',
  'If-Match',
  'If-None-Match',
  'If-Modified-Since',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-HTTP-Method-Override',
  'X-Request-Id',
  'Cookie',
  'User-Agent',
  'Referer',
  'Prefer',
]

/**
 * `claim` where the shapes of the document cannot tell: null, a field it does not name is refused or ignored; false, it is
 * refused by what the document says of all bodies.
 */
export type Spoiled = { what: string; parts: Parts; claim?: false | null }

/** The same parts with one thing about them wrong, or at least strange. */
export function mangle({ chance }: Run, operation: Operation, parts: Parts): Spoiled {
  const text = () => {
    const strange = chance.pick(STRANGE)
    return typeof strange === 'string' ? strange.slice(0, 3_000) : JSON.stringify(strange)
  }
  const names = operation.parameters.filter(({ in: at }) => at === 'query').map(({ name }) => name)
  const choices: [() => Spoiled, number][] = [
    [() => withHeader(chance.pick(WRONG_HEADERS), chance.pick(HEADERS), parts), 2],
  ]
  choices.push([
    () => ({
      what: 'an unknown query field',
      claim: null,
      parts: { ...parts, query: [...parts.query, [chance.pick(['no_such_field', '__proto__', 'a[b]', '']), text()]] },
    }),
    1,
  ])
  if (names.length > 0) {
    const name = chance.pick(names)
    const others = parts.query.filter(([one]) => one !== name)
    choices.push([() => ({ what: `${name} strange`, parts: { ...parts, query: [...others, [name, text()]] } }), 5])
    choices.push([
      () => ({ what: `${name} twice`, parts: { ...parts, query: [...parts.query, [name, text()], [name, text()]] } }),
      2,
    ])
  }
  const [param] = Object.keys(parts.path).length > 0 ? [chance.pick(Object.keys(parts.path))] : []
  if (param !== undefined)
    choices.push([
      () => ({ what: `${param} strange`, parts: { ...parts, path: { ...parts.path, [param]: text() || '%' } } }),
      3,
    ])
  if (parts.body !== null) choices.push(...bodyChoices(chance, parts, parts.body as string))
  return chance.weighted(choices)()
}

function bodyChoices(chance: Run['chance'], parts: Parts, body: string): [() => Spoiled, number][] {
  const value: unknown = JSON.parse(body)
  const withBody = (what: string, text: Parts['body']): Spoiled => ({ what, parts: { ...parts, body: text } })
  return [
    [() => withBody('body spoiled', JSON.stringify(spoil(value, chance)) ?? ''), 10],
    [() => withBody('body spoiled twice', JSON.stringify(spoil(spoil(value, chance), chance)) ?? ''), 3],
    [() => withBody('body written otherwise', rewrite(body, chance)), 3],
    [() => withBody('no JSON', chance.pick(NO_JSON)), 2],
    [
      () => ({
        ...withBody('a name twice', body.replace(/^\{"([^"]+)":/, '{"$1":null,"$1":')),
        ...(body.startsWith('{"') ? { claim: false } : {}),
      }),
      0.5,
    ],
    [() => withBody('no body', ''), 0.5],
    [() => ({ what: 'content type', parts: { ...parts, content_type: chance.pick(WRONG_TYPES) } }), 1],
  ]
}

const withHeader = (name: string, value: string, parts: Parts): Spoiled => ({
  what: `header ${name}`,
  // What codings there are no shape tells.
  ...(name === 'Content-Encoding' ? { claim: null } : {}),
  parts: {
    ...parts,
    headers: [...parts.headers.filter(([one]) => one.toLowerCase() !== name.toLowerCase()), [name, value]],
  },
})
