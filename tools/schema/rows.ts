import type { Catalogue, Column, Table } from './catalogue.ts'

const HEAD = `// The rows of every table, written by tools/schema.ts from the migrations. Do not edit.

/** A row as it is read: \`Row<'stock_level'>\`. */
export type Row<Table extends keyof DB> = DB[Table]

export interface DB {`

/** How node-postgres, set up by platform/db.ts, gives each type back; anything else arrives as text. */
const TYPES: Record<string, string> = {
  bigint: 'number',
  integer: 'number',
  smallint: 'number',
  'double precision': 'number',
  real: 'number',
  boolean: 'boolean',
  'timestamp with time zone': 'Date',
  jsonb: 'unknown',
  json: 'unknown',
  bytea: 'Buffer',
}

/** TypeScript interfaces of all tables, as their rows are read; columns with a fixed list of words become unions. */
export function rowTypes({ tables }: Catalogue): string {
  const written = tables.filter((table) => table.default_of === null).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return `${HEAD}\n${written.map(interfaceOf).join('\n')}\n}\n`
}

const interfaceOf = (table: Table): string =>
  [`  ${table.name}: {`, ...table.columns.map((column) => `    ${column.name}: ${typeOf(column, table)}`), '  }'].join(
    '\n',
  )

function typeOf(column: Column, table: Table): string {
  const type = plainType(column, table)
  return column.not_null || type === 'unknown' ? type : `${type} | null`
}

function plainType(column: Column, table: Table): string {
  const words = wordsOf(column, table)
  if (words !== null) return words.map((word) => `'${word}'`).join(' | ')
  const item = column.type.replace(/\[\]$/, '').replace(/\(.*\)/, '')
  const type = TYPES[item] ?? 'string'
  return column.type.endsWith('[]') ? `${type}[]` : type
}

/** `check (status in ('open', 'placed'))` → ['open', 'placed']. */
function wordsOf(column: Column, table: Table): string[] | null {
  for (const { kind, columns, definition } of table.constraints) {
    if (kind !== 'c' || columns.length !== 1 || columns[0] !== column.name) continue
    const list = /^CHECK \(\w+ = ANY \(ARRAY\[([^\]]*)\]\)\)$/.exec(definition)?.[1]
    const words = list?.split(', ').map((item) => /^'([\w:.-]+)'::text$/.exec(item)?.[1])
    if (words?.every((word) => word !== undefined)) return words as string[]
  }
  return null
}
