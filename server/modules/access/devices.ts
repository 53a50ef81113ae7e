import { seesStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { conflict, notFound } from '#platform/errors'
import { hashSecret, newId, newSecret } from '#platform/ids'
import { badCredential } from './authenticate.ts'
import { deviceEnrolled, deviceRevoked } from './events.ts'
import { PREFIX } from './rules.ts'
import { revokeSessionsAt } from './sessions.ts'

const DEVICES_MAX = 500

export type Device = {
  id: string
  register_id: string
  register: string
  store_id: string
  name: string
  enrolled_at: Date
  seen_at: Date | null
  revoked_at: Date | null
}

/** Signs at the end of a device's id by which its receipts are told from those of others of the register. */
export const DEVICE_SIGNS = 4

export type EnrolDevice = { id?: string; register_id: string; name: string }

/**
 * Makes a tablet or computer a till of this register; its token is told this once. A device that was locked out comes
 * back to its register under its old id: what it has not sent yet hangs on it. Refused: device_exists, device_alike (409).
 */
export async function enrolDevice(
  ctx: Ctx,
  { id: given, register_id, name }: EnrolDevice,
): Promise<Device & { token: string }> {
  const [register] = await ctx.sql<{
    code: string
    store_id: string
    devices: string[]
  }>`select code, store_id, array(select d.id from access_device d where d.register_id = r.id) as devices
       from register r where r.id = ${register_id}`
  if (!register || !seesStore(ctx.actor, register.store_id)) throw notFound('register', register_id)
  const id = given ?? unlike(register.devices)
  if (isLike(id, register.devices))
    throw conflict('device_alike', {
      detail: `Another device of this register ends in ${id.slice(-DEVICE_SIGNS)} too, so their receipts would be called alike. Give it another id.`,
    })
  const token = newSecret(PREFIX.device)
  const enrolled_by = ctx.actor.kind === 'staff' ? ctx.actor.id : null
  const [enrolled] = await ctx.sql<{ id: string }>`
    insert into access_device as d (id, register_id, name, token_hash, enrolled_by, enrolled_at)
    values (${id}, ${register_id}, ${name}, ${hashSecret(token)}, ${enrolled_by}::uuid, ${ctx.now})
    on conflict (id) do update
       set name = excluded.name, token_hash = excluded.token_hash, enrolled_by = excluded.enrolled_by,
           enrolled_at = excluded.enrolled_at, revoked_at = null
     where d.revoked_at is not null and d.register_id = excluded.register_id
    returning id`
  if (!enrolled)
    throw conflict('device_exists', {
      detail: 'This device is enrolled; its token cannot be shown again. Revoke it and enrol it anew.',
    })
  ctx.emit(
    deviceEnrolled,
    { name, register: register.code },
    { subject_kind: 'device', subject_id: id, store_id: register.store_id },
  )
  return {
    id,
    register_id,
    register: register.code,
    store_id: register.store_id,
    name,
    enrolled_at: ctx.now,
    seen_at: null,
    revoked_at: null,
    token,
  }
}

const endOf = (id: string): string => id.slice(-DEVICE_SIGNS).toLowerCase()

/** A new device whose receipts would be called as those of another; one that comes back is itself. */
const isLike = (id: string, devices: readonly string[]): boolean =>
  !devices.includes(id.toLowerCase()) && devices.some((known) => endOf(known) === endOf(id))

/** An id of its own: of 65,536 ends a register uses a handful. */
function unlike(devices: readonly string[]): string {
  let id = newId()
  for (let tries = 0; tries < 100 && isLike(id, devices); tries++) id = newId()
  return id
}

/** The tills of the stores one may see, the newest first. */
export const devices = (ctx: Ctx): Promise<Device[]> =>
  ctx.sql<Device>`
    select d.id, d.register_id, r.code as register, r.store_id, d.name, d.enrolled_at, d.seen_at, d.revoked_at
      from access_device d join register r on r.id = d.register_id
     where ${ctx.actor.store_ids}::uuid[] is null or r.store_id = any(${ctx.actor.store_ids}::uuid[])
     order by d.enrolled_at desc, d.id desc limit ${DEVICES_MAX}`

/** A lost or replaced till is locked out at once, with whoever came in there; saying it twice is harmless. */
export async function revokeDevice(ctx: Ctx, { device_id }: { device_id: string }): Promise<void> {
  const [device] = await ctx.sql<{ name: string; store_id: string; revoked_at: Date | null }>`
    select d.name, r.store_id, d.revoked_at from access_device d join register r on r.id = d.register_id where d.id = ${device_id}`
  if (!device || !seesStore(ctx.actor, device.store_id)) throw notFound('device', device_id)
  const [revoked] = await ctx.sql<{ id: string }>`
    update access_device set revoked_at = ${ctx.now} where id = ${device_id} and revoked_at is null returning id`
  if (!revoked) return
  await revokeSessionsAt(ctx, { device_id })
  ctx.emit(
    deviceRevoked,
    { name: device.name },
    { subject_kind: 'device', subject_id: device_id, store_id: device.store_id },
  )
}

/** Until this transaction ends nobody locks the till out. Refuses bad_credential (401). */
export async function mustBeEnrolled(ctx: Ctx, device_id: string): Promise<void> {
  const [device] = await ctx.sql`select id from access_device where id = ${device_id} and revoked_at is null for share`
  if (!device) throw badCredential()
}
