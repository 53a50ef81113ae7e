import type { Ctx } from '#platform/ctx'
import type { Finding } from '#platform/module'

/** A cart that ended keeps no goods from others. */
export async function doctor(ctx: Ctx, limit: number): Promise<Finding[]> {
  const rows = await ctx.sql<{ id: string; status: string; units: number }>`
    select c.id, c.status, sum(r.quantity)::int as units
      from stock_reservation r join cart c on c.id = r.cart_id
     where c.status <> 'open' and r.expires_at > ${ctx.now}
     group by c.id
     limit ${limit}`
  return rows.map(({ id, status, units }) => ({
    check: 'a closed cart holds nothing',
    subject: `cart ${id} (${status})`,
    expected: '0 units',
    found: `${units} units`,
  }))
}
