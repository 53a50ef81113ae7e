import { staffById } from '#organisation'
import type { Role } from '#organisation'
import type { ActorKind } from '#platform/actor'
import type { Ctx } from '#platform/ctx'

export type Me = {
  kind: ActorKind
  id: string | null
  name: string | null
  customer_id: string | null
  verified: boolean
  session_id: string | null
  channel: string | null
  permissions: string[]
  store_ids: string[] | null
  staff: { email: string; role: Role; locale: string; totp: boolean } | null
}

/** Who this credential is and what it may do; a caller without one learns that it is nobody. */
export async function me(ctx: Ctx): Promise<Me> {
  const { permissions, store_ids, ...actor } = ctx.actor
  return {
    ...actor,
    permissions: [...permissions].toSorted(),
    store_ids: store_ids === null ? null : [...store_ids],
    staff: actor.kind === 'staff' && actor.id !== null ? await staffDetails(ctx, actor.id) : null,
  }
}

async function staffDetails(ctx: Ctx, staff_id: string): Promise<Me['staff']> {
  const staff = await staffById(ctx, staff_id)
  if (!staff) return null
  const totp = await ctx.sql<{
    staff_id: string
  }>`select staff_id from access_totp where staff_id = ${staff_id} and confirmed_at is not null`
  return { email: staff.email, role: staff.role, locale: staff.locale, totp: totp.length === 1 }
}
