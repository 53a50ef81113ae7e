import type { Ctx } from '#platform/ctx'
import { decodeCursor, encodeCursor } from '#platform/page'
import { LIST_MARK, writeCsv } from './csv.ts'
import type { CsvRow } from './csv.ts'
import { said } from './product.ts'
import type { ProductRecord, StoredVariant } from './product.ts'
import { productRecords } from './product-records.ts'

export const PRODUCTS_PER_FILE = 500

/** The catalogue as spreadsheets of 500 products by slug; each can be imported again as it is. */
export async function exportProducts(
  ctx: Ctx,
  { after }: { after?: string },
): Promise<{ csv: string; next: string | null }> {
  const [from] = after ? decodeCursor(after, ['text']) : ['']
  const rows = await ctx.sql<{ slug: string }>`
    select slug from product where slug > ${String(from)} order by slug limit ${PRODUCTS_PER_FILE + 1}`
  const slugs = rows.slice(0, PRODUCTS_PER_FILE).map(({ slug }) => slug)
  const records = new Map((await productRecords(ctx, { slugs })).map((record) => [record.slug, record]))
  const last = slugs.at(-1)
  return {
    csv: writeCsv(slugs.flatMap((slug) => rowsOf(records.get(slug)))),
    next: rows.length > PRODUCTS_PER_FILE && last !== undefined ? encodeCursor([last]) : null,
  }
}

function rowsOf(product: ProductRecord | undefined): CsvRow[] {
  if (!product) return []
  const { texts } = product
  const first: CsvRow = {
    status: product.status,
    brand: product.brand ?? '',
    product_type: product.product_type ?? '',
    tax_class: product.tax_class,
    name_es: texts.es?.name ?? '',
    name_en: texts.en?.name ?? '',
    description_es: texts.es?.description ?? '',
    description_en: texts.en?.description ?? '',
    categories: product.categories.join(LIST_MARK),
    tags: product.tags.join(LIST_MARK),
  }
  if (product.variants.length === 0) return [{ slug: product.slug, ...first }]
  return product.variants.map((variant, place) => ({
    slug: product.slug,
    ...(place === 0 ? first : {}),
    ...cellsOf(product, variant),
  }))
}

/** The first two options by their name in the shop's first language; import finds them by it again. */
function cellsOf({ options }: ProductRecord, variant: StoredVariant): CsvRow {
  const chosen = options.flatMap(({ code, names, choices }) => {
    const choice = choices.find((each) => each.code === variant.options[code])
    return choice ? [{ name: said(names, 'es'), value: said(choice.names, 'es') }] : []
  })
  return {
    option1_name: chosen[0]?.name ?? '',
    option1_value: chosen[0]?.value ?? '',
    option2_name: chosen[1]?.name ?? '',
    option2_value: chosen[1]?.value ?? '',
    sku: variant.sku,
    gtin: variant.gtin ?? '',
    weight_g: variant.weight_g === null ? '' : String(variant.weight_g),
  }
}
