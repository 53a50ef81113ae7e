import { systemActor } from './actor.ts'
import type { Ctx, Fragment } from './ctx.ts'
import { fragment, json } from './ctx.ts'
import { isAway, isSlow, lostRace } from './database-failures.ts'
import type { Database } from './db.ts'
import type { EventRow } from './events.ts'
import { newId } from './ids.ts'
import type { Logger } from './log.ts'
import { counter, histogram } from './metrics.ts'
import type { Listener } from './module.ts'

/** Facts one listener looks at in one transaction. */
const BATCH = 500
/** No fact is told while an older transaction runs: one that has taken so long ends with the fact at hand. */
const STEP_MS = 25
/** So many are told in one call, for the same reason. */
const TOGETHER_MAX = 100
const TRIES_BEFORE_PARKING = 3
/** So long after it was told a fact is tried again where it was too slow: an index is built, somebody holds a table. */
const SLOW_MAX_MS = 10 * 60_000

/** `past`: committed before the listener began; `looked_at`: how many facts this look went through. */
type Numbered = EventRow & { xid: string; position: number; past: boolean; looked_at: number }

/**
 * What a look of one listener at the log came to: how many facts it took, and whether it saw all there was.
 * `busy`: another process is at work on it.
 */
export type Heard = { taken: number; busy: boolean }

/** Hands a listener everything that waits for it. */
export async function hear(db: Database, listener: Listener, log: Logger): Promise<Heard> {
  let taken = 0
  // So many facts are still to be told one by one: what failed is among them, and a step may end before it comes to it.
  let careful = 0
  // What the commit of a fact was refused for, though its listener had taken it: it is put aside without being told.
  let refused: unknown = null
  for (let failures = 0; ;) {
    try {
      const { moved, busy, told, more } = await step(db, listener, { carefully: careful > 0, refused })
      for (const at of told) lag.observe({ listener: listener.name }, (db.clock().getTime() - at.getTime()) / 1_000)
      taken += moved
      failures = 0
      refused = null
      careful = Math.max(0, careful - told.length)
      // What is told from now on wakes it again.
      if (!more) return { taken, busy }
    } catch (error) {
      failures += 1
      log.error({ err: error, listener: listener.name, failures }, 'a listener failed')
      const putAside = careful > 0 && refused === null && !passes(error)
      refused = putAside ? error : null
      // Failing even one by one means the database is away: the next poke or poll tries again.
      if (failures > TRIES_BEFORE_PARKING && !putAside) return { taken, busy: true }
      if (failures === TRIES_BEFORE_PARKING) careful = BATCH
    }
  }
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.5, 1, 2, 5, 30]
const lag = histogram(
  'hilo_listener_lag_seconds',
  'From the moment a fact was told until a listener had taken it',
  ['listener'],
  SECONDS,
)
const parked = counter('hilo_dead_letters_total', 'Facts a listener could not take', ['listener'])

/** One fact at a time; put aside where its commit was refused. */
type How = { carefully: boolean; refused: unknown }
type Step = { moved: number; busy: boolean; told: Date[]; more: boolean }

async function step(db: Database, listener: Listener, how: How): Promise<Step> {
  return db.write({ actor: systemActor(listener.name) }, async (ctx) => {
    const rows = await nextBatch(ctx, listener)
    const last = rows.at(-1)
    if (!last) return { moved: 0, busy: true, told: [], more: false }
    if (last.id === null) return { moved: 0, busy: false, told: [], more: false }
    const wanted = rows.filter((row) => listener.types.includes(row.type) && !row.past)
    const taken = await take(ctx, listener, wanted, how)
    const { xid, position } = taken.length < wanted.length ? (taken.at(-1) as Numbered) : last
    ctx.post`
      update listener set xid = ${xid}::xid8, position = ${position}, moved_at = ${ctx.now} where name = ${listener.name}`
    return {
      moved: rows.length,
      busy: false,
      told: taken.map(({ recorded_at }) => recorded_at),
      more: last.looked_at === BATCH || taken.length < wanted.length,
    }
  })
}

/** Tells a listener of these facts, or of as many as it may take in one transaction; answers which. Carefully, of one. */
async function take(
  ctx: Ctx,
  listener: Listener,
  wanted: readonly Numbered[],
  { carefully, refused }: How,
): Promise<Numbered[]> {
  const [first] = wanted
  if (carefully && first) {
    if (refused === null) await tryOne(ctx, listener, first)
    else await park(ctx, listener.name, first, refused)
    return [first]
  }
  const { together } = listener
  if (together) {
    const some = wanted.slice(0, TOGETHER_MAX)
    if (some.length > 0) await together.handle(ctx, some)
    return some
  }
  const until = performance.now() + STEP_MS
  const taken: Numbered[] = []
  for (const event of wanted) {
    if (taken.length > 0 && performance.now() > until) break
    await listener.handle(hearing(ctx, event), event)
    taken.push(event)
  }
  return taken
}

/**
 * The facts after the cursor that this listener hears, and always the last one looked at, so that the cursor moves
 * past what does not concern it; one row without an id where there is nothing new. Another process at work on this
 * listener: no row.
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
  select b.*, (select count(*) from batch)::int as looked_at from cursor left join last l on true
    left join batch b on (b.type = any(${listener.types}::text[]) and not b.past) or (b.xid, b.position) = (l.xid, l.position)
   order by b.xid, b.position`

/** The first fact that waits for a listener; no row where none does. */
const firstWaiting = ({ name, types }: Pick<Listener, 'name' | 'types'>): Fragment => fragment`
  select e.id, e.recorded_at from listener l
   cross join lateral (
     select id, recorded_at from event
      where (xid, position) > (l.xid, l.position) and type = any(${types}::text[])
      order by xid, position limit 1) e
   where l.name = ${name}`

/** Whether facts wait that it hears: what it makes of them is not yet what the log says. */
export async function isBehind(ctx: Ctx, listener: Pick<Listener, 'name' | 'types'>): Promise<boolean> {
  return (await ctx.sql`${firstWaiting(listener)}`).length > 0
}

/** Less lies between the clock a transaction is given and its first write, by which the log is in order. */
const UNWRITTEN_MAX = '1 minute'

/**
 * A moment such that this listener has made what it makes of all that was recorded before it, as the statement sees both
 * where this stands; infinity where it has heard everything.
 */
export const heardUntil = (listener: Pick<Listener, 'name' | 'types'>): Fragment => fragment`
  coalesce((select recorded_at - ${UNWRITTEN_MAX}::interval from (${firstWaiting(listener)}) waiting), 'infinity')`

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
    const age_ms = ctx.now.getTime() - event.recorded_at.getTime()
    if (isSlow(error) ? age_ms < SLOW_MAX_MS : passes(error)) throw error
    await park(ctx, listener.name, event, error)
  }
}

/** Not the fact's fault: a full disk or a lost race passes, and then the fact is heard. */
const passes = (error: unknown): boolean => isAway(error) || lostRace(error) || isSlow(error)

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
