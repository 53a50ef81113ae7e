import type { Ctx } from '#platform/ctx'
import type { Finding } from '#platform/module'

/** What a list asks must be the one open row of its history. */
export async function doctor(ctx: Ctx, limit: number): Promise<Finding[]> {
  const rows = await ctx.sql<{ subject: string; expected: string | null; found: string | null }>`
    select coalesce(p.price_list_id, h.price_list_id) || ' ' || coalesce(p.variant_id, h.variant_id) as subject,
           h.amount::text as expected, p.amount::text as found
      from price p
           full join (select * from price_history where to_at is null) h
                on h.price_list_id = p.price_list_id and h.variant_id = p.variant_id and h.min_quantity = p.min_quantity
     where p.amount is distinct from h.amount
     limit ${limit}`
  return rows.map(({ subject, expected, found }) => ({
    check: 'price is the open row of its history',
    subject,
    expected: expected ?? 'none',
    found: found ?? 'none',
  }))
}
