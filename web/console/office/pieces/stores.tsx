import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '#ui/face.tsx'
import { ask } from '../../queries.ts'

const WORDS = { store: { es: 'Tienda', en: 'Shop' } } as const

/** Names of shops, by id. */
export function useStoreName(): (id: string) => string {
  const { data } = useQuery(ask('listStores', {}))
  return (id) => data?.items.find((one) => one.id === id)?.name ?? '…'
}

type Props = { value: string | undefined; onPick: (store_id: string | null) => void; clearable?: boolean }

/** One shop, above a list. */
export function StoreSelect({ value, onPick, clearable = false }: Props) {
  const w = useWords(WORDS)
  const { data } = useQuery(ask('listStores', {}))
  return (
    <Select
      w={220}
      aria-label={w.store}
      placeholder={w.store}
      searchable
      clearable={clearable}
      data={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={onPick}
    />
  )
}
