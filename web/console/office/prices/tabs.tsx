import { useWords } from '#ui/face.tsx'
import { SectionTabs } from '../pieces/section-tabs.tsx'

const WORDS = {
  prices: { es: 'Precios', en: 'Prices' },
  lists: { es: 'Listas', en: 'Lists' },
  articles: { es: 'Qué cuesta un artículo', en: 'What an article costs' },
  taxes: { es: 'Impuestos', en: 'Taxes' },
} as const

export function PriceTabs() {
  const w = useWords(WORDS)
  return (
    <SectionTabs
      label={w.prices}
      tabs={[
        { to: '/prices', name: w.lists },
        { to: '/prices/articles', name: w.articles },
        { to: '/prices/taxes', name: w.taxes },
      ]}
    />
  )
}
