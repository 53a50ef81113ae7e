import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import { Logger as JobLogger, parseCronItem, run } from 'graphile-worker'
import { HOLD_LIFE_LOCK, lifeLockOf, watchRunners } from './abandoned.ts'
import type { Runner } from './abandoned.ts'
import { fragment } from './ctx.ts'
import type { Ctx } from './ctx.ts'
import type { Database } from './db.ts'
import { systemActor } from './actor.ts'
import { KEYED, jobSchema, patientPool } from './job-connections.ts'
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

const JOBS_PER_TRANSACTION_MAX = 5_000

export type Wanted = JobOptions & { name: string; payload: object }

/** What a transaction asks to be done after it; enqueued with its commit (`enqueue`). */
export function openJobs(): {
  job: Ctx['job']
  wanted: readonly Wanted[]
  /** What was asked since then is not wanted after all. */
  forgetFrom: (asked: number) => void
} {
  const wanted: Wanted[] = []
  return {
    wanted,
    job: (name, payload, options = {}) => {
      if (wanted.length >= JOBS_PER_TRANSACTION_MAX) throw new Error('too many jobs in one transaction')
      wanted.push({ name, payload, ...options })
    },
    forgetFrom: (asked) => {
      wanted.length = asked
    },
  }
}

/** All jobs a transaction wants, in one statement. */
export function enqueue({ sql, later }: Pick<Ctx, 'sql' | 'later'>, schema: string, wanted: readonly Wanted[]): void {
  const jobs = latest(wanted)
  if (jobs.length === 0) return
  later(sql`
    select count(*) from ${fragment.id(jobSchema(schema), 'add_jobs')}(array(
      select (w.name, w.payload, null, w.run_at, w.max_attempts, w.key, null,
              case when w.key is not null then array[${KEYED}] end)::${fragment.id(jobSchema(schema), 'job_spec')}
        from unnest(
               ${jobs.map(({ name }) => name)}::text[], ${jobs.map(({ payload }) => JSON.stringify(payload))}::json[],
               ${jobs.map(({ run_at }) => run_at ?? null)}::timestamptz[],
               ${jobs.map(({ max_attempts }) => max_attempts ?? DEFAULT_ATTEMPTS)}::smallint[],
               ${jobs.map(({ key }) => key ?? null)}::text[]) as w(name, payload, run_at, max_attempts, key)))`)
}

/** Of those with one key the last. */
function latest(jobs: readonly Wanted[]): Wanted[] {
  const keyed = new Map(jobs.flatMap((job) => (job.key === undefined ? [] : [[job.key, job] as const])))
  return jobs.filter((job) => job.key === undefined || keyed.get(job.key) === job)
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
  const { events, own } = livingRunner(log)
  const runner = await run({
    pgPool: patientPool(db.pool),
    events,
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
  const watch = watchRunners(db, log, own)
  return {
    stop: async () => {
      watch.stop()
      await runner.stop()
    },
  }
}

/**
 * Holds the runner's life lock (abandoned.ts) on the connection it listens on, each time it has a new one, and knows what
 * is in its hands.
 */
function livingRunner(log: Logger): { events: WorkerEvents; own: Runner } {
  const events = new EventEmitter() as WorkerEvents
  const at_work = new Set<string>()
  const own: Runner = { id: null, at_work }
  events.on('job:start', ({ job }) => at_work.add(job.id))
  events.on('job:complete', ({ job }) => at_work.delete(job.id))
  events.on('pool:listen:success', ({ workerPool, client }) => {
    own.id = workerPool.id
    // After what the runner itself says on it.
    client.once('drain', () => {
      client
        .query(HOLD_LIFE_LOCK, lifeLockOf(workerPool.id))
        .catch((error: unknown) => log.warn({ err: error }, 'the job runner could not say that it lives'))
    })
  })
  return { events, own }
}

/** The runner's own chatter goes to debug; what it warns of stays a warning. */
export const quietLogger = (log: Logger): JobLogger =>
  new JobLogger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn({ runner: message }, 'job runner')
    else log.debug({ runner: message }, 'job runner')
  })
