import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import type { ProductRecord } from './product.ts'

/** A product before and after: only rows that differ are written, one statement per table for all products. */
export type Change = { before: ProductRecord; after: ProductRecord }

export async function writeProducts(ctx: Ctx, changes: Change[]): Promise<void> {
  await writeProductRows(ctx, changes)
  await writeTexts(ctx, changes)
  await writeCategories(ctx, changes)
  await writeOptions(ctx, changes)
  await writeVariants(ctx, changes)
  await writePictures(ctx, changes)
}

async function writeProductRows(ctx: Ctx, changes: Change[]): Promise<void> {
  const rows = changes.map(({ after }) => ({
    id: after.id,
    status: after.status,
    brand: after.brand,
    product_type: after.product_type,
    kind: after.kind,
    tax_class: after.tax_class,
    attributes: after.attributes,
    tags: after.tags,
  }))
  await ctx.sql`
    update product p
       set status = r.status, brand = r.brand, product_type = r.product_type, kind = r.kind, tax_class = r.tax_class,
           attributes = r.attributes, tags = r.tags, updated_at = ${ctx.now}
      from jsonb_to_recordset(${json(rows)}) as r(id uuid, status text, brand text, product_type text, kind text,
                                                  tax_class text, attributes jsonb, tags text[])
     where p.id = r.id and p.id = any(${rows.map(({ id }) => id)}::uuid[])`
}

async function writeTexts(ctx: Ctx, changes: Change[]): Promise<void> {
  const rows = changes.flatMap(({ before, after }) =>
    Object.entries(after.texts)
      .filter(([locale, text]) => differ(text, before.texts[locale as 'es' | 'en']))
      .map(([locale, text]) => ({ product_id: after.id, locale, ...text })),
  )
  if (rows.length === 0) return
  await ctx.sql`
    insert into product_text (product_id, locale, name, description, seo_title, seo_text)
    select r.product_id, r.locale, r.name, r.description, r.seo_title, r.seo_text
      from jsonb_to_recordset(${json(rows)}) as r(product_id uuid, locale text, name text, description text, seo_title text, seo_text text)
        on conflict (product_id, locale) do update
       set name = excluded.name, description = excluded.description, seo_title = excluded.seo_title, seo_text = excluded.seo_text`
}

async function writeCategories(ctx: Ctx, changes: Change[]): Promise<void> {
  const changed = changes.filter(({ before, after }) => differ(before.categories, after.categories))
  if (changed.length === 0) return
  const rows = changed.flatMap(({ after }) =>
    after.categories.map((slug, position) => ({ product_id: after.id, slug, position })),
  )
  await ctx.sql`delete from product_category where product_id = any(${changed.map(({ after }) => after.id)}::uuid[])`
  const written = await ctx.sql<{ category_id: string }>`
    insert into product_category (product_id, category_id, position)
    select r.product_id, c.id, r.position
      from jsonb_to_recordset(${json(rows)}) as r(product_id uuid, slug text, position int)
      join category c on c.slug = r.slug
    returning category_id`
  if (written.length === rows.length) return
  const known = await ctx.sql<{
    slug: string
  }>`select slug from category where slug = any(${rows.map(({ slug }) => slug)}::text[])`
  const unknown = rows.map(({ slug }) => slug).filter((slug) => !known.some((each) => each.slug === slug))
  throw refused('unknown_category', { detail: `There is no category ${unknown.join(', ')}.`, categories: unknown })
}

async function writeOptions(ctx: Ctx, changes: Change[]): Promise<void> {
  const changed = changes.filter(({ before, after }) => differ(before.options, after.options))
  if (changed.length === 0) return
  const rows = changed.flatMap(({ after }) =>
    after.options.map((option, position) => ({ product_id: after.id, position, ...option })),
  )
  await ctx.sql`delete from product_option where product_id = any(${changed.map(({ after }) => after.id)}::uuid[])`
  await ctx.sql`
    insert into product_option (product_id, code, position, names, choices)
    select r.product_id, r.code, r.position, r.names, r.choices
      from jsonb_to_recordset(${json(rows)}) as r(product_id uuid, code text, position smallint, names jsonb, choices jsonb)`
}

