import type { Ctx } from '#platform/ctx'
import { inTurn } from '#platform/ctx'
import type { Locale, Option, Texts } from './product.ts'
import { LOCALES, said } from './product.ts'
import { pictureUrl } from './rules.ts'

/** An article with all its words in both languages: what a till keeps to sell without network. */
export type SaleArticle = {
  variant_id: string
  product_id: string
  sku: string
  gtins: string[]
  name: Record<Locale, string>
  /** As people read them, by language: { es: { Talla: '42' }, en: { Size: '42' } }. */
  options: Record<Locale, Record<string, string>>
  brand: string | null
  /** The tops of the category tree it stands under. */
  departments: Department[]
  /** Address of a rendition 320 pixels wide. */
  picture: string | null
  kind: 'goods' | 'service'
  tax_class: 'standard' | 'reduced' | 'super_reduced' | 'exempt'
  sellable: boolean
}

export type Department = { id: string; name: Record<Locale, string> }

type VariantRow = {
  id: string
  product_id: string
  sku: string
  gtin: string | null
  options: Record<string, string>
  active: boolean
}
type ProductRow = Pick<SaleArticle, 'brand' | 'kind' | 'tax_class'> & {
  id: string
  slug: string
  active: boolean
  names: Texts | null
  options: Option[] | null
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** A page of all that is on sale, in the order of ids; four statements, whatever the page holds. */
export async function articlesOnSale(
  ctx: Ctx,
  { after = FIRST_ID, limit }: { after?: string | undefined; limit: number },
): Promise<SaleArticle[]> {
  const rows = await ctx.sql<VariantRow>`
    select v.id, v.product_id, v.sku, v.gtin, v.options, true as active
      from variant v join product p on p.id = v.product_id
     where v.id > ${after} and v.status = 'active' and p.status = 'active'
     order by v.id limit ${limit}`
  return dressed(ctx, rows)
}

/** Those that are named, and all of those products; also what is not on sale. At most `limit`. */
export async function articlesNamed(
  ctx: Ctx,
  {
    variant_ids,
    product_ids,
    limit,
  }: { variant_ids: readonly string[]; product_ids: readonly string[]; limit: number },
): Promise<SaleArticle[]> {
  const rows = await ctx.sql<VariantRow>`
    select id, product_id, sku, gtin, options, status = 'active' as active from variant
     where id in (select unnest(${variant_ids}::uuid[]) union select v.id from variant v where v.product_id = any(${product_ids}::uuid[]))
     order by id limit ${limit}`
  return dressed(ctx, rows)
}

async function dressed(ctx: Ctx, variants: readonly VariantRow[]): Promise<SaleArticle[]> {
  if (variants.length === 0) return []
  const ids = [...new Set(variants.map(({ product_id }) => product_id))]
  const [products, pictures, departments] = await inTurn(
    productsOf(ctx, ids),
    picturesOf(ctx, ids),
    departmentsOf(ctx, ids),
  )
  const byId = new Map(products.map((product) => [product.id, product]))
  return variants.flatMap((variant) => {
    const product = byId.get(variant.product_id)
    return product ? [articleOf(variant, product, { pictures, departments })] : []
  })
}

const productsOf = (ctx: Ctx, ids: readonly string[]): Promise<ProductRow[]> => ctx.sql<ProductRow>`
  select p.id, p.slug, p.brand, p.kind, p.tax_class, p.status = 'active' as active,
         (select jsonb_object_agg(t.locale, t.name) from product_text t where t.product_id = p.id) as names,
         (select jsonb_agg(jsonb_build_object('code', o.code, 'names', o.names, 'choices', o.choices) order by o.position)
            from product_option o where o.product_id = p.id) as options
    from product p where p.id = any(${ids}::uuid[])`

type Picture = { product_id: string; variant_id: string | null; path: string; position: number }

/**
 * The first picture of each variant and of each product, by either id: its own, else the first of any variant, for on a
 * till the boots in another colour say more than none.
 */
async function picturesOf(ctx: Ctx, product_ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.sql<Picture>`
    select distinct on (m.product_id, m.variant_id) m.product_id, m.variant_id, m.path, m.position
      from media m where m.product_id = any(${product_ids}::uuid[])
     order by m.product_id, m.variant_id, m.position, m.id`
  const pictures = new Map<string, string>()
  const byRank = rows.toSorted(
    (a, b) => Number(a.variant_id !== null) - Number(b.variant_id !== null) || a.position - b.position,
  )
  for (const { product_id, variant_id, path } of byRank) {
    if (variant_id !== null) pictures.set(variant_id, path)
    if (!pictures.has(product_id)) pictures.set(product_id, path)
  }
  return pictures
}

/** Of each product, in the order of the tree. */
async function departmentsOf(ctx: Ctx, product_ids: readonly string[]): Promise<Map<string, Department[]>> {
  const rows = await ctx.sql<{ product_id: string; id: string; slug: string; names: Texts | null }>`
    with recursive under as (
      select id, id as top from category where parent_id is null
       union
      select c.id, u.top from under u join category c on c.parent_id = u.id
    )
    select distinct pc.product_id, top.id, top.slug, top.position,
           (select jsonb_object_agg(t.locale, t.name) from category_text t where t.category_id = top.id) as names
      from product_category pc join under on under.id = pc.category_id join category top on top.id = under.top
     where pc.product_id = any(${product_ids}::uuid[])
     order by top.position, top.slug`
  const all = new Map<string, Department[]>()
  for (const { product_id, id, slug, names } of rows)
    all.set(product_id, [
      ...(all.get(product_id) ?? []),
      { id, name: each((locale) => said(names ?? {}, locale) || slug) },
    ])
  return all
}

const each = <T>(of: (locale: Locale) => T) =>
  Object.fromEntries(LOCALES.map((locale) => [locale, of(locale)])) as Record<Locale, T>

type Around = { pictures: ReadonlyMap<string, string>; departments: ReadonlyMap<string, Department[]> }

function articleOf(variant: VariantRow, product: ProductRow, { pictures, departments }: Around): SaleArticle {
  const { id: variant_id, product_id, sku, gtin } = variant
  const path = pictures.get(variant_id) ?? pictures.get(product_id)
  return {
    variant_id,
    product_id,
    sku,
    gtins: gtin === null ? [] : [gtin],
    name: each((locale) => said(product.names ?? {}, locale) || product.slug),
    options: each((locale) => chosen(variant.options, product.options ?? [], locale)),
    brand: product.brand,
    departments: departments.get(product_id) ?? [],
    picture: path === undefined ? null : pictureUrl(path, 320),
    kind: product.kind,
    tax_class: product.tax_class,
    sellable: variant.active && product.active,
  }
}

function chosen(choices: Record<string, string>, options: readonly Option[], locale: Locale): Record<string, string> {
  return Object.fromEntries(
    options.flatMap((option) => {
      const choice = option.choices.find(({ code }) => code === choices[option.code])
      return choice ? [[said(option.names, locale), said(choice.names, locale)]] : []
    }),
  )
}
