import type { Catalogue, Column, Table } from './catalogue.ts'

const HEAD = `-- The whole database of one retailer as it is now, written by tools/schema.ts from db/migrations.
-- For reading: do not edit. Monthly partitions are left out; the program adds them.`

/** The database as SQL people read; applying it to an empty schema gives the same database again. */
export function dump({ extensions, tables }: Catalogue): string {
  const parts = [
    HEAD,
    ...extensions.map(({ name, schema }) => `create extension if not exists ${name} with schema ${schema};`),
    ...tables.map((table, place) => writeTable(table, namesOf(tables.slice(place + 1)))),
    ...tables.flatMap((table, place) => writeLate(table, namesOf(tables.slice(place + 1)))),
  ]
  return `${parts.join('\n\n')}\n`
}

const namesOf = (tables: readonly Table[]): ReadonlySet<string> => new Set(tables.map(({ name }) => name))

type Constraint = Table['constraints'][number]

/** A foreign key to a table that comes further below (a column that was added later) has to wait for it. */
const waits = ({ kind, definition }: Constraint, below: ReadonlySet<string>): boolean =>
  kind === 'f' && below.has(/ REFERENCES (\w+)\(/.exec(definition)?.[1] ?? '')

const writeLate = ({ name, constraints }: Table, below: ReadonlySet<string>): string[] =>
  constraints
    .filter((constraint) => waits(constraint, below))
    .map((late) => `alter table ${name} add constraint ${late.name} ${soften(late.definition)};`)

function writeTable(table: Table, below: ReadonlySet<string>): string {
  if (table.default_of !== null) return `create table ${table.name} partition of ${table.default_of} default;`
  const width = {
    name: Math.max(...table.columns.map((column) => column.name.length)),
    type: Math.max(...table.columns.map((column) => softenType(column.type).length)),
  }
  const lines = [
    ...table.columns.map((column) => writeColumn(column, width)),
    ...table.constraints
      .filter((constraint) => !waits(constraint, below))
      .map(({ name, kind, definition }) =>
        kind === 'p' ? soften(definition) : `constraint ${name} ${soften(definition)}`,
      ),
  ]
  const partitions = table.partition_key === null ? '' : ` partition by ${soften(table.partition_key)}`
  return [
    `create table ${table.name} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n)${partitions};`,
    ...table.indexes.map((definition) => `${soften(definition)};`),
    ...comments(table),
  ].join('\n')
}

function writeColumn(column: Column, width: { name: number; type: number }): string {
  const value = column.default === null ? '' : soften(column.default)
  const words = [
    column.name.padEnd(width.name),
    softenType(column.type).padEnd(width.type),
    column.not_null ? 'not null' : '',
    column.default === null ? '' : column.generated ? `generated always as (${value}) stored` : `default ${value}`,
  ]
  return words
    .filter((word) => word !== '')
    .join(' ')
    .trimEnd()
}

function comments(table: Table): string[] {
  const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`
  return [
    ...(table.comment === null ? [] : [`comment on table ${table.name} is ${quote(table.comment)};`]),
    ...table.columns
      .filter((column) => column.comment !== null)
      .map((column) => `comment on column ${table.name}.${column.name} is ${quote(column.comment as string)};`),
  ]
}

const softenType = (type: string): string =>
  type
    .replace('timestamp with time zone', 'timestamptz')
    .replace('time without time zone', 'time')
    .replace('character(', 'char(')

const KEYWORDS =
  /\b(CREATE|UNIQUE|INDEX|ON|WHERE|CHECK|PRIMARY|FOREIGN|KEY|REFERENCES|AND|OR|NOT|NULL|IS|IN|BETWEEN|DISTINCT|FROM|RANGE|ANY|ARRAY|DESC|LEAST|GREATEST|COALESCE|DEFERRABLE|INITIALLY|DEFERRED|CASCADE|DELETE|NULLS|ALL|WITH)\b/g

/** PostgreSQL's spelling of an expression, quieter: lower-case keywords, no needless casts, `in (…)` for lists. */
export function soften(sql: string): string {
  return sql
    .replace(/'(-?\d+)'::(integer|bigint)\b/g, '$1')
    .split(/('(?:[^']|'')*'(?:::(?:text|jsonb|bpchar|character varying|time without time zone)(?:\[\])?)?)/)
    .map((part, place) =>
      place % 2 === 1
        ? part.replace(/'::[a-z [\]]+$/, "'")
        : part
            .replace(/::(text|numeric|double precision)\b/g, '')
            .replace(
              /^CREATE (UNIQUE )?INDEX (\S+) ON (ONLY )?/,
              (_, unique = '', name) => `create ${unique}index ${name} on `,
            )
            .replace(' USING btree ', ' ')
            .replace(' USING ', ' using ')
            .replace(KEYWORDS, (word) => word.toLowerCase()),
    )
    .join('')
    .replace(/= any \(array\[([^\]]*)\]\)/g, 'in ($1)')
    .replace(/<> all \(array\[([^\]]*)\]\)/g, 'not in ($1)')
}
