import { useWords } from '#ui/face.tsx'
import { SectionTabs } from '../pieces/section-tabs.tsx'

const WORDS = {
  stock: { es: 'Existencias', en: 'Stock' },
  articles: { es: 'Por producto', en: 'By product' },
  places: { es: 'Por sitio', en: 'By place' },
  transfers: { es: 'Traspasos', en: 'Transfers' },
  reservations: { es: 'En cestas', en: 'In carts' },
} as const

export function StockTabs() {
  const w = useWords(WORDS)
  return (
    <SectionTabs
      label={w.stock}
      tabs={[
        { to: '/stock', name: w.articles },
        { to: '/stock/places', name: w.places },
        { to: '/stock/transfers', name: w.transfers },
        { to: '/stock/reservations', name: w.reservations },
      ]}
    />
  )
}
