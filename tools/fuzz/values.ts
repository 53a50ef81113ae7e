import { stringMatching, sample } from 'fast-check'
import type { Chance } from '../demo/chance.ts'
import { conforms } from './check.ts'
import type { Schema } from './document.ts'

/** How values are made: `known` offers what was heard before by the field's name; `edge` prefers the bounds. `trusting`: how often what was heard is taken. */
export type Making = { chance: Chance; known: (field: string) => unknown; edge: boolean; trusting?: number }

const TRIES = 6
const DEPTH_MAX = 12
const LIST_MAX = 300
const TEXT_MAX = 5_000
const WORDS = [
  'Ana',
  'boots 38',
  'Calle Mayor 1',
  'Ñandú',
  '漢字',
  '👩🏽‍🚀',
  'x',
  '\u202Egnp',
  "O'Brien",
  '50 %',
  'a_b\\c',
  '<b>',
]
const NAMES = ['EUR', 'MXN', 'ES', 'MX', 'es', 'web', 'pos', '28013', '+34612345678', 'ana@correo.es', 'Europe/Madrid']

/** A value that conforms to the schema, or undefined where none was found. */
export function makeValue(schema: Schema, making: Making, field = '', depth = 0): unknown {
  const { chance, known, trusting = 0.8 } = making
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return chance.pick(schema.enum)
  if (schema.anyOf !== undefined) return makeValue(chance.pick(schema.anyOf), making, field, depth)
  if (schema.type !== 'object' && schema.type !== 'array' && chance.flip(field === 'id' ? 0.1 : trusting)) {
    const heard = known(field)
    if (heard !== undefined && conforms(schema, heard)) return heard
  }
  switch (schema.type) {
    case 'string':
      return makeText(schema, making)
    case 'integer':
    case 'number':
      return makeNumber(schema, making)
    case 'boolean':
      return chance.flip(0.5)
    case 'null':
      return null
    case 'array':
      return makeList(schema, making, field, depth)
    case 'object':
      return makeObject(schema, making, depth)
    default:
      return depth > DEPTH_MAX ? null : chance.pick<unknown>(['x', 1, true, null, [], {}])
  }
}

function makeObject(schema: Schema, making: Making, depth: number): Record<string, unknown> {
  const { chance, edge } = making
  const required = new Set(schema.required)
  const all = chance.flip(0.3)
  const none = chance.flip(edge ? 0.4 : 0.2)
  const made: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (!required.has(name) && (depth > DEPTH_MAX || none || !(all || chance.flip(0.4)))) continue
    const value = makeValue(inner, making, name, depth + 1)
    if (value !== undefined) made[name] = value
  }
  for (const [pattern, inner] of Object.entries(schema.patternProperties ?? {})) {
    for (let left = chance.int(schema.minProperties ?? 0, 2); left > 0; left -= 1)
      made[textMatching(pattern, chance, {}) ?? 'a'] = makeValue(inner, making, '', depth + 1)
  }
  return made
}

function makeList(schema: Schema, making: Making, field: string, depth: number): unknown[] {
  const { chance, edge } = making
  const { minItems = 0, maxItems = LIST_MAX, items = {} } = schema
  const most = Math.min(maxItems, LIST_MAX)
  const length = edge
    ? chance.pick([minItems, Math.min(most, 40), most])
    : chance.int(minItems, Math.min(most, minItems + 2))
  return Array.from({ length }, () => makeValue(items, making, field.replace(/s$/, ''), depth + 1))
}

function makeNumber({ type, minimum, maximum }: Schema, { chance, edge }: Making): number {
  const least = minimum ?? -1_000_000
  const most = maximum ?? 1_000_000
  if (edge) return chance.pick([least, most, Math.min(most, Math.max(least, 0))])
  const small = Math.min(most, Math.max(least, 0) + 12)
  const drawn = chance.int(Math.ceil(Math.max(least, Math.min(0, most))), Math.floor(chance.flip(0.8) ? small : most))
  return type === 'integer' || chance.flip(0.5) ? drawn : Math.max(least, drawn - chance.next())
}

const FORMATS: Record<string, (chance: Chance) => string> = {
  uuid: (chance) => uuid(chance),
  'date-time': (chance) =>
    chance.pick(
      [
        '2026-11-23T10:00:00Z',
        '0001-01-01T00:00:00Z',
        '9999-12-31T23:59:59.999Z',
        '2016-12-31T23:59:60Z',
        '2026-02-28T24:00:00Z',
        '2024-02-29T23:59:59+14:00',
        '2026-11-23t10:00:00.123456789z',
        new Date(1.7e12 + chance.int(0, 2e9) * 100).toISOString(),
      ].filter((text) => conforms({ type: 'string', format: 'date-time' }, text)),
    ),
  date: (chance) =>
    chance.pick(
      ['2026-11-23', '2027-03-01', '0001-01-01', '9999-12-31', '2024-02-29', '0000-01-01'].filter((text) =>
        conforms({ type: 'string', format: 'date' }, text),
      ),
    ),
  time: () => '09:00:00Z',
  email: (chance) => chance.pick(['ana@correo.es', `a${chance.int(0, 1e6)}@tienda.example`, "o'b+x@sub.correo.es"]),
  uri: () => 'https://tienda.example/a',
}

/** Drawn like everything else, so that the same seed makes the same one. */
export const uuid = (chance: Chance): string => {
  const hex = Array.from({ length: 32 }, () => chance.int(0, 15).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

function makeText(schema: Schema, { chance, edge }: Making): string | undefined {
  const { format, pattern, minLength = 0, maxLength = TEXT_MAX } = schema
  const fits = (text: string) => conforms(schema, text)
  for (let tries = 0; tries < TRIES; tries += 1) {
    const text =
      format !== undefined
        ? (FORMATS[format]?.(chance) ?? '')
        : edge
          ? ofLength(chance, chance.pick([minLength, Math.min(maxLength, TEXT_MAX)]))
          : chance.pick(chance.flip(0.5) ? WORDS : NAMES)
    if (fits(text)) return text
    const longer = text.padEnd(minLength, 'k')
    if (fits(longer)) return longer
  }
  if (pattern === undefined) return undefined
  return textMatching(pattern, chance, schema)
}

const ofLength = (chance: Chance, length: number): string => chance.pick(['x', 'ñ', '1', 'a']).repeat(length)

const arbitraries = new Map<string, ReturnType<typeof stringMatching>>()

/** fast-check knows how to make texts of any pattern; the seed is ours. */
function textMatching(pattern: string, chance: Chance, schema: Schema): string | undefined {
  const texts = arbitraries.get(pattern) ?? stringMatching(new RegExp(pattern, 'u'))
  arbitraries.set(pattern, texts)
  const drawn = sample(texts, { seed: chance.int(0, 2 ** 31), numRuns: 8 })
  return drawn.find((text) => text.isWellFormed() && conforms(schema, text))
}
