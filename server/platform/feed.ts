import type { Actor } from './actor.ts'
import { may, systemActor } from './actor.ts'
import { fragment } from './ctx.ts'
import type { Ctx } from './ctx.ts'
import type { Database } from './db.ts'
import type { EventRow } from './events.ts'
import { refused } from './errors.ts'
import type { Logger } from './log.ts'
import { gauge } from './metrics.ts'
import type { Stream } from './route.ts'

/**
 * The log as server-sent events. A connection resumes after the last event it saw, from the durable
 * cursor "xid.position", so nothing is missed however long the sleep. Shoppers are told that something
 * of theirs changed, and fetch it; staff get the facts of their stores.
 */
export type Filter = { customer_id?: string; subject_id?: string; store_id?: string; types?: string[] }
export type Feed = { connect: (stream: Stream, filter: Filter) => Promise<void>; stop: () => Promise<void> }

const BATCH = 500
const POLL_MS = 1_000
const HEARTBEAT_MS = 15_000
const CONNECTIONS_MAX = 2_000
/** Screens of one person or machine; nobody takes the places of all the others. */
const CONNECTIONS_PER_CALLER_MAX = 40
/** A stream ends and is opened anew, so that a credential that was withdrawn hears nothing for long. */
const STREAM_LIFE_MS = 5 * 60_000
/** The id of a fact: its transaction, and its place in it. A number that begins with 0 PostgreSQL reads as octal. */
export const CURSOR = /^(0|[1-9][0-9]{0,19})\.(-?[0-9]{1,9})$/
const XID_MAX = 2n ** 64n - 1n

type Numbered = EventRow & { xid: string; position: number }
type Cursor = { xid: string; position: number }
const BEGINNING: Cursor = { xid: '0', position: -1 }
/** `seen`: the last row sent; `live`: caught up, so the common reader serves it. */
type Reader = {
  stream: Stream
  filter: Filter
  cluster: Set<string> | null
  seen: Cursor
  live: boolean
  /** Whether a fact was committed when a new stream began. */
  isPast: (row: Numbered) => boolean
}

export async function startFeed(
  db: Database,
  clusterOf: (ctx: Ctx, id: string) => Promise<string[]>,
  log: Logger,
): Promise<Feed> {
  const scope = { actor: systemActor('feed'), planned: 'together' } as const
  const readers = new Set<Reader>()
  const connected = gauge('hilo_feed_connections', 'Open event streams')
  let cursor = await db.read(scope, newest)
  let polling: Promise<void> | null = null
  let again = false

  const poll = async () => {
    do {
      again = false
      if (readers.size === 0) {
        const end = await db.read(scope, newest)
        // Who connected meanwhile counts on being served from the old place.
        if (readers.size === 0) cursor = end
        continue
      }
      const rows = await db.read(scope, (ctx) => after(ctx, cursor))
      // Moved first: who catches up during the round sees that it has begun, and reads once more.
      cursor = rows.at(-1) ?? cursor
      for (const row of rows) {
        for (const reader of readers) {
          if (!reader.live) continue
          await offer(reader, row)
          // Who does not keep up is served at its own pace, until it does.
          if (!reader.live) void catchUp(reader)
        }
      }
      if (rows.length === BATCH) again = true
    } while (again)
  }
  const poke = () => {
    if (polling) again = true
    else
      polling = poll()
        .catch((error: unknown) => log.warn({ err: error }, 'the feed could not read'))
        .finally(() => (polling = null))
  }
  const timer = setInterval(poke, POLL_MS)
  timer.unref()
  // Without readers a commit costs nothing; the timer keeps the place.
  db.onEvents(() => {
    if (readers.size > 0) poke()
  })
  const heartbeat = setInterval(() => readers.forEach(({ stream }) => stream.send(': still here\n\n')), HEARTBEAT_MS)
  heartbeat.unref()

  async function offer(reader: Reader, row: Numbered): Promise<void> {
    if (!isAfter(row, reader.seen)) return
    reader.seen = { xid: row.xid, position: row.position }
    try {
      if (reader.cluster && row.type.startsWith('customer.')) reader.cluster = await clusterFor(reader.stream.actor)
      if (!reader.isPast(row) && concerns(reader, row) && !reader.stream.send(frame(row, reader.cluster !== null)))
        reader.live = false
    } catch (error) {
      letGo(reader, error)
    }
  }

  /** It comes again and resumes after what it has: it misses nothing, and the others do not suffer. */
  function letGo({ stream }: Reader, error: unknown): void {
    log.warn({ err: error }, 'a stream could not be served')
    stream.close()
  }

  /** From what it saw last to where the common reader stands; both meet without a gap or a repeat. */
  async function catchUp(reader: Reader): Promise<void> {
    try {
      while (readers.has(reader)) {
        const meeting = cursor
        const rows = await db.read(scope, (ctx) => after(ctx, reader.seen))
        for (const row of rows) {
          await offer(reader, row)
          await reader.stream.drained()
        }
        if (rows.length < BATCH && cursor === meeting) break
      }
      reader.live = true
    } catch (error) {
      letGo(reader, error)
    }
  }

  const clusterFor = async (actor: Actor): Promise<Set<string> | null> =>
    actor.customer_id === null
      ? null
      : new Set(await db.read({ actor }, (ctx) => clusterOf(ctx, actor.customer_id as string)))

  return {
    connect: async (stream, filter) => {
      const cluster = await clusterFor(stream.actor)
      // Who comes for the first time hears what is committed from now on, wherever the common reader stands.
      const { seen, isPast } =
        stream.last_event_id === null
          ? fromNow(await db.read(scope, snapshot), db.clock())
          : { seen: parseCursor(stream.last_event_id), isPast: () => false }
      // From here to `readers.add` nothing is waited for: many at once are counted one by one.
      if (readers.size >= CONNECTIONS_MAX)
        throw refused('overloaded', { detail: 'Too many open streams.', retry_after_s: 5 }, 503)
      if (
        [...readers].filter(({ stream: { actor } }) => isSame(actor, stream.actor)).length >= CONNECTIONS_PER_CALLER_MAX
      ) {
        throw refused('too_many_streams', { detail: 'Close a stream before you open another.', retry_after_s: 5 }, 429)
      }
      const reader: Reader = { stream, filter, cluster, seen, live: false, isPast }
      readers.add(reader)
      connected.set(readers.size)
      const end = setTimeout(stream.close, STREAM_LIFE_MS)
      end.unref()
      stream.onClose(() => {
        clearTimeout(end)
        readers.delete(reader)
        connected.set(readers.size)
      })
      stream.send('retry: 1000\n\n')
      await catchUp(reader)
      poke()
    },
    stop: async () => {
      clearInterval(timer)
      clearInterval(heartbeat)
      for (const { stream } of readers) stream.close()
      await polling
    },
  }
}

