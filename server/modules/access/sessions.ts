import { clusterOf } from '#customers'
import type { Ctx } from '#platform/ctx'
import { forbidden, notFound } from '#platform/errors'
import { hashSecret, newId, newSecret } from '#platform/ids'
import { sessionsRevoked, signedOut } from './events.ts'
import { PREFIX, after } from './rules.ts'

/** A working day and a bit: staff sign in once a shift. */
export const STAFF_SESSION_S = 12 * 3600
/** A shopper who comes back within three months finds the cart. */
export const SHOPPER_SESSION_S = 90 * 24 * 3600
/** Sessions of one person shown or ended at once. */
const SESSIONS_MAX = 200
const USER_AGENT_MAX = 200
/** Where a shopper is who came in by passkey, without a visit: not wherever the call says it is. */
const SHOP_FRONT = 'web'

/** The token is told once, here; the table keeps its hash. */
export type Opened = { session_id: string; token: string; expires_at: Date }

export type OpenSession = (
  | { staff_id: string; /** The till it was opened at, by PIN. */ device_id?: string }
  | { customer_id: string; verified: boolean }
) & { user_agent: string }

export async function openSession(ctx: Ctx, who: OpenSession): Promise<Opened> {
  const opened = {
    session_id: newId(),
    token: newSecret(PREFIX.session),
    expires_at: after(ctx.now, 'staff_id' in who ? STAFF_SESSION_S : SHOPPER_SESSION_S),
  }
  const [kind, staff_id, customer_id, verified] =
    'staff_id' in who ? ['staff', who.staff_id, null, false] : ['customer', null, who.customer_id, who.verified]
  const device_id = ('staff_id' in who && who.device_id) || null
  // A member of staff names the channel call by call; at a till it is the till's, and a shopper stays in the shop front's.
  const channel = device_id ? ctx.actor.channel : kind === 'customer' ? (ctx.actor.channel ?? SHOP_FRONT) : null
  await ctx.sql`
    insert into access_session (id, token_hash, kind, staff_id, customer_id, verified_at, channel, device_id, user_agent, created_at, seen_at, expires_at)
    values (${opened.session_id}, ${hashSecret(opened.token)}, ${kind}, ${staff_id}::uuid, ${customer_id}::uuid,
            ${verified ? ctx.now : null}, ${channel}, ${device_id}::uuid, ${who.user_agent.slice(0, USER_AGENT_MAX)}, ${ctx.now}, ${ctx.now}, ${opened.expires_at})`
  return opened
}

/** Staff who sign in while they are signed in leave the session they came with (ASVS 5.0, 7.2.4). */
export async function openStaffSession(ctx: Ctx, who: { staff_id: string; user_agent: string }): Promise<Opened> {
  if (ctx.actor.kind === 'staff') await signOut(ctx)
  return openSession(ctx, who)
}

export type ProveSession = { customer_id: string; user_agent: string }

/**
 * The shopper proved who they are: the visit they are in becomes theirs under a new token, so that a
 * token somebody else may have planted or seen before is worth nothing now (session fixation, OWASP).
 * Without a visit a session is opened.
 */
export async function proveSession(ctx: Ctx, { customer_id, user_agent }: ProveSession): Promise<Opened> {
  if (ctx.actor.kind !== 'customer' || ctx.actor.session_id === null)
    return openProved(ctx, { customer_id, user_agent })
  const token = newSecret(PREFIX.session)
  const expires_at = after(ctx.now, SHOPPER_SESSION_S)
  const [session] = await ctx.sql<{ id: string }>`
    update access_session
       set token_hash = ${hashSecret(token)}, customer_id = ${customer_id}, verified_at = ${ctx.now}, expires_at = ${expires_at}, seen_at = ${ctx.now}
     where id = ${ctx.actor.session_id} and revoked_at is null
    returning id`
  await endUnproved(ctx, customer_id)
  return session
    ? { session_id: session.id, token, expires_at }
    : openSession(ctx, { customer_id, verified: true, user_agent })
}

async function openProved(ctx: Ctx, { customer_id, user_agent }: ProveSession): Promise<Opened> {
  await endUnproved(ctx, customer_id)
  return openSession(ctx, { customer_id, verified: true, user_agent })
}

/**
 * Visits that were joined (by staff, or by what was proved) are one person while nobody is known. Now somebody is: the
 * other visits, which proved nothing (a kiosk, a stranger taken for somebody), end.
 */
async function endUnproved(ctx: Ctx, customer_id: string): Promise<void> {
  const ended = await ctx.sql<{ id: string }>`
    update access_session set revoked_at = ${ctx.now}
     where customer_id = any(${await clusterOf(ctx, customer_id)}::uuid[]) and verified_at is null and revoked_at is null
    returning id`
  if (ended.length > 0)
    ctx.emit(sessionsRevoked, { sessions: ended.length, because: 'somebody_else_proved' }, { customer_id })
}

/** Ends the session of this call; saying it twice is harmless. */
export async function signOut(ctx: Ctx): Promise<void> {
  const [ended] = await ctx.sql<{ id: string }>`
    update access_session set revoked_at = ${ctx.now} where id = ${ctx.actor.session_id}::uuid and revoked_at is null returning id`
  if (ended) ctx.emit(signedOut, {}, aboutActor(ctx))
}

