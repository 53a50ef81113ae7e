import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { freeDueHolds } from './free-due-holds.ts'
import type { ChangedLevel, LevelKey } from './levels.ts'
import { CHANGED, LOCKED_LEVELS, ensureLevels, levelsIn, lockLevels, moving, onceEach } from './levels.ts'

/** One article moves at one place; deltas of the counters, and the cause that makes it happen once. */
export type GoodsMove = LevelKey & {
  kind: 'received' | 'opening' | 'sold' | 'adjusted' | 'transferred_out' | 'transferred_in' | 'returned' | 'damaged'
  on_hand?: number
  damaged?: number
  incoming?: number
  cause_kind: 'sale' | 'receipt' | 'adjustment' | 'transfer' | 'transfer_receipt' | 'return'
  cause_id: string
  line_id?: string
  reason?: string | null
}

/**
 * How far goods may go down: `facts` never stops (a till has already sold), `on_hand` stops at what is
 * there, `unpromised` leaves what carts and orders were promised.
 */
export type Floor = 'facts' | 'on_hand' | 'unpromised'

type Answer = { short: (LevelKey & { on_hand: number; available: number })[]; levels: ChangedLevel[] }

export const MOVES_MAX = 5_000

/**
 * Moves goods that are really there (or come, go, break), all or nothing, with the ledger rows that say
 * why. Moves whose cause was already booked are left out, so every verb built on it is safe to repeat:
 * the answer is then empty. Refuses `not_enough` with the articles.
 */
export async function moveGoods(ctx: Ctx, moves: readonly GoodsMove[], floor: Floor): Promise<ChangedLevel[]> {
  if (moves.length > MOVES_MAX) throw refused('too_many_lines', { detail: `At most ${MOVES_MAX} lines at once.` })
  if (moves.some((move) => comesIn(move))) await ensureLevels(ctx, moves)
  let answer = await bookGoods(ctx, moves, floor)
  if (answer.short.length > 0 && (await roomWasMade(ctx, answer, floor))) answer = await bookGoods(ctx, moves, floor)
  if (answer.short.length > 0) {
    throw refused('not_enough', { detail: 'There are fewer goods here than that.', lines: answer.short })
  }
  return answer.levels
}

const comesIn = (move: GoodsMove): boolean =>
  (move.on_hand ?? 0) > 0 || (move.damaged ?? 0) > 0 || (move.incoming ?? 0) > 0

/** What may have been in the way: holds that are due, or a level that does not exist yet at a till. */
async function roomWasMade(ctx: Ctx, answer: Answer, floor: Floor): Promise<boolean> {
  if (floor === 'unpromised') return (await freeDueHolds(ctx, answer.short)).length > 0
  if (floor !== 'facts') return false
  await ensureLevels(ctx, answer.short)
  return true
}

async function bookGoods(ctx: Ctx, moves: readonly GoodsMove[], floor: Floor): Promise<Answer> {
  lockLevels(ctx, moves)
  const [answer] = await onceEach(
    moving(
      ctx,
      () => ctx.sql<Answer>`
    with asked as materialized (
      select a.* from unnest(
        ${moves.map((_, i) => i)}::int[], ${moves.map((m) => m.kind)}::text[], ${moves.map((m) => m.variant_id)}::uuid[],
        ${moves.map((m) => m.location_id)}::uuid[], ${moves.map((m) => m.line_id ?? null)}::uuid[], ${moves.map((m) => m.on_hand ?? 0)}::int[],
        ${moves.map((m) => m.damaged ?? 0)}::int[], ${moves.map((m) => m.incoming ?? 0)}::int[], ${moves.map((m) => m.cause_kind)}::text[],
        ${moves.map((m) => m.cause_id)}::uuid[], ${moves.map((m) => m.reason ?? null)}::text[])
        as a(position, kind, variant_id, location_id, line_id, on_hand, damaged, incoming, cause_kind, cause_id, reason)
       where not exists (
         select from stock_movement m
          where m.cause_id = a.cause_id and m.cause_kind = a.cause_kind and m.variant_id = a.variant_id and m.location_id = a.location_id
            and m.line_id is not distinct from a.line_id and m.kind = a.kind and m.cause_kind not in ('cart', 'order'))
    ), change as materialized (
      select variant_id, location_id, sum(on_hand)::int as on_hand, sum(damaged)::int as damaged, sum(incoming)::int as incoming
        from asked group by 1, 2
    ), level as materialized (${LOCKED_LEVELS}), short as materialized (
      select c.variant_id, c.location_id, coalesce(l.on_hand, 0) as on_hand,
             coalesce(l.on_hand - l.allocated - l.reserved, 0) as available
        from change c left join level l using (variant_id, location_id)
       where l.on_hand is null or l.damaged + c.damaged < 0 or l.incoming + c.incoming < 0
          or (c.on_hand < 0 and (
                (${floor} = 'on_hand' and l.on_hand + c.on_hand < 0)
             or (${floor} = 'unpromised' and l.on_hand - l.allocated - l.reserved + c.on_hand < 0)))
    ), moved as (
      update stock_level l
         set on_hand = l.on_hand + c.on_hand, damaged = l.damaged + c.damaged, incoming = l.incoming + c.incoming, updated_at = ${ctx.now}
        from change c join level using (variant_id, location_id)
       where not exists (select from short) and l.variant_id = c.variant_id and l.location_id = c.location_id
      returning l.*
    ), written as (
      insert into stock_movement (kind, variant_id, location_id, on_hand, damaged, incoming, cause_kind, cause_id, line_id, reason, actor_kind, actor_id, moved_at)
      select a.kind, a.variant_id, a.location_id, a.on_hand, a.damaged, a.incoming, a.cause_kind, a.cause_id, a.line_id, a.reason,
             ${ctx.actor.kind}, ${ctx.actor.id}::uuid, ${ctx.now}
        from asked a join moved using (variant_id, location_id) order by a.position
    )
    select coalesce((select json_agg(short) from short), '[]') as short,
           coalesce((select json_agg(x) from (select ${CHANGED}) x), '[]') as levels`,
      levelsIn,
    ),
  )
  return answer ?? { short: [], levels: [] }
}
