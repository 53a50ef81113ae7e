import { DEVICE_SIGNS } from '#access'
import { FIRST_HASH } from '#sdk'
import type { Ctx } from '#platform/ctx'
import { inTurn } from '#platform/ctx'
import { notFound } from '#platform/errors'
import type { Row } from '#platform/rows'

/** A till as its facts left it, and where it stands. */
export type Till = Omit<Row<'till'>, 'updated_at'> & {
  name: string
  register_id: string
  register_code: string
  register_name: string
}

type Enrolled = Pick<Till, 'device_id' | 'name' | 'store_id' | 'register_id' | 'register_code' | 'register_name'> & {
  store_code: string
} & { [Field in keyof Heads]: Heads[Field] | null }
type Heads = Pick<Till, 'series' | 'last_seq' | 'last_hash' | 'last_receipt' | 'last_z'>

/** The till that calls. */
export async function tillOf(ctx: Ctx): Promise<Till> {
  const [row] = await ctx.sql<Enrolled>`
    select d.id as device_id, d.name, r.store_id, r.id as register_id, r.code as register_code, r.name as register_name,
           s.code as store_code, t.series, t.last_seq, t.last_hash, t.last_receipt, t.last_z
      from access_device d
      join register r on r.id = d.register_id
      join store s on s.id = r.store_id
      left join till t on t.device_id = d.id
     where d.id = ${ctx.actor.id}::uuid`
  if (!row) throw notFound('device')
  const { store_code, series, last_seq, last_hash, last_receipt, last_z, ...where } = row
  return {
    ...where,
    series: series ?? seriesOf(store_code, row.register_code, row.device_id),
    last_seq: last_seq ?? 0,
    last_hash: last_hash ?? FIRST_HASH,
    last_receipt: last_receipt ?? 0,
    last_z: last_z ?? 0,
  }
}

/** What its receipts are called, once and for ever; no two devices of a register end alike (`enrolDevice`): `GRAN-VIA-CAJA-1-7F3A`. */
const seriesOf = (store_code: string, register_code: string, device_id: string): string =>
  `${store_code}-${register_code}-${device_id.slice(-DEVICE_SIGNS)}`.toUpperCase()

/** The same, with the row that is the lock of its facts: the second of two calls waits, and sees what the first did. */
export async function lockTill(ctx: Ctx): Promise<Till> {
  const { device_id, store_id, series } = await tillOf(ctx)
  const [, , till] = await inTurn(
    ctx.sql`
      insert into till (device_id, store_id, series, last_hash, updated_at)
      values (${device_id}, ${store_id}, ${series}, ${FIRST_HASH}, ${ctx.now}) on conflict (device_id) do nothing`,
    ctx.sql`select 1 from till where device_id = ${device_id} for no key update`,
    tillOf(ctx),
  )
  return till
}

export type OpenShift = Row<'till_shift'>

export async function openShiftOf(ctx: Ctx, device_id: string): Promise<OpenShift | null> {
  const [shift] = await ctx.sql<OpenShift>`
    select * from till_shift where device_id = ${device_id} and closed_at is null`
  return shift ?? null
}
