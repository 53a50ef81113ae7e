import closeWithGrace from 'close-with-grace'
import { ConfigError, readConfig } from './platform/config.ts'
import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/db.ts'
import type { Database } from './platform/db.ts'
import { lockFolder } from './platform/lock.ts'
import { createLog } from './platform/log.ts'
import type { Logger } from './platform/log.ts'
import { migrate } from './platform/migrate.ts'
import { startPostgres } from './platform/postgres.ts'
import { startProgram } from './program.ts'

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
  try {
    const url = config.database_url ?? (await embedded(config, log, undo))
    await migrate({ url, schema: config.schema, log })
    const db = openDatabase({ url, schema: config.schema, log })
    undo.push(db.close)
    await prepare(db)
    const program = await startProgram({ db, log, ...config })
    undo.push(program.stop)
    await program.server?.listen({ port: config.port, host: config.host })
    return { url: `http://${config.host}:${portOf(program.server?.addresses()) ?? config.port}`, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function embedded(config: Config, log: Logger, undo: (() => unknown)[]): Promise<string> {
  const postgres = await startPostgres({ data_dir: config.data_dir, log })
  undo.push(postgres.stop)
  return postgres.url
}

const portOf = (addresses: readonly unknown[] = []): number | undefined => (addresses[0] as { port: number } | undefined)?.port

if (import.meta.main) {
  try {
    const config = readConfig()
    const log = createLog(config.log_level)
    const running = await main(config, log)
    log.info({ url: running.url }, 'Hilo is running')
    closeWithGrace({ delay: SHUTDOWN_MS, logger: false }, async ({ err }) => {
      if (err) log.error({ err }, 'stopping after a fault')
      await running.stop()
    })
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigError ? error.message : (error as Error).stack}\n`)
    process.exit(1)
  }
}
