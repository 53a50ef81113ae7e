import { mustServeAll } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { assert, conflict } from '#platform/errors'
import { kinds } from './kinds.ts'
import { lockedRun } from './runs.ts'
import { withinImport } from './within.ts'

/** `batches`: how many the source has, so that nothing is built from half of it. */
export type Advance = { import_id: string; batches: number }
export type Advanced = { stage: string; built: number; done: boolean }

const READING = 'reading'
const DONE = 'done'

/**
 * Builds the next bounded piece of a run in this transaction, and remembers where it stopped. Said once
 * too often it answers `done`. Refuses `batches_missing`.
 */
export async function advanceImport(ctx: Ctx, { import_id, batches }: Advance): Promise<Advanced> {
  mustServeAll(ctx.actor)
  const run = await lockedRun(ctx, import_id)
  if (run.batch !== batches) {
    throw conflict('batches_missing', { detail: `${run.batch} of ${batches} batches were taken.`, taken: run.batch })
  }
  if (run.stage === DONE) return { stage: DONE, built: 0, done: true }
  const { stages } = kinds[run.kind]
  const at = run.stage === READING ? 0 : stages.findIndex(({ name }) => name === run.stage)
  const current = stages[at]
  assert(current, `a stage called ${run.stage}`)
  // A plan kept from when a table was empty reads all of it once it is full: what is about many rows is planned anew.
  if (!current.one_by_one) await ctx.sql`set local plan_cache_mode = force_custom_plan`
  const { after, built } = await current.build(withinImport(ctx), run, run.stage === READING ? '' : run.after)
  const next = after === null ? (stages[at + 1]?.name ?? DONE) : current.name
  await ctx.sql`
    update import_run set stage = ${next}, after = ${after ?? ''}, updated_at = ${ctx.now} where id = ${import_id}`
  return { stage: current.name, built, done: next === DONE }
}
