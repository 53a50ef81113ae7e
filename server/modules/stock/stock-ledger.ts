import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import type { PageOf } from '#platform/page'
import { decodeCursor, encodeCursor, PAGE_DEFAULT } from '#platform/page'
import type { LevelKey } from './levels.ts'

type Counters = { on_hand: number; allocated: number; reserved: number; damaged: number; incoming: number }

export type LedgerEntry = Counters & {
  seq: number
  kind: string
  cause_kind: string
  cause_id: string
  line_id: string | null
  reason: string | null
  actor_kind: string
  actor_id: string | null
  moved_at: Date
  /** What the counters were after this entry. */
  balance: Counters
}

const NAMES = ['on_hand', 'allocated', 'reserved', 'damaged', 'incoming'] as const

/**
 * "Why is it 3?": every movement of one article at one place, newest first, each with its cause and
 * what the counters were after it. Balances are walked back from the counters of today; the page
 * marker carries them on.
 */
export async function stockLedger(
  ctx: Ctx,
  {
    variant_id,
    location_id,
    limit = PAGE_DEFAULT,
    after,
  }: LevelKey & { limit?: number | undefined; after?: string | undefined },
): Promise<PageOf<LedgerEntry>> {
  const page = after ? decodeCursor(after, ['whole', ...NAMES.map(() => 'whole' as const)]).map(Number) : null
  // One statement: counters and movements of the same moment.
  const rows = await ctx.sql<{
    now: Counters
    entries: (Omit<LedgerEntry, 'balance' | 'moved_at'> & { moved_at: string })[]
  }>`
    select jsonb_build_object('on_hand', l.on_hand, 'allocated', l.allocated, 'reserved', l.reserved,
                              'damaged', l.damaged, 'incoming', l.incoming) as now,
           coalesce((select json_agg(m) from (
             select seq, kind, on_hand, allocated, reserved, damaged, incoming, cause_kind, cause_id, line_id, reason,
                    actor_kind, actor_id, moved_at
               from stock_movement m
              where m.variant_id = l.variant_id and m.location_id = l.location_id and seq < ${page?.[0] ?? Number.MAX_SAFE_INTEGER}::bigint
              order by seq desc limit ${limit + 1}) m), '[]') as entries
      from stock_level l where l.variant_id = ${variant_id} and l.location_id = ${location_id}`
  const [row] = rows
  if (!row) throw notFound('stock_level')
  let balance: Counters = page ? balanceOf(page.slice(1)) : row.now
  const items = row.entries.slice(0, limit).map((entry) => {
    const told = { ...entry, moved_at: new Date(entry.moved_at), balance }
    balance = minus(balance, entry)
    return told
  })
  const last = items.at(-1)
  const next =
    last && row.entries.length > limit ? encodeCursor([last.seq, ...NAMES.map((name) => balance[name])]) : null
  return { items, next }
}

const balanceOf = (values: readonly number[]): Counters => {
  const [on_hand = 0, allocated = 0, reserved = 0, damaged = 0, incoming = 0] = values
  return { on_hand, allocated, reserved, damaged, incoming }
}

const minus = (a: Counters, b: Counters): Counters => balanceOf(NAMES.map((name) => a[name] - b[name]))