async function writeVariants(ctx: Ctx, changes: Change[]): Promise<void> {
  const rows = changes
    .flatMap(({ before, after }) => {
      const known = new Map(before.variants.map((variant, position) => [variant.id, { ...variant, position }]))
      return after.variants
        .map((variant, position) => ({ ...variant, position }))
        .filter((variant) => differ(variant, known.get(variant.id)))
        .map((variant) => ({ product_id: after.id, is_new: !known.has(variant.id), ...variant }))
    })
    // Every writer takes SKUs in the same order: two imports wait for each other instead of dying together.
    .toSorted((a, b) => (a.sku.toLowerCase() < b.sku.toLowerCase() ? -1 : 1))
  const fresh = rows.filter(({ is_new }) => is_new)
  const known = rows.filter(({ is_new }) => !is_new)
  if (known.length > 0) {
    await taken(ctx.sql`
      update variant v
         set sku = r.sku, gtin = r.gtin, options = r.options, position = r.position, weight_g = r.weight_g,
             status = r.status, updated_at = ${ctx.now}
        from jsonb_to_recordset(${json(known)}) as r(id uuid, sku text, gtin text, options jsonb, position int, weight_g int, status text)
       where v.id = r.id and v.id = any(${known.map(({ id }) => id)}::uuid[])`)
  }
  if (fresh.length > 0) {
    await taken(ctx.sql`
      insert into variant (id, product_id, sku, gtin, options, position, weight_g, status, updated_at)
      select r.id, r.product_id, r.sku, r.gtin, r.options, r.position, r.weight_g, r.status, ${ctx.now}::timestamptz
        from jsonb_to_recordset(${json(fresh)}) as r(id uuid, product_id uuid, sku text, gtin text, options jsonb,
                                                     position int, weight_g int, status text)`)
  }
}

async function writePictures(ctx: Ctx, changes: Change[]): Promise<void> {
  const rows = changes.flatMap(({ before, after }) => {
    const known = new Map(before.pictures.map((picture, position) => [picture.id, { ...picture, position }]))
    return after.pictures
      .map((picture, position) => ({ ...picture, position }))
      .filter((picture) => differ(picture, known.get(picture.id)))
      .map((picture) => ({ product_id: after.id, ...picture }))
  })
  if (rows.length === 0) return
  await ctx.sql`
    insert into media (id, product_id, variant_id, path, alt, width, height, position)
    select r.id, r.product_id, r.variant_id, r.path, r.alt, r.width, r.height, r.position
      from jsonb_to_recordset(${json(rows)}) as r(id uuid, product_id uuid, variant_id uuid, path text, alt jsonb,
                                                  width int, height int, position int)
        on conflict (product_id, variant_id, path) do update set alt = excluded.alt, position = excluded.position`
}

const REFUSALS: Readonly<Record<string, [name: string, detail: string, status?: number]>> = {
  variant_by_sku: ['sku_taken', 'Another product has this SKU.'],
  variant_by_gtin: ['gtin_taken', 'Another variant has this GTIN.'],
  variant_pkey: ['id_taken', 'Another variant has this id.', 409],
  product_slug_key: ['slug_taken', 'Another product has this slug.'],
  product_pkey: ['id_taken', 'Another product has this id.', 409],
  category_slug_key: ['slug_taken', 'Another category has this slug.'],
}

const UNIQUE_VIOLATION = '23505'

/** What the database says no to under a race is a refusal of ours, not a failure. */
export async function taken<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement
  } catch (error) {
    const { code, constraint, detail } = error as { code?: string; constraint?: string; detail?: string }
    const refusal = code === UNIQUE_VIOLATION ? REFUSALS[constraint ?? ''] : undefined
    if (!refusal) throw error
    const [name, sentence, status] = refusal
    throw refused(name, { detail: sentence, value: detail?.match(/=\((.*)\) already/)?.[1] ?? null }, status)
  }
}

/** Equal whatever the order of keys: jsonb keeps its own. */
export const differ = (a: unknown, b: unknown): boolean => canonical(a) !== canonical(b)

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'undefined'
