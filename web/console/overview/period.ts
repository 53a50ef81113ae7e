import { useMemo } from 'react'
import { useFilters } from '../frame/filters.ts'
import type { Narrow } from '../frame/filters.ts'

type Key = 'days' | 'day' | 'store' | 'rows'

/** What the overview is asked about; lives in the address. */
export type Period = {
  days: number
  /** The last day; undefined is today, whatever day that becomes. */
  day: string | undefined
  store_id: string | undefined
  /** Whose rows are open at the side. */
  rows: string | undefined
}

export const SPANS = [1, 7, 28] as const

export function usePeriod(): [Period, Narrow<Key>] {
  const [{ days, day, store, rows }, narrow] = useFilters<Key>()
  const period = useMemo<Period>(
    () => ({
      days: SPANS.find((span) => String(span) === days) ?? 1,
      day: day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined,
      store_id: store,
      rows,
    }),
    [days, day, store, rows],
  )
  return [period, narrow]
}

const DAY_MS = 86_400_000
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
