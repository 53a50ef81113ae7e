import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import { refused } from '#platform/errors'
import type { PageOf } from '#platform/page'
import { PAGE_DEFAULT, decodeCursor, momentCursor, pageOf } from '#platform/page'
import type { LevelKey } from './levels.ts'
import { FREE } from './levels.ts'

type Paged = { limit?: number | undefined; after?: string | undefined }

export type LevelRow = LevelKey & {
  sku: string
  location: string
  store_id: string | null
  on_hand: number
  allocated: number
  reserved: number
  safety_stock: number
  damaged: number
  incoming: number
  backorder_limit: number
  available: number
  updated_at: Date
}

/** Stores an actor may look into; null = all. */
const within = (ctx: Ctx) =>
  ctx.actor.store_ids === null ? fragment`true` : fragment`n.store_id = any(${ctx.actor.store_ids}::uuid[])`

/** What stands where: of one article over its places, or of one place over its articles. */
export async function levelsOf(
  ctx: Ctx,
  {
    variant_id,
    product_id,
    location_id,
    limit = PAGE_DEFAULT,
    after,
  }: Paged & { variant_id?: string | undefined; product_id?: string | undefined; location_id?: string | undefined },
): Promise<PageOf<LevelRow>> {
  if (variant_id === undefined && product_id === undefined && location_id === undefined) {
    throw refused('too_wide', { detail: 'Ask for an article or a place.' }, 400)
  }
  const [last_variant, last_location] = after ? keyOfPage(after) : [FIRST_ID, FIRST_ID]
  const rows = await ctx.sql<LevelRow>`
    select l.*, v.sku, n.code as location, n.store_id,
           greatest(0, ${FREE} + coalesce((select sum(r.quantity) from stock_reservation r
              where r.variant_id = l.variant_id and r.location_id = l.location_id and r.expires_at <= ${ctx.now}::timestamptz), 0))::int as available
      from stock_level l join variant v on v.id = l.variant_id join location n on n.id = l.location_id
     where (l.variant_id, l.location_id) > (${last_variant}::uuid, ${last_location}::uuid) and ${within(ctx)}
       ${variant_id === undefined ? fragment`` : fragment`and l.variant_id = ${variant_id}`}
       ${product_id === undefined ? fragment`` : fragment`and v.product_id = ${product_id}`}
       ${location_id === undefined ? fragment`` : fragment`and l.location_id = ${location_id}`}
     order by l.variant_id, l.location_id limit ${limit + 1}`
  return pageOf(rows, limit, (row) => [row.variant_id, row.location_id])
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

function keyOfPage(after: string): [string, string] {
  const [variant_id, location_id] = decodeCursor(after, ['id', 'id'])
  return [String(variant_id), String(location_id)]
}

export type TransferRow = {
  id: string
  from_id: string
  from: string
  to_id: string
  to: string
  status: 'sent' | 'received' | 'received_short' | 'canceled'
  reason: string | null
  sent_at: Date
  received_at: Date | null
  lines: { variant_id: string; sku: string; sent: number; received: number; missing: number }[]
}

/** Goods on their way and arrived, newest first. */
export async function listTransfers(
  ctx: Ctx,
  {
    location_id,
    status,
    limit = PAGE_DEFAULT,
    after,
  }: Paged & { location_id?: string | undefined; status?: string | undefined },
): Promise<PageOf<TransferRow>> {
  const { at, id } = momentCursor(after)
  const mine =
    ctx.actor.store_ids === null
      ? fragment`true`
      : fragment`(f.store_id = any(${ctx.actor.store_ids}::uuid[]) or t.store_id = any(${ctx.actor.store_ids}::uuid[]))`
  const rows = await ctx.sql<TransferRow>`
    select x.id, x.from_id, f.code as "from", x.to_id, t.code as "to", x.status, x.reason, x.sent_at, x.received_at,
           (select jsonb_agg(jsonb_build_object('variant_id', l.variant_id, 'sku', v.sku, 'sent', l.sent, 'received', l.received,
                                                'missing', l.missing) order by v.sku)
              from stock_transfer_line l join variant v on v.id = l.variant_id where l.transfer_id = x.id) as lines
      from stock_transfer x join location f on f.id = x.from_id join location t on t.id = x.to_id
     where (x.sent_at, x.id) < (${at}::timestamptz, ${id}::uuid) and ${mine}
       ${location_id === undefined ? fragment`` : fragment`and ${location_id}::uuid in (x.from_id, x.to_id)`}
       ${status === undefined ? fragment`` : fragment`and x.status = ${status}`}
     order by x.sent_at desc, x.id desc limit ${limit + 1}`
  return pageOf(rows, limit, (row) => [row.sent_at, row.id])
}

export type ReservationRow = LevelKey & {
  id: string
  cart_id: string
  line_id: string
  sku: string
  quantity: number
  expires_at: Date
  due: boolean
}

/** What carts hold, soonest to end first; `due` ones count as free already. */
export async function listReservations(
  ctx: Ctx,
  {
    variant_id,
    location_id,
    cart_id,
    limit = PAGE_DEFAULT,
    after,
  }: Paged & { variant_id?: string | undefined; location_id?: string | undefined; cart_id?: string | undefined },
): Promise<PageOf<ReservationRow>> {
  const from = after ? momentCursor(after) : { at: new Date(0), id: FIRST_ID }
  const rows = await ctx.sql<ReservationRow>`
    select r.id, r.cart_id, r.line_id, r.variant_id, r.location_id, v.sku, r.quantity, r.expires_at, r.expires_at <= ${ctx.now}::timestamptz as due
      from stock_reservation r join variant v on v.id = r.variant_id join location n on n.id = r.location_id
     where (r.expires_at, r.id) > (${from.at}::timestamptz, ${from.id}::uuid) and ${within(ctx)}
       ${variant_id === undefined ? fragment`` : fragment`and r.variant_id = ${variant_id}`}
       ${location_id === undefined ? fragment`` : fragment`and r.location_id = ${location_id}`}
       ${cart_id === undefined ? fragment`` : fragment`and r.cart_id = ${cart_id}`}
     order by r.expires_at, r.id limit ${limit + 1}`
  return pageOf(rows, limit, (row) => [row.expires_at, row.id])
}
