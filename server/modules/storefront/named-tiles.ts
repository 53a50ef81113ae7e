import type { Locale } from '#catalog'
import type { Ctx } from '#platform/ctx'
import { tilesOf } from './tiles.ts'
import type { Tiles } from './tiles.ts'

export type NamedAsk = { slugs: string[]; locale: Locale; store_id?: string | undefined }

/** Tiles of products somebody named, in their order; what is not on sale any more is left out. */
export async function namedTiles(ctx: Ctx, { slugs, locale, store_id }: NamedAsk): Promise<Tiles> {
  const rows = await ctx.sql<{ id: string }>`
    select p.id from unnest(${slugs}::text[]) with ordinality as wanted (slug, place)
      join product p on p.slug = wanted.slug and p.status = 'active'
     order by wanted.place`
  return tilesOf(ctx, { ids: rows.map(({ id }) => id), locale, store_id })
}
