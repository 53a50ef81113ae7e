import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Reply } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { ask } from '../../queries.ts'

const WORDS = {
  place: { es: 'Sitio', en: 'Place' },
  stores: { es: 'Tiendas', en: 'Shops' },
  warehouses: { es: 'Almacenes', en: 'Warehouses' },
} as const
const KEPT_MS = 5 * 60_000

export type StockPlace = Reply<'listLocations'>['items'][number]

/** Shops and warehouses: what holds stock. */
export function usePlaces(): { places: readonly StockPlace[]; nameOf: (location_id: string) => string } {
  const { data } = useQuery({ ...ask('listLocations', {}), staleTime: KEPT_MS })
  const places = data?.items ?? []
  return { places, nameOf: (id) => places.find((one) => one.id === id)?.name ?? '…' }
}

type Props = {
  value: string | null | undefined
  onPick: (location_id: string | null) => void
  label?: string
  hideLabel?: boolean
  without?: string | null
  clearable?: boolean
}

export function PlaceSelect({ value, onPick, label, hideLabel = false, without, clearable = false }: Props) {
  const w = useWords(WORDS)
  const { places } = usePlaces()
  const of = (isStore: boolean) =>
    places
      .filter(({ id, kind, active }) => active && id !== without && (kind === 'store') === isStore)
      .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Select
      {...(hideLabel ? { 'aria-label': label ?? w.place } : { label: label ?? w.place })}
      placeholder={label ?? w.place}
      data={[
        { group: w.stores, items: of(true) },
        { group: w.warehouses, items: of(false) },
      ].filter(({ items }) => items.length > 0)}
      value={value ?? null}
      onChange={onPick}
      searchable
      clearable={clearable}
      {...(hideLabel ? { w: 220 } : {})}
    />
  )
}
