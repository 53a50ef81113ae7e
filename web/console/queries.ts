import { QueryCache, QueryClient, infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { HiloError } from '#sdk'
import type { Input, OperationName, PagedName, Reply } from '#sdk'
import { staffClient } from '#shared/staff.ts'

/** The API, as whoever is signed in at this desk. */
export const api = staffClient()

const STALE_MS = 30_000
const RETRIES = 2

export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // A session that ended while the desk was open: sign in, and come back to the same screen.
      if (query.queryKey[0] !== 'me' && error instanceof HiloError && error.status === 401) askToSignIn()
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      // A refusal stays one however often it is asked; a lost connection does not.
      retry: (count, error) => !(error instanceof HiloError && error.status < 500) && count < RETRIES,
    },
  },
})

const BASE = '/console'
function askToSignIn(): void {
  const { pathname, search } = window.location
  const path = pathname.slice(BASE.length)
  if (path === '/sign-in') return
  window.location.assign(`${BASE}/sign-in?${new URLSearchParams({ next: `${path}${search}` })}`)
}

/**
 * What an operation of the API answers, kept under its name: `useQuery(ask('getOrder', { order_id }))`. `channel`: as
 * that channel would be answered, where prices and stock depend on it; the desk itself sells nothing.
 */
export const ask = <Name extends OperationName>(name: Name, input: Input<Name>, channel?: string) =>
  queryOptions({
    queryKey: [name, input, channel ?? null] as const,
    queryFn: ({ signal }) =>
      api.call(name, input as Record<string, unknown>, {
        signal,
        ...(channel === undefined ? {} : { headers: { 'hilo-channel': channel } }),
      }) as Promise<Reply<Name>>,
  })

/** One page of a list; the rows of lists are not typed through `Reply`, so this says what every page is. */
export type PageOf<Row> = { items: Row[]; next: string | null }
export type RowOf<Name extends PagedName> = Extract<Reply<Name>, { items: unknown[] }>['items'][number]

/** All pages of a list so far: `useInfiniteQuery(askPages('listOrders', { status }))`. */
export const askPages = <Name extends PagedName>(name: Name, input: Input<Name>) =>
  infiniteQueryOptions({
    queryKey: [name, input, 'pages'] as const,
    queryFn: ({ signal, pageParam }) =>
      api.call(name, { ...input, ...(pageParam === null ? {} : { after: pageParam }) }, { signal }) as Promise<
        PageOf<RowOf<Name>>
      >,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })

/** Has everything these operations answered asked again, where it is on screen. */
export const refresh = (...names: OperationName[]): Promise<unknown> =>
  Promise.all(names.map((name) => queries.invalidateQueries({ queryKey: [name] })))
