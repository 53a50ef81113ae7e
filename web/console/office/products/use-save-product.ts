import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { notifications } from '@mantine/notifications'
import { useWords } from '#ui/face.tsx'
import { api, refresh } from '../../queries.ts'
import { inputOf } from './draft.ts'
import type { Draft } from './draft.ts'
import { sendPicture } from './send-picture.ts'
import type { BasePrices } from './use-base-prices.ts'

const WORDS = { saved: { es: 'Producto guardado', en: 'Product saved' } } as const

type Saving = { draft: Draft; files: readonly File[]; prices: BasePrices }

/** Saves the product, then what hangs on it: prices of its variants, pictures that waited for it. */
export function useSaveProduct({ product_id, isNew }: { product_id: string; isNew: boolean }) {
  const w = useWords(WORDS)
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async ({ draft, files, prices }: Saving) => {
      const { variant_ids } = await api.saveProduct(inputOf(product_id, draft))
      const bySku = new Map(Object.entries(variant_ids).map(([sku, id]) => [sku.toLowerCase(), id]))
      const asked = prices.changes.flatMap(({ sku, amount }) => {
        const variant_id = bySku.get(sku.toLowerCase())
        return variant_id === undefined ? [] : [{ variant_id, amount }]
      })
      if (asked.length > 0 && prices.list !== null) await api.setPrices({ code: prices.list, prices: asked })
      for (const file of files) await sendPicture(product_id, file)
    },
    onSuccess: async () => {
      notifications.show({ message: w.saved, color: 'green' })
      await refresh('getProductRecord', 'listProducts', 'searchProducts', 'listFacets', 'listPrices', 'listVariants')
      if (isNew) await navigate({ to: `/products/${product_id}`, replace: true, ignoreBlocker: true })
    },
  })
}
