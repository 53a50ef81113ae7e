import { saveCategory, saveProduct } from '#catalog'
import type { SavedProduct } from '#catalog'
import type { Ctx } from '#platform/ctx'
import { assert, Refused } from '#platform/errors'
import { saveCustomers } from './catalogue-customers.ts'
import { figures } from './catalogue-figures.ts'
import { categoryPath, isVariant, productOf } from './catalogue-products.ts'
import type { Row } from './catalogue-products.ts'
import { savePrices, saveStock } from './catalogue-stock.ts'
import { readCatalogueRow } from './catalogue-rules.ts'
import type { ProductRow, TranslationRow } from './catalogue-rules.ts'
import type { Kind } from './kind.ts'
import { refuseRows } from './runs.ts'
import type { Working } from './runs.ts'

const PRODUCTS_PER_STEP = 20
const CATEGORIES_PER_STEP = 100

/** Categories are few and stand above one another: one by one, from the top down. */
async function saveCategories(ctx: Ctx, run: Working, after: string): Promise<{ after: string | null; built: number }> {
  const paths = await ctx.sql<{ path: string; names: string[] }>`
    select distinct content->>'categories' as path, content->'categories' as names from import_row
     where run_id = ${run.id} and part = 'products' and content->'categories' <> '[]' and content->>'categories' > ${after}
     order by 1 limit ${CATEGORIES_PER_STEP}`
  const seen = new Set<string>()
  for (const { slug, name, parent } of paths.flatMap(({ names }) => categoryPath(names))) {
    if (seen.has(slug)) continue
    seen.add(slug)
    await saveCategory(ctx, { slug, parent, names: { en: name } })
  }
  return { after: paths.at(-1)?.path ?? null, built: paths.length }
}

const rowsOf = <Content>(ctx: Ctx, run: Working, part: string, keys: readonly string[]): Promise<Row<Content>[]> =>
  ctx.sql<Row<Content>>`
    select row, key, content from import_row
     where run_id = ${run.id} and part = ${part} and key = any(${keys}::text[]) order by key, row`

/** Products with all their variants, prices and stock. One the catalogue refuses is refused with all its rows, alone. */
async function saveSome(ctx: Ctx, run: Working, after: string): Promise<{ after: string | null; built: number }> {
  const keys = await ctx.sql<{ key: string }>`
    select distinct key from import_row where run_id = ${run.id} and part = 'products' and key > ${after}
     order by key limit ${PRODUCTS_PER_STEP}`
  const slugs = keys.map(({ key }) => key)
  const rows = Map.groupBy(await rowsOf<ProductRow>(ctx, run, 'products', slugs), ({ key }) => key)
  const texts = Map.groupBy(await rowsOf<TranslationRow>(ctx, run, 'translations', slugs), ({ key }) => key)
  const variants: { variant_id: string; rows: ProductRow[] }[] = []
  for (const [slug, own] of rows) {
    const saved = await saveOne(ctx, run, slug, own, texts.get(slug) ?? [])
    if (!saved) continue
    const bySku = Map.groupBy(own.map(({ content }) => content).filter(isVariant), ({ sku }) => sku.toLowerCase())
    const ids = new Map(Object.entries(saved.variant_ids).map(([sku, id]) => [sku.toLowerCase(), id]))
    for (const [sku, said] of bySku) {
      const variant_id = ids.get(sku)
      assert(variant_id, 'a saved variant has an id')
      variants.push({ variant_id, rows: said })
    }
  }
  await savePrices(ctx, variants)
  await saveStock(ctx, run, variants)
  return { after: slugs.at(-1) ?? null, built: slugs.length }
}

async function saveOne(
  ctx: Ctx,
  run: Working,
  slug: string,
  rows: readonly Row<ProductRow>[],
  texts: readonly Row<TranslationRow>[],
): Promise<SavedProduct | null> {
  const refuse = async (code: string, message: string): Promise<null> => {
    const errors = [
      ...rows.map(({ row }) => ({ row, part: 'products' })),
      ...texts.map(({ row }) => ({ row, part: 'translations' })),
    ]
    await refuseRows(
      ctx,
      run.id,
      errors.map((which) => ({ ...which, code, severity: 'refused' as const, message })),
    )
    return null
  }
  const input = productOf(slug, rows, texts)
  if (input === null) return refuse('name_required', `No row says the name of ${slug}.`)
  try {
    return await ctx.attempt(() => saveProduct(ctx, input))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return refuse(error.code, error.message.slice(0, 300))
  }
}

export const catalogue: Kind = {
  parts: ['products', 'translations', 'customers'],
  read: readCatalogueRow,
  stages: [
    { name: 'categories', build: saveCategories },
    { name: 'products', build: saveSome },
    { name: 'customers', one_by_one: true, build: saveCustomers },
  ],
  figures,
}
