import { QueryClient } from '@tanstack/react-query'
import { HiloError } from '#sdk'
import { asking } from '#shared/asking.ts'
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

export const { ask, refresh } = asking(api, queries)
