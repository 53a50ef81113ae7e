import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { Client, Input, OperationName, Reply } from '#sdk'

/** How desk and till keep what the API answered: under the name of the operation, which is what live facts make old. */
export const asking = (api: Client, queries: QueryClient) => ({
  /**
   * What an operation answers: `useQuery(ask('getOrder', { order_id }))`. `channel`: as that channel would be answered,
   * where prices and stock depend on it; the desk itself sells nothing.
   */
  ask: <Name extends OperationName>(name: Name, input: Input<Name>, channel?: string) =>
    queryOptions({
      queryKey: [name, input, channel ?? null] as const,
      queryFn: ({ signal }) =>
        api.call(name, input as Record<string, unknown>, {
          signal,
          ...(channel === undefined ? {} : { headers: { 'hilo-channel': channel } }),
        }) as Promise<Reply<Name>>,
    }),

  /** Has everything these operations answered asked again, where it is on screen. */
  refresh: (...names: OperationName[]): Promise<unknown> =>
    Promise.all(names.map((name) => queries.invalidateQueries({ queryKey: [name] }))),
})
