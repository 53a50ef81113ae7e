import { Ajv } from 'ajv'
import type { FuncKeywordDefinition, ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifyInstance } from 'fastify'
import type { FastifyValidationResult } from 'fastify/types/schema.js'
import { refused } from './errors.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * JSON as it must be: valid UTF-8, no NUL and no half characters, which the database could not keep, and no name twice, of
 * which somebody in front might have judged the other.
 */
export function parseStrictly(server: FastifyInstance): void {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined)
    if (isCoded(request.headers['content-encoding'])) return done(unsupported('Send it without a content coding.'))
    try {
      const text = utf8.decode(body as Buffer)
      if ((request.routeOptions.config as { raw?: boolean }).raw) return done(null, text)
      if (/\\u0000|\\u[dD][89a-fA-F]/.test(text) && !storable(JSON.parse(text)))
        throw new SyntaxError('a text holds half a character or NUL')
      const value = isPlain(text) ? JSON.parse(text) : JSON.parse(text, forbidPrototype)
      if (namesIn(text) !== membersOf(value)) throw new SyntaxError('a name stands twice in one object')
      done(null, value)
    } catch (error) {
      done(
        refused(
          'bad_json',
          { detail: `The body is not JSON in UTF-8: ${(error as Error).message}`.slice(0, 300) },
          400,
        ),
      )
    }
  })
  // A body without a byte has no type to be wrong: some clients send such ones where no body is asked for.
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
    body.length === 0 ? done(null, undefined) : done(unsupported('Send application/json.')),
  )
}

const unsupported = (detail: string) => refused('unsupported_media_type', { detail }, 415)

const isCoded = (coding: string | undefined): boolean => coding !== undefined && coding.toLowerCase() !== 'identity'

/** A string, with the colon behind it where it names a member. */
const STRINGS = /"[^"\\]*(?:\\.[^"\\]*)*"(?:\s*:)?/g

const namesIn = (text: string): number => (text.match(STRINGS) ?? []).filter((token) => token.endsWith(':')).length

/** The parser keeps one of two with the same name. */
function membersOf(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0
  const inner = Object.values(value).reduce<number>((sum, one) => sum + membersOf(one), 0)
  return Array.isArray(value) ? inner : inner + Object.keys(value).length
}

/** In so few signs nothing is nested so deeply that anybody falls over it. */
const SHORT = 2_000
const SUSPICIOUS = /__proto__|constructor|\\u/

/** No name in it has to be looked at, which takes ten times as long. */
const isPlain = (text: string): boolean => text.length <= SHORT && !SUSPICIOUS.test(text)

function forbidPrototype(key: string, value: unknown): unknown {
  if (key === '__proto__' || key === 'constructor') throw new SyntaxError(`a field may not be called ${key}`)
  return value
}

function storable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000')
  if (Array.isArray(value)) return value.every(storable)
  if (value !== null && typeof value === 'object')
    return Object.entries(value).every(([name, inner]) => storable(name) && storable(inner))
  return true
}

/**
 * A part of a request is judged by a function that is made when it is first asked for: a shop has hundreds of doors, most of
 * which are not used on most days.
 */
export function validateStrictly(server: FastifyInstance): void {
  const judgeOf = openJudges()
  server.setValidatorCompiler(({ schema, httpPart }) => {
    let judge: FastifyValidationResult | null = null
    const whenAsked: FastifyValidationResult = (data: unknown) => {
      judge ??= judgeOf(schema as object, httpPart)
      const good = judge(data)
      whenAsked.errors = judge.errors ?? null
      return good
    }
    return whenAsked
  })
}

/** Bodies are taken as they are, unknown fields refused; addresses are text, so numbers in them are read. */
export function openJudges(): (schema: object, part?: string) => FastifyValidationResult {
  // 1e999 is read as infinity, which is no number of anything.
  const options = {
    allErrors: false,
    removeAdditional: false,
    useDefaults: true,
    strict: false,
    strictNumbers: true,
  } as const
  const body = new Ajv({ ...options, coerceTypes: false })
  const address = new Ajv({ ...options, coerceTypes: 'array' })
  const formats = addFormats as unknown as (ajv: Ajv) => Ajv
  for (const ajv of [body, address]) {
    formats(ajv)
    // RFC 9562 without the prefix urn:uuid:, which the database would not take either.
    ajv.addFormat('uuid', UUID)
    ajv.addKeyword(LOWER_CASE)
  }
  return (schema, part) => (part === 'body' ? body.compile(schema) : readingNumbers(address.compile(schema)))
}

/** What was found good is written again in lower case, in its place. */
const LOWER_CASE: FuncKeywordDefinition = {
  keyword: 'lowerCase',
  type: 'string',
  schema: false,
  modifying: true,
  errors: false,
  validate: (text: string, place: Parameters<ValidateFunction>[1]) => {
    if (place) place.parentData[place.parentDataProperty] = text.toLowerCase()
    return true
  },
}

/**
 * The schema of a part of a request by which each id in it comes in lower case, as the database writes it: whoever holds
 * one against another, or a repeat against what was said before, need not think of it.
 */
export const withIdsAsKept = (schema: object): object =>
  JSON.parse(JSON.stringify(schema), (_name, part) => (part?.format === 'uuid' ? { ...part, lowerCase: true } : part))

type Properties = Record<string, { type?: string }>

/** As JSON writes a number. The library also reads blanks as 0, and what is too large as infinity, past every bound. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/
const isNumber = (text: unknown): boolean =>
  typeof text !== 'string' || (NUMBER.test(text) && Number.isFinite(Number(text)))

/** What the library reads as no number either: it is left to refuse it, in its words. */
const NO_NUMBER = 'NaN'

function readingNumbers(validate: ValidateFunction): FastifyValidationResult {
  const { properties = {} } = validate.schema as { properties?: Properties }
  const names = Object.keys(properties).filter((name) => /^(number|integer)$/.test(properties[name]?.type ?? ''))
  if (names.length === 0) return validate
  const strict: FastifyValidationResult = (data: Record<string, unknown>): boolean => {
    for (const name of names) if (![data[name]].flat().every(isNumber)) data[name] = NO_NUMBER
    const good = validate(data)
    strict.errors = validate.errors ?? null
    return good
  }
  return strict
}
