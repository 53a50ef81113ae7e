import { addMonths } from '../../server/platform/migrate.ts'
import type { Lane } from './lanes.ts'

/** How much of everything. */
export type Scale = { stores: number; variants: number; customers: number; orders: number }

const DAY_MS = 86_400_000
const YEARS_MS = 730 * DAY_MS

/** Two years of business that end now; customers of before and the first goods came the day before. */
export type Period = { now: Date; start: Date; eve: Date; start_ms: number; span_ms: number; eve_ms: number }

export function periodUntil(now: Date): Period {
  const start_ms = now.getTime() - YEARS_MS
  const eve_ms = start_ms - DAY_MS
  return { now, start: new Date(start_ms), eve: new Date(eve_ms), start_ms, span_ms: YEARS_MS, eve_ms }
}

/** SQL: the moment of so many milliseconds since 1970. */
export const momentOf = (ms: string): string => `to_timestamp((${ms})::float8 / 1000)`

/** A server that had run all the time would have made the months of its log as they came. */
export async function addMonthsOf(lane: Lane, { eve, now }: Period): Promise<void> {
  for (let month = 0; ; month++) {
    const first = new Date(Date.UTC(eve.getUTCFullYear(), eve.getUTCMonth() + month, 1))
    if (first > now) return
    await addMonths((text) => lane.rows<object>(text), first)
  }
}
