import type { VariantCard } from '#catalog'
import type { Role, Store } from '#organisation'
import type { SaleLine } from './fact-shapes.ts'
import type { Settings } from './shapes.ts'

/** What a sale is held against: where it was made, what is known of its articles and people. */
export type Scene = {
  store: Store
  currency: string
  settings: Settings
  cards: ReadonlyMap<string, VariantCard>
  customers: ReadonlySet<string>
  /** Of who works here, in this store: others approve nothing. */
  roles: ReadonlyMap<string, Role>
}

export const named = ({ sku, name }: Pick<SaleLine, 'sku' | 'name'>) => ({ sku, name })
