import { Type } from 'typebox'
import type { TSchema } from 'typebox'
import { MAX_AMOUNT } from './limits.ts'

// Field schemas that server and till share, so that one idea has one shape on the wire and in the till's own store.

export const Id = Type.String({ format: 'uuid', description: 'UUID' })
export const Nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
/** One line of text people typed: no control characters, trimmed of nothing, bounded. */
export const Text = (max: number, min = 1) =>
  Type.String({ minLength: min, maxLength: max, pattern: '^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]*$' })
export const Quantity = Type.Integer({ minimum: 1, maximum: 9_999 })
export const OneOf = <const T extends readonly string[]>(values: T, options: { description?: string } = {}) =>
  Type.Unsafe<T[number]>(Type.String({ enum: [...values], ...options }))
/** Values under names that people gave; under anything that is no text there is nothing. */
export const Named = <Value extends TSchema>(
  value: Value,
  { name_max, most, description }: { name_max: number; most: number; description?: string },
) =>
  Type.Record(Text(name_max), value, {
    additionalProperties: false,
    maxProperties: most,
    propertyNames: { minLength: 1, maxLength: name_max },
    ...(description === undefined ? {} : { description }),
  })
/** No unknown fields: a typing error is said, not swallowed. */
export const Shape = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })

/** Any amount on the wire, in minor units of the currency named beside it. */
export const Amount = Type.Integer({
  minimum: 0,
  maximum: MAX_AMOUNT,
  description: 'Minor units (cents) of `currency`',
})
/** An amount that may be negative: adjustments and differences. */
export const SignedAmount = Type.Integer({ minimum: -MAX_AMOUNT, maximum: MAX_AMOUNT })
/** ISO 4217. */
export const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217 code' })
