import type { Ctx } from '#platform/ctx'
import { pricesOf } from './known.ts'
import { askedFor } from './rules.ts'

export type AskedThen = {
  channel: string
  store_id: string | null
  currency: string
  customer_tags: readonly string[]
  at: Date
  variant_ids: readonly string[]
}

/** What was asked for one unit of each article at a moment, by the history of its prices; unpriced ones are missing. */
export async function askedThen(ctx: Ctx, { variant_ids, ...asker }: AskedThen): Promise<Map<string, number>> {
  const prices = await pricesOf(ctx, [...new Set(variant_ids)])
  return new Map(
    [...prices].flatMap(([variant_id, pricing]) => {
      const amount = askedFor(pricing, asker)
      return amount === null ? [] : [[variant_id, amount] as const]
    }),
  )
}

/** Whether what is asked here is said with tax: as the list that goes before all others says it. */
export async function pricesIncludeTax(
  ctx: Ctx,
  { channel, store_id, currency }: { channel: string; store_id: string; currency: string },
): Promise<boolean> {
  const [list] = await ctx.sql<{ tax_included: boolean }>`
    select tax_included from price_list
     where active and currency = ${currency} and customer_tag is null
       and (channel is null or channel = ${channel}) and (store_id is null or store_id = ${store_id})
     order by priority desc, code limit 1`
  return list?.tax_included ?? true
}

/** Whether a list of these began or ended between two moments: then prices changed without anybody changing one. */
export async function listsTurned(
  ctx: Ctx,
  { channel, store_id, from, to }: { channel: string; store_id: string; from: Date; to: Date },
): Promise<boolean> {
  const rows = await ctx.sql`
    select 1 from price_list
     where active and customer_tag is null
       and (channel is null or channel = ${channel}) and (store_id is null or store_id = ${store_id})
       and ((starts_at > ${from} and starts_at <= ${to}) or (ends_at > ${from} and ends_at <= ${to})) limit 1`
  return rows.length > 0
}
