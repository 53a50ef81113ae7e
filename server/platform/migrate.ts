import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { jobSchema } from './job-connections.ts'
import { quietLogger } from './job-runner.ts'
import { countPastLog } from './log-order.ts'
import type { Logger } from './log.ts'

const FOLDER = join(import.meta.dirname, '../../db/migrations')
const LOCK = 0x48_69_6c_6f
const OLDEST_POSTGRES = 150_000

export type Migration = { name: string; text: string; checksum: string }

export const migrations = (folder = FOLDER): Migration[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    })

/**
 * Brings the retailer's schema up to date: plain SQL, forward only, each file in its own transaction,
 * one program at a time. A file that changed after it was applied stops the start.
 */
export async function migrate(options: {
  url: string
  schema: string
  log: Logger
  list?: Migration[]
}): Promise<number> {
  const client = new pg.Client({ connectionString: options.url, options: `-c search_path=${options.schema},public` })
  await client.connect()
  try {
    const { rows } = await client.query(`show server_version_num`)
    if (Number(rows[0].server_version_num) < OLDEST_POSTGRES)
      throw new Error('PostgreSQL 15 or newer is needed (DATABASE_URL)')
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(`create schema if not exists ${options.schema}`)
    await client.query(
      `create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null default clock_timestamp())`,
    )
    const applied = await apply(client, options.list ?? migrations(), options.log)
    // Only some of the migrations are applied where a test says so: then there may be no log.
    if (options.list === undefined) await countPastLog(client, options.log)
    await addMonths(async (text) => (await client.query(text)).rows, new Date())
    await runMigrations({
      connectionString: options.url,
      schema: jobSchema(options.schema),
      logger: quietLogger(options.log),
    })
    return applied
  } finally {
    await client.end()
  }
}

async function apply(client: pg.Client, list: Migration[], log: Logger): Promise<number> {
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration')
  const done = new Map(rows.map((row) => [row.name, row.checksum]))
  let applied = 0
  for (const { name, text, checksum } of list) {
    const before = done.get(name)
    if (before === checksum) continue
    if (before !== undefined)
      throw new Error(`migration ${name} was changed after it had been applied; add a new one instead`)
    await client.query('begin')
    try {
      await client.query(text)
      await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error })
    }
    applied += 1
    log.info({ migration: name }, 'migrated')
  }
  return applied
}

/** What a month's partition is called: y2026m11. */
export const monthName = (month: Date): string => `y${month.toISOString().slice(0, 7).replace('-', 'm')}`

const PARTITIONED = ['event', 'touchpoint', 'look']
const MONTHS_AHEAD = 3

/**
 * Adds the partitions of this month and the next ones; called at start and once a day. A month that began
 * without one, because nobody called for so long, stays in the partition for all the rest.
 */
export async function addMonths(query: (text: string) => Promise<object[]>, now: Date): Promise<void> {
  for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1))
    const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1))
    for (const table of PARTITIONED) {
      const [begun] = await query(
        `select 1 from ${table}_other where recorded_at >= '${from.toISOString()}' and recorded_at < '${to.toISOString()}' limit 1`,
      )
      if (begun) continue
      await query(
        `create table if not exists ${table}_${monthName(from)} partition of ${table}
           for values from ('${from.toISOString()}') to ('${to.toISOString()}')`,
      )
    }
  }
}
