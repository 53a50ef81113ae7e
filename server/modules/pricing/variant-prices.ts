import type { Ctx } from '#platform/ctx'
import { seenHere } from './price-lists.ts'

export type VariantPrice = {
  price_list: string
  currency: string
  tax_included: boolean
  min_quantity: number
  amount: number
  compare_at: number | null
  updated_at: Date
}

export type AskedPrice = { price_list: string; min_quantity: number; amount: number; from_at: Date; to_at: Date | null }

export type VariantPrices = { prices: VariantPrice[]; history: AskedPrice[] }

export const HISTORY_MAX = 200

/** What every list asks for an article, and what they asked, newest first. */
export async function variantPrices(ctx: Ctx, variant_id: string): Promise<VariantPrices> {
  const prices = await ctx.sql<VariantPrice>`
    select l.code as price_list, l.currency, l.tax_included, p.min_quantity, p.amount, p.compare_at, p.updated_at
      from price p join price_list l on l.id = p.price_list_id
     where p.variant_id = ${variant_id} and ${seenHere(ctx)}
     order by l.priority desc, l.code, p.min_quantity
     limit ${HISTORY_MAX}`
  const history = await ctx.sql<AskedPrice>`
    select l.code as price_list, h.min_quantity, h.amount, h.from_at, h.to_at
      from price_history h join price_list l on l.id = h.price_list_id
     where h.variant_id = ${variant_id} and ${seenHere(ctx)}
     order by h.from_at desc, h.id desc
     limit ${HISTORY_MAX}`
  return { prices, history }
}
