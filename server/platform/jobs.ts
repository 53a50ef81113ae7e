import { fragment } from './ctx.ts'
import type { Ctx } from './ctx.ts'
import type { Database } from './db.ts'
import { systemActor } from './actor.ts'
import { KEYED, jobSchema } from './job-connections.ts'
import type { Logger } from './log.ts'

export type JobOptions = {
  /** Not before this moment. */
  run_at?: Date
  /** A later job of the same key replaces one that still waits. */
  key?: string
  max_attempts?: number
}

/** Whom a job may have to wait for: where a provider or a mail server hangs, all that does not need it goes on. */
export type Lane = 'house' | 'providers' | 'letters'

/** A job is one line that calls a verb. It gets the database because it may need several transactions. */
export type Job = { name: string; lane: Lane; run: (work: JobWork, payload: never) => Promise<void> }
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
  lane: Lane = 'house',
): Job => ({
  name,
  lane,
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
