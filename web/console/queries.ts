import { QueryClient, queryOptions } from '@tanstack/react-query'
import { HiloError } from '#sdk'
import type { Input, OperationName, Reply } from '#sdk'
import { staffClient } from '#shared/staff.ts'

/** The API, as whoever is signed in at this desk. */
export const api = staffClient()

const STALE_MS = 30_000
const RETRIES = 2

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      // A refusal stays one however often it is asked; a lost connection does not.
      retry: (count, error) => !(error instanceof HiloError && error.status < 500) && count < RETRIES,
    },
  },
})

/** What an operation of the API answers, kept under its name: `useQuery(ask('getOrder', { order_id }))`. */
export const ask = <Name extends OperationName>(name: Name, input: Input<Name>) =>
  queryOptions({
    queryKey: [name, input] as const,
    queryFn: ({ signal }) => api.call(name, input as Record<string, unknown>, { signal }) as Promise<Reply<Name>>,
  })

/** Has everything these operations answered asked again, where it is on screen. */
export const refresh = (...names: OperationName[]): Promise<unknown> =>
  Promise.all(names.map((name) => queries.invalidateQueries({ queryKey: [name] })))
