import { mustServeAll } from '#platform/actor'
import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { importStarted } from './events.ts'
import type { KindName, Run, Working } from './runs.ts'

export type Start = {
  kind: KindName
  /** Names the content: file name and hash. The same source is one run, however often it is started. */
  source: string
  /** Code of the location whose stock a catalogue counts; the first warehouse by default. */
  location?: string
}

/**
 * Begins to take a source in, or answers the run that began already. What a source says concerns every store, so only who
 * serves them all takes one in (`other_store`, 403). Refuses `unknown_location`.
 */
export async function startImport(ctx: Ctx, { kind, source, location }: Start): Promise<Run> {
  mustServeAll(ctx.actor)
  const settings = kind === 'catalogue' ? { location_id: await locationOf(ctx, location) } : {}
  const id = newId()
  const [run] = await ctx.sql<Working>`
    insert into import_run (id, kind, source, settings, status, started_at, updated_at)
    values (${id}, ${kind}, ${source}, ${json(settings)}, 'running', ${ctx.now}, ${ctx.now})
    on conflict (kind, source) do update set updated_at = import_run.updated_at
    returning *`
  if (run!.id === id)
    ctx.emit(importStarted, { import_id: id, kind, source }, { subject_kind: 'import', subject_id: id })
  return run!
}

async function locationOf(ctx: Ctx, code?: string): Promise<string> {
  const [location] = await ctx.sql<{ id: string }>`
    select id from location
     where active and case when ${code ?? null}::text is null then kind = 'warehouse' else code = ${code ?? null} end
     order by priority, code limit 1`
  if (!location)
    throw refused('unknown_location', {
      detail: `There is no location ${code ?? 'for the goods: no warehouse'}.`,
      code,
    })
  return location.id
}
