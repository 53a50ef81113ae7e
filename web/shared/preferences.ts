import { number } from './show.ts'
import type { Language } from './words.ts'

/** The preferences the shop asks for; others are an integration's, and told by their name. */
const LABELS = {
  clothing_size: { es: 'Talla de ropa', en: 'Clothing size' },
  shoe_size: { es: 'Número de calzado', en: 'Shoe size' },
  favourite_store: { es: 'Su tienda', en: 'Their shop' },
  saved_products: { es: 'Artículos guardados', en: 'Saved articles' },
} as const

export const preferenceLabel = (name: string, language: Language): string =>
  LABELS[name as keyof typeof LABELS]?.[language] ?? name.replaceAll('_', ' ')

type Preference = { name: string; value: unknown }
type Store = { code: string; name: string }

/** A preference as people say it. `stores`: a favourite shop is kept by its code. */
export function preferenceWords(
  { name, value }: Preference,
  language: Language,
  stores: readonly Store[],
): { label: string; said: string } {
  const store = name === 'favourite_store' ? stores.find(({ code }) => code === value) : undefined
  // The shop keeps addresses of its pages, which say nothing to people.
  if (name === 'saved_products' && Array.isArray(value))
    return { label: preferenceLabel(name, language), said: number(value.length, language) }
  return { label: preferenceLabel(name, language), said: store?.name ?? plain(value) }
}

const plain = (value: unknown): string =>
  Array.isArray(value) ? value.map(plain).join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value)
