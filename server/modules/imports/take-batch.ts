import { mustServeAll } from '#platform/actor'
import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { conflict, refused } from '#platform/errors'
import { kinds } from './kinds.ts'
import type { GivenRow, StagedRow } from './kind.ts'
import type { RowError, Working } from './runs.ts'
import { keepErrors, runById } from './runs.ts'

export const BATCH_ROWS_MAX = 500
/** A product, a person or an invoice of a source has so many rows: they are read and built in one go. */
export const ROWS_OF_ONE_MAX = 2_000

const MESSAGE_MAX = 300

export type TakeBatch = { import_id: string; batch: number; rows: readonly GivenRow[] }
export type Taken = { batch: number; accepted: number; skipped: number; refused: number; errors: RowError[] }

/**
 * Takes batch n exactly once: whoever comes second is told what the first was told. Bad rows are refused
 * one by one, the good ones wait to be built. Refuses `batch_out_of_order`, `import_closed`, `unknown_part`.
 */
export async function takeBatch(ctx: Ctx, { import_id, batch, rows }: TakeBatch): Promise<Taken> {
  mustServeAll(ctx.actor)
  const [run] = await ctx.sql<Working>`
    update import_run set batch = ${batch}, rows = rows + ${rows.length}, updated_at = ${ctx.now}
     where id = ${import_id} and batch = ${batch - 1} and stage = 'reading' returning *`
  if (!run) return takenBefore(ctx, { import_id, batch, rows })
  const kind = kinds[run.kind]
  const unknown = rows.find(({ part }) => !kind.parts.includes(part))
  if (unknown)
    throw refused('unknown_part', { detail: `A ${run.kind} has no file ${unknown.part}.`, parts: kind.parts })

  const { staged, errors } = readAll(rows, (row) => kind.read(row, ctx.now))
  errors.push(...((await kind.vet?.(ctx, import_id, staged)) ?? []))
  errors.push(...(await beyondMost(ctx, import_id, withoutRefused(staged, errors))))
  const taken = answerOf(batch, rows, errors)
  await keepErrors(ctx, import_id, errors)
  await stage(ctx, import_id, withoutRefused(staged, errors))
  await ctx.sql`
    update import_run set accepted = accepted + ${taken.accepted}, skipped = skipped + ${taken.skipped}, refused = refused + ${taken.refused}
     where id = ${import_id}`
  return taken
}

function readAll(rows: readonly GivenRow[], read: (row: GivenRow) => ReturnType<(typeof kinds)['catalogue']['read']>) {
  const staged: StagedRow[] = []
  const errors: RowError[] = []
  for (const given of rows) {
    const { part, row } = given
    const reading = read(given)
    if ('left_out' in reading) {
      errors.push({ part, row, code: reading.code, severity: reading.left_out, message: reading.message })
      continue
    }
    staged.push({ ...given, key: reading.key, content: reading.content })
    for (const problem of reading.remarks ?? []) errors.push({ part, row, ...problem, severity: 'remark' })
  }
  return { staged, errors }
}

/** The rows nothing but remarks are made on. */
function withoutRefused(staged: readonly StagedRow[], errors: readonly RowError[]): StagedRow[] {
  const left_out = new Set(errors.filter(({ severity }) => severity !== 'remark').map(nameOf))
  return staged.filter((row) => !left_out.has(nameOf(row)))
}

/** The rows that are too many of their product, person or invoice. */
async function beyondMost(ctx: Ctx, run_id: string, rows: readonly StagedRow[]): Promise<RowError[]> {
  const groups = Map.groupBy(rows, ({ part, key }) => JSON.stringify([part, key]))
  const things = [...groups.values()].map(([first]) => first as StagedRow)
  const counted = await ctx.sql<{ there: number }>`
    select (select count(*)::int from (select from import_row r where r.run_id = ${run_id} and r.part = k.part and r.key = k.key
                                        limit ${ROWS_OF_ONE_MAX}) found) as there
      from unnest(${things.map(({ part }) => part)}::text[], ${things.map(({ key }) => key)}::text[]) with ordinality as k(part, key, turn)
     order by k.turn`
  return [...groups.values()].flatMap((own, turn) =>
    own.slice(Math.max(0, ROWS_OF_ONE_MAX - (counted[turn]?.there ?? 0))).map(({ part, row, key }) => {
      const message = `${key} has more than ${ROWS_OF_ONE_MAX} rows.`
      return { part, row, code: 'too_many_rows', severity: 'refused' as const, message: message.slice(0, MESSAGE_MAX) }
    }),
  )
}

const stage = (ctx: Ctx, run_id: string, rows: readonly StagedRow[]): Promise<object[]> =>
  ctx.sql`
    insert into import_row (run_id, part, row, key, content)
    select ${run_id}::uuid, r.part, r.row, r.key, r.content
      from jsonb_to_recordset(${json(rows.map(({ part, row, key, content }) => ({ part, row, key, content })))})
           as r(part text, row bigint, key text, content jsonb)
    on conflict do nothing`

async function takenBefore(ctx: Ctx, { import_id, batch, rows }: TakeBatch): Promise<Taken> {
  const run = await runById(ctx, import_id)
  if (batch > run.batch + 1)
    throw conflict('batch_out_of_order', { detail: `Batch ${run.batch + 1} is next.`, next: run.batch + 1 })
  if (batch === run.batch + 1) throw conflict('import_closed', { detail: 'All rows of this source were taken.' })
  const errors = await ctx.sql<RowError>`
    select e.part, e.row, e.code, e.severity, e.message
      from unnest(${rows.map(({ part }) => part)}::text[], ${rows.map(({ row }) => row)}::bigint[]) as r(part, row)
      join import_error e on e.run_id = ${import_id} and e.part = r.part and e.row = r.row
     order by e.part, e.row, e.code`
  return answerOf(batch, rows, errors)
}

const nameOf = ({ part, row }: { part: string; row: number }): string => `${part} ${row}`

function answerOf(batch: number, rows: readonly GivenRow[], errors: RowError[]): Taken {
  const count = (severity: string): number => new Set(errors.filter((e) => e.severity === severity).map(nameOf)).size
  const skipped = count('skipped')
  const refusedRows = count('refused')
  return { batch, accepted: rows.length - skipped - refusedRows, skipped, refused: refusedRows, errors }
}
