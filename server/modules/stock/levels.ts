import { changing, momentary } from '#platform/crowd'
import type { Ctx, Fragment } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import { refused } from '#platform/errors'
import { done, gathered, gatheredLast } from '#platform/gathered'
import type { Line } from '#platform/gathered'

/** One article at one place. */
export type LevelKey = { variant_id: string; location_id: string }

/** What a statement that changed levels answers for each of them. `free` is what may still be promised. */
export type ChangedLevel = LevelKey & {
  location: string
  store_id: string | null
  on_hand: number
  allocated: number
  reserved: number
  free_before: number
  free: number
}

/** What windows show of levels, all places together (offered.ts): new levels are empty. */
export const OFFERED = momentary('stock.offered', {
  tables: ['stock_level', 'stock_exclusion'],
  growing: ['stock_level'],
  for_ms: 1_000,
  most: 20_000,
})

/** A statement that moves only the levels its answer names: windows go on showing the other articles. */
export const moving = <Row>(
  line: Pick<Ctx, 'changes'>,
  send: () => Promise<Row[]>,
  levelsOf: (rows: Row[]) => readonly { variant_id: string }[],
): Promise<Row[]> => changing(line, OFFERED, send, (rows) => levelsOf(rows).map(({ variant_id }) => variant_id))

/** The levels in the answer of a statement that tells them as one list (`CHANGED`). */
export const levelsIn = (rows: readonly { levels: readonly ChangedLevel[] }[]): readonly ChangedLevel[] =>
  rows.flatMap(({ levels }) => levels)

/** What may be promised from a level `l`: the one definition, also of reads (`freeTo`). */
export const FREE = fragment`(l.on_hand - l.allocated - l.reserved - l.safety_stock + l.backorder_limit)`

/**
 * What a level `l` shows to whoever asks, never below zero: holds that are due count as free, though `reserved` still
 * has them, and so do the asking cart's own. Most levels hold nothing, and of those no hold is looked for.
 */
export const freeTo = (ctx: Ctx, cart_id: string | null = null): Fragment =>
  freeAt(fragment`${ctx.now}::timestamptz`, cart_id === null ? fragment`` : fragment` or r.cart_id = ${cart_id}::uuid`)

/** The same at the moment, and for whom, pieces of SQL say (` or r.cart_id = …`: whose holds count as free besides). */
export const freeAt = (moment: Fragment, own: Fragment): Fragment => fragment`
  greatest(0, ${FREE} + case when l.reserved = 0 then 0 else (
    select coalesce(sum(r.quantity), 0)::int from stock_reservation r
     where r.variant_id = l.variant_id and r.location_id = l.location_id and (r.expires_at <= ${moment}${own})) end)`

/** Whether the place of a level `l` has said no to its article, or to all. */
export const isExcluded = (ctx: Ctx): Fragment => fragment`
  exists (select from stock_exclusion x where x.until_at > ${ctx.now}::timestamptz
             and x.location_id = l.location_id and coalesce(x.variant_id, l.variant_id) = l.variant_id)`

/**
 * Locks the levels named by the CTE `change`, always in (variant, location) order: two baskets that
 * cross cannot deadlock, whatever order their lines came in.
 */
export const LOCKED_LEVELS = fragment`
  select l.* from stock_level l join change c on c.variant_id = l.variant_id and c.location_id = l.location_id
   order by l.variant_id, l.location_id for no key update of l`

type Locks = { keys: readonly LevelKey[]; cart_id?: string | null; order_id?: string | null }

/**
 * Takes the locks of an act before its statement: the holds of a cart, the allocations of an order,
 * then all their levels and these, in (variant, location) order. The statement that follows travels with it and has a
 * fresh snapshot of rows that nobody else can change any more. Were the lock waited for inside the changing statement, its
 * parts could meet different versions of a level: the random clerks of sequences.test.ts caught a hold written
 * without its counter.
 */
export const lockLevels = (ctx: Ctx, keys: readonly LevelKey[], of: Omit<Locks, 'keys'> = {}): void =>
  ctx.later(lockNow(ctx, { keys, ...of }))

/** The same for what follows `last` (gathered.ts): all that a convoy wants of the shelves is locked at once. */
export const lockLevelsLast = (ctx: Ctx, keys: readonly LevelKey[], of: Omit<Locks, 'keys'> = {}): void =>
  ctx.later(lockLast(ctx, { keys, ...of }))

const lockAll = async ({ sql }: Line, locks: readonly Locks[]): Promise<undefined[]> => {
  const keys = locks.flatMap((lock) => lock.keys)
  await sql`
    with held as materialized (
      select variant_id, location_id from stock_reservation
       where cart_id = any(${locks.flatMap((lock) => lock.cart_id ?? [])}::uuid[]) order by id for update
    ), promised as materialized (
      select variant_id, location_id from stock_allocation
       where order_id = any(${locks.flatMap((lock) => lock.order_id ?? [])}::uuid[]) order by id for update
    ), change as materialized (
      select * from unnest(${keys.map((k) => k.variant_id)}::uuid[], ${keys.map((k) => k.location_id)}::uuid[]) as k(variant_id, location_id)
      union select variant_id, location_id from held
      union select variant_id, location_id from promised
    )
    select count(*) from (${LOCKED_LEVELS}) locked`
  return done(locks)
}
const lockNow = gathered<Locks>(lockAll)
const lockLast = gatheredLast<Locks>(lockAll)

/** Columns of ChangedLevel, from CTEs `moved` (after) and `level` (before). */
export const CHANGED = fragment`
  m.variant_id, m.location_id, n.code as location, n.store_id, m.on_hand, m.allocated, m.reserved,
  b.on_hand - b.allocated - b.reserved - b.safety_stock + b.backorder_limit as free_before,
  m.on_hand - m.allocated - m.reserved - m.safety_stock + m.backorder_limit as free
  from moved m
  join level b on b.variant_id = m.variant_id and b.location_id = m.location_id
  join location n on n.id = m.location_id`

/** Makes rows for articles that were never at these places; unknown articles or places are refused. */
export async function ensureLevels(ctx: Ctx, keys: readonly LevelKey[]): Promise<void> {
  const known = await ctx.sql<LevelKey & { made: boolean }>`
    with asked as materialized (
      select distinct a.variant_id, a.location_id
        from unnest(${keys.map((k) => k.variant_id)}::uuid[], ${keys.map((k) => k.location_id)}::uuid[]) as a(variant_id, location_id)
        join variant v on v.id = a.variant_id
        join location n on n.id = a.location_id
    ), made as (
      insert into stock_level (variant_id, location_id, updated_at)
      select variant_id, location_id, ${ctx.now}::timestamptz from asked order by variant_id, location_id
      on conflict do nothing
    )
    select variant_id, location_id from asked`
  const found = new Set(known.map(levelName))
  const missing = keys.find((key) => !found.has(levelName(key)))
  if (missing) throw refused('unknown_article', { detail: 'There is no such article or place.', ...keyOf(missing) })
}

export const levelName = ({ variant_id, location_id }: LevelKey): string => `${variant_id} ${location_id}`

export const keyOf = ({ variant_id, location_id }: LevelKey): LevelKey => ({ variant_id, location_id })

/** SQLSTATE unique_violation. */
const TAKEN = '23505'

/**
 * Two calls with one id met: the later one is started again by the database door, and then sees what
 * the first one did (it retries serialization_failure, 40001).
 */
export async function onceEach<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if ((error as { code?: string }).code !== TAKEN) throw error
    throw Object.assign(new Error('the same thing was said twice at once', { cause: error }), { code: '40001' })
  }
}
