import type { Ctx } from '#platform/ctx'
import type { Finding } from '#platform/doctor'
import type { Key } from '#platform/slices'
import { expect } from 'vitest'
import { modules } from '../../server/modules.ts'
import { fillAtScale } from '../../tools/scale/index.ts'
import { openShop } from './shop.ts'
import type { Shop } from './shop.ts'

/** A shop with a past, for doctors to look at: slice by slice, with something spoiled, and as it was afterwards. */
export const SCALE = { stores: 3, variants: 12, customers: 60, orders: 320 }
/** Slices that end between all kinds of rows; the last takes a shop of this size in one. */
const SLICE_ROWS = [1, 2, 7, 10_000]
const ALL = 1_000_000

export async function openShopWithPast(): Promise<Shop> {
  const shop = await openShop({ bare: true })
  await fillAtScale(shop.db, SCALE)
  await shop.write(takeParcelsBack)
  return shop
}

/** Every ninth parcel is still where it was to be sent from, with all that goes with it. */
async function takeParcelsBack({ sql }: Ctx): Promise<void> {
  const parcels = await sql<{ id: string; order_id: string }>`
    update fulfilment set status = 'assigned', closed_at = null
     where id in (select id from (select id, row_number() over (order by id) as n from fulfilment where status = 'delivered') f where n % 9 = 0)
    returning id, order_id`
  const orders = parcels.map(({ order_id }) => order_id)
  await sql`update orders set status = 'in_progress', completed_at = null where id = any(${orders}::uuid[])`
  await sql`update order_line set fulfilled = 0 where order_id = any(${orders}::uuid[])`
  await sql`delete from stock_movement where kind = 'shipped' and cause_id = any(${orders}::uuid[])`
  await sql`
    insert into stock_allocation (id, order_id, order_line_id, variant_id, location_id, quantity, created_at)
    select gen_random_uuid(), f.order_id, l.order_line_id, l.variant_id, f.location_id, l.quantity, f.created_at
      from fulfilment f join fulfilment_line l on l.fulfilment_id = f.id where f.order_id = any(${orders}::uuid[])`
  await sql`
    update stock_level l set on_hand = on_hand + a.quantity, allocated = allocated + a.quantity
      from (select variant_id, location_id, sum(quantity) as quantity from stock_allocation
             where order_id = any(${orders}::uuid[]) group by 1, 2) a
     where (l.variant_id, l.location_id) = (a.variant_id, a.location_id)`
}

const doctorOf = (name: string) => modules.find((module) => module.name === name)!.doctor!

/** What is found slice by slice, each slice a visit of its own. */
export async function sliced(
  ctx: Ctx,
  name: string,
  slice_rows: number,
): Promise<{ findings: Finding[]; slices: number }> {
  const findings: Finding[] = []
  let after: Key | null = null
  for (let slices = 1; ; slices++) {
    const visit = await doctorOf(name).visit(ctx, { limit: ALL, after, slice_rows, enough: () => true })
    findings.push(...visit.findings)
    after = visit.next
    if (after === null) return { findings, slices }
  }
}

const UNDO = new Error('undone')

/** Spoils the shop, looks at it in slices of every size, and leaves it as it was. */
export async function foundAfter(shop: Shop, name: string, spoil: (ctx: Ctx) => Promise<unknown>): Promise<Finding[]> {
  let found: Finding[] = []
  const work = shop.write(async (ctx) => {
    await spoil(ctx)
    found = await doctorOf(name)(ctx, ALL)
    for (const rows of SLICE_ROWS) {
      const { findings } = await sliced(ctx, name, rows)
      expect(inOrder(findings), `${rows} rows a slice`).toEqual(inOrder(found))
    }
    throw UNDO
  })
  await expect(work).rejects.toBe(UNDO)
  return found
}

const inOrder = (findings: Finding[]): string[] => findings.map((finding) => JSON.stringify(finding)).toSorted()

export const subjects = (findings: Finding[], check: RegExp): string[] =>
  findings.filter((finding) => check.test(finding.check)).map(({ subject }) => subject)
