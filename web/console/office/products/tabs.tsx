import { useWords } from '#ui/face.tsx'
import { SectionTabs } from '../pieces/section-tabs.tsx'

const WORDS = {
  catalogue: { es: 'Catálogo', en: 'Catalogue' },
  products: { es: 'Productos', en: 'Products' },
  categories: { es: 'Categorías', en: 'Categories' },
} as const

export function CatalogueTabs() {
  const w = useWords(WORDS)
  return (
    <SectionTabs
      label={w.catalogue}
      tabs={[
        { to: '/products', name: w.products },
        { to: '/products/categories', name: w.categories },
      ]}
    />
  )
}
