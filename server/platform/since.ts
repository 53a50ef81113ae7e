import type { Ctx } from './ctx.ts'
import type { EventRow } from './events.ts'

/** A place in the log, as in the ids of the feed. */
export type Place = { xid: string; position: number }
export type Told = Pick<EventRow, 'type' | 'customer_id' | 'subject_kind' | 'subject_id' | 'data'>

/** Where the log ends for readers: everything up to there is committed, and nothing will be put before it. */
export async function endOfLog(ctx: Ctx): Promise<Place> {
  const [row] = await ctx.sql<Place>`
    select xid, position from event where xid < pg_snapshot_xmin(pg_current_snapshot())
     order by xid desc, position desc limit 1`
  return row ?? { xid: '0', position: -1 }
}

/**
 * Facts of some kinds since a place, for readers that come by now and then, and the place to go on from. Null where
 * more than `most` facts of any kind lie between: then reading everything anew is quicker.
 */
export async function factsSince(
  ctx: Ctx,
  { xid, position }: Place,
  { types, most }: { types: readonly string[]; most: number },
): Promise<{ facts: Told[]; end: Place } | null> {
  const rows = await ctx.sql<Told & Place & { wanted: boolean }>`
    select type, customer_id, subject_kind, subject_id, xid, position, type = any(${types}::text[]) as wanted,
           case when type = any(${types}::text[]) then data end as data
      from event
     where (xid, position) > (${xid}::xid8, ${position}::int) and xid < pg_snapshot_xmin(pg_current_snapshot())
     order by xid, position limit ${most + 1}`
  if (rows.length > most) return null
  const last = rows.at(-1)
  return {
    facts: rows.filter(({ wanted }) => wanted),
    end: last ? { xid: last.xid, position: last.position } : { xid, position },
  }
}
