import { parseCookie } from 'cookie'
import type { FastifyRequest } from 'fastify'
import type { Role } from '#organisation'
import { actorOf, publicActor } from '#platform/actor'
import type { Actor } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { refused } from '#platform/errors'
import type { Refused } from '#platform/errors'
import { hashSecret } from '#platform/ids'
import { recall, remembered } from '#platform/memory'
import type { Authenticate } from '#platform/module'
import type { Row } from '#platform/rows'
import { cookieName } from '#platform/session-cookie'
import { comesFromOwnSite } from './own-site.ts'
import { DEVICE_PERMISSIONS, permissionsAtTill, permissionsOf } from './roles.ts'
import { bearerOf, credentialKind } from './rules.ts'
import type { CredentialKind } from './rules.ts'
import { noteSeen } from './seen.ts'

export const badCredential = (): Refused =>
  refused('bad_credential', { detail: 'This sign-in or key is unknown, has expired or was withdrawn.' }, 401)

/**
 * Who calls, in one query. A credential that is not good is refused (`bad_credential`, 401), never taken
 * for a visitor; a cookie sent along by a foreign page is refused too (`cross_site`, 403).
 */
export const authenticate: Authenticate = async (db, request, again = false) => {
  const secret = secretOf(request)
  if (secret === null) return { actor: publicActor }
  const kind = credentialKind(secret)
  if (kind === null) throw badCredential()
  const [found, revisions] = await db.read({ actor: publicActor, planned: 'together' }, (ctx) =>
    Promise.all([FIND[kind](ctx, hashSecret(secret)), ctx.revisions()]),
  )
  if (!found) throw badCredential()
  if (!again) noteSeen(db, kind, found)
  return { actor: found.actor, revisions }
}

function secretOf(request: FastifyRequest): string | null {
  const { authorization, cookie } = request.headers
  if (authorization !== undefined) {
    const bearer = bearerOf(authorization)
    if (bearer === null) throw badCredential()
    return bearer
  }
  const secret = cookie === undefined ? undefined : parseCookie(cookie)[cookieName(request.headers)]
  if (secret === undefined || secret === '') return null
  if (!comesFromOwnSite(request, request.headers['hilo-channel'] as string | undefined)) {
    throw refused('cross_site', { detail: 'This call came from another site.' }, 403)
  }
  return secret
}

type Found = { id: string; seen_at: Date | null; actor: Actor }

const FIND: Record<CredentialKind, (ctx: Ctx, hash: string) => Promise<Found | null>> = {
  session: sessionActor,
  publishable: keyActor,
  secret: keyActor,
  device: deviceActor,
}

type SessionRow = {
  id: string
  seen_at: Date
  expires_at: Date
  staff_id: string | null
  customer_id: string | null
  verified_at: Date | null
  channel: string | null
  name: string | null
  role: Role | null
  all_stores: boolean | null
  store_ids: string[] | null
  /** Where the session was opened by PIN. */
  till_store_id: string | null
}

/**
 * A new session or staff member says nothing of those that are there. Of a customer only the erasure matters, and
 * whoever erases writes `customer_erasure` in the same transaction: names and contacts change with every checkout.
 */
const SESSIONS = remembered('access_session', {
  tables: ['access_session', 'access_device', 'register', 'staff', 'staff_store', 'customer_erasure'],
  growing: ['access_session', 'access_device', 'register', 'staff'],
  most: 20_000,
})

async function sessionActor(ctx: Ctx, hash: string): Promise<Found | null> {
  const sessions = await recall<SessionRow>(ctx, SESSIONS, [hash], async () => {
    const rows = await sessionBy(ctx, hash)
    return new Map(rows.map((row) => [hash, row]))
  })
  const row = sessions.get(hash)
  if (!row || row.expires_at <= ctx.now) return null
  return actorOfSession(row)
}

