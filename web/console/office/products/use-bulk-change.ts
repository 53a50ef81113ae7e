import type { Input, Reply } from '#sdk'
import { useWords } from '#ui/face.tsx'
import { api, refresh } from '../../queries.ts'
import { tellWithUndo } from '../pieces/undo.tsx'
import { useBatch } from '../pieces/use-batch.ts'
import type { Batch } from '../pieces/use-batch.ts'

const WORDS = {
  changed: {
    es: (count: number) => (count === 1 ? 'Un producto cambiado' : `${count} productos cambiados`),
    en: (count: number) => (count === 1 ? 'One product changed' : `${count} products changed`),
  },
  undo: { es: 'Deshacer', en: 'Undo' },
} as const

type Product = Reply<'getProductRecord'>
type Fields = Pick<Input<'saveProduct'>, 'status' | 'categories' | 'tags'>
export type Change = (product: Product) => Fields
type Save = Fields & { product_id: string; slug: string }

export type BulkChange = { batch: Batch; change: (ids: readonly string[], what: Change) => Promise<boolean> }

/** The same done to many products, and taken back if it was a mistake; answers whether all of them went. */
export function useBulkChange(): BulkChange {
  const w = useWords(WORDS)
  const batch = useBatch()
  const run = async <Item>(
    items: readonly Item[],
    nameOf: (item: Item) => string,
    work: (item: Item) => Promise<unknown>,
  ) => {
    const { failed } = await batch.run(items, nameOf, work)
    await refresh('listProducts', 'searchProducts', 'getProductRecord', 'listFacets', 'listCategories')
    if (failed.length === 0) batch.forget()
    return failed.length === 0
  }
  return {
    batch,
    change: async (ids, what) => {
      const slugs = new Map<string, string>()
      const before: Save[] = []
      const whole = await run(
        ids,
        (id) => slugs.get(id) ?? id,
        async (product_id) => {
          const product = await api.getProductRecord({ product_id })
          const { slug } = product
          slugs.set(product_id, slug)
          const fields = what(product)
          await api.saveProduct({ product_id, slug, ...fields })
          before.push({ product_id, slug, ...asTheyWere(product, fields) })
        },
      )
      if (before.length > 0)
        tellWithUndo(w.changed(before.length), {
          name: w.undo,
          run: () =>
            void run(
              before,
              ({ slug }) => slug,
              (product) => api.saveProduct(product),
            ),
        })
      return whole
    },
  }
}

/** Of these fields, what the product has. */
const asTheyWere = ({ status, categories, tags }: Product, fields: Fields): Fields => ({
  ...(fields.status && { status }),
  ...(fields.categories && { categories }),
  ...(fields.tags && { tags }),
})
