import type { Client, Reply } from '#sdk'
import { LANGUAGES } from '#shared/words.ts'
import type { Language } from '#shared/words.ts'
import { openKept } from './kept.ts'

type Retailer = Reply<'getRetailer'>
type Category = Reply<'listCategories'>['items'][number]
export type Store = Reply<'listStores'>['items'][number]

export type Department = { slug: string; name: string; products: number; below: readonly Department[] }

/** What every page shows around it. */
export type House = {
  retailer: Retailer
  departments: readonly Department[]
  stores: readonly Store[]
  /** The one the reader chose. */
  store: Store | null
}

type Known = Omit<House, 'store'>

/** Who changed a category or a shop sees it in the pages' frame after so long. */
const KEPT_MS = 10_000

/** The retailer, its departments and stores, by language: asked again every few seconds. */
export function openHouse(): (language: Language, client: Client) => Promise<Known> {
  const kept = openKept<Known>({ for_ms: KEPT_MS, most: LANGUAGES.length })
  return (language, client) =>
    kept(
      language,
      () => readHouse(language, client),
      () => true,
    )
}

async function readHouse(locale: Language, client: Client): Promise<Known> {
  const [retailer, categories, stores] = await Promise.all([
    client.getRetailer(),
    client.listCategories({ locale }),
    client.listStores(),
  ])
  return { retailer, departments: treeOf(categories.items), stores: stores.items }
}

function treeOf(categories: readonly Category[]): Department[] {
  const children = Map.groupBy(categories, ({ parent_id }) => parent_id)
  const under = (parent: string | null): Department[] =>
    (children.get(parent) ?? []).map(({ id, slug, name, products }) => {
      const below = under(id)
      return { slug, name, below, products: below.reduce((sum, one) => sum + one.products, products) }
    })
  return under(null)
}
