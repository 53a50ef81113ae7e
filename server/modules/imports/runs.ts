import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import type { PageOf } from '#platform/page'
import { decodeCursor, momentCursor, pageOf } from '#platform/page'
import { Id, Nullable, OneOf, Shape, Time } from '#platform/route'

export const KINDS = ['online-retail', 'catalogue'] as const
export type KindName = (typeof KINDS)[number]
export const SEVERITIES = ['refused', 'skipped', 'remark'] as const

export const FigureFound = Shape({
  name: Type.String(),
  expected: Nullable(Type.Integer({ description: 'What the caller counted in the source' })),
  found: Nullable(Type.Integer({ description: 'What the database holds' })),
})
export type FigureFound = Static<typeof FigureFound>

export const Run = Shape({
  id: Id,
  kind: OneOf(KINDS),
  source: Type.String(),
  status: OneOf(['running', 'completed', 'differs']),
  batch: Type.Integer({ description: 'The last batch taken' }),
  rows: Type.Integer(),
  accepted: Type.Integer(),
  skipped: Type.Integer(),
  refused: Type.Integer(),
  stage: Type.String({ description: 'reading, then what is being built, then done' }),
  figures: Type.Array(FigureFound),
  started_at: Time,
  updated_at: Time,
  finished_at: Nullable(Time),
})
export type Run = Static<typeof Run>

/** What the verbs see of a run beside what is shown. */
export type Working = Run & { settings: { location_id?: string }; after: string }

export const RowError = Shape({
  part: Type.String({ description: 'Which file of the source' }),
  row: Type.Integer(),
  code: Type.String(),
  severity: OneOf(SEVERITIES),
  message: Type.String(),
})
export type RowError = Static<typeof RowError>

/** A run as it is now; not found where there is none. */
export async function runById(ctx: Ctx, id: string): Promise<Working> {
  const [run] = await ctx.sql<Working>`select * from import_run where id = ${id}`
  if (!run) throw notFound('import', id)
  return run
}

/** The same, with everybody else who wants to change it standing in line. */
export async function lockedRun(ctx: Ctx, id: string): Promise<Working> {
  const [run] = await ctx.sql<Working>`select * from import_run where id = ${id} for no key update`
  if (!run) throw notFound('import', id)
  return run
}

export async function listRuns(ctx: Ctx, { limit, after }: { limit: number; after?: string }): Promise<PageOf<Run>> {
  const { at, id } = momentCursor(after)
  const rows = await ctx.sql<Working>`
    select * from import_run where (started_at, id) < (${at}, ${id}::uuid) order by started_at desc, id desc limit ${limit + 1}`
  return pageOf(rows, limit, (run) => [run.started_at, run.id])
}

/** What was not taken as it stands, by file and row; of one file where `only` names it. */
export async function errorsOf(
  ctx: Ctx,
  { import_id, part: only, limit, after }: { import_id: string; part?: string; limit: number; after?: string },
): Promise<PageOf<RowError>> {
  await runById(ctx, import_id)
  const [part, row, code] = after ? decodeCursor(after, ['text', 'whole', 'text']) : ['', 0, '']
  const rows = await ctx.sql<RowError>`
    select part, row, code, severity, message from import_error
     where run_id = ${import_id} and (part, row, code) > (${String(part)}, ${Number(row)}::bigint, ${String(code)})
       and (${only ?? null}::text is null or part = ${only ?? null})
     order by part, row, code limit ${limit + 1}`
  return pageOf(rows, limit, (error) => [error.part, error.row, error.code])
}

/** Keeps errors; one that is known already stays as it is. */
export async function keepErrors(ctx: Ctx, run_id: string, errors: readonly RowError[]): Promise<void> {
  if (errors.length === 0) return
  await ctx.sql`
    insert into import_error (run_id, part, row, code, severity, message)
    select ${run_id}::uuid, * from unnest(
      ${errors.map((e) => e.part)}::text[], ${errors.map((e) => e.row)}::bigint[], ${errors.map((e) => e.code)}::text[],
      ${errors.map((e) => e.severity)}::text[], ${errors.map((e) => e.message)}::text[])
    on conflict do nothing`
}

/** Takes rows back that turned out wrong while they were built: they count as refused. */
export async function refuseRows(ctx: Ctx, run_id: string, errors: readonly RowError[]): Promise<void> {
  if (errors.length === 0) return
  await keepErrors(ctx, run_id, errors)
  const gone = await ctx.sql`
    delete from import_row r using unnest(${errors.map((e) => e.part)}::text[], ${errors.map((e) => e.row)}::bigint[]) as e(part, row)
     where r.run_id = ${run_id} and r.part = e.part and r.row = e.row returning r.row`
  await ctx.sql`
    update import_run set accepted = accepted - ${gone.length}, refused = refused + ${gone.length} where id = ${run_id}`
}
