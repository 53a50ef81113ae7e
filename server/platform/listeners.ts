import { setTimeout as pause } from 'node:timers/promises'
import { systemActor } from './actor.ts'
import type { Ctx } from './ctx.ts'
import type { Database } from './db.ts'
import { hear } from './hearing.ts'
import type { Logger } from './log.ts'
import type { Listener } from './module.ts'

/**
 * Carries facts to the modules that hear them (house.md §4). A listener reads after its cursor, and
 * only transactions older than every one still running, so a slow transaction is never skipped. Its
 * effects and its cursor commit together: each fact is heard exactly once (hearing.ts).
 *
 * Not every listener looks at every commit: one watch reads the kinds of the new facts and wakes those
 * who want them. The cursors of the others follow every few seconds, all in one statement.
 */
const NET_POLL_MS = 1_000
const FOLLOW_MS = 5_000
const WATCH_BATCH = 2_000
/** Facts that are committed within a moment are looked at together. */
const WATCH_WAIT_MS = 5
/** What is hidden behind a transaction that still runs is looked for again so soon. */
const HIDDEN_MS = 20

export type Listening = { poke: () => void; settle: () => Promise<void>; stop: () => Promise<void> }

type Cursor = { xid: string; position: number }
/**
 * `idle`: it took all there was, and nothing for it has come since; `stuck`: another process is at work on it, or
 * the database was away, so it is to look again.
 */
type Ear = { listener: Listener; loop: Loop; state: 'awake' | 'idle' | 'stuck'; woken: boolean }

export async function startListeners(
  db: Database,
  listeners: readonly Listener[],
  log: Logger,
  polling = true,
): Promise<Listening> {
  const scope = { actor: systemActor('listeners'), planned: 'together' } as const
  const heard = new Set(listeners.flatMap(({ types }) => types))
  // Before anybody listens: what commits from here on is seen by the watch, what came before by the first look of each.
  let place = await db.read(scope, lastFact)
  await db.write(scope, (ctx) => register(ctx, listeners))

  const ears = listeners.map((listener): Ear => {
    const ear: Ear = {
      listener,
      state: 'awake',
      woken: false,
      loop: loopOf(() => listen(ear), { log, wait_ms: listener.together?.wait_ms ?? 0 }),
    }
    return ear
  })
  async function listen(ear: Ear): Promise<void> {
    ear.woken = false
    const { busy } = await hear(db, ear.listener, log)
    // What came meanwhile may be for it: then it looks once more.
    if (!ear.woken) ear.state = busy ? 'stuck' : 'idle'
  }
  const wake = (ear: Ear) => {
    ear.state = 'awake'
    ear.woken = true
    ear.loop.poke()
  }
  const watch = loopOf(
    async () => {
      for (let more = true; more;) {
        const rows = await db.read(scope, (ctx) => newKinds(ctx, place))
        const seen = rows.filter(({ hidden }) => !hidden)
        more = seen.length === WATCH_BATCH
        const types = new Set(seen.map(({ type }) => type))
        if (polling && rows.some(({ hidden, type }) => hidden && heard.has(type)))
          setTimeout(watch.poke, HIDDEN_MS).unref()
        for (const ear of ears)
          if (ear.state === 'stuck' || ear.listener.types.some((type) => types.has(type))) wake(ear)
        // Only now: the cursors of who sleeps are moved up to here.
        place = seen.at(-1) ?? place
      }
    },
    { log, wait_ms: WATCH_WAIT_MS },
  )
  const follow = loopOf(
    async () => {
      const [names, here] = [ears.filter(({ state }) => state === 'idle').map(({ listener }) => listener.name), place]
      await db.write(scope, (ctx) => moveTo(ctx, names, here))
    },
    { log, wait_ms: 0 },
  )

  // Commits of what somebody hears poke; the poll is the net for what other processes wrote, and moves the place.
  const timers = polling ? [setInterval(watch.poke, NET_POLL_MS), setInterval(follow.poke, FOLLOW_MS)] : []
  for (const timer of timers) timer.unref()
  if (polling) {
    db.onEvents((kinds) => {
      if ([...kinds].some((kind) => heard.has(kind))) watch.poke()
    })
    for (const ear of ears) wake(ear)
  }
  return {
    poke: () => ears.forEach(wake),
    settle: async () => {
      // What one listener does may be news for another: until a whole round takes nothing, finds nobody else at work and,
      // as it began, nothing was hidden behind a transaction that still ran somewhere in the cluster.
      for (let quiet = false; !quiet;) {
        quiet = !(await db.read(scope, somethingHidden))
        for (const listener of listeners) {
          const { taken, busy } = await hear(db, listener, log)
          if (taken > 0 || busy) quiet = false
        }
      }
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer)
      await watch.stop()
      await follow.stop()
      await Promise.all(ears.map(({ loop }) => loop.stop()))
    },
  }
}

