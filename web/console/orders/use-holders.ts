import { useQueries } from '@tanstack/react-query'
import { ask } from '../queries.ts'

const STORES_MAX = 100

type Wanted = { variant_id: string; quantity: number }

/** The shops that have all of it now, as the channel it is sold in would be told. Undefined until it is known. */
export function useHolders(
  wanted: readonly Wanted[],
  channel: string,
  enabled: boolean,
): ReadonlySet<string> | undefined {
  return useQueries({
    queries: wanted.map(({ variant_id }) => ({
      ...ask('getAvailability', { variant_id, channel, in_stock: true, limit: STORES_MAX }),
      enabled,
    })),
    combine: (answers) => {
      if (answers.some(({ data }) => data === undefined)) return undefined
      const having = answers.map(
        ({ data }, at) =>
          new Set(
            data?.stores
              .filter(({ available }) => available >= (wanted[at]?.quantity ?? 0))
              .map(({ store_id }) => store_id),
          ),
      )
      const [first = new Set<string>(), ...others] = having
      return new Set([...first].filter((id) => others.every((some) => some.has(id))))
    },
  })
}
