import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { openDatabase } from '../../server/platform/db.ts'
import type { Database } from '../../server/platform/db.ts'
import { createLog } from '../../server/platform/log.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { removeCluster, startPostgres } from '../../server/platform/postgres.ts'
import { fillAtScale } from '../scale/index.ts'
import type { Scale } from '../scale/index.ts'
import type { Sizes } from './judge.ts'
import { REST, SMALL, THICKENED, makeSparse } from './rest.ts'

/** Enough that a bad plan is dearer than a good one, few enough to be made in half a minute. */
export const VOLUME: Scale = { stores: 11, variants: 3_000, customers: 40_000, orders: 60_000 }
/** The day the tests play on: the values they ask with lie where the rows lie. */
const NOW = new Date('2026-11-23T10:00:00Z')
const SCHEMA = 'hilo'
/** What the volume is made of; another text of any makes it anew. */
const SOURCES = ['db/migrations', 'tools/scale', 'tools/plans/rest.ts', 'tools/plans/volume.ts']

export type Volume = { db: Database; sizes: Sizes }

/** A database filled for plans, in the folder: the one that is there if it was made of the same. */
export async function onVolume<T>(
  folder: string,
  say: (text: string) => void,
  work: (volume: Volume) => Promise<T>,
): Promise<T> {
  const log = createLog('error')
  const stamp = join(folder, 'made-of')
  const made = `${JSON.stringify(VOLUME)} ${digest()}`
  const isThere = existsSync(stamp) && readFileSync(stamp, 'utf8') === made
  if (!isThere) removeCluster(folder)
  const postgres = await startPostgres({ data_dir: folder, log, volatile: true })
  const db = openDatabase({ url: postgres.url, schema: SCHEMA, log, clock: () => NOW })
  try {
    if (!isThere) {
      await migrate({ url: postgres.url, schema: SCHEMA, log })
      await fillForPlans(db, VOLUME, say)
      writeFileSync(stamp, made)
    }
    return await work({ db, sizes: await readSizes(db.pool) })
  } finally {
    await db.close()
    await postgres.stop()
  }
}

function digest(): string {
  const hash = createHash('sha256')
  const root = join(import.meta.dirname, '../..')
  for (const source of SOURCES) {
    const path = join(root, source)
    const files = source.endsWith('.ts') ? [path] : readdirSync(path).map((name) => join(path, name))
    for (const file of files.toSorted()) hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Samples as large as the tables: the planner knows the same on every machine, and so do its plans. */
const WHOLE_SAMPLES = `
  do $$ begin execute format('alter database %I set default_statistics_target = 1000', current_database()); end $$;
  set default_statistics_target = 1000`

/** The retailer at scale, and what it leaves thin. */
export async function fillForPlans(db: Database, scale: Scale, say?: (text: string) => void): Promise<void> {
  const client = await db.pool.connect()
  try {
    await client.query(WHOLE_SAMPLES)
    await client.query(makeSparse)
    await fillAtScale(db, scale, say)
    await client.query('set statement_timeout = 0')
    for (const text of REST) await client.query(text)
    await client.query(`analyze ${THICKENED.join(', ')}`)
  } finally {
    client.release(true)
  }
}

/** Rows by table, those of partitions with their table. */
export async function readSizes(pool: pg.Pool): Promise<Sizes> {
  const { rows } = await pool.query<{ name: string; table: string; rows: number }>(`
    select c.relname as name, coalesce(p.relname, c.relname) as table, greatest(c.reltuples, 0)::float8 as rows
      from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace`)
  const tables = new Map<string, string>()
  const sums = new Map<string, number>()
  const ownRows = new Map(rows.map(({ name, rows: found }) => [name, Math.round(found)]))
  for (const { name, table, rows: found } of rows) {
    tables.set(name, table)
    sums.set(table, (sums.get(table) ?? 0) + Math.round(found))
  }
  const partial = await pool.query<{ name: string; rows: number }>(`
    select c.relname as name, greatest(c.reltuples, 0)::float8 as rows
      from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indpred is not null and c.relnamespace = current_schema()::regnamespace`)
  const partialRows = new Map(partial.rows.map(({ name, rows: found }) => [name, Math.round(found)]))
  return { rows: sums, ownRows, partialRows, tableOf: (relation) => tables.get(relation) ?? relation }
}

/** Tables no plan can be judged by: neither filled nor known to stay small. */
export const thinTables = ({ rows }: Sizes, big: number): string[] =>
  [...rows]
    .filter(([table, count]) => count < big && !SMALL.has(table))
    .map(([table, count]) => `${table} (${count} rows)`)
    .toSorted()
