import { QueryClient, queryOptions } from '@tanstack/react-query'
import { HiloError } from '#sdk'
import type { Input, OperationName, Reply } from '#sdk'
import { api } from './link.ts'

const STALE_MS = 10_000

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      networkMode: 'always',
      retry: (count, error) => !(error instanceof HiloError && error.status < 500) && count < 1,
    },
    mutations: { networkMode: 'always' },
  },
})

/** What an operation of the API answers, kept under its name. */
export const ask = <Name extends OperationName>(name: Name, input: Input<Name>) =>
  queryOptions({
    queryKey: [name, input] as const,
    queryFn: ({ signal }) => api.call(name, input as Record<string, unknown>, { signal }) as Promise<Reply<Name>>,
  })

/** Has everything these operations answered asked again. */
export const refresh = (...names: OperationName[]): Promise<unknown> =>
  Promise.all(names.map((name) => queries.invalidateQueries({ queryKey: [name] })))
