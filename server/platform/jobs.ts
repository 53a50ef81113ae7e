import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import { Logger as JobLogger, parseCronItem, run } from 'graphile-worker'
import { HOLD_LIFE_LOCK, lifeLockOf, watchRunners } from './abandoned.ts'
import { fragment } from './ctx.ts'
import type { Ctx } from './ctx.ts'
import type { Database } from './db.ts'
import { systemActor } from './actor.ts'
import { jobSchema, patientPool } from './job-connections.ts'
import type { Logger } from './log.ts'
import { gauge } from './metrics.ts'

export { jobSchema }

export type JobOptions = {
  /** Not before this moment. */
  run_at?: Date
  /** A later job of the same key replaces one that still waits. */
  key?: string
  max_attempts?: number
}

/** A job is one line that calls a verb. It gets the database because it may need several transactions. */
export type Job = { name: string; run: (work: JobWork, payload: never) => Promise<void> }
export type JobWork = Pick<Database, 'write' | 'read'> & { log: Logger }
/** Work that comes round by the clock; `cron` in five fields, UTC. */
export type Recurring = { name: string; cron: string }

export const defineJob = <Payload extends object>(
  name: string,
  work: (
    db: {
      write: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>
      read: <T>(fn: (ctx: Ctx) => Promise<T>) => Promise<T>
      log: Logger
    },
    payload: Payload,
  ) => Promise<void>,
): Job => ({
  name,
  run: ({ write, read, log }, payload) => {
    const scope = { actor: systemActor(name), log }
    return work({ write: (fn) => write(scope, fn), read: (fn) => read(scope, fn), log }, payload)
  },
})

const DEFAULT_ATTEMPTS = 12

export async function addJob(
  ctx: Ctx,
  schema: string,
  name: string,
  payload: object,
  options: JobOptions = {},
): Promise<void> {
  await ctx.sql`
    select ${fragment.id(jobSchema(schema), 'add_job')}(
      ${name}, ${JSON.stringify(payload)}::json, run_at := ${options.run_at ?? null}::timestamptz,
      job_key := ${options.key ?? null}, max_attempts := ${options.max_attempts ?? DEFAULT_ATTEMPTS}::int)`
}

const CONCURRENCY = 4
const POLL_MS = 1_000

export async function startJobs(
  db: Database,
  jobs: readonly Job[],
  recurring: readonly Recurring[],
  log: Logger,
): Promise<{ stop: () => Promise<void> }> {
  const byName = new Map(jobs.map((job) => [job.name, job]))
  const running = gauge('hilo_jobs_running', 'Jobs being worked on')
  const runner = await run({
    pgPool: patientPool(db.pool),
    events: livingRunner(log),
    schema: jobSchema(db.schema),
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    noPreparedStatements: false,
    parsedCronItems: recurring.map(({ name, cron }) =>
      parseCronItem({ task: name, match: cron, options: { maxAttempts: 3 }, identifier: name }),
    ),
    taskList: Object.fromEntries(
      [...byName].map(([name, job]) => [
        name,
        async (payload: unknown) => {
          running.inc()
          try {
            await job.run({ write: db.write, read: db.read, log: log.child({ job: name }) }, (payload ?? {}) as never)
          } finally {
            running.dec()
          }
        },
      ]),
    ),
    logger: quietLogger(log),
  })
  const watch = watchRunners(db, log)
  return {
    stop: async () => {
      watch.stop()
      await runner.stop()
    },
  }
}

/** Holds the runner's life lock (abandoned.ts) on the connection it listens on, each time it has a new one. */
function livingRunner(log: Logger): WorkerEvents {
  const events = new EventEmitter() as WorkerEvents
  events.on('pool:listen:success', ({ workerPool, client }) => {
    // After what the runner itself says on it.
    client.once('drain', () => {
      client
        .query(HOLD_LIFE_LOCK, lifeLockOf(workerPool.id))
        .catch((error: unknown) => log.warn({ err: error }, 'the job runner could not say that it lives'))
    })
  })
  return events
}

/** The runner's own chatter goes to debug; what it warns of stays a warning. */
export const quietLogger = (log: Logger): JobLogger =>
  new JobLogger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn({ runner: message }, 'job runner')
    else log.debug({ runner: message }, 'job runner')
  })
