import { useWords } from '#ui/face.tsx'
import { SectionTabs } from '../pieces/section-tabs.tsx'

const WORDS = {
  places: { es: 'Sitios', en: 'Places' },
  stores: { es: 'Tiendas', en: 'Shops' },
  warehouses: { es: 'Almacenes', en: 'Warehouses' },
} as const

export function StoreTabs() {
  const w = useWords(WORDS)
  return (
    <SectionTabs
      label={w.places}
      tabs={[
        { to: '/stores', name: w.stores },
        { to: '/stores/warehouses', name: w.warehouses },
      ]}
    />
  )
}