const after = (ctx: Ctx, { xid, position }: Cursor): Promise<Numbered[]> => ctx.sql<Numbered>`
  select * from event where (xid, position) > (${xid}::xid8, ${position}::int) and xid < pg_snapshot_xmin(pg_current_snapshot())
   order by xid, position limit ${BATCH}`

type Snapshot = Cursor & { snapshot: string }

/**
 * The last fact that readers may be told, and not the next number: numbers that were given out and not yet
 * written are given out again after a crash of the database.
 */
const LAST = fragment`
  select xid, position from event where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid desc, position desc limit 1`

async function newest(ctx: Ctx): Promise<Cursor> {
  const [row] = await ctx.sql<Cursor>`${LAST}`
  return row ?? BEGINNING
}

async function snapshot(ctx: Ctx): Promise<Snapshot> {
  const [row] = await ctx.sql<{ snapshot: string } & { [Field in keyof Cursor]: Cursor[Field] | null }>`
    select pg_current_snapshot()::text as snapshot, l.xid, l.position from (values (1)) as one left join lateral (${LAST}) l on true`
  const { xid, position, snapshot: text = '' } = row ?? { xid: null, position: null }
  return { snapshot: text, ...(xid === null || position === null ? BEGINNING : { xid, position }) }
}

/**
 * A snapshot reads "xmin:xmax:running,…" (PostgreSQL, "Transaction ID and Snapshot Information Functions"). A
 * number below it that is used again after a crash belongs to a fact recorded after `began`.
 */
function fromNow({ snapshot: text, xid, position }: Snapshot, began: Date): Pick<Reader, 'seen' | 'isPast'> {
  const [, xmax = '0', running = ''] = text.split(':')
  const open = new Set(running.split(','))
  return {
    seen: { xid, position },
    isPast: (row) => row.recorded_at <= began && BigInt(row.xid) < BigInt(xmax) && !open.has(row.xid),
  }
}

const isAfter = (a: Cursor, b: Cursor): boolean => {
  const [left, right] = [BigInt(a.xid), BigInt(b.xid)]
  return left === right ? a.position > b.position : left > right
}

const isSame = (a: Actor, b: Actor): boolean => a.id !== null && a.kind === b.kind && a.id === b.id

function concerns({ stream, filter, cluster }: Reader, row: Numbered): boolean {
  const { actor } = stream
  if (cluster !== null) {
    if (row.customer_id === null || !cluster.has(row.customer_id)) return false
  } else if (actor.store_ids !== null && row.store_id !== null && !actor.store_ids.includes(row.store_id)) return false
  // What concerns neither a customer nor a shop (staff, keys) is for who may read the log of the whole retailer.
  else if (
    row.customer_id === null &&
    row.store_id === null &&
    (actor.store_ids !== null || !may(actor, 'events.read'))
  )
    return false
  if (filter.customer_id !== undefined && filter.customer_id !== row.customer_id) return false
  if (filter.subject_id !== undefined && filter.subject_id !== row.subject_id) return false
  if (filter.store_id !== undefined && filter.store_id !== row.store_id) return false
  return filter.types === undefined || filter.types.some((type) => row.type === type || row.type.startsWith(`${type}.`))
}

function frame(row: Numbered, forShopper: boolean): string {
  const { xid, position, ...event } = row
  const told = forShopper
    ? {
        id: event.id,
        type: event.type,
        subject_kind: event.subject_kind,
        subject_id: event.subject_id,
        channel: event.channel,
        occurred_at: event.occurred_at,
      }
    : event
  return `id: ${xid}.${position}\nevent: ${row.type}\ndata: ${JSON.stringify(told)}\n\n`
}

function parseCursor(text: string): Cursor {
  const match = CURSOR.exec(text)
  if (!match || BigInt(match[1] as string) > XID_MAX)
    throw refused('bad_cursor', { detail: 'Last-Event-ID is not one of ours.' }, 400)
  return { xid: match[1] as string, position: Number(match[2]) }
}
