import { systemActor } from './actor.ts'
import type { Ctx } from './ctx.ts'
import { json } from './ctx.ts'
import { isAway, lostRace } from './database-failures.ts'
import type { Database } from './db.ts'
import type { EventRow } from './events.ts'
import { newId } from './ids.ts'
import type { Logger } from './log.ts'
import { counter, gauge } from './metrics.ts'
import type { Listener } from './module.ts'

/**
 * Carries facts to the modules that hear them (house.md §4). A listener reads after its cursor, and
 * only transactions older than every one still running, so a slow transaction is never skipped. Its
 * effects and its cursor commit together: each fact is heard exactly once.
 */
const BATCH = 200
const NET_POLL_MS = 1_000
const TRIES_BEFORE_PARKING = 3

/** `past`: committed before the listener began. */
type Numbered = EventRow & { xid: string; position: number; past: boolean }

export type Listening = { poke: () => void; settle: () => Promise<void>; stop: () => Promise<void> }

export async function startListeners(
  db: Database,
  listeners: readonly Listener[],
  log: Logger,
  polling = true,
): Promise<Listening> {
  await register(db, listeners)
  const loops = listeners.map((listener) => loopOf(() => drain(db, listener, log)))
  const poke = () => {
    for (const loop of loops) loop.poke()
  }
  // Commits poke; the poll is the net for what other processes wrote.
  const timer = polling ? setInterval(poke, NET_POLL_MS) : undefined
  timer?.unref()
  if (polling) db.onEvents(poke)
  return {
    poke,
    settle: async () => {
      // What one listener does may be news for another: until a whole round moves nothing and, as it began, nothing
      // was hidden behind a transaction that still ran somewhere in the cluster.
      for (let quiet = false; !quiet;) {
        const hidden = await somethingHidden(db)
        let moved = 0
        for (const listener of listeners) moved += await drain(db, listener, log)
        quiet = moved === 0 && !hidden
      }
    },
    stop: async () => {
      clearInterval(timer)
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

async function somethingHidden(db: Database): Promise<boolean> {
  const [row] = await db.read(
    { actor: systemActor('listeners') },
    (ctx) => ctx.sql<{ hidden: boolean }>`
    select exists (select from event where xid >= pg_snapshot_xmin(pg_current_snapshot())) as hidden`,
  )
  return row?.hidden ?? false
}

/** One run at a time; pokes that come meanwhile make exactly one more. */
function loopOf(work: () => Promise<number>): { poke: () => void; stop: () => Promise<void> } {
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  const run = async () => {
    do {
      again = false
      await work()
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
      await running
    },
  }
}

/** A new listener begins with what is committed from now on. */
async function register(db: Database, listeners: readonly Listener[]): Promise<void> {
  await db.write({ actor: systemActor('listeners') }, async (ctx) => {
    await ctx.sql`
      insert into listener (name, xid, position, since, moved_at)
      select name, pg_snapshot_xmin(pg_current_snapshot()), -1, pg_current_snapshot(), ${ctx.now}::timestamptz
        from unnest(${listeners.map((l) => l.name)}::text[]) as name
      on conflict do nothing`
  })
}

async function drain(db: Database, listener: Listener, log: Logger): Promise<number> {
  let total = 0
  for (let failures = 0; ;) {
    try {
      const { moved, more } = await step(db, listener, failures >= TRIES_BEFORE_PARKING)
      total += moved
      failures = 0
      if (!more) return total
    } catch (error) {
      failures += 1
      log.error({ err: error, listener: listener.name, failures }, 'a listener failed')
      // Failing even one by one means the database is away: the next poke or poll tries again.
      if (failures > TRIES_BEFORE_PARKING) return total
    }
  }
}

const lag = gauge('hilo_listener_lag_seconds', 'Age of the last fact a listener heard, at that moment', ['listener'])
const parked = counter('hilo_dead_letters_total', 'Facts a listener could not take', ['listener'])

async function step(db: Database, listener: Listener, carefully: boolean): Promise<{ moved: number; more: boolean }> {
  return db.write({ actor: systemActor(listener.name) }, async (ctx) => {
    const rows = await nextBatch(ctx, listener)
    const last = rows.at(-1)
    if (!last) return { moved: 0, more: false }
    const wanted = rows.filter((row) => listener.types.includes(row.type) && !row.past)
    for (const event of wanted) {
      if (carefully) await tryOne(ctx, listener, event)
      else await listener.handle(hearing(ctx, event), event)
    }
    await ctx.sql`
      update listener set xid = ${last.xid}::xid8, position = ${last.position}, moved_at = ${ctx.now} where name = ${listener.name}`
    if (wanted.length > 0)
      lag.set({ listener: listener.name }, (ctx.now.getTime() - wanted.at(-1)!.recorded_at.getTime()) / 1_000)
    return { moved: rows.length, more: true }
  })
}

/**
 * The facts after the cursor that this listener hears, and always the last one looked at, so that the
 * cursor moves past what does not concern it. Another process at work on this listener: nothing.
 */
const nextBatch = (ctx: Ctx, listener: Listener): Promise<Numbered[]> => ctx.sql<Numbered>`
  with cursor as (select xid, position, since from listener where name = ${listener.name} for no key update skip locked),
       batch as (
         select e.*, coalesce(pg_visible_in_snapshot(e.xid, c.since), false) as past from cursor c
           cross join lateral (
             select * from event e
              where (e.xid, e.position) > (c.xid, c.position) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
              order by e.xid, e.position limit ${BATCH}) e),
       last as (select xid, position from batch order by xid desc, position desc limit 1)
  select b.* from batch b, last l
   where (b.type = any(${listener.types}::text[]) and not b.past) or (b.xid, b.position) = (l.xid, l.position)
   order by b.xid, b.position`

/** What a listener does belongs to the channel of the fact it heard. */
const hearing = (ctx: Ctx, event: EventRow): Ctx => ({
  ...ctx,
  channel: event.channel,
  emit: (type, data, about) => ctx.emit(type, data, { channel: event.channel, ...about }),
})

async function tryOne(ctx: Ctx, listener: Listener, event: Numbered): Promise<void> {
  try {
    await ctx.attempt(() => listener.handle(hearing(ctx, event), event))
  } catch (error) {
    // Not the fact's fault: a full disk or a lost race passes, and then the fact is heard.
    if (isAway(error) || lostRace(error)) throw error
    await park(ctx, listener.name, event, error)
  }
}

async function park(ctx: Ctx, listener: string, event: Numbered, error: unknown): Promise<void> {
  parked.inc({ listener })
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  await ctx.sql`
    insert into dead_letter (id, listener, event_id, event, error, parked_at)
    values (${newId()}, ${listener}, ${event.id}, ${json(event)}, ${message.slice(0, 2_000)}, ${ctx.now})
    on conflict (listener, event_id) do update set error = excluded.error, attempts = dead_letter.attempts + 1`
}

/** A person presses "retry": the same fact is handled again; it leaves the list only when that works. */
export async function retryDeadLetter(
  ctx: Ctx,
  id: string,
  listeners: readonly Listener[],
): Promise<{ resolved: boolean; error: string | null }> {
  const [letter] = await ctx.sql<{ listener: string; event: EventRow }>`
    update dead_letter set retried_at = ${ctx.now}, attempts = attempts + 1 where id = ${id} and resolved_at is null returning listener, event`
  if (!letter) return { resolved: true, error: null }
  const listener = listeners.find((l) => l.name === letter.listener)
  if (!listener) return { resolved: false, error: `No listener is called ${letter.listener} any more.` }
  const event = {
    ...letter.event,
    occurred_at: new Date(letter.event.occurred_at),
    recorded_at: new Date(letter.event.recorded_at),
  }
  try {
    await ctx.attempt(() => listener.handle(hearing(ctx, event), event))
  } catch (error) {
    return { resolved: false, error: error instanceof Error ? error.message : String(error) }
  }
  await ctx.sql`update dead_letter set resolved_at = ${ctx.now} where id = ${id}`
  return { resolved: true, error: null }
}
