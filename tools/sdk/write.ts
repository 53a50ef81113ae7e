import type { Document, Operation } from './operations.ts'
import { fieldOf, typeOf } from './types.ts'

const HEAD = '// Written by tools/sdk.ts from docs/openapi.json. Do not edit.'

/** sdk/src/api.gen.ts: a type per operation and the table of where each field travels. */
export function writeApi(operations: Operation[], { components }: Document): string {
  const shared = Object.entries(components?.schemas ?? {}).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)}`,
  )
  const types = operations.map(
    (operation) =>
      `  /** ${sentence(operation)} */\n  ${operation.name}: {\n    input: ${inputOf(operation)}\n    reply: ${operation.reply === null ? 'void' : typeOf(operation.reply, '    ')}\n  }`,
  )
  const rows = operations.map((operation) => `  ${operation.name}: ${rowOf(operation)},`)
  return [
    `${HEAD}\n`,
    ...shared.map((text) => `${text}\n`),
    `export interface Operations {\n${types.join('\n')}\n}\n`,
    '/** Where each field of an operation travels; what is named nowhere goes into the body. */',
    'export type Route = { method: string; path: string; query?: readonly string[]; keyed?: true; whole_body?: true }\n',
    `export const routes: Record<keyof Operations, Route> = {\n${rows.join('\n')}\n}\n`,
  ].join('\n')
}

const sentence = ({ summary, refusals }: Operation): string =>
  `${summary}.${refusals.length > 0 ? ` Refused: ${refusals.join(', ')}.` : ''}`
    .replaceAll('*/', '* /')
    .replace('..', '.')

function inputOf({ fields }: Operation): string {
  if (fields.length === 0) return 'Record<string, never>'
  return `{\n${fields.map(({ name, schema, required }) => fieldOf(name, schema, required, '      ')).join('\n')}\n    }`
}

function rowOf({ method, path, fields, keyed, whole_body }: Operation): string {
  const query = fields.filter(({ place }) => place === 'query').map(({ name }) => `'${name}'`)
  const parts = [
    `method: '${method}'`,
    `path: '${path}'`,
    ...(query.length > 0 ? [`query: [${query.join(', ')}]`] : []),
    ...(keyed ? ['keyed: true'] : []),
    ...(whole_body ? ['whole_body: true'] : []),
  ]
  return `{ ${parts.join(', ')} }`
}

/** sdk/src/cli/help.gen.ts: what the command line shows; browsers never load it. */
export function writeHelp(operations: Operation[]): string {
  const entries = operations.map(({ name, summary, description, fields, refusals }) => {
    const shown = fields.map(
      (field) =>
        `    ${JSON.stringify({ name: field.name, place: field.place, required: field.required, ...kindOf(field.schema) })},`,
    )
    const list = shown.length > 0 ? `[\n${shown.join('\n')}\n  ]` : '[]'
    return `  ${name}: { summary: ${JSON.stringify(summary)}, description: ${JSON.stringify(description)}, refusals: ${JSON.stringify(refusals)}, fields: ${list} },`
  })
  return [
    `${HEAD}\n`,
    `export type FieldHelp = { name: string; place: 'path' | 'query' | 'body'; required: boolean; kind: 'text' | 'number' | 'boolean' | 'json' | 'texts'; shown: string }`,
    'export type OperationHelp = { summary: string; description: string; refusals: readonly string[]; fields: readonly FieldHelp[] }\n',
    `export const help: Record<string, OperationHelp> = {\n${entries.join('\n')}\n}\n`,
  ].join('\n')
}

const KINDS: Record<string, string> = { string: 'text', number: 'number', boolean: 'boolean', 'string[]': 'texts' }

/** How a field is typed at a command line, and what its help says. */
function kindOf(schema: Parameters<typeof typeOf>[0]): { kind: string; shown: string } {
  const shown = typeOf(schema)
    .replace(/\/\*\*.*?\*\/\s*/g, '')
    .replace(/([^{])\n\s*(?=[\w'])/g, '$1; ')
    .replace(/\s+/g, ' ')
  const type = shown.replace(/ \| null$/, '')
  const kind = KINDS[type] ?? (/^'[^']*'( \| '[^']*')*$/.test(type) ? 'text' : 'json')
  return { kind, shown: shown.length > 160 ? 'JSON' : shown }
}
