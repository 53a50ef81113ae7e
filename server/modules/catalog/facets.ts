import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Ctx } from '#platform/ctx'
import { OneOf, Shape } from '#platform/route'
import { said } from './product.ts'
import type { Locale, Option, Texts } from './product.ts'
import { filterSql } from './product-list.ts'
import type { ProductFilter } from './product-list.ts'

/** Facets count over at most so many products, the newest: beyond it a count tells nobody anything. */
export const FACETS_OVER_MAX = 5_000
export const FACET_VALUES_MAX = 40
export const FACETS_MAX = 20

export const Facet = Shape({
  kind: OneOf(['brand', 'option', 'attribute']),
  code: Type.String(),
  name: Type.String(),
  values: Type.Array(Shape({ code: Type.String(), name: Type.String(), products: Type.Integer() })),
})
export type Facet = Static<typeof Facet>

type Row = {
  kind: Facet['kind']
  code: string
  value: string
  products: number
  names: Texts | null
  choices: Option['choices'] | null
  value_names: Texts | null
}

/**
 * What the filtered products can be narrowed by, with the number of products for each. One statement;
 * what a facet is called is read from one of the products counted.
 */
export async function facets(ctx: Ctx, { locale, ...filter }: ProductFilter & { locale: Locale }): Promise<Facet[]> {
  const where = await filterSql(ctx, filter)
  const rows = await ctx.sql<Row>`
    with fitting as materialized (
      select p.id, p.brand, p.attributes from product p where ${where} order by p.created_at desc, p.id desc limit ${FACETS_OVER_MAX}
    ), counted as (
      select 'brand' as kind, 'brand' as code, f.brand as value, count(*) as products, (array_agg(f.id))[1] as sample
        from fitting f where f.brand is not null group by f.brand
       union all
      select 'option', e.key, e.value, count(*), (array_agg(f.id))[1]
        from fitting f
       cross join lateral (select distinct c.key, c.value from variant v cross join jsonb_each_text(v.options) c
                            where v.product_id = f.id and v.status = 'active') e
       group by e.key, e.value
       union all
      select 'attribute', e.key, e.value ->> 'code', count(*), (array_agg(f.id))[1]
        from fitting f cross join jsonb_each(f.attributes) e
       group by e.key, e.value ->> 'code'
    ), most as (
      select * from counted order by products desc, value limit ${FACETS_MAX * FACET_VALUES_MAX}
    )
    select m.kind, m.code, m.value, m.products, o.choices,
           coalesce(o.names, p.attributes -> m.code -> 'names') as names, p.attributes -> m.code -> 'value' as value_names
      from most m
      left join product_option o on m.kind = 'option' and o.product_id = m.sample and o.code = m.code
      left join product p on m.kind = 'attribute' and p.id = m.sample
     order by m.products desc, m.value`
  const grouped = [...Map.groupBy(rows, ({ kind, code }) => `${kind}:${code}`).values()].slice(0, FACETS_MAX)
  return grouped.map((group) => facetOf(group, locale))
}

function facetOf(group: Row[], locale: Locale): Facet {
  const { kind, code, names } = group[0] as Row
  const nameOf = ({ value, choices, value_names }: Row): string => {
    const texts = value_names ?? choices?.find((choice) => choice.code === value)?.names ?? {}
    return said(texts, locale) || value
  }
  return {
    kind,
    code,
    name: said(names ?? {}, locale) || code,
    values: group
      .slice(0, FACET_VALUES_MAX)
      .map((row) => ({ code: row.value, name: nameOf(row), products: row.products })),
  }
}
