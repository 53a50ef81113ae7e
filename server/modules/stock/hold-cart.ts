import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { gatheredLast } from '#platform/gathered'
import { newId } from '#platform/ids'
import { announceRanOut } from './announce.ts'
import { freeDueHolds } from './free-due-holds.ts'
import type { ChangedLevel } from './levels.ts'
import { forgetPlan, keepPlan } from './kept-plan.ts'
import { CHANGED, FREE, LOCKED_LEVELS, levelName, lockLevelsLast, moving, onceEach } from './levels.ts'
import type { Plan } from './route-rules.ts'

export type Hold = { line_id: string; variant_id: string; location_id: string; quantity: number }
export type HoldCart = {
  cart_id: string
  expires_at: Date
  holds: readonly Hold[]
  /** Why the goods are held there: kept with the holds if all of them could be taken. */
  because?: { question: string; plan: Plan }
}
export type Held = { line_id: string; location_id: string; held: boolean }

type Answer = { holds: (Hold & { held: boolean })[]; levels: ChangedLevel[] }

/**
 * Makes the holds of a cart exactly these: takes, moves, grows, shrinks and extends them. A line gets
 * all it asks for or keeps the holds it had, so that moving to another store never loses the goods.
 * Saying it twice is harmless. Two statements; three more at most when goods are scarce.
 */
export async function holdCart(ctx: Ctx, input: HoldCart): Promise<Held[]> {
  const holds = together(input.holds)
  let answer = await takeHolds(ctx, { ...input, holds })
  announceRanOut(ctx, answer.levels)
  const wanting = answer.holds.filter((hold) => !hold.held)
  if (wanting.length > 0 && (await freeDueHolds(ctx, wanting)).length > 0) {
    answer = await takeHolds(ctx, { ...input, holds })
    announceRanOut(ctx, answer.levels)
  }
  const held = new Set(answer.holds.filter((hold) => hold.held).map(holdName))
  const { because, cart_id, expires_at } = input
  if (because?.plan.complete && holds.length > 0 && held.size === holds.length)
    keepPlan(ctx, cart_id, { ...because, expires_at })
  else forgetPlan(ctx, cart_id)
  return holds.map((hold) => ({ line_id: hold.line_id, location_id: hold.location_id, held: held.has(holdName(hold)) }))
}

/** Lets everything a cart holds go. */
export async function releaseCart(ctx: Ctx, { cart_id }: { cart_id: string }): Promise<void> {
  await takeHolds(ctx, { cart_id, expires_at: ctx.now, holds: [] })
  forgetPlan(ctx, cart_id)
}

const holdName = (hold: Hold): string => `${hold.line_id} ${hold.variant_id} ${hold.location_id}`

/** One entry per line and place. */
function together(holds: readonly Hold[]): Hold[] {
  const byName = new Map<string, Hold>()
  for (const hold of holds) {
    const known = byName.get(holdName(hold))
    byName.set(holdName(hold), known ? { ...known, quantity: known.quantity + hold.quantity } : hold)
  }
  return [...byName.values()].filter((hold) => hold.quantity > 0)
}

/** Locks the cart's holds, then the levels in order, and takes what it finds there. */
function takeHolds(ctx: Ctx, { cart_id, expires_at, holds }: HoldCart): Promise<Answer> {
  const { actor, now: at } = ctx
  lockLevelsLast(ctx, holds, { cart_id })
  return takeAll(ctx, { cart_id, expires_at, at, actor_kind: actor.kind, actor_id: actor.id, holds })
}

type Taking = Omit<HoldCart, 'because'> & { at: Date; actor_kind: string; actor_id: string | null }

/**
 * One statement judges each line on the locked rows and moves counters, holds and ledger together: what is judged is
 * moved, without another look, which would see a level that has just come as it was and not as it is locked. Goods that lines
 * surely give back (they only shrink) count as free for the others; who comes first gets what is left. Each is answered
 * its holds, and those whose holds changed a level that level: of several the last one, as if they had come in turn.
 */
