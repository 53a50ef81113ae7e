import { inTurn } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { announceRanOut } from './announce.ts'
import { freeDueHolds } from './free-due-holds.ts'
import { forgetPlan } from './kept-plan.ts'
import type { LevelKey } from './levels.ts'
import { FREE, keyOf, levelName, onceEach } from './levels.ts'

export type AllocateLine = {
  order_line_id: string
  /** The cart line it came from; the cart's holds count for all its lines, so this is only for the reader. */
  line_id?: string
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
  const [before, , taken] = await inTurn(
    promisedBefore(ctx, lines),
    promise(ctx, order_id, lines),
    // Last: from here to the commit everybody else who wants these goods waits.
    take(ctx, changesOf(lines, own)),
  )
  const fresh = lines.filter((line) => !before.has(promiseName(line)))
  const rest = difference(changesOf(fresh, own), taken)
  const more = rest.length === 0 ? [] : await takeRest(ctx, rest, lines)
  if (cart_id !== null) {
    endHolds(ctx, own)
    forgetPlan(ctx, cart_id)
  }
  writeMoves(ctx, input, own, fresh)
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

type Own = LevelKey & { id: string; line_id: string; quantity: number }

const lockHolds = (ctx: Ctx, cart_id: string): Promise<Own[]> => ctx.sql<Own>`
  select id, line_id, variant_id, location_id, quantity from stock_reservation where cart_id = ${cart_id} order by id for update`

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
const take = (ctx: Ctx, changes: readonly Change[]): Promise<Taken[]> => ctx.sql<Taken>`
  update stock_level l set allocated = l.allocated + c.need, reserved = l.reserved - c.held, updated_at = ${ctx.now}
    from unnest(${changes.map((c) => c.variant_id)}::uuid[], ${changes.map((c) => c.location_id)}::uuid[],
                ${changes.map((c) => c.need)}::int[], ${changes.map((c) => c.held)}::int[]) as c(variant_id, location_id, need, held)
   where l.variant_id = c.variant_id and l.location_id = c.location_id and l.reserved >= c.held
     and (c.need <= 0 or case when c.need <= c.held then l.on_hand - l.allocated + l.backorder_limit >= c.need
                              else ${FREE} + c.held >= c.need end)
  returning l.variant_id, l.location_id, c.need, c.held, l.on_hand, ${FREE} as free`

/** Lines of these that had been promised before. */
async function promisedBefore(ctx: Ctx, lines: readonly AllocateLine[]): Promise<ReadonlySet<string>> {
  const rows = await ctx.sql<Promised>`
    select order_line_id, location_id from stock_allocation where order_line_id = any(${lines.map((l) => l.order_line_id)}::uuid[])`
  return new Set(rows.map(promiseName))
}

/** Writes down who is promised what. Where there is no level nothing can be promised: `take` says so. */
const promise = (ctx: Ctx, order_id: string, lines: readonly AllocateLine[]): Promise<object[]> =>
  onceEach(ctx.sql`
    insert into stock_allocation (id, order_id, order_line_id, variant_id, location_id, quantity, created_at)
    select id, ${order_id}::uuid, order_line_id, variant_id, location_id, quantity, ${ctx.now}::timestamptz
      from unnest(${lines.map(() => newId())}::uuid[], ${lines.map((l) => l.order_line_id)}::uuid[], ${lines.map((l) => l.variant_id)}::uuid[],
                  ${lines.map((l) => l.location_id)}::uuid[], ${lines.map((l) => l.quantity)}::int[])
                  as w(id, order_line_id, variant_id, location_id, quantity)
     where exists (select from stock_level l where l.variant_id = w.variant_id and l.location_id = w.location_id)
       and not exists (select from stock_allocation a where a.order_line_id = w.order_line_id and a.location_id = w.location_id)`)

type Promised = { order_line_id: string; location_id: string }
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

const endHolds = (ctx: Ctx, own: readonly Own[]): void =>
  ctx.post`delete from stock_reservation where id = any(${own.map(({ id }) => id)}::uuid[])`

type Move = Pick<Own, 'variant_id' | 'location_id' | 'line_id'> & { allocated: number; reserved: number }

/** The ledger: first what the cart lets go, then what the order is promised. */
function writeMoves(
  ctx: Ctx,
  { order_id, cart_id }: Allocate,
  own: readonly Own[],
  lines: readonly AllocateLine[],
): void {
  const write = (kind: string, cause_kind: string, cause_id: string, moves: readonly Move[]): void => {
    if (moves.length === 0) return
    ctx.post`
      insert into stock_movement (kind, variant_id, location_id, allocated, reserved, line_id, cause_kind, cause_id, actor_kind, actor_id, moved_at)
      select ${kind}, variant_id, location_id, allocated, reserved, line_id, ${cause_kind}, ${cause_id}::uuid,
             ${ctx.actor.kind}, ${ctx.actor.id}::uuid, ${ctx.now}::timestamptz
        from unnest(${moves.map((m) => m.variant_id)}::uuid[], ${moves.map((m) => m.location_id)}::uuid[], ${moves.map((m) => m.allocated)}::int[],
                    ${moves.map((m) => m.reserved)}::int[], ${moves.map((m) => m.line_id)}::uuid[])
                    as m(variant_id, location_id, allocated, reserved, line_id)`
  }
  if (cart_id !== null)
    write(
      'released',
      'cart',
      cart_id,
      own.map((hold) => ({ ...hold, allocated: 0, reserved: -hold.quantity })),
    )
  write(
    'allocated',
    'order',
    order_id,
    lines.map((line) => ({ ...line, line_id: line.order_line_id, allocated: line.quantity, reserved: 0 })),
  )
}

/** The last promisable unit went: the places are named, since that is told. */
async function announceGone(ctx: Ctx, levels: readonly Taken[]): Promise<void> {
  const gone = levels.filter(({ free, need, held }) => free <= 0 && free + need - held > 0)
  if (gone.length === 0) return
  const places = await ctx.sql<{ id: string; code: string; store_id: string | null }>`
    select id, code, store_id from location where id = any(${gone.map(({ location_id }) => location_id)}::uuid[])`
  const byId = new Map(places.map(({ id, code, store_id }) => [id, { location: code, store_id }]))
  const emptied = gone.map(({ need, held, ...level }) => ({ ...level, free_before: level.free + need - held }))
  announceRanOut(
    ctx,
    emptied.flatMap((level) => {
      const place = byId.get(level.location_id)
      return place ? [{ ...level, ...place }] : []
    }),
  )
}
