import { QueryCache, QueryClient, infiniteQueryOptions } from '@tanstack/react-query'
import { HiloError } from '#sdk'
import type { Input, PagedName, Reply } from '#sdk'
import { asking } from '#shared/asking.ts'
import { staffClient } from '#shared/staff.ts'
import { watched } from './reached.ts'

/** The API, as whoever is signed in at this desk. */
export const api = staffClient(watched)

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

export const { ask, refresh } = asking(api, queries)

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
