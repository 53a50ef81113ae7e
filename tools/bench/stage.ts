import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { PERMISSIONS, addKey, enrolDevice } from '#access'
import { countPast } from '#insights'
import { systemActor } from '#platform/actor'
import { openDatabase } from '#platform/db'
import type { Database } from '#platform/db'
import { freePort } from '#platform/free-port'
import { createLog } from '#platform/log'
import { migrate } from '#platform/migrate'
import { startPostgres } from '#platform/postgres'
import { ROOT } from '../generated.ts'
import { fillAtScale } from '../scale/index.ts'
import { TABLES_WITH_ROWS } from '../scale/lanes.ts'
import type { Scale } from '../scale/index.ts'
import { parentOf } from '../fault/processes.ts'
import type { Provider } from '../trade/provider.ts'
import type { Measured } from './gauge.ts'

/** One database server with a retailer of each size in a schema of its own, as the figures want them. */
export const SIZES = {
  /** A shop that has just opened. */
  fresh: { stores: 8, variants: 2_000, customers: 1_000, orders: 0 },
  /** The same shop after years. */
  grown: { stores: 8, variants: 2_000, customers: 200_000, orders: 1_000_000 },
  /** Many shops, many articles: stores × variants levels. */
  wide: { stores: 500, variants: 5_000, customers: 0, orders: 0 },
  /** More articles than a shop can have on its shelves. */
  shelf: { stores: 3, variants: 100_000, customers: 0, orders: 0 },
  /** Many people. */
  crowd: { stores: 8, variants: 200, customers: 1_000_000, orders: 1_350_000 },
} satisfies Record<string, Scale>
export type Size = keyof typeof SIZES

export type Shop = {
  name: Size
  db: Database
  /** Credentials: shop front, machine of the desk, till. */
  front: string
  desk: string
  till: string
  store_id: string
  location_id: string
}

const log = createLog('warn')

/**
 * Starts PostgreSQL in the folder as the server would, or takes the one that is given; what a run before left there is
 * used again.
 */
export async function openStage(folder: string, given?: string) {
  mkdirSync(folder, { recursive: true })
  const postgres =
    given === undefined ? await startPostgres({ data_dir: folder, log }) : { url: given, stop: async () => {} }
  const postmaster = await postmasterOf(postgres.url)
  return {
    url: postgres.url,
    shop: (name: Size, factor: number, say: (text: string) => void) => openShop(postgres.url, name, factor, say),
    serve: (shop: Shop, provider?: Provider) => serve(folder, postgres.url, postmaster, shop, provider),
    stop: postgres.stop,
  }
}
export type Stage = Awaited<ReturnType<typeof openStage>>

/** The process all of a PostgreSQL's are children of; null where it runs on another machine. */
async function postmasterOf(url: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    const pid = rows[0]?.pid ?? 0
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' ? parentOf(pid) : null
  } catch {
    return null
  } finally {
    await client.end()
  }
}

