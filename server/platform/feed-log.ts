import { fragment } from './ctx.ts'
import type { Ctx } from './ctx.ts'
import { refused } from './errors.ts'
import type { EventRow } from './events.ts'

// Where the feed reads the log: after a place in it, never beyond what may still be overtaken.

export const BATCH = 500

/** The place of a fact: its transaction, and its place in it. */
export type Cursor = { xid: string; position: number }
export type Numbered = EventRow & Cursor
/** Where a new reader begins; `isPast`: whether a fact was committed before that. */
export type Start = { seen: Cursor; isPast: (row: Numbered) => boolean }

/** The id of a fact: its transaction, and its place in it. A number that begins with 0 PostgreSQL reads as octal. */
export const CURSOR = /^(0|[1-9][0-9]{0,19})\.(-?[0-9]{1,9})$/
const XID_MAX = 2n ** 64n - 1n
const BEGINNING: Cursor = { xid: '0', position: -1 }

export const after = (ctx: Ctx, { xid, position }: Cursor): Promise<Numbered[]> => ctx.sql<Numbered>`
  select * from event where (xid, position) > (${xid}::xid8, ${position}::int) and xid < pg_snapshot_xmin(pg_current_snapshot())
   order by xid, position limit ${BATCH}`

/**
 * What happened to a few customers and things between two places, both long committed. By them and not by place, however
 * long the log: hence materialized, since a LIMIT makes the planner hope to meet their facts soon.
 */
export const ofShopper = (
  ctx: Ctx,
  ids: readonly string[],
  { xid, position }: Cursor,
  until: Cursor,
): Promise<Numbered[]> => ctx.sql<Numbered>`
  with own as materialized (
    select * from event
     where (customer_id = any(${ids}::uuid[]) or subject_id = any(${ids}::uuid[]))
       and (xid, position) > (${xid}::xid8, ${position}::int) and (xid, position) <= (${until.xid}::xid8, ${until.position}::int))
  select * from own order by xid, position limit ${BATCH}`

/**
 * The last fact that readers may be told, and not the next number: numbers that were given out and not yet
 * written are given out again after a crash of the database.
 */
const LAST = fragment`
  select xid, position from event where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid desc, position desc limit 1`

export async function newest(ctx: Ctx): Promise<Cursor> {
  const [row] = await ctx.sql<Cursor>`${LAST}`
  return row ?? BEGINNING
}

/** Who comes for the first time hears what is committed from now on, wherever the common reader stands. */
export async function fromNow(ctx: Ctx, clock: () => Date): Promise<Start> {
  const [row] = await ctx.sql<{ snapshot: string } & { [Field in keyof Cursor]: Cursor[Field] | null }>`
    select pg_current_snapshot()::text as snapshot, l.xid, l.position from (values (1)) as one left join lateral (${LAST}) l on true`
  const { xid, position, snapshot = '' } = row ?? { xid: null, position: null }
  return {
    seen: xid === null || position === null ? BEGINNING : { xid, position },
    isPast: pastOf(snapshot, clock()),
  }
}

/**
 * A snapshot reads "xmin:xmax:running,…" (PostgreSQL, "Transaction ID and Snapshot Information Functions"). A
 * number below it that is used again after a crash belongs to a fact recorded after `began`.
 */
function pastOf(snapshot: string, began: Date): Start['isPast'] {
  const [, xmax = '0', running = ''] = snapshot.split(':')
  const open = new Set(running.split(','))
  return (row) => row.recorded_at <= began && BigInt(row.xid) < BigInt(xmax) && !open.has(row.xid)
}

export const isAfter = (a: Cursor, b: Cursor): boolean => {
  const [left, right] = [BigInt(a.xid), BigInt(b.xid)]
  return left === right ? a.position > b.position : left > right
}

export function parseCursor(text: string): Cursor {
  const match = CURSOR.exec(text)
  if (!match || BigInt(match[1] as string) > XID_MAX)
    throw refused('bad_cursor', { detail: 'Last-Event-ID is not one of ours.' }, 400)
  return { xid: match[1] as string, position: Number(match[2]) }
}
