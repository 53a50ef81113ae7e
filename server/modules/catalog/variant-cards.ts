import type { Ctx } from '#platform/ctx'
import { recall, remembered } from '#platform/memory'
import type { Remembered } from '#platform/memory'
import { said } from './product.ts'
import type { Locale, Option } from './product.ts'
import { paddedGtin, pictureUrl } from './rules.ts'

/** A variant as a line of a cart, a receipt or a picking list shows it. */
export type VariantCard = {
  id: string
  product_id: string
  slug: string
  sku: string
  gtin: string | null
  /** Of the product, in the language asked for. */
  name: string
  /** As people read them, in the order of display: { Talla: '42', Color: 'Azul' }. */
  options: Record<string, string>
  tax_class: 'standard' | 'reduced' | 'super_reduced' | 'exempt'
  kind: 'goods' | 'service'
  /** On sale now: neither the product nor the variant is a draft or archived. */
  sellable: boolean
  /** Address of a rendition 640 pixels wide; the variant's own picture, else the product's, else its likest sister's. */
  picture: string | null
  weight_g: number | null
}

type Row = Omit<VariantCard, 'options'> & { chosen: Record<string, string>; product_options: Option[] }

const TABLES = ['product', 'product_text', 'product_option', 'variant', 'media']
const CARDS: Record<Locale, Remembered> = {
  es: remembered('variant_card', { tables: TABLES, most: 20_000 }),
  en: remembered('variant_card', { tables: TABLES, most: 20_000 }),
}

/** Cards by variant id, also of archived ones (old orders show them); unknown ids are missing. At most one statement. */
export const variantCards = (
  ctx: Ctx,
  { ids, locale }: { ids: readonly string[]; locale: Locale },
): Promise<Map<string, VariantCard>> => recall(ctx, CARDS[locale], ids, (missing) => cardsFor(ctx, missing, locale))

async function cardsFor(ctx: Ctx, ids: readonly string[], locale: Locale): Promise<Map<string, VariantCard>> {
  const rows = await ctx.sql<Row>`
    select v.id, v.product_id, p.slug, v.sku, v.gtin, p.tax_class, p.kind, v.weight_g, v.options as chosen,
           p.status = 'active' and v.status = 'active' as sellable,
           coalesce((select t.name from product_text t where t.product_id = p.id
                      order by (t.locale = ${locale}) desc limit 1), p.slug) as name,
           (select m.path from media m left join variant o on o.id = m.variant_id
             where m.product_id = p.id
             order by coalesce(m.variant_id = v.id, false) desc, (m.variant_id is null) desc,
                      (select count(*) from jsonb_each_text(o.options) as same(code, choice) where v.options ->> code = choice) desc,
                      m.position, m.id
             limit 1) as picture,
           (select coalesce(jsonb_agg(jsonb_build_object('code', o.code, 'names', o.names, 'choices', o.choices) order by o.position), '[]')
              from product_option o where o.product_id = p.id) as product_options
      from variant v
      join product p on p.id = v.product_id
     where v.id = any(${ids}::uuid[])`
  return new Map(
    rows.map(({ chosen, product_options, picture, ...row }) => [
      row.id,
      {
        ...row,
        options: optionNames(chosen, product_options, locale),
        picture: picture === null ? null : pictureUrl(picture, 640),
      },
    ]),
  )
}

function optionNames(chosen: Record<string, string>, options: Option[], locale: Locale): Record<string, string> {
  return Object.fromEntries(
    options.flatMap(({ code, names, choices }) => {
      const choice = choices.find((each) => each.code === chosen[code])
      return choice ? [[said(names, locale), said(choice.names, locale)]] : []
    }),
  )
}

/** What a scanner or a keyboard said: a SKU in any case, or a GTIN in any length. A SKU goes first. */
export async function variantByCode(ctx: Ctx, { code }: { code: string }): Promise<{ id: string } | null> {
  const text = code.trim()
  const [variant] = await ctx.sql<{ id: string }>`
    select id from variant
     where lower(sku) = lower(${text}) or lpad(gtin, 14, '0') = ${paddedGtin(text)}
     order by (lower(sku) = lower(${text})) desc
     limit 1`
  return variant ?? null
}
