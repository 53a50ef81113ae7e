import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createLog } from '../server/platform/log.ts'
import { migrate } from '../server/platform/migrate.ts'
import { removeCluster, startPostgres } from '../server/platform/postgres.ts'
import { ROOT, checking, settle } from './generated.ts'
import { readCatalogue } from './schema/catalogue.ts'
import type { Catalogue } from './schema/catalogue.ts'
import { dump } from './schema/dump.ts'
import { rowTypes } from './schema/rows.ts'

const SCHEMA = 'hilo'
const log = createLog('error')

/**
 * Writes db/schema.sql and db/rows.gen.ts from the migrations, applied to a fresh database: of a
 * throw-away PostgreSQL, or of the server SCHEMA_DATABASE_URL names. `--check` only compares.
 */
async function main(): Promise<number> {
  const catalogue = await onServer(async (server) => onFreshDatabase(server, read))
  const files = [
    { path: join(ROOT, 'db/schema.sql'), text: dump(catalogue) },
    { path: join(ROOT, 'db/rows.gen.ts'), text: rowTypes(catalogue) },
  ]
  return settle(files, { check: checking() })
}

async function onServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const given = process.env['SCHEMA_DATABASE_URL']
  if (given) return work(given)
  const data_dir = mkdtempSync(join(tmpdir(), 'hilo-schema-'))
  try {
    const postgres = await startPostgres({ data_dir, log, volatile: true })
    try {
      return await work(postgres.url)
    } finally {
      await postgres.stop()
    }
  } finally {
    removeCluster(data_dir)
  }
}

async function onFreshDatabase<T>(server: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `hilo_schema_${process.pid}`
  await withClient(server, (client) => client.query(`create database ${name} template template0`))
  const url = new URL(server)
  url.pathname = `/${name}`
  try {
    return await work(url.href)
  } finally {
    await withClient(server, (client) => client.query(`drop database ${name} with (force)`))
  }
}

async function read(url: string): Promise<Catalogue> {
  await migrate({ url, schema: SCHEMA, log })
  return withClient(url, async (client) => {
    await client.query(`set search_path = ${SCHEMA}, public`)
    return readCatalogue(client)
  })
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

process.exitCode = await main()