export type Session = {
  id: string
  channel: string | null
  user_agent: string | null
  created_at: Date
  seen_at: Date
  expires_at: Date
  current: boolean
}

/** One's own living sessions, the latest used first. A shopper's are those of the whole cluster. */
export async function sessions(ctx: Ctx): Promise<Session[]> {
  const { staff_id, customer_ids } = await owner(ctx)
  return ctx.sql<Session>`
    select id, channel, user_agent, created_at, seen_at, expires_at, id = ${ctx.actor.session_id}::uuid as current
      from access_session
     where (staff_id = ${staff_id}::uuid or customer_id = any(${customer_ids}::uuid[])) and revoked_at is null and expires_at > ${ctx.now}
     order by seen_at desc, id desc limit ${SESSIONS_MAX}`
}

/** Ends one of one's own sessions. Refused: not_found for anybody else's. */
export async function revokeSession(ctx: Ctx, { session_id }: { session_id: string }): Promise<void> {
  const { staff_id, customer_ids } = await owner(ctx)
  const [session] = await ctx.sql<{ was_open: boolean }>`
    with mine as (
      select id, revoked_at is null as was_open from access_session
       where id = ${session_id} and (staff_id = ${staff_id}::uuid or customer_id = any(${customer_ids}::uuid[]))
         for no key update)
    update access_session s set revoked_at = coalesce(s.revoked_at, ${ctx.now}) from mine where s.id = mine.id
    returning mine.was_open`
  if (!session) throw notFound('session', session_id)
  if (session.was_open) ctx.emit(sessionsRevoked, { sessions: 1, because: 'asked' }, aboutActor(ctx))
}

/** "Sign out everywhere": all one's own sessions, this one too unless it is to be kept. */
export async function revokeSessions(ctx: Ctx, { keep_this }: { keep_this: boolean }): Promise<{ sessions: number }> {
  const { staff_id, customer_ids } = await owner(ctx)
  const ended = await ctx.sql<{ id: string }>`
    update access_session set revoked_at = ${ctx.now}
     where (staff_id = ${staff_id}::uuid or customer_id = any(${customer_ids}::uuid[])) and revoked_at is null
       and (not ${keep_this}::boolean or id <> ${ctx.actor.session_id}::uuid)
    returning id`
  if (ended.length > 0) ctx.emit(sessionsRevoked, { sessions: ended.length, because: 'everywhere' }, aboutActor(ctx))
  return { sessions: ended.length }
}

/** Ends the sessions of a member of staff: deactivated, or the password was changed. */
export async function revokeStaffSessions(
  ctx: Ctx,
  { staff_id, because }: { staff_id: string; because: string },
): Promise<void> {
  const ended = await ctx.sql<{ id: string }>`
    update access_session set revoked_at = ${ctx.now}
     where staff_id = ${staff_id} and revoked_at is null and id is distinct from ${ctx.actor.session_id}::uuid
    returning id`
  if (ended.length > 0) {
    ctx.emit(sessionsRevoked, { sessions: ended.length, because }, { subject_kind: 'staff', subject_id: staff_id })
  }
}

/** The PIN changed: who sits at a till with the old one signs in anew. */
export async function revokeTillSessions(ctx: Ctx, { staff_id }: { staff_id: string }): Promise<void> {
  const ended = await ctx.sql<{ id: string }>`
    update access_session set revoked_at = ${ctx.now}
     where staff_id = ${staff_id} and device_id is not null and revoked_at is null and id is distinct from ${ctx.actor.session_id}::uuid
    returning id`
  if (ended.length > 0)
    ctx.emit(
      sessionsRevoked,
      { sessions: ended.length, because: 'pin_changed' },
      { subject_kind: 'staff', subject_id: staff_id },
    )
}

/** The till is locked out: whoever came in there is out, also when it is enrolled again. */
export async function revokeSessionsAt(ctx: Ctx, { device_id }: { device_id: string }): Promise<void> {
  const ended = await ctx.sql<{ id: string }>`
    update access_session set revoked_at = ${ctx.now} where device_id = ${device_id} and revoked_at is null returning id`
  if (ended.length > 0)
    ctx.emit(
      sessionsRevoked,
      { sessions: ended.length, because: 'till_locked_out' },
      { subject_kind: 'device', subject_id: device_id },
    )
}

/** Four digits at a till are not enough to make new ways in for oneself. Refuses forbidden. */
export async function mustBeMoreThanPin(ctx: Ctx): Promise<void> {
  const [session] = await ctx.sql<{ id: string }>`
    select id from access_session where id = ${ctx.actor.session_id}::uuid and device_id is not null`
  if (session) throw forbidden('forbidden', { detail: 'Sign in with your password for this; a PIN is not enough.' })
}

async function owner(ctx: Ctx): Promise<{ staff_id: string | null; customer_ids: string[] }> {
  if (ctx.actor.kind === 'staff') return { staff_id: ctx.actor.id, customer_ids: [] }
  return {
    staff_id: null,
    customer_ids: ctx.actor.customer_id === null ? [] : await clusterOf(ctx, ctx.actor.customer_id),
  }
}

/** Facts about oneself: staff as subject, shoppers on their own thread. */
export const aboutActor = (ctx: Ctx) =>
  ctx.actor.kind === 'customer'
    ? { customer_id: ctx.actor.customer_id }
    : { subject_kind: 'staff', ...(ctx.actor.id === null ? {} : { subject_id: ctx.actor.id }) }
