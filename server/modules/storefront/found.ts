import { searchProducts } from '#catalog'
import type { Locale } from '#catalog'
import type { Ctx } from '#platform/ctx'
import { Nullable, Shape } from '#platform/route'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Tiles, tilesOf } from './tiles.ts'

export const Found = Shape({
  ...Tiles,
  next: Nullable(Type.String()),
  similar: Type.Boolean({ description: 'Nothing has these words; these are spelled or sound alike' }),
})

export type FoundAsk = { text: string; locale: Locale; store_id?: string | undefined; limit: number; after?: string }

/** What a search finds, with prices and stock: the products and their order are those of the catalogue's search. */
export async function found(ctx: Ctx, { store_id, ...ask }: FoundAsk): Promise<Static<typeof Found>> {
  const { items, next, similar } = await searchProducts(ctx, ask)
  const ids = items.map(({ id }) => id)
  return { ...(await tilesOf(ctx, { ids, locale: ask.locale, store_id })), next, similar }
}

export type NamedAsk = { slugs: string[]; locale: Locale; store_id?: string | undefined }

/** Tiles of products somebody named, in their order; what is not on sale any more is left out. */
export async function namedTiles(ctx: Ctx, { slugs, locale, store_id }: NamedAsk): Promise<Tiles> {
  const rows = await ctx.sql<{ id: string }>`
    select p.id from unnest(${slugs}::text[]) with ordinality as wanted (slug, place)
      join product p on p.slug = wanted.slug and p.status = 'active'
     order by wanted.place`
  return tilesOf(ctx, { ids: rows.map(({ id }) => id), locale, store_id })
}
