import { addStaff as addToOrganisation, changeStaff as changeInOrganisation, staffById } from '#organisation'
import type { AddStaff, ChangeStaff, Staff } from '#organisation'
import { mustHave, mustServeStore } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { conflict, notFound, refused } from '#platform/errors'
import type { Steps } from '#platform/route'
import { countAttempt, secondFactorsOf } from './attempts.ts'
import { passwordChanged } from './events.ts'
import { NOBODYS_HASH, hashPassword, isPassword } from './passwords.ts'
import { permissionsOf } from './roles.ts'
import { revokeStaffSessions } from './sessions.ts'
import { mustBeUncommon } from './weak-passwords.ts'

/**
 * The person is organisation's; what lets them in is set afterwards: a password, then their own passkeys.
 * Refused: forbidden, other_store (403) for rights beyond one's own.
 */
export async function addStaff(ctx: Ctx, input: AddStaff): Promise<Staff> {
  mustReach(ctx, input)
  return addToOrganisation(ctx, input)
}

/** Who is let go is out with the same commit. Refused: forbidden, other_store (403) for rights beyond one's own. */
export async function changeStaff(ctx: Ctx, input: ChangeStaff): Promise<Staff> {
  const before = await reachable(ctx, input.staff_id)
  mustReach(ctx, {
    role: input.role ?? before.role,
    store_ids: input.store_ids === undefined ? before.store_ids : input.store_ids,
  })
  const staff = await changeInOrganisation(ctx, input)
  if (input.active === false) await revokeStaffSessions(ctx, { staff_id: input.staff_id, because: 'deactivated' })
  return staff
}

/** Whoever may edit people could else make an owner of themselves: rights given or touched are never above one's own. */
function mustReach({ actor }: Ctx, { role, store_ids }: Pick<Staff, 'role' | 'store_ids'>): void {
  for (const permission of permissionsOf(role)) mustHave(actor, permission)
  for (const store_id of store_ids ?? [null]) mustServeStore(actor, store_id)
}

/** Somebody whose rights are all within those of who acts. */
export async function reachable(ctx: Ctx, staff_id: string): Promise<Staff> {
  const staff = await staffById(ctx, staff_id)
  if (!staff) throw notFound('staff', staff_id)
  mustReach(ctx, staff)
  return staff
}

export type SetStaffPassword = { staff_id: string; password: string }

/** So long one can come in with a password one was given, to choose one's own: a weekend and a day. */
const GIVEN_MS = 3 * 24 * 3_600_000

/**
 * The owner gives somebody a password to choose their own with (`signIn`), and they are signed out everywhere. Hashed before
 * the transaction.
 */
export async function setStaffPassword(steps: Steps, { staff_id, password }: SetStaffPassword): Promise<void> {
  const { name, email } = await steps.read((ctx) => reachable(ctx, staff_id))
  await mustBeUncommon(password, [name, email])
  const hash = await hashPassword(password)
  await steps.write((ctx) => {
    const given_until = staff_id === ctx.actor.id ? null : new Date(ctx.now.getTime() + GIVEN_MS)
    return setPassword(ctx, { staff_id, hash, by: 'owner', given_until })
  })
}

type Password = {
  staff_id: string
  hash: string
  by: string
  /** Null: it is their own. */
  given_until?: Date | null
}

/** Stores a password that is hashed already (`hashPassword`). */
export async function setPassword(ctx: Ctx, { staff_id, hash, by, given_until = null }: Password): Promise<void> {
  await ctx.sql`
    insert into access_password (staff_id, hash, changed_at, given_until)
    values (${staff_id}, ${hash}, ${ctx.now}, ${given_until})
    on conflict (staff_id) do update
       set hash = excluded.hash, changed_at = excluded.changed_at, given_until = excluded.given_until`
  await revokeStaffSessions(ctx, { staff_id, because: 'password_changed' })
  ctx.emit(passwordChanged, { by }, { subject_kind: 'staff', subject_id: staff_id })
}

export type ChangePassword = { password: string; new_password: string }

/**
 * One's own: the old one must be known; every other session ends. Refused: bad_password, password_too_common,
 * password_changed (409).
 */
export async function changePassword(steps: Steps, { password, new_password }: ChangePassword): Promise<void> {
  const staff_id = steps.actor.id as string
  await steps.write((ctx) => countAttempt(ctx, secondFactorsOf(staff_id)))
  const [known] = await steps.read(
    (ctx) => ctx.sql<{ hash: string }>`select hash from access_password where staff_id = ${staff_id}`,
  )
  if (!(await isPassword(password, known?.hash ?? NOBODYS_HASH)) || !known) {
    throw refused('bad_password', { detail: 'This is not your present password.' })
  }
  const staff = await steps.read((ctx) => staffById(ctx, staff_id))
  await mustBeUncommon(new_password, [staff?.name ?? '', staff?.email ?? ''])
  const hash = await hashPassword(new_password)
  await steps.write(async (ctx) => {
    const [still] = await ctx.sql<{ staff_id: string }>`
      select staff_id from access_password where staff_id = ${staff_id} and hash = ${known.hash} for no key update`
    if (!still) throw conflict('password_changed', { detail: 'Your password was changed meanwhile.' })
    await setPassword(ctx, { staff_id, hash, by: 'self' })
  })
}
