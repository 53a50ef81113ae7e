import { fragment } from './ctx.ts'
import type { Ctx } from './ctx.ts'
import { systemActor } from './actor.ts'
import type { Database } from './db.ts'
import { jobSchema } from './job-connections.ts'
import type { Logger } from './log.ts'

/**
 * A program that is killed leaves jobs locked in its name and requests claimed that nobody answers any more.
 * Who works through jobs holds a lock of the database as long as it lives; whoever finds it free knows.
 */
const LOOK_EVERY_MS = 30_000

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

/**
 * Where others may work too: the jobs of a runner found dead twice in a row are free for all. Once is not
 * enough: after a crash of the database everybody needs a moment to come back.
 */
export function watchRunners(db: Database, log: Logger, every_ms = LOOK_EVERY_MS): { stop: () => void } {
  let suspects = new Set<string>()
  const look = async () => {
    suspects = await db.write({ actor: systemActor('jobs') }, async (ctx) => {
      const dead = await deadRunners(ctx, db.schema)
      const again = dead.filter((runner) => suspects.has(runner))
      if (again.length > 0) log.warn({ runners: again }, 'jobs of a program that died are free again')
      await free(ctx, db.schema, again)
      return new Set(dead)
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

async function deadRunners(ctx: Ctx, schema: string): Promise<string[]> {
  const rows = await ctx.sql<{ runner: string }>`
    select runner from unnest(${(await runnersAtWork(ctx, schema)).toSorted()}::text[]) as runner
     where pg_try_advisory_xact_lock(hashtextextended(${lockOf('')} || runner, 0))`
  return rows.map(({ runner }) => runner)
}

async function free(ctx: Ctx, schema: string, runners: readonly string[]): Promise<void> {
  if (runners.length === 0) return
  await ctx.sql`select ${fragment.id(jobSchema(schema), 'force_unlock_workers')}(${[...runners]}::text[])`
}
