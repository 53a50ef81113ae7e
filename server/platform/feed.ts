import type { Actor } from './actor.ts'
import { systemActor } from './actor.ts'
import type { Database } from './db.ts'
import { refused } from './errors.ts'
import { watchCredentials } from './feed-credentials.ts'
import type { Credential } from './feed-credentials.ts'
import { BATCH, after, fromNow, isAfter, newest, ofShopper, parseCursor } from './feed-log.ts'
import type { Cursor, Numbered, Start } from './feed-log.ts'
import { concerns, frame, mayJoin } from './feed-told.ts'
import type { Follower } from './feed-told.ts'
import type { Audience } from './feed-audience.ts'
import type { Logger } from './log.ts'
import { gauge } from './metrics.ts'
import type { Stream } from './route.ts'

/**
 * The log as server-sent events. A connection resumes after the last event it saw, from the durable
 * cursor "xid.position", so nothing is missed however long the sleep. Shoppers are told that something
 * of theirs changed, and fetch it; staff get the facts of their stores.
 */
export type Filter = { customer_id?: string; subject_id?: string; store_id?: string; types?: string[] }
export type Feed = {
  connect: (stream: Stream, filter: Filter, credential: Credential) => Promise<void>
  stop: () => Promise<void>
}

const POLL_MS = 1_000
const HEARTBEAT_MS = 15_000
const CONNECTIONS_MAX = 2_000
/** Screens of one person or machine; nobody takes the places of all the others. */
const CONNECTIONS_PER_CALLER_MAX = 40
/** A stream ends and is opened anew: a net under all that it was opened with and is told of when it changes. */
const STREAM_LIFE_MS = 5 * 60_000

/**
 * `seen`: the last row sent; `live`: caught up, so the common reader serves it; `passed`: the common reader had
 * something for it meanwhile.
 */
type Reader = Follower & Start & { stream: Stream; credential: Credential; live: boolean; passed: boolean }

export async function startFeed(db: Database, audience: Audience, log: Logger, ask_every_ms?: number): Promise<Feed> {
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
          if (!reader.live) {
            reader.passed ||= concerns(reader, row, audience) || mayJoin(reader, row, audience)
            continue
          }
          if (mayJoin(reader, row, audience)) await rejoin(reader)
          offer(reader, row)
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

  function offer(reader: Reader, row: Numbered): void {
    if (!isAfter(row, reader.seen)) return
    reader.seen = { xid: row.xid, position: row.position }
    if (reader.isPast(row) || !concerns(reader, row, audience)) return
    if (!reader.stream.send(frame(row, reader.theirs !== null))) reader.live = false
  }

  /** Asks anew for whom a shopper speaks. */
  async function rejoin(reader: Reader): Promise<void> {
    try {
      reader.theirs = await db.read({ actor: reader.stream.actor }, audience.idsOf)
    } catch (error) {
      letGo(reader, error)
    }
  }

  /** It comes again and resumes after what it has: it misses nothing, and the others do not suffer. */
  function letGo({ stream }: Reader, error: unknown): void {
    log.warn({ err: error }, 'a stream could not be served')
    stream.close()
  }

  /**
   * From what it saw last to where the common reader stands; both meet without a gap or a repeat. News of others need
   * not be waited for; but until a shopper's ids are asked for anew, nobody can say what is news of others.
   */
  async function catchUp(reader: Reader): Promise<void> {
    let blind = reader.theirs !== null
    try {
      while (readers.has(reader)) {
        const meeting = cursor
        reader.passed = false
        const rows = await missed(reader, meeting)
        for (const row of rows) {
          offer(reader, row)
          await reader.stream.drained()
        }
        if (rows.length < BATCH && (cursor === meeting || !(blind || reader.passed))) break
        blind = reader.theirs !== null && reader.passed
      }
      reader.live = true
    } catch (error) {
      letGo(reader, error)
    }
  }

  /**
   * A shopper is read only what is theirs. Whoever was joined by `meeting` is known by asking now, and no fact beyond
   * it is read: of those, and of who is joined later, the common reader tells.
   */
  function missed(reader: Reader, meeting: Cursor): Promise<Numbered[]> {
    const { stream, seen } = reader
    if (reader.theirs === null) return db.read(scope, (ctx) => after(ctx, seen))
    return db.read({ actor: stream.actor }, async (ctx) => {
      const theirs = (reader.theirs = await audience.idsOf(ctx))
      return ofShopper(ctx, [...theirs], seen, meeting)
    })
  }

  const watch = watchCredentials(readers, log, ask_every_ms)

  return {
    connect: async (stream, filter, credential) => {
      const { actor } = stream
      const start: Start =
        stream.last_event_id === null
          ? await db.read(scope, (ctx) => fromNow(ctx, db.clock))
          : { seen: parseCursor(stream.last_event_id), isPast: () => false }
      // From here to `readers.add` nothing is waited for: many at once are counted one by one.
      if (readers.size >= CONNECTIONS_MAX)
        throw refused('overloaded', { detail: 'Too many open streams.', retry_after_s: 5 }, 503)
      if ([...readers].filter((reader) => isSame(reader.stream.actor, actor)).length >= CONNECTIONS_PER_CALLER_MAX) {
        throw refused('too_many_streams', { detail: 'Close a stream before you open another.', retry_after_s: 5 }, 429)
      }
      const theirs = actor.customer_id === null ? null : new Set<string>()
      const reader: Reader = { ...start, stream, filter, theirs, credential, live: false, passed: false }
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
      await Promise.all([polling, watch.stop()])
    },
  }
}

const isSame = (a: Actor, b: Actor): boolean => a.id !== null && a.kind === b.kind && a.id === b.id
