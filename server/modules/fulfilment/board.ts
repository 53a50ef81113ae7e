import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import type { PageOf } from '#platform/page'
import { PAGE_DEFAULT, decodeCursor, pageOf } from '#platform/page'
import type { FulfilmentLine, FulfilmentView } from './fulfilment.ts'
import { VIEW, linesOf } from './fulfilment.ts'
import { hashOfCode } from './handover-code.ts'
import type { Kind, Status } from './rules.ts'
import { OPEN } from './rules.ts'

export type BoardFilter = {
  /** Left out: whatever still has to be done. */
  status?: Status | undefined
  kind?: Kind | undefined
  location_id?: string | undefined
  /** What the customer shows at the counter. */
  code?: string | undefined
  order_id?: string | undefined
  limit?: number | undefined
  after?: string | undefined
}

export type BoardItem = FulfilmentView & { lines: FulfilmentLine[]; late: boolean }

/**
 * What the places have to do, the most urgent first. `store_ids` null = all. Each (place, status) is one
 * walk of an index in order of `due_at`; a page is the merge of their heads.
 */
export async function fulfilmentBoard(
  ctx: Ctx,
  store_ids: readonly string[] | null,
  filter: BoardFilter,
): Promise<PageOf<BoardItem>> {
  const { limit = PAGE_DEFAULT } = filter
  const statuses = filter.status ? [filter.status] : OPEN
  const [due, id] = filter.after
    ? decodeCursor(filter.after, ['moment', 'id'])
    : ['0001-01-01T00:00:00Z', '00000000-0000-0000-0000-000000000000']
  const where = [
    fragment`f.status = k.status`,
    fragment`(f.due_at, f.id) > (${String(due)}::timestamptz, ${String(id)}::uuid)`,
  ]
  if (filter.kind) where.push(fragment`f.kind = ${filter.kind}`)
  if (filter.code) where.push(fragment`f.handover_code_hash = ${hashOfCode(filter.code)}`)
  if (filter.order_id) where.push(fragment`f.order_id = ${filter.order_id}`)
  const places =
    store_ids === null && !filter.location_id
      ? fragment`select s as status from unnest(${statuses}::text[]) s`
      : fragment`
        select s as status, l.id as location_id from unnest(${statuses}::text[]) s cross join location l
         where ${store_ids === null ? fragment`true` : fragment`l.store_id = any(${store_ids}::uuid[])`}
           and ${filter.location_id ? fragment`l.id = ${filter.location_id}` : fragment`true`}`
  if (store_ids !== null || filter.location_id) where.push(fragment`f.location_id = k.location_id`)
  const rows = await ctx.sql<FulfilmentView>`
    ${VIEW} where f.id in (
      select hit.id from (${places}) k cross join lateral (
        select f.id, f.due_at from fulfilment f where ${fragment.join(where, fragment` and `)}
         order by f.due_at, f.id limit ${limit + 1}) hit
       order by hit.due_at, hit.id limit ${limit + 1})
     order by f.due_at, f.id`
  const page = pageOf(rows, limit, (row) => [row.due_at, row.id])
  const lines = await linesOf(
    ctx,
    page.items.map((row) => row.id),
  )
  return { ...page, items: page.items.map((row) => boardItem(ctx, row, lines)) }
}

export const boardItem = (ctx: Ctx, row: FulfilmentView, lines: readonly FulfilmentLine[]): BoardItem => ({
  ...row,
  lines: lines.filter((line) => line.fulfilment_id === row.id),
  late: ['assigned', 'accepted', 'picking'].includes(row.status) && row.due_at < ctx.now,
})