type Loop = { poke: () => void; stop: () => Promise<void> }

/** One run at a time, so long after it was poked; pokes that come before it ends make exactly one more. */
function loopOf(work: () => Promise<void>, { log, wait_ms }: { log: Logger; wait_ms: number }): Loop {
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  const stop = new AbortController()
  const run = async () => {
    do {
      if (wait_ms > 0) await pause(wait_ms, undefined, { signal: stop.signal, ref: false }).catch(() => null)
      if (stopped) break
      again = false
      await work().catch((error: unknown) => log.warn({ err: error }, 'the log could not be read'))
    } while (again && !stopped)
    running = null
  }
  return {
    poke: () => {
      if (stopped) return
      if (running) again = true
      else running = run()
    },
    stop: async () => {
      stopped = true
      stop.abort()
      await running
    },
  }
}

async function somethingHidden(ctx: Ctx): Promise<boolean> {
  const [row] = await ctx.sql<{ hidden: boolean }>`
    select exists (select from event where xid >= pg_snapshot_xmin(pg_current_snapshot())) as hidden`
  return row?.hidden ?? false
}

const BEGINNING: Cursor = { xid: '0', position: -1 }

/**
 * The last fact that may be told, and not the next number: numbers that were given out and not yet written are given
 * out again after a crash of the database.
 */
async function lastFact(ctx: Ctx): Promise<Cursor> {
  const [row] = await ctx.sql<Cursor>`
    select xid, position from event where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid desc, position desc limit 1`
  return row ?? BEGINNING
}

type Kind = Cursor & { type: string; hidden: boolean }

/** The kinds of facts after a place; those that may not be told yet, since an older transaction still runs, are `hidden`. */
const newKinds = (ctx: Ctx, { xid, position }: Cursor): Promise<Kind[]> => ctx.sql<Kind>`
  select xid, position, type, xid >= pg_snapshot_xmin(pg_current_snapshot()) as hidden from event
   where (xid, position) > (${xid}::xid8, ${position}::int)
   order by xid, position limit ${WATCH_BATCH}`

/** A new listener begins with what is committed from now on. */
async function register(ctx: Ctx, listeners: readonly Listener[]): Promise<void> {
  await ctx.sql`
    insert into listener (name, xid, position, since, moved_at)
    select name, pg_snapshot_xmin(pg_current_snapshot()), -1, pg_current_snapshot(), ${ctx.now}::timestamptz
      from unnest(${listeners.map((l) => l.name)}::text[]) as name
    on conflict do nothing`
}

/** Where nothing waits for them, the cursors of these move to this place; never back. */
async function moveTo(ctx: Ctx, names: readonly string[], { xid, position }: Cursor): Promise<void> {
  await ctx.sql`
    update listener set xid = ${xid}::xid8, position = ${position}::int, moved_at = ${ctx.now}
     where name in (select name from listener where name = any(${names}::text[]) order by name for no key update skip locked)
       and (xid, position) < (${xid}::xid8, ${position}::int)`
}