const sessionBy = (ctx: Ctx, hash: string): Promise<SessionRow[]> => ctx.sql<SessionRow>`
    select s.id, s.seen_at, s.expires_at, s.staff_id, s.customer_id, s.verified_at, s.channel,
           p.name, p.role, p.all_stores,
           case when not p.all_stores
                then array(select b.store_id from staff_store b where b.staff_id = p.id order by b.store_id) end as store_ids,
           r.store_id as till_store_id
      from access_session s
      left join staff p on p.id = s.staff_id
      left join customer c on c.id = s.customer_id
      left join access_device d on d.id = s.device_id and d.revoked_at is null
      left join register r on r.id = d.register_id
     where s.token_hash = ${hash} and s.revoked_at is null and (s.device_id is null or d.id is not null)
       and (p.active or (c.id is not null and c.erased_at is null))`

function actorOfSession(row: SessionRow): Found {
  const common = { name: row.name, session_id: row.id, channel: row.channel }
  const actor =
    row.staff_id !== null
      ? actorOf('staff', {
          ...common,
          id: row.staff_id,
          ...reachOf(row, row.role as Role),
        })
      : actorOf('customer', {
          ...common,
          id: row.customer_id,
          customer_id: row.customer_id,
          verified: row.verified_at !== null,
        })
  return { id: row.id, seen_at: row.seen_at, actor }
}

/** By PIN one does at a till what is done at tills, in its store as long as it is one of the person's. */
function reachOf(
  { all_stores, store_ids, till_store_id }: SessionRow,
  role: Role,
): Pick<Actor, 'permissions' | 'store_ids'> {
  const own = all_stores ? null : (store_ids ?? [])
  if (till_store_id === null) return { permissions: permissionsOf(role), store_ids: own }
  const here = own === null || own.includes(till_store_id)
  return { permissions: permissionsAtTill(role), store_ids: here ? [till_store_id] : [] }
}

type KeyRow = Pick<Row<'access_key'>, 'id' | 'kind' | 'name' | 'channel' | 'permissions' | 'used_at' | 'expires_at'>

/** Keys and tills are few and call all day. */
const KEYS = remembered('access_key', { tables: ['access_key'], most: 5_000 })
const DEVICES = remembered('access_device', { tables: ['access_device', 'register'], most: 5_000 })

async function keyActor(ctx: Ctx, hash: string): Promise<Found | null> {
  const keys = await recall<KeyRow>(ctx, KEYS, [hash], async () => {
    const rows = await ctx.sql<KeyRow>`
      select id, kind, name, channel, permissions, used_at, expires_at from access_key where hash = ${hash} and revoked_at is null`
    return new Map(rows.map((row) => [hash, row]))
  })
  const row = keys.get(hash)
  if (!row || (row.expires_at !== null && row.expires_at <= ctx.now)) return null
  const common = { id: row.id, name: row.name, channel: row.channel }
  const actor =
    row.kind === 'publishable'
      ? actorOf('storefront', common)
      : actorOf('integration', { ...common, permissions: new Set(row.permissions) })
  return { id: row.id, seen_at: row.used_at, actor }
}

/** Tills sell through the channel of this name. */
const TILL_CHANNEL = 'pos'

type DeviceRow = Pick<Row<'access_device'>, 'id' | 'name' | 'seen_at'> & Pick<Row<'register'>, 'store_id'>

async function deviceActor(ctx: Ctx, hash: string): Promise<Found | null> {
  const devices = await recall<DeviceRow>(ctx, DEVICES, [hash], async () => {
    const rows = await ctx.sql<DeviceRow>`
      select d.id, d.name, r.store_id, d.seen_at
        from access_device d join register r on r.id = d.register_id
       where d.token_hash = ${hash} and d.revoked_at is null`
    return new Map(rows.map((row) => [hash, row]))
  })
  const row = devices.get(hash)
  if (!row) return null
  const { id, name, store_id, seen_at } = row
  return {
    id,
    seen_at,
    actor: actorOf('device', {
      id,
      name,
      permissions: DEVICE_PERMISSIONS,
      store_ids: [store_id],
      channel: TILL_CHANNEL,
    }),
  }
}
