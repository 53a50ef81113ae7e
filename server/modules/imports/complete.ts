import { mustServeAll } from '#platform/actor'
import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { conflict } from '#platform/errors'
import { importCompleted } from './events.ts'
import { kinds } from './kinds.ts'
import type { FigureFound, Run, Working } from './runs.ts'
import { lockedRun } from './runs.ts'

export type Complete = { import_id: string; figures: readonly { name: string; value: number }[] }

/**
 * Compares what the caller counted in the source with what the database holds now, to the cent, and
 * closes the run: `completed` when all is equal, else `differs`. The rows that waited are forgotten.
 * A closed run answers what it found. Refuses `import_unfinished`.
 */
export async function completeImport(ctx: Ctx, { import_id, figures: counted }: Complete): Promise<Run> {
  mustServeAll(ctx.actor)
  const run = await lockedRun(ctx, import_id)
  if (run.status !== 'running') return run
  if (run.stage !== 'done') {
    throw conflict('import_unfinished', { detail: `It is still ${run.stage}: take the steps first.`, stage: run.stage })
  }
  const found = await kinds[run.kind].figures(ctx, run)
  const expected = Object.fromEntries(counted.map(({ name, value }) => [name, value]))
  const names = [...new Set([...Object.keys(found), ...Object.keys(expected)])]
  const figures = names.map((name): FigureFound => ({
    name,
    expected: expected[name] ?? null,
    found: found[name] ?? null,
  }))
  const differences = figures.filter((figure) => figure.expected !== figure.found).length
  const [closed] = await ctx.sql<Working>`
    update import_run set status = ${differences === 0 ? 'completed' : 'differs'}, figures = ${json(figures)},
           finished_at = ${ctx.now}, updated_at = ${ctx.now}
     where id = ${import_id} returning *`
  await ctx.sql`delete from import_row where run_id = ${import_id}`
  const { kind, source, rows, refused } = run
  ctx.emit(
    importCompleted,
    { import_id, kind, source, rows, refused, differences },
    { subject_kind: 'import', subject_id: import_id },
  )
  return closed ?? run
}
