import { json } from '#platform/ctx'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import { newId } from '#platform/ids'
import { defineJob } from '#platform/jobs'
import { CATEGORIES_MAX } from './categories.ts'
import { categorySaved } from './events.ts'
import { said } from './product.ts'
import type { Texts } from './product.ts'
import { breaksTree } from './rules.ts'
import { indexProducts } from './search-documents.ts'
import { taken } from './write-products.ts'

/** `parent` is a slug; null puts it at the top, left out keeps its place. */
export type CategoryInput = { slug: string; parent?: string | null; names?: Texts; position?: number }

type Row = { id: string; slug: string; parent_id: string | null; position: number }

/**
 * Makes or changes a category, found by its slug. Refused: unknown_category (the parent), category_loop
 * (below itself or too deep), name_required, too_many.
 */
export async function saveCategory(ctx: Ctx, input: CategoryInput): Promise<{ category_id: string }> {
  // Edits of the tree stand in line: two moves that are each right could close a circle together.
  const tree = await ctx.sql<Row>`select id, slug, parent_id, position from category order by id for no key update`
  const known = tree.find(({ slug }) => slug === input.slug)
  if (!known && tree.length >= CATEGORIES_MAX)
    throw refused('too_many', { detail: `More than ${CATEGORIES_MAX} categories.` })
  if (!known && !input.names)
    throw refused('name_required', { detail: `${input.slug} needs a name.`, slug: input.slug })
  const id = known?.id ?? newId()
  const parent_id = parentOf(tree, input, known)
  if (breaksTree(new Map(tree.map((row) => [row.id, row.parent_id])), id, parent_id)) {
    throw refused('category_loop', {
      detail: 'A category cannot stand below itself, nor deeper than six levels.',
      slug: input.slug,
    })
  }
  const position = input.position ?? known?.position ?? 0
  const [written] = await taken(ctx.sql<{ id: string }>`
    insert into category (id, parent_id, slug, position) values (${id}, ${parent_id}, ${input.slug}, ${position})
        on conflict (slug) do update set parent_id = excluded.parent_id, position = excluded.position
    returning id`)
  const category_id = written?.id ?? id
  const names = Object.entries(input.names ?? {}).map(([locale, name]) => ({ locale, name }))
  const renamed = await ctx.sql<{ locale: string }>`
    insert into category_text (category_id, locale, name)
    select ${category_id}::uuid, n.locale, n.name from jsonb_to_recordset(${json(names)}) as n(locale text, name text)
        on conflict (category_id, locale) do update set name = excluded.name where category_text.name <> excluded.name
    returning locale`
  const moved = known !== undefined && known.parent_id !== parent_id
  if (known && (renamed.length > 0 || moved))
    ctx.job(indexCategory.name, { category_id }, { key: `${indexCategory.name}:${category_id}` })
  if (!known || renamed.length > 0 || moved || known.position !== position) {
    ctx.emit(
      categorySaved,
      { category_id, slug: input.slug, name: said(input.names ?? {}, 'es') || input.slug, created: !known },
      { subject_kind: 'category', subject_id: category_id },
    )
  }
  return { category_id }
}

function parentOf(tree: Row[], input: CategoryInput, known: Row | undefined): string | null {
  if (input.parent === undefined) return known?.parent_id ?? null
  if (input.parent === null) return null
  const parent = tree.find(({ slug }) => slug === input.parent)
  if (!parent)
    throw refused('unknown_category', { detail: `There is no category ${input.parent}.`, categories: [input.parent] })
  return parent.id
}

const INDEX_BATCH = 500

/** Products are found by the names of their categories: a new name is written into them, batch by batch. */
export const indexCategory = defineJob<{ category_id: string }>(
  'catalog.index_category',
  async (db, { category_id }) => {
    let last = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const ids = await db.write(async (ctx) => {
        const batch = await productsBelow(ctx, category_id, last)
        await indexProducts(ctx, batch)
        return batch
      })
      const end = ids.at(-1)
      if (end === undefined) return
      last = end
    }
  },
)

async function productsBelow(ctx: Ctx, category_id: string, after: string): Promise<string[]> {
  const rows = await ctx.sql<{ product_id: string }>`
    with recursive below as (
      select ${category_id}::uuid as id
       union
      select c.id from below b join category c on c.parent_id = b.id
    )
    select distinct pc.product_id from product_category pc
     where pc.category_id = any(array(select id from below)) and pc.product_id > ${after}::uuid
     order by pc.product_id limit ${INDEX_BATCH}`
  return rows.map(({ product_id }) => product_id)
}
