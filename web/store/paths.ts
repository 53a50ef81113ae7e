import type { Language } from '#shared/words.ts'

/** Every address of the shop, typed: `paths('es').product('botas')`. */
export const paths = (language: Language) => {
  const at = (path: string): string => `/${language}${path}`
  return {
    home: at(''),
    category: (slug: string): string => at(`/categories/${slug}`),
    product: (slug: string): string => at(`/products/${slug}`),
  }
}
