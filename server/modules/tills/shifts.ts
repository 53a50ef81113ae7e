import { mustServeStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import type { PageOf } from '#platform/page'
import { PAGE_DEFAULT, momentCursor, pageOf } from '#platform/page'
import type { Row } from '#platform/rows'
import type { Report } from './shapes.ts'

export type ShiftRow = Omit<Row<'till_shift'>, 'closed_by' | 'rounding'> & {
  device_name: string
  opened_by_name: string
  variance: Report['variance']
}

export type ListShifts = { store_id?: string | undefined; limit?: number | undefined; after?: string | undefined }

/** Shifts of tills, the latest opened first: of one store, or of all one serves. */
export async function listShifts(ctx: Ctx, input: ListShifts): Promise<PageOf<ShiftRow>> {
  const { store_id, limit = PAGE_DEFAULT, after } = input
  if (store_id !== undefined) mustServeStore(ctx.actor, store_id)
  const stores = store_id === undefined ? ctx.actor.store_ids : [store_id]
  const { at, id } = momentCursor(after)
  const rows = await ctx.sql<ShiftRow>`
    select s.id, s.device_id, d.name as device_name, s.store_id, s.currency, s.opened_at, s.opened_by, p.name as opened_by_name,
           s.closed_at, s.z_number, s.float, s.sales, s.gross, s.cash, s.terminal, s.cash_in, s.cash_out, s.voided,
           (select r.content->'variance' from till_report r where r.shift_id = s.id) as variance
      from till_shift s join access_device d on d.id = s.device_id join staff p on p.id = s.opened_by
     where (s.opened_at, s.id) < (${at}::timestamptz, ${id}::uuid)
       ${stores === null ? fragment`` : fragment`and s.store_id = any(${stores}::uuid[])`}
     order by s.opened_at desc, s.id desc limit ${limit + 1}`
  return pageOf(rows, limit, (row) => [row.opened_at, row.id])
}
