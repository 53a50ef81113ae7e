import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Schema } from './document.ts'

/** JSON Schema 2020-12, the dialect of OpenAPI 3.1, with its formats taken seriously. */
const ajv = new Ajv2020({ strict: false, allErrors: false, strictNumbers: true })
;(addFormats as unknown as (ajv: Ajv2020) => Ajv2020)(ajv)
// RFC 4122, which the format names: without the prefix that ajv-formats lets through.
ajv.addFormat('uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i)

const compiled = new WeakMap<Schema, ReturnType<typeof ajv.compile>>()

/** What is wrong with a value, as one sentence; null when it conforms. */
export function faultOfValue(schema: Schema, value: unknown): string | null {
  let validate = compiled.get(schema)
  if (validate === undefined) compiled.set(schema, (validate = ajv.compile(schema)))
  if (validate(value)) return null
  const [first] = validate.errors ?? []
  const extra = (first?.params as { additionalProperty?: string } | undefined)?.additionalProperty
  // Numbers of rows are no part of what is wrong: the same fault in another row is the same.
  const place = (first?.instancePath ?? '').replaceAll(/\/\d+/g, '/…')
  return `${place} ${first?.message ?? 'is not valid'}${extra === undefined ? '' : ` (${extra})`}`.trim()
}

export const conforms = (schema: Schema, value: unknown): boolean => faultOfValue(schema, value) === null

/**
 * A text of an address, read as its schema's type (RFC 6570 form style): digits are a number where a number is
 * asked for. Undefined when it cannot be read so.
 */
export function readText(schema: Schema, text: string): unknown {
  const choices = schema.anyOf?.filter(({ type }) => type !== 'null')
  if (choices !== undefined) {
    const fit = choices.find((choice) => conforms(choice, readText(choice, text)))
    return fit === undefined ? undefined : readText(fit, text)
  }
  if (schema.type === 'integer' || schema.type === 'number')
    return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined
  if (schema.type === 'boolean') return { true: true, false: false }[text]
  if (schema.type === 'array') return schema.items === undefined ? [text] : [readText(schema.items, text)]
  return text
}
