/** The part of JSON Schema 2020-12 that TypeBox and our documents use. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  patternProperties?: Record<string, Schema>
  items?: Schema | Schema[]
  prefixItems?: Schema[]
  nullable?: boolean
  description?: string
  format?: string
}

/** A schema as TypeScript. Times and days are text, as JSON has them; what a schema leaves open is `unknown`. */
export function typeOf(schema: Schema | undefined, indent = ''): string {
  if (schema === undefined) return 'unknown'
  const type = bare(schema, indent)
  return schema.nullable === true && type !== 'unknown' ? union([type, 'null']) : type
}

function bare(schema: Schema, indent: string): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) as string
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum !== undefined) return union(schema.enum.map(literal))
  const options = schema.anyOf ?? schema.oneOf
  if (options !== undefined) return union(options.map((option) => typeOf(option, indent)))
  if (schema.allOf !== undefined) return schema.allOf.map((part) => grouped(typeOf(part, indent))).join(' & ')
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => bare({ ...schema, type }, indent)))
  if (schema.type === 'array') return arrayOf(schema, indent)
  if (schema.type === 'object' || schema.properties !== undefined) return objectOf(schema, indent)
  return PLAIN[schema.type ?? ''] ?? 'unknown'
}

const PLAIN: Record<string, string> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
}

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : JSON.stringify(value)

/** Each alternative once; `unknown` swallows the rest. */
function union(types: string[]): string {
  const different = [...new Set(types)]
  if (different.length === 0) return 'never'
  return different.includes('unknown') ? 'unknown' : different.join(' | ')
}

/** Whether a type is a union or intersection on its outside. */
function isCompound(type: string): boolean {
  const outside = type.replace(/\/\*\*.*?\*\//g, '').replace(/'(?:\\.|[^'\\])*'/g, "''")
  let depth = 0
  for (const letter of outside) {
    if ('{[(<'.includes(letter)) depth++
    else if ('}])>'.includes(letter)) depth--
    else if (depth === 0 && (letter === '|' || letter === '&')) return true
  }
  return false
}

const grouped = (type: string): string => (isCompound(type) ? `(${type})` : type)

function arrayOf({ items, prefixItems }: Schema, indent: string): string {
  const tuple = prefixItems ?? (Array.isArray(items) ? items : undefined)
  if (tuple !== undefined) return `[${tuple.map((item) => typeOf(item, indent)).join(', ')}]`
  return `${grouped(typeOf(items as Schema | undefined, indent))}[]`
}

function objectOf(schema: Schema, indent: string): string {
  const fields = Object.entries(schema.properties ?? {})
  const rest = schema.patternProperties
    ? union(Object.values(schema.patternProperties).map((value) => typeOf(value, indent)))
    : restOf(schema, indent)
  if (fields.length === 0) return rest === null ? 'Record<string, never>' : `Record<string, ${rest}>`
  const lines = fields.map(([name, field]) =>
    fieldOf(name, field, schema.required?.includes(name) ?? false, `${indent}  `),
  )
  const written = `{\n${lines.join('\n')}\n${indent}}`
  return rest === null || schema.additionalProperties === undefined ? written : `${written} & Record<string, ${rest}>`
}

function restOf({ additionalProperties }: Schema, indent: string): string | null {
  if (additionalProperties === false) return null
  return typeof additionalProperties === 'object' ? typeOf(additionalProperties, indent) : 'unknown'
}

/** One line of an interface, with what the document says about the field. */
export function fieldOf(name: string, schema: Schema, required: boolean, indent: string): string {
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`
  const comment =
    schema.description === undefined ? '' : `${indent}/** ${schema.description.replaceAll('*/', '* /')} */\n`
  return `${comment}${indent}${key}${required ? '' : '?'}: ${typeOf(schema, indent)}`
}
