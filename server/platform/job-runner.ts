import { EventEmitter } from 'node:events'
import type { TaskList, WorkerEvents } from 'graphile-worker'
import { Logger as JobLogger, parseCronItem, run, runTaskList } from 'graphile-worker'
import { HOLD_LIFE_LOCK, lifeLockOf, watchRunners } from './abandoned.ts'
import type { Runner } from './abandoned.ts'
import type { Database } from './db.ts'
import { jobSchema, patientPool } from './job-connections.ts'
import type { Job, Recurring } from './jobs.ts'
import type { Logger } from './log.ts'
import { gauge } from './metrics.ts'

/** Jobs at work at the same time, in each lane. */
const CONCURRENCY = 4
const POLL_MS = 1_000
/** What the clock brings round comes again anyway. */
const ROUND_ATTEMPTS = 3

const running = gauge('hilo_jobs_running', 'Jobs being worked on')

/** Works through the jobs, each lane with hands of its own, and begins what the clock brings round. */
export async function startJobs(
  db: Database,
  jobs: readonly Job[],
  recurring: readonly Recurring[],
  log: Logger,
): Promise<{ stop: () => Promise<void> }> {
  const own: Runner[] = []
  const newLane = () => {
    const { events, runner } = livingRunner(log)
    own.push(runner)
    return {
      events,
      schema: jobSchema(db.schema),
      concurrency: CONCURRENCY,
      pollInterval: POLL_MS,
      noHandleSignals: true,
      noPreparedStatements: false,
      logger: quietLogger(log),
    }
  }
  const stopping = new AbortController()
  const pgPool = patientPool(db.pool, stopping.signal)
  const { house = [], ...others } = Object.groupBy(jobs, ({ lane }) => lane)
  const first = await run({
    ...newLane(),
    pgPool,
    parsedCronItems: recurring.map(({ name, cron }) =>
      parseCronItem({ task: name, match: cron, options: { maxAttempts: ROUND_ATTEMPTS }, identifier: name }),
    ),
    taskList: tasksOf(db, house, log),
  })
  const rest = Object.values(others).map((mine) => runTaskList(newLane(), tasksOf(db, mine, log), pgPool))
  for (const { promise } of rest)
    promise.catch((error: unknown) => log.error({ err: error }, 'a lane of jobs came to an end'))
  const watch = watchRunners(db, log, own)
  return {
    stop: async () => {
      watch.stop()
      stopping.abort()
      await Promise.all([first.stop(), ...rest.map((lane) => lane.gracefulShutdown())])
    },
  }
}

const tasksOf = (db: Database, jobs: readonly Job[], log: Logger): TaskList =>
  Object.fromEntries(
    jobs.map(({ name, run: work }) => [
      name,
      async (payload: unknown) => {
        running.inc()
        try {
          await work({ write: db.write, read: db.read, log: log.child({ job: name }) }, (payload ?? {}) as never)
        } finally {
          running.dec()
        }
      },
    ]),
  )

/** A lock that was not given is asked for again so much later. */
const AGAIN_MS = 5_000

/**
 * Holds the runner's life lock (abandoned.ts) on the connection it listens on, each time it has a new one, and knows what
 * is in its hands.
 */
function livingRunner(log: Logger): { events: WorkerEvents; runner: Runner } {
  const events = new EventEmitter() as WorkerEvents
  const at_work = new Set<string>()
  const runner: Runner = { id: null, at_work }
  let listening: unknown = null
  events.on('job:start', ({ job }) => at_work.add(job.id))
  events.on('job:complete', ({ job }) => at_work.delete(job.id))
  events.on('pool:listen:success', ({ workerPool, client }) => {
    runner.id = workerPool.id
    listening = client
    // PostgreSQL may believe for a while in the connection before this one, which has the lock.
    const hold = (): void =>
      void client.query(HOLD_LIFE_LOCK, lifeLockOf(workerPool.id)).catch((error: unknown) => {
        if (listening !== client) return
        log.warn({ err: error }, 'the job runner could not say that it lives')
        setTimeout(hold, AGAIN_MS).unref()
      })
    // After what the runner itself says on it.
    client.once('drain', hold)
  })
  events.on('pool:listen:error', () => (listening = null))
  return { events, runner }
}

/** The runner's own chatter goes to debug; what it warns of stays a warning. */
export const quietLogger = (log: Logger): JobLogger =>
  new JobLogger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn({ runner: message }, 'job runner')
    else log.debug({ runner: message }, 'job runner')
  })
