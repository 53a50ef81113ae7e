import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'

/** Between which places a transfer goes. */
export async function transferPlaces(ctx: Ctx, transfer_id: string): Promise<{ from_id: string; to_id: string }> {
  const [places] = await ctx.sql<{ from_id: string; to_id: string }>`
    select from_id, to_id from stock_transfer where id = ${transfer_id}`
  if (!places) throw notFound('transfer', transfer_id)
  return places
}
