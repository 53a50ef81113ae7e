import { knownCustomers } from '#customers'
import type { CustomerBasics } from '#customers'
import type { Ctx } from '#platform/ctx'
import type { PageOf } from '#platform/page'
import { decodeCursor, encodeCursor } from '#platform/page'

export const PEOPLE_MAX = 2_000

/** Known people in the order of ids. A page may hold few or nobody and still have a next one. */
export async function tillCustomers(
  ctx: Ctx,
  { after, limit = PEOPLE_MAX }: { after?: string | undefined; limit?: number | undefined },
): Promise<PageOf<CustomerBasics>> {
  const from = after ? String(decodeCursor(after, ['id'])[0]) : undefined
  const { items, last } = await knownCustomers(ctx, { after: from, limit })
  return { items, next: last === null ? null : encodeCursor([last]) }
}
