import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { ConfigError, readConfig } from './platform/config.ts'
import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/db.ts'
import type { Database } from './platform/db.ts'
import { lockFolder } from './platform/lock.ts'
import { createLog } from './platform/log.ts'
import type { Logger } from './platform/log.ts'
import { migrate } from './platform/migrate.ts'
import { startPostgres } from './platform/postgres.ts'
import { prepareSecret } from './platform/secrets.ts'
import { untilStopped } from './platform/until-stopped.ts'

const SHUTDOWN_MS = 15_000

/** Work on the migrated database before anybody comes in: a demo is seeded, an import made. */
export type Prepare = (db: Database) => Promise<unknown>
export type Running = { url: string; stop: () => Promise<void> }

/** Starts what the configuration asks for and answers once requests are taken; what fails half-way is undone. */
export async function main(config: Config, log: Logger, prepare: Prepare = async () => {}): Promise<Running> {
  const undo: (() => unknown)[] = [lockFolder(config.data_dir)]
  const stop = async () => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  const interruption = hearInterruption()
  // What the program is made of is read while the database starts.
  enableCompileCache(join(config.data_dir, 'compiled'))
  const loading = import('./program.ts')
  loading.catch(() => {})
  try {
    prepareSecret()
    const url = config.database_url ?? (await embedded(config, log, undo))
    interruption.signal.throwIfAborted()
    await migrate({ url, schema: config.schema, log }).catch(orBlame(config.database_url && 'DATABASE_URL'))
    const db = openDatabase({ url, schema: config.schema, log })
    undo.push(db.close)
    await Promise.race([prepare(db), interruption.heard])
    const { startProgram } = await loading
    const program = await startProgram({ db, log, ...config, alone: config.database_url === null })
    undo.push(program.stop)
    interruption.signal.throwIfAborted()
    await program.server?.listen({ port: config.port, host: config.host }).catch(orBlame('PORT'))
    return { url: `http://${config.host}:${portOf(program.server?.addresses()) ?? config.port}`, stop }
  } catch (error) {
    await stop()
    throw error
  } finally {
    interruption.over()
  }
}

/** Ctrl-C before the start is over: what has begun is undone first, so that no database stays behind. */
function hearInterruption() {
  const controller = new AbortController()
  const { promise: heard, reject } = Promise.withResolvers<never>()
  heard.catch(() => {})
  const hear = () => {
    controller.abort(new Interrupted('interrupted before the start was over'))
    reject(controller.signal.reason)
  }
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, hear)
  return {
    signal: controller.signal,
    heard,
    over: () => {
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, hear)
    },
  }
}

export class Interrupted extends Error {}

/** An address that cannot be reached or taken is a setting to correct, not a fault of ours. */
const orBlame =
  (variable: string | null) =>
  (error: Error & { syscall?: string }): never => {
    throw variable !== null && error.syscall !== undefined ? new ConfigError(variable, error.message) : error
  }

async function embedded(config: Config, log: Logger, undo: (() => unknown)[]): Promise<string> {
  const postgres = await startPostgres({ data_dir: config.data_dir, log })
  undo.push(postgres.stop)
  return postgres.url
}

const portOf = (addresses: readonly unknown[] = []): number | undefined =>
  (addresses[0] as { port: number } | undefined)?.port

if (import.meta.main) {
  try {
    const config = readConfig()
    const log = createLog(config.log_level)
    const running = await main(config, log)
    log.info({ url: running.url }, 'Hilo is running')
    untilStopped(log, SHUTDOWN_MS, running.stop)
  } catch (error) {
    process.stderr.write(
      `${error instanceof ConfigError || error instanceof Interrupted ? error.message : (error as Error).stack}\n`,
    )
    process.exit(1)
  }
}
