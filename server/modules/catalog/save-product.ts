import type { Ctx } from '#platform/ctx'
import { assert, refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { productSaved } from './events.ts'
import { mergeProduct } from './merge-product.ts'
import { said } from './product.ts'
import type { ProductInput, ProductRecord } from './product.ts'
import { productRecords } from './product-records.ts'
import { indexProducts } from './search-documents.ts'
import { differ, taken, writeProducts } from './write-products.ts'
import type { Change } from './write-products.ts'

export const PRODUCTS_PER_SAVE_MAX = 2_000

export type SavedProduct = {
  product_id: string
  variant_ids: Record<string, string>
  created: boolean
  changed: boolean
}

/**
 * Makes or changes a product, found by its slug; with `id` the slug of a known product may change too.
 * What is left out stays; saying it twice changes nothing. `variant_ids` is by SKU, of all variants.
 * Refused: id_taken (409), slug_taken, sku_taken, gtin_taken, bad_gtin, same_options, name_required, unknown_category.
 */
export async function saveProduct(ctx: Ctx, input: ProductInput): Promise<SavedProduct> {
  if (input.id !== undefined) {
    await taken(
      ctx.sql`update product set slug = ${input.slug}, updated_at = ${ctx.now} where id = ${input.id} and slug <> ${input.slug}`,
    )
  }
  const saved = (await saveProducts(ctx, [input])).get(input.slug)
  assert(saved, 'a saved product has an answer')
  if (input.id !== undefined && saved.product_id !== input.id) {
    throw refused('slug_taken', { detail: 'Another product has this slug.', value: input.slug })
  }
  return saved
}

/**
 * Many products at once, by slug: a dozen statements whatever their number, for imports. The slugs
 * must differ. Answers by slug.
 */
export async function saveProducts(ctx: Ctx, inputs: ProductInput[]): Promise<Map<string, SavedProduct>> {
  assert(inputs.length <= PRODUCTS_PER_SAVE_MAX, 'a bounded batch of products')
  assert(new Set(inputs.map(({ slug }) => slug)).size === inputs.length, 'every slug once in a batch')
  const created = await lockOrCreate(ctx, inputs)
  const records = new Map(
    (await productRecords(ctx, { slugs: inputs.map(({ slug }) => slug) })).map((record) => [record.slug, record]),
  )
  const changes: Change[] = inputs.map((input) => {
    const before = records.get(input.slug)
    assert(before, 'the locked product is there')
    return { before, after: mergeProduct(before, input, newId) }
  })
  const changed = changes.filter(({ before, after }) => created.has(after.id) || differ(before, after))
  await writeProducts(ctx, changed)
  await indexProducts(
    ctx,
    changed.map(({ after }) => after.id),
  )
  for (const change of changed) announce(ctx, change, created.has(change.after.id))
  const touched = new Set(changed.map(({ after }) => after.id))
  return new Map(changes.map(({ after }) => [after.slug, answer(after, created.has(after.id), touched.has(after.id))]))
}

/**
 * Missing products are made; those that exist are locked, not written: `where false` takes the row's
 * lock and leaves the row. So parallel saves of one slug stand in line and the second sees the first.
 */
async function lockOrCreate(ctx: Ctx, inputs: ProductInput[]): Promise<Set<string>> {
  const rows = inputs.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
  const created = await taken(ctx.sql<{ id: string }>`
    insert into product (id, slug, status, created_at, updated_at)
    select r.id, r.slug, 'active', ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from unnest(${rows.map(({ id }) => id ?? newId())}::uuid[], ${rows.map(({ slug }) => slug)}::text[])
           with ordinality as r(id, slug, place)
     order by r.place
        on conflict (slug) do update set updated_at = product.updated_at where false
    returning id`)
  return new Set(created.map(({ id }) => id))
}

function announce(ctx: Ctx, { before, after }: Change, created: boolean): void {
  const known = new Map(before.variants.map((variant) => [variant.id, variant]))
  const skus = after.variants.filter((variant) => differ(variant, known.get(variant.id))).map(({ sku }) => sku)
  ctx.emit(
    productSaved,
    { product_id: after.id, slug: after.slug, name: nameOf(after), status: after.status, created, skus },
    { subject_kind: 'product', subject_id: after.id },
  )
}

const nameOf = (product: ProductRecord): string => said({ ...named('es', product), ...named('en', product) }, 'es')

const named = (locale: 'es' | 'en', product: ProductRecord): { es?: string; en?: string } => {
  const name = product.texts[locale]?.name
  return name === undefined ? {} : { [locale]: name }
}

const answer = (product: ProductRecord, created: boolean, changed: boolean): SavedProduct => ({
  product_id: product.id,
  variant_ids: Object.fromEntries(product.variants.map(({ sku, id }) => [sku, id])),
  created,
  changed,
})
