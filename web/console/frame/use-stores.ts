import { useQuery } from '@tanstack/react-query'
import { ask } from '../queries.ts'
import { useMe } from '../session.ts'

type Choice = { value: string; label: string }

/** The shops whoever is signed in may look at, as choices. */
export function useStores(): readonly Choice[] {
  const { store_ids } = useMe()
  const { data } = useQuery(ask('listStores', {}))
  return (data?.items ?? [])
    .filter(({ id }) => store_ids === null || store_ids.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }))
}
