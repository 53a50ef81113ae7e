import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { createLog } from '../../server/platform/log.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { removeCluster, startPostgres } from '../../server/platform/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    server_url: string
  }
}

export const TEMPLATE = 'hilo_template'

/**
 * One PostgreSQL for the whole run (the embedded one, or TEST_DATABASE_URL), one migrated template in
 * it; each test file clones the template.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const log = createLog('warn')
  const folder = join(import.meta.dirname, '../../.test', `${process.pid}`)
  const given = process.env['TEST_DATABASE_URL']
  const postgres = given ? null : await startPostgres({ data_dir: folder, log, volatile: true })
  const server = new URL(given ?? (postgres as { url: string }).url)
  server.pathname = '/postgres'
  const client = new pg.Client({ connectionString: server.href })
  await client.connect()
  await client.query(`drop database if exists ${TEMPLATE} with (force)`)
  await client.query(`create database ${TEMPLATE}`)
  await client.end()
  const template = new URL(server)
  template.pathname = `/${TEMPLATE}`
  await migrate({ url: template.href, schema: 'hilo', log })
  project.provide('server_url', server.href)
  return async () => {
    await postgres?.stop()
    if (postgres) removeCluster(folder)
  }
}
