import { namedPlace } from '#organisation'
import { inTurn, json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { done, gathered, gatheredLast, rowsOf } from '#platform/gathered'
import { newId } from '#platform/ids'
import { announceRanOut } from './announce.ts'
import { freeDueHolds } from './free-due-holds.ts'
import { forgetPlan } from './kept-plan.ts'
import type { LevelKey } from './levels.ts'
import { FREE, keyOf, levelName, lockLevelsLast, moving, onceEach } from './levels.ts'

export type AllocateLine = {
  order_line_id: string
  variant_id: string
  location_id: string
  quantity: number
}
export type Allocate = { order_id: string; cart_id: string | null; lines: readonly AllocateLine[] }

type Short = LevelKey & { wanted: number; available: number }

/**
 * Promises goods to an order: what its cart holds becomes allocated, the rest is taken from what is
 * free, all or nothing. The cart's other holds end. A hold is honoured as long as the goods are there,
 * even if others hold more than there is. Lines already allocated are not taken twice.
 * Refuses `out_of_stock` with the lines that do not fit.
 */
export async function allocate(ctx: Ctx, input: Allocate): Promise<void> {
  const { order_id, cart_id, lines } = input
  const own = cart_id === null ? [] : await lockHolds(ctx, cart_id)
  if (cart_id !== null) {
    endHolds(ctx, cart_id, own)
    forgetPlan(ctx, cart_id)
  }
  const [notNow, taken] = await inTurn(
    promise(ctx, order_id, lines),
    // Last: from here to the commit everybody else who wants these goods waits.
    take(ctx, changesOf(lines, own)),
  )
  const left = new Map(notNow.map((line) => [promiseName(line), line]))
  const unknown = lines.filter((line) => left.get(promiseName(line))?.known === false)
  if (unknown.length > 0) throw outOfStock(await shortOf(ctx, changesOf(unknown, [])), lines)
  const due = lines.filter((line) => !left.has(promiseName(line)))
  const rest = difference(changesOf(due, own), taken)
  const more = rest.length === 0 ? [] : await takeRest(ctx, rest, lines)
  await announceGone(ctx, [...taken, ...more])
}

export function outOfStock(
  short: readonly Short[],
  lines: readonly (LevelKey & { order_line_id: string; quantity: number })[],
) {
  const levels = new Map(short.map((level) => [levelName(level), level]))
  return refused('out_of_stock', {
    detail: 'There is not enough left of some articles.',
    lines: lines.flatMap((line) => {
      const level = levels.get(levelName(line))
      const { order_line_id, variant_id, location_id, quantity } = line
      return level
        ? [{ order_line_id, variant_id, location_id, quantity, available: Math.max(0, level.available) }]
        : []
    }),
  })
}

type Own = LevelKey & { id: string; quantity: number }

const lockHolds = gathered<string, Own[]>(async ({ sql }, cart_ids) => {
  const rows = await sql<Own & { cart_id: string }>`
    select id, cart_id, variant_id, location_id, quantity from stock_reservation
     where cart_id = any(${cart_ids}::uuid[]) order by id for update`
  return rowsOf(cart_ids, rows, ({ cart_id }) => cart_id)
})

/** What the cart held is let go, in the book too; the counters follow in `take`. What it has come to hold since stays. */
function endHolds(ctx: Ctx, cart_id: string, own: readonly Own[]): void {
  if (own.length === 0) return
  const { actor, now: at } = ctx
  ctx.later(
    endAll(
      ctx,
      own.map(({ id }) => ({ id, cart_id, actor_kind: actor.kind, actor_id: actor.id, at })),
    ),
  )
}

type Ending = { id: string; cart_id: string; actor_kind: string; actor_id: string | null; at: Date }

const endAll = gathered<readonly Ending[]>(async ({ sql }, asks) => {
  await sql`
    with gone as (
      delete from stock_reservation r
       using jsonb_to_recordset(${json(asks.flat())}) as e(id uuid, cart_id uuid, actor_kind text, actor_id uuid, at timestamptz)
       where r.id = any(${asks.flat().map(({ id }) => id)}::uuid[]) and r.id = e.id
      returning r.id, r.line_id, r.variant_id, r.location_id, r.quantity, e.cart_id, e.actor_kind, e.actor_id, e.at
    )
    insert into stock_movement (kind, variant_id, location_id, reserved, cause_kind, cause_id, line_id, actor_kind, actor_id, moved_at)
    select 'released', variant_id, location_id, -quantity, 'cart', cart_id, line_id, actor_kind, actor_id, at from gone order by id`
  return done(asks)
})

/** At one level: units to promise, and units of the cart's holds that end. */
type Change = LevelKey & { need: number; held: number }

/** In the order in which levels are locked, whatever order the lines came in: two baskets that cross cannot deadlock. */
function changesOf(lines: readonly AllocateLine[], own: readonly Own[]): Change[] {
  const changes = new Map<string, Change>()
  const at = (level: LevelKey): Change => {
    const name = levelName(level)
    const known = changes.get(name) ?? { ...keyOf(level), need: 0, held: 0 }
    changes.set(name, known)
    return known
  }
  for (const line of lines) at(line).need += line.quantity
  for (const hold of own) at(hold).held += hold.quantity
  return [...changes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change)
}

/** What is still to be done where `done` was: nothing where it is as `due` says. */
function difference(due: readonly Change[], done: readonly Change[]): Change[] {
  const left = new Map(due.map((change) => [levelName(change), change]))
  for (const change of done) {
    const { need = 0, held = 0 } = left.get(levelName(change)) ?? {}
    left.set(levelName(change), { ...keyOf(change), need: need - change.need, held: held - change.held })
  }
  return [...left.values()].filter(({ need, held }) => need !== 0 || held !== 0)
}

type Taken = Change & { on_hand: number; free: number }

/** Moves the counters of each level where the goods are there; answers those. What this decides is true when it commits. */
function take(ctx: Ctx, changes: readonly Change[]): Promise<Taken[]> {
  // Alone it is one statement, which locks in its own order; a convoy locks all that its members want.
  if (ctx.gather !== null) lockLevelsLast(ctx, changes)
  return takeAll(ctx, { changes, at: ctx.now })
}

/**
 * Of several who want of one level all get it or none: then each asks again alone (convoy.ts). `fresh` is what they want
 * beyond their own holds: a hold is honoured, but nobody's gives to others.
 */
const takeAll = gatheredLast<{ changes: readonly Change[]; at: Date }, Taken[]>(async (line, asks) => {
  const sums = new Map<string, Change & { fresh: number }>()
  for (const change of asks.flatMap(({ changes }) => changes)) {
    const sum = sums.get(levelName(change)) ?? { ...keyOf(change), need: 0, held: 0, fresh: 0 }
    sum.need += change.need
    sum.held += change.held
    sum.fresh += Math.max(0, change.need - change.held)
    sums.set(levelName(change), sum)
  }
  const c = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
  const taken = await moving(
    line,
    () => line.sql<LevelKey & Pick<Taken, 'on_hand' | 'free'>>`
      update stock_level l set allocated = l.allocated + c.need, reserved = l.reserved - c.held, updated_at = ${asks[0]?.at}
        from unnest(${c.map((one) => one.variant_id)}::uuid[], ${c.map((one) => one.location_id)}::uuid[],
                    ${c.map((one) => one.need)}::int[], ${c.map((one) => one.held)}::int[], ${c.map((one) => one.fresh)}::int[])
                    as c(variant_id, location_id, need, held, fresh)
       where l.variant_id = c.variant_id and l.location_id = c.location_id and l.reserved >= c.held
         and (c.need <= 0 or (l.on_hand - l.allocated + l.backorder_limit >= c.need and (c.fresh = 0 or ${FREE} >= c.fresh)))
      returning l.variant_id, l.location_id, l.on_hand, ${FREE} as free`,
    (levels) => levels,
  )
  // As each would have found it, one after the other: the last of them took the last.
  const levels = new Map(taken.map((level) => [levelName(level), level]))
  return asks
    .toReversed()
    .map(({ changes }) =>
      changes.flatMap((change): Taken[] => {
        const level = levels.get(levelName(change))
        if (!level) return []
        const { on_hand, free } = level
        level.free += change.need - change.held
        return [{ ...change, on_hand, free }]
      }),
    )
    .toReversed()
})

type ToPromise = AllocateLine & {
  id: string
  order_id: string
  actor_kind: string
  actor_id: string | null
  at: Date
}

/**
 * Writes into both books who is promised what, and answers the lines it did not write, as this one statement saw them:
 * promised before, or, not `known`, of an article the place never had. What was promised is looked up by the line alone
 * (`is not distinct from` is no condition an index knows): planned while it is empty, the place would do as well.
 */
const promise = (ctx: Ctx, order_id: string, lines: readonly AllocateLine[]): Promise<NotNow[]> =>
  promiseAll(
    ctx,
    lines.map(({ order_line_id, variant_id, location_id, quantity }) => ({
      order_line_id,
      variant_id,
      location_id,
      quantity,
      id: newId(),
      order_id,
      actor_kind: ctx.actor.kind,
      actor_id: ctx.actor.id,
      at: ctx.now,
    })),
  )

const promiseAll = gathered<readonly ToPromise[], NotNow[]>(async ({ sql }, asks) => {
  const lines = asks.flat()
  const not = await onceEach(sql<NotNow>`
    with asked as materialized (
      select w.*,
             coalesce((select true from stock_level l where l.variant_id = w.variant_id and l.location_id = w.location_id), false) as known,
             coalesce((select true from stock_allocation a
                        where a.order_line_id = w.order_line_id and a.location_id is not distinct from w.location_id), false) as before
        from unnest(${lines.map((l) => l.id)}::uuid[], ${lines.map((l) => l.order_id)}::uuid[], ${lines.map((l) => l.order_line_id)}::uuid[],
                    ${lines.map((l) => l.variant_id)}::uuid[], ${lines.map((l) => l.location_id)}::uuid[], ${lines.map((l) => l.quantity)}::int[],
                    ${lines.map((l) => l.actor_kind)}::text[], ${lines.map((l) => l.actor_id)}::uuid[], ${lines.map((l) => l.at)}::timestamptz[])
                    as w(id, order_id, order_line_id, variant_id, location_id, quantity, actor_kind, actor_id, at)
    ), promised as (
      insert into stock_allocation (id, order_id, order_line_id, variant_id, location_id, quantity, created_at)
      select id, order_id, order_line_id, variant_id, location_id, quantity, at from asked where known and not before
    ), moved as (
      insert into stock_movement (kind, variant_id, location_id, allocated, cause_kind, cause_id, line_id, actor_kind, actor_id, moved_at)
      select 'allocated', variant_id, location_id, quantity, 'order', order_id, order_line_id, actor_kind, actor_id, at
        from asked where known and not before
    )
    select order_line_id, location_id, known from asked where before or not known`)
  const left = new Map(not.map((line) => [promiseName(line), line]))
  return asks.map((mine) => mine.flatMap((line) => left.get(promiseName(line)) ?? []))
})

type Promised = { order_line_id: string; location_id: string }
type NotNow = Promised & { known: boolean }
const promiseName = ({ order_line_id, location_id }: Promised): string => `${order_line_id} ${location_id}`

/** Where goods are scarce, due holds are freed first; where lines had been promised before, what was taken twice goes back. */
async function takeRest(ctx: Ctx, rest: readonly Change[], lines: readonly AllocateLine[]): Promise<Taken[]> {
  await freeDueHolds(ctx, rest)
  const taken = await take(ctx, rest)
  const done = new Set(taken.map(levelName))
  const short = rest.filter((change) => !done.has(levelName(change)))
  if (short.length > 0) throw outOfStock(await shortOf(ctx, short), lines)
  return taken
}

const shortOf = (ctx: Ctx, changes: readonly Change[]): Promise<Short[]> => ctx.sql<Short>`
  select c.variant_id, c.location_id, c.need as wanted, coalesce(${FREE} + c.held, 0) as available
    from unnest(${changes.map((c) => c.variant_id)}::uuid[], ${changes.map((c) => c.location_id)}::uuid[],
                ${changes.map((c) => c.need)}::int[], ${changes.map((c) => c.held)}::int[]) as c(variant_id, location_id, need, held)
    left join stock_level l on l.variant_id = c.variant_id and l.location_id = c.location_id`

/** The last promisable unit went: the places are named, since that is told. */
async function announceGone(ctx: Ctx, levels: readonly Taken[]): Promise<void> {
  for (const { need, held, ...level } of levels) {
    const free_before = level.free + need - held
    if (level.free > 0 || free_before <= 0) continue
    const { code: location, store_id } = await namedPlace(ctx, level.location_id)
    announceRanOut(ctx, [{ ...level, location, store_id, free_before }])
  }
}
