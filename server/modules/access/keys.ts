import { channelByCode } from '#organisation'
import { may, mustServeAll } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { conflict, forbidden, notFound, refused } from '#platform/errors'
import { hashSecret, newId, newSecret } from '#platform/ids'
import { keyAdded, keyRevoked, keyRotated } from './events.ts'
import { isPermission } from './roles.ts'
import { PREFIX, after, shownStart } from './rules.ts'

const KEYS_MAX = 500
/** A rotated key lives on at most a week beside its successor. */
export const GRACE_MAX_S = 7 * 24 * 3600

export type Key = {
  id: string
  kind: 'publishable' | 'secret'
  name: string
  prefix: string
  channel: string | null
  permissions: string[]
  created_at: Date
  used_at: Date | null
  expires_at: Date | null
  revoked_at: Date | null
  replaces_id: string | null
}

/** A key with its secret, told this once. */
export type NewKey = Key & { secret: string }

export type AddKey = {
  id?: string
  kind: 'publishable' | 'secret'
  name: string
  channel?: string | null
  permissions?: string[]
}

/**
 * A publishable key opens a shop front on its channel; a secret key lets a machine do what it is granted,
 * never more than who grants it. Refused: channel_required, unknown_permission, forbidden (403),
 * key_exists (409).
 */
export async function addKey(
  ctx: Ctx,
  { id = newId(), kind, name, channel = null, permissions = [] }: AddKey,
): Promise<NewKey> {
  // A machine acts in every store: only who does so too can let one in.
  mustServeAll(ctx.actor)
  if (channel !== null) await channelByCode(ctx, channel)
  if (kind === 'publishable' && channel === null)
    throw refused('channel_required', { detail: 'A publishable key belongs to a channel.' })
  if (kind === 'publishable' && permissions.length > 0)
    throw refused('no_permissions_here', { detail: 'A publishable key is public: it can carry no permissions.' })
  const granted = [...new Set(permissions)].toSorted()
  const unknown = granted.find((permission) => !isPermission(permission))
  if (unknown !== undefined)
    throw refused('unknown_permission', { detail: 'There is no such permission.', permission: unknown })
  const above = granted.find((permission) => !may(ctx.actor, permission))
  if (above !== undefined) throw forbidden('forbidden', { permission: above })
  const key = await insertKey(ctx, { id, kind, name, channel, permissions: granted, replaces_id: null })
  ctx.emit(keyAdded, { name, kind }, aboutKey(id))
  return key
}

type InsertKey = Pick<Key, 'id' | 'kind' | 'name' | 'channel' | 'permissions' | 'replaces_id'>

async function insertKey(ctx: Ctx, key: InsertKey): Promise<NewKey> {
  const secret = newSecret(key.kind === 'publishable' ? PREFIX.publishable : PREFIX.secret)
  const prefix = shownStart(secret)
  const [added] = await ctx.sql<{ id: string }>`
    insert into access_key (id, kind, name, prefix, hash, channel, permissions, created_by, created_at, replaces_id)
    values (${key.id}, ${key.kind}, ${key.name}, ${prefix}, ${hashSecret(secret)}, ${key.channel}, ${key.permissions}::text[],
            ${ctx.actor.id}::uuid, ${ctx.now}, ${key.replaces_id}::uuid)
    on conflict (id) do nothing returning id`
  // The secret was told once and is not kept: a repeat can only learn that the key is there.
  if (!added)
    throw conflict('key_exists', {
      detail: 'This key exists; its secret cannot be shown again. Rotate it for a new one.',
    })
  return { ...key, prefix, secret, created_at: ctx.now, used_at: null, expires_at: null, revoked_at: null }
}

export const keys = (ctx: Ctx): Promise<Key[]> =>
  ctx.sql<Key>`
    select id, kind, name, prefix, channel, permissions, created_at, used_at, expires_at, revoked_at, replaces_id
      from access_key order by created_at desc, id desc limit ${KEYS_MAX}`

export type RotateKey = { key_id: string; grace_s: number; successor_id?: string }

/**
 * Makes a successor with the same rights; the old key lives on for the grace, so that machines can be
 * moved over one by one. Refused: key_not_living (409) when it was rotated, revoked or has expired.
 */
export async function rotateKey(ctx: Ctx, { key_id, grace_s, successor_id = newId() }: RotateKey): Promise<NewKey> {
  mustServeAll(ctx.actor)
  const [old] = await ctx.sql<Pick<Key, 'kind' | 'name' | 'channel' | 'permissions'>>`
    update access_key set expires_at = ${after(ctx.now, grace_s)}
     where id = ${key_id} and revoked_at is null and expires_at is null
    returning kind, name, channel, permissions`
  if (!old) {
    const [known] = await ctx.sql<{ id: string }>`select id from access_key where id = ${key_id}`
    if (!known) throw notFound('key', key_id)
    throw conflict('key_not_living', { detail: 'This key was rotated or revoked before.' })
  }
  const above = old.permissions.find((permission) => !may(ctx.actor, permission))
  if (above !== undefined) throw forbidden('forbidden', { permission: above })
  const successor = await insertKey(ctx, { ...old, id: successor_id, replaces_id: key_id })
  ctx.emit(keyRotated, { name: old.name, successor_id: successor.id, grace_s }, aboutKey(key_id))
  return successor
}

/** Ends a key at once; saying it twice is harmless. */
export async function revokeKey(ctx: Ctx, { key_id }: { key_id: string }): Promise<void> {
  mustServeAll(ctx.actor)
  const [revoked] = await ctx.sql<{ name: string }>`
    update access_key set revoked_at = ${ctx.now} where id = ${key_id} and revoked_at is null returning name`
  if (revoked) return ctx.emit(keyRevoked, { name: revoked.name }, aboutKey(key_id))
  const [known] = await ctx.sql<{ id: string }>`select id from access_key where id = ${key_id}`
  if (!known) throw notFound('key', key_id)
}

const aboutKey = (id: string) => ({ subject_kind: 'key', subject_id: id })
