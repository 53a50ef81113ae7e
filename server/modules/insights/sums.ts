import { fragment } from '#platform/ctx'
import type { Ctx, Fragment } from '#platform/ctx'
import { SIDES } from './kinds.ts'
import type { Kind } from './kinds.ts'
import type { Scope, Span } from './period.ts'

export type Sums = { count: number; units: number; amount: number; canceled: number; good: number }
export const NOTHING: Sums = { count: 0, units: 0, amount: 0, canceled: 0, good: 0 }

export type Step = Sums & { kind: Kind; at: Date }

export const plus = (a: Sums, b: Sums): Sums => ({
  count: a.count + b.count,
  units: a.units + b.units,
  amount: a.amount + b.amount,
  canceled: a.canceled + b.canceled,
  good: a.good + b.good,
})

/** What a sum can be split by: the columns, under the names they have in the answer. */
export const BY = {
  kind: () => fragment`kind`,
  hour: ({ timezone }: Scope) => fragment`kind, date_trunc('hour', hour, ${timezone}) as at`,
  day: ({ timezone }: Scope) => fragment`kind, date_trunc('day', hour, ${timezone}) as at`,
  channel: () => fragment`kind, channel`,
  store: () => fragment`kind, place.id as store_id`,
  path: () => fragment`began_in, paid_in, received, cut_from`,
}

/** Sums of a span: its whole hours are ready, the piece of an hour at its end is added row by row. */
export const sumsOf = <Side extends object>(
  { sql }: Ctx,
  scope: Scope,
  { kinds, from, to, by }: Span & { kinds: readonly Kind[]; by: keyof typeof BY },
): Promise<(Sums & Side)[]> => sql<Sums & Side>`
  select ${BY[by](scope)}, sum(count)::int as count, sum(units)::bigint as units, sum(amount)::bigint as amount,
         sum(canceled)::bigint as canceled, sum(good)::int as good
    from (
      select kind, hour, ${SIDES}, count, units, amount, canceled, good from insight_hour
       where kind = any(${kinds}::text[]) and hour >= ${from}::timestamptz and hour < date_trunc('hour', ${to}::timestamptz, ${scope.timezone})
      union all
      select kind, hour, ${SIDES}, 1, units, amount, canceled, good::int from insight_fact
       where kind = any(${kinds}::text[]) and at >= date_trunc('hour', ${to}::timestamptz, ${scope.timezone}) and at < ${to}::timestamptz
    ) sums
    ${by === 'store' ? PLACES : fragment``}
   where (currency = ${scope.currency} or currency is null) and ${ofStores(scope.stores)}
   group by ${by === 'path' ? fragment`1, 2, 3, 4` : by === 'kind' ? fragment`1` : fragment`1, 2`}
  having sum(count) <> 0`

/** An order belongs to where it was sold and to where it is collected, as in the list of orders. */
export const ofStores = (stores: readonly string[] | null): Fragment =>
  stores === null
    ? fragment`true`
    : fragment`(store_id = any(${stores}::uuid[]) or pickup_store_id = any(${stores}::uuid[]))`

const PLACES = fragment`
  cross join lateral (select store_id as id where store_id is not null union select pickup_store_id where pickup_store_id is not null) place`

export type Compared = {
  key: string
  orders: number
  gross: number
  units: number
  canceled: number
  before_gross: number
  before_orders: number
}

/** The most sold first; what sold nothing now but did before is there too. */
export function compared<Side extends string>(
  now: readonly (Sums & Record<Side, string>)[],
  before: readonly (Sums & Record<Side, string>)[],
  side: Side,
): Compared[] {
  const keys = [...new Set([...now, ...before].map((row): string => row[side]))]
  const of = (rows: readonly (Sums & Record<Side, string>)[], key: string) =>
    rows.find((row) => row[side] === key) ?? NOTHING
  return keys
    .map((key) => {
      const [here, there] = [of(now, key), of(before, key)]
      return {
        key,
        orders: here.count,
        gross: here.amount,
        units: here.units,
        canceled: here.canceled,
        before_gross: there.amount,
        before_orders: there.count,
      }
    })
    .toSorted((a, b) => b.gross - a.gross || b.before_gross - a.before_gross || (a.key < b.key ? -1 : 1))
}
