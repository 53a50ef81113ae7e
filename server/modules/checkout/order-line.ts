import type { VariantCard } from '#catalog'
import type { OrderLineInput } from '#orders'
import type { PricedLine } from '#pricing'

/** What an order remembers of an article for good: its words and its price as they were at the moment of buying. */
export const orderLine = (
  id: string,
  { id: variant_id, sku, name, options, kind }: VariantCard,
  price: PricedLine,
  note: string | null = null,
): OrderLineInput => ({ ...price, id, variant_id, sku, name, options, kind, note })
