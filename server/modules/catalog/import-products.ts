import type { Ctx } from '#platform/ctx'
import { Refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { readCsv } from './csv.ts'
import type { Column, RowError } from './csv.ts'
import { checkShape, inputOf, productShape, told } from './import-rows.ts'
import type { Refuse, Row } from './import-rows.ts'
import { mergeProduct } from './merge-product.ts'
import type { ProductInput, ProductRecord } from './product.ts'
import { productRecords } from './product-records.ts'
import { paddedGtin } from './rules.ts'
import { PRODUCTS_PER_SAVE_MAX, saveProducts } from './save-product.ts'

export const CSV_BYTES_MAX = 2 * 1024 * 1024
export const ERRORS_MAX = 1_000

export type ImportResult = { accepted: number; products: number; errors: RowError[] }

/**
 * Takes rows of a spreadsheet: good rows are saved, bad ones refused one by one with their row and
 * column. An empty cell leaves what is there. `dry_run` checks and writes nothing. Importing the same
 * file again changes nothing. `accepted` counts rows.
 */
export async function importProducts(
  ctx: Ctx,
  { rows: text, dry_run = false }: { rows: string; dry_run?: boolean },
): Promise<ImportResult> {
  const { rows: read, errors } = readCsv(text)
  const bad = new Set<number>()
  const refuse: Refuse = ({ row }, column, code, message) => {
    bad.add(row)
    errors.push({ row, column, code, message })
  }
  const rows = read.map(({ row, cells }) => ({ row, cells, input: inputOf(cells) }))
  const shape = await productShape()
  for (const row of rows) checkShape(shape, row, refuse)
  const fit = (): Row[] => rows.filter(({ row }) => !bad.has(row))
  checkTwice(fit(), refuse)
  await checkCategories(ctx, fit(), refuse)
  await checkTaken(ctx, fit(), refuse)
  const inputs = await mergeRows(ctx, fit(), refuse)
  if (!dry_run) {
    for (let from = 0; from < inputs.length; from += PRODUCTS_PER_SAVE_MAX) {
      await saveProducts(ctx, inputs.slice(from, from + PRODUCTS_PER_SAVE_MAX))
    }
  }
  return {
    accepted: fit().length,
    products: inputs.length,
    errors: errors.toSorted((a, b) => a.row - b.row).slice(0, ERRORS_MAX),
  }
}

/** A SKU or GTIN that stands there twice: the first row keeps it. */
function checkTwice(rows: Row[], refuse: Refuse): void {
  const seen = new Map<string, number>()
  for (const row of rows) {
    const gtin = row.cells.gtin && paddedGtin(row.cells.gtin)
    for (const [column, key] of [
      ['sku', row.cells.sku?.toLowerCase()],
      ['gtin', gtin],
    ] as const) {
      if (!key) continue
      const first = seen.get(`${column} ${key}`)
      if (first === undefined) seen.set(`${column} ${key}`, row.row)
      else refuse(row, column, `${column}_twice`, `Row ${first} has it already.`)
    }
  }
}

async function checkCategories(ctx: Ctx, rows: Row[], refuse: Refuse): Promise<void> {
  const named = [...new Set(rows.flatMap(({ input }) => input.categories ?? []))]
  if (named.length === 0) return
  const found = await ctx.sql<{ slug: string }>`select slug from category where slug = any(${named}::text[])`
  const known = new Set(found.map(({ slug }) => slug))
  for (const row of rows) {
    const unknown = (row.input.categories ?? []).filter((slug) => !known.has(slug))
    if (unknown.length > 0) refuse(row, 'categories', 'unknown_category', `There is no category ${unknown.join(', ')}.`)
  }
}

/** SKUs and GTINs that belong to something else. */
async function checkTaken(ctx: Ctx, rows: Row[], refuse: Refuse): Promise<void> {
  const skus = rows.flatMap(({ cells }) => cells.sku?.toLowerCase() ?? [])
  const gtins = rows.flatMap(({ cells }) => (cells.gtin && paddedGtin(cells.gtin)) || [])
  const owners = await ctx.sql<{ slug: string; sku: string; gtin: string | null }>`
    select p.slug, lower(v.sku) as sku, lpad(v.gtin, 14, '0') as gtin
      from variant v join product p on p.id = v.product_id
     where lower(v.sku) = any(${skus}::text[]) or lpad(v.gtin, 14, '0') = any(${gtins}::text[])`
  const bySku = new Map(owners.map((owner) => [owner.sku, owner]))
  const byGtin = new Map(owners.map((owner) => [owner.gtin, owner]))
  for (const row of rows) {
    const owner = bySku.get(row.cells.sku?.toLowerCase() ?? '')
    if (owner && owner.slug !== row.cells.slug) refuse(row, 'sku', 'sku_taken', `It belongs to ${owner.slug}.`)
    const holder = row.cells.gtin && byGtin.get(paddedGtin(row.cells.gtin))
    if (holder && holder.sku !== row.cells.sku?.toLowerCase())
      refuse(row, 'gtin', 'gtin_taken', `${holder.sku} has it.`)
  }
}

/** Rows of one product become one input; a row that does not go with those before it is refused alone. */
async function mergeRows(ctx: Ctx, rows: Row[], refuse: Refuse): Promise<ProductInput[]> {
  const bySlug = Map.groupBy(rows, ({ input }) => input.slug)
  const records = await productRecords(ctx, { slugs: [...bySlug.keys()] })
  const known = new Map(records.map((record) => [record.slug, record]))
  return [...bySlug].flatMap(([slug, group]) => {
    let merged: ProductInput | null = null
    let record = known.get(slug) ?? blank(slug)
    for (const row of group) {
      try {
        record = mergeProduct(record, row.input, newId)
        merged = merged ? joined(merged, row.input) : row.input
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        refuse(row, columnOfRefusal(error.code), error.code, error.message)
      }
    }
    return merged ? [merged] : []
  })
}

const columnOfRefusal = (code: string): Column | '' =>
  ({ name_required: 'name_es', same_options: 'option1_value', gtin_taken: 'gtin', bad_gtin: 'gtin' } as const)[code] ??
  ''

const joined = (first: ProductInput, next: ProductInput): ProductInput => ({
  ...first,
  ...next,
  ...(first.texts || next.texts
    ? {
        texts: told({ es: mergedText(first, next, 'es'), en: mergedText(first, next, 'en') }) as NonNullable<
          ProductInput['texts']
        >,
      }
    : {}),
  variants: [...(first.variants ?? []), ...(next.variants ?? [])],
})

function mergedText(first: ProductInput, next: ProductInput, locale: 'es' | 'en'): object | undefined {
  const text = { ...first.texts?.[locale], ...next.texts?.[locale] }
  return Object.keys(text).length > 0 ? text : undefined
}

const blank = (slug: string): ProductRecord => ({
  id: newId(),
  slug,
  status: 'active',
  brand: null,
  product_type: null,
  kind: 'goods',
  tax_class: 'standard',
  tags: [],
  attributes: {},
  texts: {},
  categories: [],
  options: [],
  variants: [],
  pictures: [],
})
