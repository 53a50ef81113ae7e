import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, ask } from '../../queries.ts'
import { useMay } from '../../session.ts'

export type BasePrices = {
  /** The list that holds everywhere; null where there is none or it may not be seen. */
  list: string | null
  currency: string
  mayEdit: boolean
  /** What it asks for this SKU, with what was typed here. */
  of: (sku: string, variant_id: string | null) => number | null
  set: (sku: string, amount: number | null) => void
  changes: readonly { sku: string; amount: number | null }[]
  isChanged: boolean
  forget: () => void
}

const PAGE = 200

/** The prices of a product's variants in the list that holds wherever no other does. */
export function useBasePrices(product_id: string | null): BasePrices {
  const may = useMay()
  const lists = useQuery({ ...ask('listPriceLists', {}), enabled: may('prices.read') })
  const everywhere = lists.data?.items.filter(
    ({ channel, store_id, customer_tag, starts_at, ends_at, active }) =>
      active &&
      channel === null &&
      store_id === null &&
      customer_tag === null &&
      starts_at === null &&
      ends_at === null,
  )
  // The weakest of those for all: what is asked where nothing else is said.
  const base = everywhere?.at(-1) ?? null
  const prices = useQuery({
    queryKey: ['listPrices', 'of product', base?.code, product_id],
    enabled: base !== null && product_id !== null,
    queryFn: ({ signal }) =>
      api.listPrices({ code: base?.code ?? '', product_id: product_id ?? '', limit: PAGE }, { signal }),
  })
  const [typed, setTyped] = useState<ReadonlyMap<string, number | null>>(new Map())
  const known = (variant_id: string | null): number | null =>
    prices.data?.items.find((price) => price.variant_id === variant_id && price.min_quantity === 1)?.amount ?? null
  return {
    list: base?.code ?? null,
    currency: base?.currency ?? 'EUR',
    mayEdit: may('prices.edit') && base !== null,
    of: (sku, variant_id) => {
      const now = typed.get(sku)
      return now === undefined ? known(variant_id) : now
    },
    set: (sku, amount) => setTyped(new Map([...typed, [sku, amount]])),
    changes: [...typed].map(([sku, amount]) => ({ sku, amount })),
    isChanged: typed.size > 0,
    forget: () => setTyped(new Map()),
  }
}
