import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** What a list is narrowed by; lives in the address, so that it can be sent, kept and gone back to. */
export type Filters<Key extends string> = { [K in Key]?: string }

/** Days and moments; a link that says something else in their place is read as if it said nothing. */
const DATES: ReadonlySet<string> = new Set(['from', 'to', 'day'])
const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}(T|$)/.test(text) && !Number.isNaN(Date.parse(text))

/** For the route of a list: `validateSearch: filtersOf('status', 'store', 'text')`. */
export const filtersOf =
  <const Key extends string>(...keys: Key[]) =>
  (search: Record<string, unknown>): Filters<Key> =>
    // Each key is answered: what is left out the router takes as it stands in the address.
    Object.fromEntries(keys.map((key) => [key, textOf(key, search[key])])) as Filters<Key>

function textOf(key: string, value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || text === '') return undefined
  return DATES.has(key) && !isDate(text) ? undefined : text
}

/** Changes some filters and leaves the others; null takes one away. */
export type Narrow<Key extends string> = (change: { [K in Key]?: string | null }) => void

export function useFilters<Key extends string>(): [Filters<Key>, Narrow<Key>] {
  const found: unknown = useSearch({ strict: false })
  const filters = found as Filters<Key>
  const navigate = useNavigate()
  const narrow = useCallback<Narrow<Key>>(
    (change) => {
      const search = (before: Record<string, unknown>) =>
        Object.fromEntries(
          Object.entries({ ...before, ...change }).filter(([, value]) => value !== null && value !== ''),
        )
      void navigate({ to: '.', search: search, replace: true })
    },
    [navigate],
  )
  return [filters, narrow]
}