/** `factor` makes everything smaller, for a quick look. */
async function openShop(url: string, name: Size, factor: number, say: (text: string) => void): Promise<Shop> {
  const schema = factor === 1 ? `bench_${name}` : `bench_${name}_${Math.round(1 / factor)}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  const { rows } = await admin.query(`select to_regclass('${schema}.bench_filled') is not null as filled`)
  if (!rows[0].filled) {
    await admin.query(`drop schema if exists ${schema} cascade`)
    await admin.query(`drop schema if exists ${schema}_jobs cascade`)
  }
  await migrate({ url, schema, log })
  const db = openDatabase({ url, schema, log })
  if (!rows[0].filled) {
    await fillAtScale(db, scaled(SIZES[name], factor), (text) => say(`${name}: ${text}`))
    await admin.query(`create table ${schema}.bench_filled ()`)
    // Analysed it is already.
    await admin.query(`set search_path = ${schema}`)
    const { rows: tables } = await admin.query<{ name: string }>(TABLES_WITH_ROWS)
    for (const { name } of tables) await admin.query(`vacuum ${name}`)
  }
  // As in a shop that has been open for years: figures of the past would be added up while we measure.
  await countPast((work) => db.write({ actor: systemActor('bench') }, work))
  await admin.end()
  return { name, db, ...(await letIn(db)) }
}

const scaled = (scale: Scale, factor: number): Scale => ({
  stores: scale.stores > 100 ? Math.max(2, Math.round(scale.stores * factor)) : scale.stores,
  variants: Math.max(50, Math.round(scale.variants * factor)),
  customers: Math.round(scale.customers * factor),
  orders: Math.round(scale.orders * factor),
})

/** Ways in for the driver, and the shop where goods are collected. */
const letIn = (db: Database) =>
  db.write({ actor: { ...systemActor('bench'), permissions: new Set(PERMISSIONS) } }, async (ctx) => {
    const front = await addKey(ctx, { kind: 'publishable', name: 'bench front', channel: 'web' })
    const desk = await addKey(ctx, { kind: 'secret', name: 'bench desk', permissions: [...PERMISSIONS] })
    const [place] = await ctx.sql<{ register_id: string; store_id: string; location_id: string }>`
      select r.id as register_id, s.id as store_id, l.id as location_id
        from register r join store s on s.id = r.store_id join location l on l.store_id = s.id order by s.code limit 1`
    const till = await enrolDevice(ctx, { register_id: place!.register_id, name: 'bench till' })
    return {
      front: front.secret,
      desk: desk.secret,
      till: till.token,
      store_id: place!.store_id,
      location_id: place!.location_id,
    }
  })

export type Served = Measured & { stop: () => Promise<void> }

const UNLIMITED = { RATE_LIMIT: '1000000', MAX_IN_FLIGHT: '1000' }

/** A server of its own process, as in production, on a shop of the stage; its card provider, if any, beside it. */
async function serve(
  folder: string,
  database_url: string,
  postmaster: number | null,
  { db, name }: Shop,
  provider?: Provider,
): Promise<Served> {
  const data = join(folder, `server-${name}`)
  mkdirSync(data, { recursive: true })
  const env = { DATABASE_URL: database_url, HILO_SCHEMA: db.schema, HILO_DATA: data }
  const { url, pid, stop } = await startServer({ ...env, ...(provider ? await merchantOf(provider) : {}) })
  return { url, pid, postmaster, stop }
}

/** The provider must be told where its notices go before the server listens there. */
async function merchantOf(provider: Provider): Promise<Record<string, string>> {
  const port = await freePort()
  const notices = `http://127.0.0.1:${port}/api/payment-notices/sandbox`
  return { PORT: String(port), PAYMENTS_NOTICE_URL: notices, ...provider.settings() }
}

/** Starts `server/main.ts`; resolves when it says where it answers. */
export async function startServer(env: Record<string, string>) {
  const profile = process.env['BENCH_PROFILE']
  const child = spawn(
    join(ROOT, 'bin/node'),
    [...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []), 'server/main.ts'],
    {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...UNLIMITED, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = new Promise<void>((done) => void child.once('exit', () => done()))
  const url = await new Promise<string>((done, fail) => {
    let said = ''
    const hear = (bytes: Buffer) => {
      said += String(bytes)
      const found = /"url":"([^"]+)"/.exec(said)?.[1]
      if (found === undefined) return
      child.stdout.off('data', hear)
      child.stdout.resume()
      done(found)
    }
    child.stdout.on('data', hear)
    void ended.then(() => fail(new Error(`the server ended: ${said}`)))
  })
  return {
    url,
    // The package `node` is a script that starts the program: the program is its child, where there is one.
    pid: programOf(child.pid as number),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function programOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  const command = (one: string) => readFileSync(`/proc/${one}/cmdline`, 'utf8')
  return Number(children.find((one) => one !== '' && command(one).includes('server/main.ts')) ?? pid)
}
