import { storesById } from '#organisation'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { nextDay, scopeOf, spanOf } from './period.ts'
import type { Scope, Span } from './period.ts'
import { ordersIn } from './shapes.ts'
import type { Rows, Sales } from './shapes.ts'
import { sumsOf } from './sums.ts'
import type { Sums } from './sums.ts'

export const SALES_BY = ['channel', 'store', 'day', 'hour'] as const
export type AskSales = { store_id?: string; from: string; to: string; by: (typeof SALES_BY)[number] }

/** By the hour, a period is read on one screen. */
const HOURS_OF_DAYS_MAX = 8
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** What was sold in a period, split one way. Refuses `other_store`, `bad_period`. */
export async function sales(ctx: Ctx, { store_id, from, to, by }: AskSales): Promise<Sales> {
  const scope = await scopeOf(ctx, store_id)
  const span = spanOf(scope, from, to)
  if (by === 'hour' && span.to.getTime() - span.from.getTime() > HOURS_OF_DAYS_MAX * DAY_MS)
    throw refused(
      'bad_period',
      { detail: `By the hour, ask for at most ${HOURS_OF_DAYS_MAX} days.`, most: HOURS_OF_DAYS_MAX },
      400,
    )
  const rows = await sumsOf<{ channel?: string; store_id?: string; at?: Date }>(ctx, scope, {
    ...span,
    kinds: ['order'],
    by,
  })
  const seen = rows.filter((row) => !row.store_id || scope.stores === null || scope.stores.includes(row.store_id))
  const places = await storesById(
    ctx,
    seen.flatMap((row) => row.store_id ?? []),
  )
  const names = new Map(places.map((store) => [store.id, store.name]))
  const items = seen.map((row) => {
    const key = row.channel ?? row.store_id ?? (row.at as Date).toISOString()
    return { key, name: names.get(key) ?? null, ...soldOf(row), rows: rowsOf(scope, span, row, by) }
  })
  const { timezone, currency } = scope
  return { ...span, timezone, currency, items: items.toSorted(by === 'day' || by === 'hour' ? earlier : more) }
}

type Item = Sales['items'][number]
const earlier = (a: Item, b: Item): number => (a.key < b.key ? -1 : 1)
const more = (a: Item, b: Item): number => b.gross - a.gross || earlier(a, b)

const soldOf = ({ count, amount, units, canceled }: Sums) => ({ orders: count, gross: amount, units, canceled })

function rowsOf(
  scope: Scope,
  span: Span,
  { channel, store_id, at }: { channel?: string; store_id?: string; at?: Date },
  by: AskSales['by'],
): Rows {
  if (channel) return ordersIn(scope, span, { channel })
  if (store_id) return ordersIn({ ...scope, store_id }, span)
  const from = at as Date
  if (by === 'hour') return ordersIn(scope, { from, to: new Date(from.getTime() + HOUR_MS) })
  return ordersIn(scope, { from, to: nextDay(scope, from) })
}
