import { fragment } from './ctx.ts'
import type { Ctx } from './ctx.ts'
import { systemActor } from './actor.ts'
import type { Database } from './db.ts'
import { REPLACED, jobSchema } from './job-connections.ts'
import type { Logger } from './log.ts'
import { gauge } from './metrics.ts'

/**
 * A program that is killed leaves jobs locked in its name and requests claimed that nobody answers any more.
 * Who works through jobs holds a lock of the database as long as it lives; whoever finds it free knows.
 * A job may also be given to a program that lives and never hears of it: the database was cut off between its commit
 * and its answer.
 */
const LOOK_EVERY_MS = 30_000

const givenUp = gauge('hilo_jobs_given_up', 'Jobs that failed as often as they may and are tried no more')

const lockOf = (runner: string): string => `job runner ${runner}`

/** Said on the connection that listens for jobs, which lives as long as the runner does. */
export const HOLD_LIFE_LOCK = 'select pg_advisory_lock(hashtextextended($1, 0))'
export const lifeLockOf = (runner: string): [string] => [lockOf(runner)]

/** Nobody else works on this database: what others had in their hands lies there. */
export async function takeOverAll(db: Database): Promise<void> {
  await db.write({ actor: systemActor('jobs') }, async (ctx) => {
    await free(ctx, db.schema, await runnersAtWork(ctx, db.schema))
    await ctx.sql`delete from idempotency where status is null`
  })
}

/** A runner of this program: its name, once it has one, and the jobs in its hands, by id. */
export type Runner = { id: string | null; at_work: ReadonlySet<string> }

/**
 * Where others may work too: the jobs of a runner found dead twice in a row are free for all. Once is not
 * enough: after a crash of the database everybody needs a moment to come back. So are jobs that are twice found locked
 * by our own runner and not in its hands: once is not enough, since what is done is written down a little later.
 */
export function watchRunners(
  db: Database,
  log: Logger,
  own: readonly Runner[],
  every_ms = LOOK_EVERY_MS,
): { stop: () => void } {
  let suspects = new Set<string>()
  const look = async () => {
    suspects = await db.write({ actor: systemActor('jobs') }, async (ctx) => {
      const [dead, lost] = [await deadRunners(ctx, db.schema, own), await lostJobs(ctx, db.schema, own)]
      const runners = dead.filter((runner) => suspects.has(runner))
      const jobs = lost.filter((id) => suspects.has(jobName(id)))
      if (runners.length > 0) log.warn({ runners }, 'jobs of a program that died are free again')
      if (jobs.length > 0)
        log.warn({ jobs }, 'jobs that were given to this program, which never heard of them, are free again')
      await free(ctx, db.schema, runners)
      await freeJobs(ctx, db.schema, jobs)
      await dropOver(ctx, db.schema)
      givenUp.set(await countGivenUp(ctx, db.schema))
      return new Set([...dead, ...lost.map(jobName)])
    })
  }
  const timer = setInterval(
    () => void look().catch((error: unknown) => log.warn({ err: error }, 'nobody could look for abandoned jobs')),
    every_ms,
  )
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

const table = (schema: string) => fragment.id(jobSchema(schema), '_private_jobs')

async function runnersAtWork(ctx: Ctx, schema: string): Promise<string[]> {
  const rows = await ctx.sql<{ runner: string }>`
    select distinct locked_by as runner from ${table(schema)} where locked_by is not null`
  return rows.map(({ runner }) => runner)
}

/** We live, whoever has our lock: what our hands hold is known here. */
async function deadRunners(ctx: Ctx, schema: string, own: readonly Runner[]): Promise<string[]> {
  const others = (await runnersAtWork(ctx, schema)).filter((runner) => !own.some(({ id }) => id === runner))
  const rows = await ctx.sql<{ runner: string }>`
    select runner from unnest(${others.toSorted()}::text[]) as runner
     where pg_try_advisory_xact_lock(hashtextextended(${lockOf('')} || runner, 0))`
  return rows.map(({ runner }) => runner)
}

const jobName = (id: string): string => `job ${id}`

const LOST_MAX = 1_000

async function lostJobs(ctx: Ctx, schema: string, own: readonly Runner[]): Promise<string[]> {
  const names = own.flatMap(({ id }) => id ?? [])
  const at_work = own.flatMap((runner) => [...runner.at_work])
  const rows = await ctx.sql<{ id: string }>`
    select id::text from ${table(schema)}
     where locked_by = any(${names}::text[]) and id <> all(${at_work}::bigint[]) order by id limit ${LOST_MAX}`
  return rows.map((row) => row.id)
}

async function freeJobs(ctx: Ctx, schema: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await ctx.sql`update ${table(schema)} set locked_at = null, locked_by = null where id = any(${[...ids]}::bigint[])`
}

/** Letters that nobody took name people: their jobs are not kept for ever. */
const GIVEN_UP_KEPT_MS = 30 * 24 * 3_600_000

/**
 * What was replaced is not a job that failed for ever, nor is a round of the clock, which comes again.
 */
async function dropOver(ctx: Ctx, schema: string): Promise<void> {
  await ctx.sql`
    delete from ${table(schema)}
     where attempts >= max_attempts and locked_at is null
       and (${REPLACED} or payload -> '_cron' is not null
            or updated_at < ${new Date(ctx.now.getTime() - GIVEN_UP_KEPT_MS)})`
}

async function countGivenUp(ctx: Ctx, schema: string): Promise<number> {
  const [row] = await ctx.sql<{ jobs: number }>`
    select count(*)::int as jobs from ${table(schema)} where attempts >= max_attempts and locked_at is null`
  return row?.jobs ?? 0
}

async function free(ctx: Ctx, schema: string, runners: readonly string[]): Promise<void> {
  if (runners.length === 0) return
  await ctx.sql`select ${fragment.id(jobSchema(schema), 'force_unlock_workers')}(${[...runners]}::text[])`
}
