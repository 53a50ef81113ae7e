import { pictureUrl } from '#catalog'
import type { Locale, TaxClass } from '#catalog'
import type { Ctx } from '#platform/ctx'
import { Amount, Currency } from '#platform/money'
import { Id, Nullable, Shape } from '#platform/route'
import type { PriceLabel } from '#pricing'
import { offered } from '#stock'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { labelsOf, placeOf } from './price-ask.ts'
import type { Place } from './price-ask.ts'

export const TILES_MAX = 60
/** Of one product only so many variants are priced for a list. */
export const TILE_VARIANTS_MAX = 50

const TilePicture = Shape({
  small: Type.String({ description: '320 pixels wide' }),
  medium: Type.String({ description: '640 pixels wide' }),
  alt: Type.String(),
  width: Type.Integer(),
  height: Type.Integer(),
})

/** A product in a list, with its price: that of the variant that costs least. */
export const Tile = Shape({
  id: Id,
  slug: Type.String(),
  name: Type.String(),
  brand: Nullable(Type.String()),
  picture: Nullable(TilePicture),
  unit_price: Nullable(Amount),
  several_prices: Type.Boolean({ description: 'Other variants cost more' }),
  compare_at: Nullable(Amount),
  lowest_30d: Nullable(Amount),
  options: Type.Array(Shape({ code: Type.String(), name: Type.String(), choices: Type.Integer() })),
  shipping: Type.Boolean({ description: 'Some variant can be sent' }),
  stores: Type.Integer({ description: 'Shops where most of one variant can be collected' }),
  here: Nullable(Type.Boolean({ description: 'Some variant is in the shop that was named' })),
})
export type Tile = Static<typeof Tile>
export const Tiles = { currency: Currency, tax_included: Type.Boolean(), items: Type.Array(Tile) }
export type Tiles = { currency: string; tax_included: boolean; items: Tile[] }

export type TilesAsk = { ids: readonly string[]; locale: Locale; store_id?: string | undefined }

type Row = Pick<Tile, 'id' | 'slug' | 'name' | 'brand' | 'options'> & {
  tax_class: Static<typeof TaxClass>
  path: string | null
  alt: string | null
  width: number
  height: number
  variant_ids: string[]
}

/** Tiles in the order of `ids`: names, prices and stock, with three statements whatever their number. */
export async function tilesOf(ctx: Ctx, { ids, locale, store_id }: TilesAsk): Promise<Tiles> {
  const [rows, place] = await Promise.all([tileRows(ctx, ids, locale), placeOf(ctx, store_id)])
  return dress(ctx, place, rows, store_id)
}

async function dress(ctx: Ctx, place: Place, rows: readonly Row[], store_id: string | undefined): Promise<Tiles> {
  const articles = rows.flatMap(({ variant_ids, tax_class }) =>
    variant_ids.map((variant_id) => ({ variant_id, tax_class })),
  )
  const variant_ids = articles.map(({ variant_id }) => variant_id)
  const [priced, stock] = await Promise.all([
    labelsOf(ctx, place, articles),
    offered(ctx, { variant_ids, channel: place.channel, store_id }),
  ])
  const items = rows.map(({ variant_ids, tax_class: _, path, alt, width, height, ...row }): Tile => {
    const offers = variant_ids.flatMap((id) => stock.get(id) ?? [])
    return {
      ...row,
      picture:
        path === null
          ? null
          : { small: pictureUrl(path, 320), medium: pictureUrl(path, 640), alt: alt ?? row.name, width, height },
      ...cheapest(variant_ids.flatMap((id) => priced.labels.get(id) ?? [])),
      shipping: offers.some(({ shipping }) => shipping > 0),
      stores: Math.max(0, ...offers.map(({ stores }) => stores)),
      here: store_id === undefined ? null : offers.some(({ here }) => (here ?? 0) > 0),
    }
  })
  return { currency: priced.currency, tax_included: priced.tax_included, items }
}

/** What a list says of several prices: the lowest, with what it was reduced from. */
export function cheapest(
  labels: readonly PriceLabel[],
): Pick<Tile, 'unit_price' | 'several_prices' | 'compare_at' | 'lowest_30d'> {
  const [least] = labels.toSorted((a, b) => a.unit_price - b.unit_price)
  return {
    unit_price: least?.unit_price ?? null,
    several_prices: least !== undefined && labels.some(({ unit_price }) => unit_price > least.unit_price),
    compare_at: least?.compare_at ?? null,
    lowest_30d: least?.lowest_30d ?? null,
  }
}

const tileRows = (ctx: Ctx, ids: readonly string[], locale: Locale): Promise<Row[]> =>
  ctx.sql<Row>`
    select p.id, p.slug, p.brand, p.tax_class, m.path, m.width, m.height,
           coalesce(nullif(m.alt ->> ${locale}, ''), m.alt ->> 'es') as alt,
           coalesce((select t.name from product_text t where t.product_id = p.id
                      order by (t.locale = ${locale}) desc limit 1), p.slug) as name,
           array(select v.id from variant v where v.product_id = p.id and v.status = 'active'
                  order by v.position, v.id limit ${TILE_VARIANTS_MAX}) as variant_ids,
           coalesce((select jsonb_agg(jsonb_build_object('code', c.code, 'name', c.name, 'choices', c.choices) order by c.position)
              from (select o.code, o.position, coalesce(o.names ->> ${locale}, o.names ->> 'es', o.code) as name,
                           count(distinct v.options ->> o.code)::int as choices
                      from product_option o join variant v on v.product_id = o.product_id and v.status = 'active'
                     where o.product_id = p.id and v.options ? o.code
                     group by o.code, o.position, o.names) c), '[]') as options
      from unnest(${ids}::uuid[]) with ordinality as wanted (id, place)
      join product p on p.id = wanted.id
      left join lateral (select m.path, m.alt, m.width, m.height from media m where m.product_id = p.id
                          order by (m.variant_id is null) desc, m.position, m.id limit 1) m on true
     order by wanted.place`
