import type { Ctx } from '#platform/ctx'
import { scopeOf, spanOf } from './period.ts'
import type { Flows, Rows } from './shapes.ts'
import { countedIn } from './shapes.ts'
import { sumsOf } from './sums.ts'
import type { Sums } from './sums.ts'

export type AskFlows = { store_id?: string; from: string; to: string }

type Path = { began_in: string; paid_in: string | null; received: string; cut_from: string | null }

/** Goods that are collected or carried out change hands in a shop; till and shop are one channel. */
const SHOP = new Set(['pos', 'store'])
const channelOf = (code: string): string => (SHOP.has(code) ? 'store' : code)

/** Whether an order was begun, paid and handed over in more than one channel. Parcels leave from behind all of them. */
export const hasCrossed = ({ began_in, paid_in, received }: Omit<Path, 'cut_from'>): boolean =>
  new Set([channelOf(began_in), channelOf(paid_in ?? began_in), ...(received === 'ship' ? [] : ['store'])]).size > 1

/** Which way orders went: begun here, paid there, handed over there; and which threads were cut. Refuses as `spanOf`. */
export async function flows(ctx: Ctx, { store_id, from, to }: AskFlows): Promise<Flows> {
  const scope = await scopeOf(ctx, store_id)
  const span = spanOf(scope, from, to)
  const rows = await sumsOf<Path>(ctx, scope, { ...span, kinds: ['order'], by: 'path' })
  const listed = (query: Record<string, string>): Rows => countedIn(scope, span, { kind: 'order', ...query })
  const paths = merged(rows, ({ began_in, paid_in, received }) => ({ began_in, paid_in, received }))
  const cuts = merged(
    rows.flatMap((row) => (row.cut_from ? [{ ...row, left_in: row.cut_from }] : [])),
    ({ left_in, began_in }) => ({ left_in, began_in }),
  )
  const withCrossing = paths.map((path) => ({ ...path, crossed: hasCrossed(path) }))
  return {
    ...span,
    timezone: scope.timezone,
    currency: scope.currency,
    orders: paths.reduce((sum, path) => sum + path.orders, 0),
    crossed: withCrossing.reduce((sum, path) => sum + (path.crossed ? path.orders : 0), 0),
    paths: withCrossing.map((path) => ({
      ...path,
      rows: listed({ began_in: path.began_in, paid_in: path.paid_in ?? '', received: path.received }),
    })),
    cuts: cuts.map((cut) => ({ ...cut, rows: listed({ cut_from: cut.left_in, began_in: cut.began_in }) })),
  }
}

/** Rows that are the same as far as `sides` looks, added up; the most orders first. */
function merged<Row extends Sums, Sides extends object>(
  rows: readonly Row[],
  sides: (row: Row) => Sides,
): (Sides & { orders: number; gross: number })[] {
  const sums = new Map<string, Sides & { orders: number; gross: number }>()
  for (const row of rows) {
    const key = JSON.stringify(sides(row))
    const sum = sums.get(key) ?? { ...sides(row), orders: 0, gross: 0 }
    sums.set(key, { ...sum, orders: sum.orders + row.count, gross: sum.gross + row.amount })
  }
  return [...sums.values()].toSorted((a, b) => b.orders - a.orders || b.gross - a.gross)
}
