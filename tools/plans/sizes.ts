import type pg from 'pg'
import { SMALL } from './rest.ts'

/** What a database holds, as its plans are judged by. */
export type Sizes = {
  /** Rows of every table, with those of its partitions. */
  rows: ReadonlyMap<string, number>
  /** Of every relation by itself. */
  ownRows: ReadonlyMap<string, number>
  /** Of indexes that do not know every row. */
  partialRows: ReadonlyMap<string, number>
  /** By table the columns of each key: at most one row has the same. */
  keys: ReadonlyMap<string, readonly (readonly string[])[]>
  /** Of how many columns each unique index is. */
  uniqueIndexes: ReadonlyMap<string, number>
  /** What each ordered index is made of, first to last: columns, and expressions as PostgreSQL writes them. */
  indexes: ReadonlyMap<string, readonly string[]>
  /** How many different values a column of a relation has, as the planner knows it. */
  distinct: (relation: string, column: string) => number
  tableOf: (relation: string) => string
}

export async function readSizes(pool: pg.Pool): Promise<Sizes> {
  const { rows } = await pool.query<{ name: string; table: string; rows: number }>(`
    select c.relname as name, coalesce(p.relname, c.relname) as table, greatest(c.reltuples, 0)::float8 as rows
      from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace`)
  const tables = new Map(rows.map(({ name, table }) => [name, table]))
  const tableOf = (relation: string): string => tables.get(relation) ?? relation
  const ownRows = new Map(rows.map(({ name, rows: found }) => [name, Math.round(found)]))
  const sums = new Map<string, number>()
  for (const { name, table } of rows) sums.set(table, (sums.get(table) ?? 0) + (ownRows.get(name) ?? 0))
  return {
    rows: sums,
    ownRows,
    ...(await readIndexes(pool, tableOf)),
    distinct: await readDistinct(pool, ownRows),
    tableOf,
  }
}

type Index = {
  name: string
  table: string
  rows: number
  columns: (string | null)[]
  parts: string[]
  unique: boolean
  partial: boolean
  ordered: boolean
}

async function readIndexes(pool: pg.Pool, tableOf: Sizes['tableOf']) {
  const { rows: all } = await pool.query<Index>(`
    select c.relname as name, t.relname as table, greatest(c.reltuples, 0)::float8 as rows,
           array(select a.attname::text from unnest(i.indkey[0:i.indnkeyatts - 1]) with ordinality k(number, at)
                   left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number order by k.at) as columns,
           array(select pg_get_indexdef(i.indexrelid, at, true) from generate_series(1, i.indnkeyatts) at order by at) as parts,
           i.indisunique as unique, i.indpred is not null as partial, m.amname = 'btree' as ordered
      from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid join pg_am m on m.oid = c.relam
     where c.relnamespace = current_schema()::regnamespace`)
  const unique = all.filter((index) => index.unique)
  const named = unique.flatMap(({ table, columns }) =>
    columns.every((column) => column !== null) ? [{ table: tableOf(table), columns }] : [],
  )
  const byTable = [...Map.groupBy(named, ({ table }) => table)]
  return {
    partialRows: new Map(all.filter(({ partial }) => partial).map(({ name, rows }) => [name, Math.round(rows)])),
    uniqueIndexes: new Map(unique.map(({ name, columns }) => [name, columns.length])),
    keys: new Map(byTable.map(([table, keys]) => [table, keys.map(({ columns }) => columns)])),
    indexes: new Map(all.filter(({ ordered }) => ordered).map(({ name, parts }) => [name, parts])),
  }
}

/** Where nothing is known, as in an empty shop or of an expression: as many values as rows. */
async function readDistinct(pool: pg.Pool, ownRows: Sizes['ownRows']): Promise<Sizes['distinct']> {
  const { rows } = await pool.query<{ relation: string; column: string; values: number }>(`
    select tablename as relation, attname as column, n_distinct::float8 as values from pg_stats
     where schemaname = current_schema() and not inherited`)
  const known = new Map(rows.map(({ relation, column, values }) => [`${relation} ${column}`, values]))
  return (relation, column) => {
    const count = ownRows.get(relation) ?? 0
    const values = known.get(`${relation} ${column}`) ?? -1
    // pg_stats: what grows with the table is told as a share of it, below zero.
    return Math.max(1, values < 0 ? -values * count : values)
  }
}

/** Tables no plan can be judged by: neither filled nor known to stay small. */
export const thinTables = ({ rows }: Sizes, big: number): string[] =>
  [...rows]
    .filter(([table, count]) => count < big && !SMALL.has(table))
    .map(([table, count]) => `${table} (${count} rows)`)
    .toSorted()
