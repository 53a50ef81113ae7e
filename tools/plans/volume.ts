import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../server/platform/db.ts'
import type { Database } from '../../server/platform/db.ts'
import { createLog } from '../../server/platform/log.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { removeCluster, startPostgres } from '../../server/platform/postgres.ts'
import { fillAtScale } from '../scale/index.ts'
import type { Scale } from '../scale/index.ts'
import { onLanes, shareOut, tableTasks } from '../scale/lanes.ts'
import type { Lane } from '../scale/lanes.ts'
import { REST, makeSparse } from './rest.ts'
import { readSizes } from './sizes.ts'
import type { Sizes } from './sizes.ts'

/** Enough that a bad plan is dearer than a good one, few enough to be made while a person waits. */
export const VOLUME: Scale = { stores: 11, variants: 2_004, customers: 30_000, orders: 40_000 }
/** The day the tests play on: the values they ask with lie where the rows lie. */
const NOW = new Date('2026-11-23T10:00:00Z')
const SCHEMA = 'hilo'
const FIRST_DAY = 'first_day'
/** What the volume is made of; another text of any makes it anew. */
const SOURCES = ['db/migrations', 'tools/scale', 'tools/plans/rest.ts', 'tools/plans/volume.ts']

/** `first`: the same shop before anything is in it. */
export type Volume = { db: Database; first: Database; sizes: Sizes }

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
  const first = openDatabase({ url: postgres.url, schema: FIRST_DAY, log, clock: () => NOW })
  try {
    if (!isThere) {
      await db.pool.query(UNTENDED)
      await db.pool.query('select pg_reload_conf()')
      for (const schema of [SCHEMA, FIRST_DAY]) await migrate({ url: postgres.url, schema, log })
      await fillForPlans(db, VOLUME, say)
      writeFileSync(stamp, made)
    }
    return await work({ db, first, sizes: await readSizes(db.pool) })
  } finally {
    await first.close()
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

/** What tends tables behind our back would change the plans while they are judged, and take a core while they are filled. */
const UNTENDED = 'alter system set autovacuum = off'

/** What is known of tables while they are filled: how many rows there are, hardly more. */
const KNOW_LITTLE = 1
/** So many hundreds of rows are looked at, which is every row of most tables: the planner knows the same on every machine. */
const KNOW_WELL = 300

/** For the sessions that begin from now on, those of the filler. */
async function knowLittle(db: Database): Promise<void> {
  const client = await db.pool.connect()
  await client.query(`
    do $$ begin execute format('alter database %I set default_statistics_target = ${KNOW_LITTLE}', current_database()); end $$`)
  client.release(true)
}

/** No statement finds rows by how documents compare, and to compare them all takes longer than the rest. */
const IGNORE_DOCUMENTS = `
  do $$ declare c record; begin
    for c in select attrelid::regclass as table, attname as column from pg_attribute join pg_class on pg_class.oid = attrelid
              where atttypid = 'jsonb'::regtype and relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace
    loop execute format('alter table %s alter column %I set statistics 0', c.table, c.column); end loop;
  end $$`

/** The retailer at scale, and what it leaves thin. */
export async function fillForPlans(db: Database, scale: Scale, say: (text: string) => void = () => {}): Promise<void> {
  await knowLittle(db)
  await db.pool.query(makeSparse)
  await fillAtScale(db, scale, say)
  await onLanes(db, async (lanes) => {
    for (const lane of lanes) await lane.run(`set default_statistics_target = ${KNOW_WELL}`)
    await (lanes[0] as Lane).run(IGNORE_DOCUMENTS)
    const rest = REST.map((text) => ({ says: text.slice(0, 30), run: (lane: Lane) => lane.run(text) }))
    await shareOut(lanes.slice(1), rest, say)
    // As a server that has run for long has them: what every row is known to be seen by need not be looked up.
    await shareOut(lanes, await tableTasks(lanes[0] as Lane, tend))
    say('vacuumed and analysed')
  })
}

/** Together they would leave the number of rows as it was guessed before. */
const tend = (table: string) => async (lane: Lane) => {
  await lane.run(`vacuum ${table}`)
  await lane.run(`analyze ${table}`)
}
