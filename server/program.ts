import type { FastifyInstance } from 'fastify'
import { prepareSetUp } from '#access'
import { serveFaces } from './faces.ts'
import { modules } from './modules.ts'
import { takeOverAll } from './platform/abandoned.ts'
import { publicActor } from './platform/actor.ts'
import type { Database } from './platform/db.ts'
import type { Feed } from './platform/feed.ts'
import { startFeed } from './platform/feed.ts'
import { audienceOf } from './platform/feed-audience.ts'
import { createServer } from './platform/http.ts'
import { startJobs } from './platform/job-runner.ts'
import type { Limits } from './platform/limits.ts'
import type { Listening } from './platform/listeners.ts'
import { startListeners } from './platform/listeners.ts'
import type { Logger } from './platform/log.ts'
import type { Module } from './platform/module.ts'
import { openApi } from './platform/openapi.ts'
import type { Route } from './platform/route.ts'
import { spine } from './platform/spine.ts'
import { serveStatics } from './platform/statics.ts'

/** The running parts of one process: doors (web), listeners and jobs (worker), on one database. */
export type Program = { server: FastifyInstance | null; listening: Listening | null; stop: () => Promise<void> }

export type ProgramOptions = Limits & {
  db: Database
  log: Logger
  roles: { web: boolean; worker: boolean }
  /** Tests step listeners and jobs by hand. */
  polling?: boolean
  /** Nobody else works on this database, so what a killed program had in its hands is ours at once. */
  alone?: boolean
  trust_proxy?: boolean
}

/** The business modules and, below them all, the spine. */
export const everything: readonly Module[] = [spine(() => modules), ...modules]

export const allRoutes = (): Route[] => everything.flatMap((module) => [...(module.routes ?? [])])

export const describeApi = (): Record<string, unknown> => openApi(allRoutes())

export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { db, log, roles, polling = true, alone = false } = options
  if (alone) await takeOverAll(db)
  const listening = roles.worker
    ? await startListeners(
        db,
        everything.flatMap((m) => [...(m.listeners ?? [])]),
        log,
        polling,
      )
    : null
  const jobs = roles.worker && polling ? await startAllJobs(db, log) : null
  const feed = roles.web ? await startFeed(db, audience, log) : null
  const server = feed ? await startDoors(options, feed) : null
  return {
    server,
    listening,
    // First no new work is taken, then what runs is finished, then the rest is let go.
    stop: async () => {
      await feed?.stop()
      await server?.close()
      await listening?.stop()
      await jobs?.stop()
    },
  }
}

const startAllJobs = (db: Database, log: Logger): Promise<{ stop: () => Promise<void> }> =>
  startJobs(
    db,
    everything.flatMap((m) => [...(m.jobs ?? [])]),
    everything.flatMap((m) => [...(m.recurring ?? [])]),
    log,
  )

/** What the shopper of a stream hears of, by the modules that know. */
export const audience = audienceOf(modules.flatMap(({ hears }) => hears ?? []))
const authenticate = modules.find((m) => m.authenticate)?.authenticate ?? (async () => ({ actor: publicActor }))

async function startDoors({ db, log, ...options }: ProgramOptions, feed: Feed): Promise<FastifyInstance> {
  await prepareSetUp(db)
  const server = await createServer({ db, log, feed, routes: allRoutes(), authenticate, ...options })
  await serveStatics(server, db, describeApi)
  await serveFaces(server, db)
  return server
}
