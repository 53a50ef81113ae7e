import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runOnce } from 'graphile-worker'
import { everything, startProgram } from '../../server/program.ts'
import type { Program } from '../../server/program.ts'
import type { Actor, ActorKind } from '../../server/platform/actor.ts'
import { actorOf, systemActor } from '../../server/platform/actor.ts'
import type { Ctx } from '../../server/platform/ctx.ts'
import { openDatabase } from '../../server/platform/db.ts'
import type { Database } from '../../server/platform/db.ts'
import { jobSchema } from '../../server/platform/job-connections.ts'
import { quietLogger } from '../../server/platform/job-runner.ts'
import { createLog } from '../../server/platform/log.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { apiOf } from './api.ts'
import type { Api } from './api.ts'
import { cloneDatabase } from './database.ts'
import { ids, seedRetailer } from '../../tools/trade/retailer.ts'

/** A small shop of one's own: real database, real HTTP, a clock that stands still until told. */
export type Shop = {
  db: Database
  ids: typeof ids
  clock: {
    now: () => Date
    set: (at: Date | string) => void
    advance: (by: { seconds?: number; minutes?: number; hours?: number; days?: number }) => void
  }
  write: <T>(work: (ctx: Ctx) => Promise<T>, actor?: Actor, channel?: string) => Promise<T>
  read: <T>(work: (ctx: Ctx) => Promise<T>, actor?: Actor, channel?: string) => Promise<T>
  actor: (fields: Partial<Omit<Actor, 'permissions'>> & { kind: ActorKind; permissions?: Iterable<string> }) => Actor
  /** Lets every listener hear what was committed, until nothing moves. */
  settle: () => Promise<void>
  /** Listeners and due jobs, until both are quiet. */
  work: () => Promise<void>
  /** HTTP as somebody: with a bearer credential, or without. */
  api: (credential?: string, headers?: Record<string, string>) => Promise<Api>
  /** The data folder: letters land in its outbox. */
  folder: string
  database_url: string
  close: () => Promise<void>
}

const MONDAY_MORNING = '2026-11-23T10:00:00Z'
const ROUNDS_MAX = 20
const OTHER_SCHEMA = 'otro'

/** `beside`: the shop of another retailer in the same database, in a schema of its own, with a server of its own. */
export async function openShop(options: { log_level?: string; bare?: boolean; beside?: Shop } = {}): Promise<Shop> {
  const { beside } = options
  const folder = beside?.folder ?? mkdtempSync(join(tmpdir(), 'hilo-shop-'))
  process.env['HILO_DATA'] = folder
  const log = createLog(options.log_level ?? 'silent')
  const { url, drop } = beside ? { url: beside.database_url, drop: async () => {} } : await cloneDatabase()
  const schema = beside ? OTHER_SCHEMA : 'hilo'
  if (beside) await migrate({ url, schema, log })
  let now = new Date(MONDAY_MORNING)
  const db = openDatabase({ url, schema, log, clock: () => new Date(now) })
  const program: Program = await startProgram({
    db,
    log,
    roles: { web: true, worker: true },
    polling: false,
    rate_limit_per_s: 100_000,
    max_in_flight: 1_000,
  })
  let address: Promise<string> | null = null
  const system = systemActor('test')
  const shop: Shop = {
    db,
    ids,
    folder,
    database_url: url,
    clock: {
      now: () => new Date(now),
      set: (at) => (now = new Date(at)),
      advance: ({ seconds = 0, minutes = 0, hours = 0, days = 0 }) => {
        now = new Date(now.getTime() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000)
      },
    },
    write: (work, actor = system, channel) => db.write({ actor, ...(channel ? { channel } : {}) }, work),
    read: (work, actor = system, channel) => db.read({ actor, ...(channel ? { channel } : {}) }, work),
    actor: ({ permissions, ...fields }) => actorOf(fields.kind, { ...fields, permissions: new Set(permissions) }),
    settle: async () => program.listening?.settle(),
    work: async () => {
      for (let round = 0; round < ROUNDS_MAX; round++) {
        await program.listening?.settle()
        if ((await runDueJobs(db)) === 0) return
      }
      throw new Error('jobs and listeners do not come to rest')
    },
    api: async (credential, headers) => {
      address ??= (program.server as NonNullable<Program['server']>).listen({ port: 0, host: '127.0.0.1' })
      return apiOf(await address, credential, headers)
    },
    close: async () => {
      await program.stop()
      await db.close()
      await drop()
      if (!beside) rmSync(folder, { recursive: true, force: true })
    },
  }
  if (!options.bare) await shop.write(seedRetailer)
  // The places of stores get their ids when they are saved: two retailers have different ones.
  shop.ids = { ...ids }
  await shop.settle()
  return shop
}

/** Runs what is due by the wall clock, through the real runner; a job that fails fails the test. */
async function runDueJobs(db: Database): Promise<number> {
  let done = 0
  const failures: unknown[] = []
  const tasks = everything
    .flatMap((module) => module.jobs ?? [])
    .map((job) => [
      job.name,
      async (payload: unknown) => {
        done += 1
        try {
          await job.run({ write: db.write, read: db.read, log: createLog('silent') }, payload as never)
        } catch (error) {
          failures.push(error)
          throw error
        }
      },
    ])
  await runOnce({
    pgPool: db.pool,
    schema: jobSchema(db.schema),
    taskList: Object.fromEntries(tasks),
    logger: quietLogger(createLog('silent')),
    noHandleSignals: true,
  } as never)
  if (failures.length > 0) throw failures[0]
  return done
}
