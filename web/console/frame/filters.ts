import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** What a list is narrowed by; lives in the address, so that it can be sent, kept and gone back to. */
export type Filters<Key extends string> = { [K in Key]?: string }

/** For the route of a list: `validateSearch: filtersOf('status', 'store', 'text')`. */
export const filtersOf =
  <const Key extends string>(...keys: Key[]) =>
  (search: Record<string, unknown>): Filters<Key> =>
    Object.fromEntries(
      keys.flatMap((key) => {
        const value = search[key]
        const text = typeof value === 'number' ? String(value) : value
        return typeof text === 'string' && text !== '' ? [[key, text]] : []
      }),
    ) as Filters<Key>

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