const takeAll = gatheredLast<Taking, Answer>(async (line, asks) => {
  const cart_ids = asks.map(({ cart_id }) => cart_id)
  const carts = asks.map(({ holds: _, ...cart }, turn) => ({ ...cart, turn }))
  const wanted = asks.flatMap(({ cart_id, holds }) => holds.map((hold) => ({ ...hold, cart_id, new_id: newId() })))
  const [answer] = await onceEach(
    moving(
      line,
      () => line.sql<Judged>`
    with cart as materialized (
      select * from jsonb_to_recordset(${json(carts)}) as c(
        cart_id uuid, turn int, expires_at timestamptz, at timestamptz, actor_kind text, actor_id uuid)
    ), own as materialized (
      select id, cart_id, line_id, variant_id, location_id, quantity, expires_at from stock_reservation
       where cart_id = any(${cart_ids}::uuid[]) order by id for update
    ), wanted as (
      select * from jsonb_to_recordset(${json(wanted)}) as w(
        new_id uuid, cart_id uuid, line_id uuid, variant_id uuid, location_id uuid, quantity int)
    ), step as materialized (
      select cart_id, line_id, variant_id, location_id, own.id, w.new_id, coalesce(w.quantity, 0) as quantity,
             coalesce(w.quantity, 0) - coalesce(own.quantity, 0) as delta,
             bool_or(coalesce(w.quantity, 0) > coalesce(own.quantity, 0)) over (partition by cart_id, line_id) as grows
        from wanted w full join own using (cart_id, line_id, variant_id, location_id)
    ), change as materialized (
      select distinct variant_id, location_id from step where delta <> 0
    ), level as materialized (${LOCKED_LEVELS}), fitting as (
      select s.*, c.turn, c.at, c.actor_kind, c.actor_id, c.expires_at as until, s.delta <= 0 or coalesce(
               ${FREE} - sum(case when s.grows then greatest(s.delta, 0) else s.delta end)
                 over (partition by s.variant_id, s.location_id order by s.grows, c.turn, s.line_id rows unbounded preceding) >= 0,
               false) as fits
        from step s join cart c using (cart_id) left join level l using (variant_id, location_id)
    ), judged as materialized (
      select f.*, bool_and(fits) over (partition by cart_id, line_id) as held from fitting f
    ), moved as (
      update stock_level l set reserved = l.reserved + j.delta, updated_at = j.at
        from (select variant_id, location_id, sum(delta)::int as delta, max(at) as at from judged where held group by 1, 2) j
       where j.delta <> 0 and l.variant_id = j.variant_id and l.location_id = j.location_id
      returning l.*
    ), gone as (
      delete from stock_reservation r using judged j
       where r.cart_id = any(${cart_ids}::uuid[]) and r.id = j.id and j.held and j.quantity = 0
    ), kept as (
      update stock_reservation r
         set quantity = case when j.held then j.quantity else r.quantity end, expires_at = j.until
        from judged j
       where r.cart_id = any(${cart_ids}::uuid[]) and r.id = j.id and not (j.held and j.quantity = 0)
         and (r.expires_at <> j.until or (j.held and r.quantity <> j.quantity))
    ), made as (
      insert into stock_reservation (id, cart_id, line_id, variant_id, location_id, quantity, expires_at, created_at)
      select new_id, cart_id, line_id, variant_id, location_id, quantity, until, at
        from judged where held and id is null
    ), written as (
      insert into stock_movement (kind, variant_id, location_id, reserved, cause_kind, cause_id, line_id, actor_kind, actor_id, moved_at)
      select case when j.delta > 0 then 'reserved' else 'released' end, j.variant_id, j.location_id, j.delta,
             'cart', j.cart_id, j.line_id, j.actor_kind, j.actor_id, j.at
        from judged j join level using (variant_id, location_id)
       where j.held and j.delta <> 0 order by j.variant_id, j.location_id, j.turn
    )
    select coalesce((select json_agg(json_build_object('turn', turn, 'line_id', line_id, 'variant_id', variant_id, 'location_id', location_id,
                                                       'quantity', quantity, 'delta', delta, 'held', held))
                       from judged), '[]') as holds,
           coalesce((select json_agg(x) from (select ${CHANGED}) x), '[]') as levels`,
      // A hold that was due and is extended moves no counter, but its goods are free no more.
      (rows) => rows.flatMap((row) => [...row.levels, ...row.holds]),
    ),
  )
  return answersOf(answer ?? { holds: [], levels: [] }, asks.length)
})

type JudgedHold = Hold & { turn: number; delta: number; held: boolean }
type Judged = { holds: JudgedHold[]; levels: ChangedLevel[] }

function answersOf({ holds, levels }: Judged, asked: number): Answer[] {
  /** Who is told of a level: the last who moved it. */
  const last = new Map<string, number>()
  for (const hold of holds)
    if (hold.held && hold.delta !== 0) last.set(levelName(hold), Math.max(hold.turn, last.get(levelName(hold)) ?? 0))
  return Array.from({ length: asked }, (_, turn) => ({
    holds: holds.filter((hold) => hold.turn === turn && hold.quantity > 0),
    levels: levels.filter((level) => last.get(levelName(level)) === turn),
  }))
}
