import type { Ctx } from '#platform/ctx'
import { hashSecret, newId } from '#platform/ids'
import { keyedHash } from '#platform/secrets'
import { keyAdded } from './events.ts'
import { PREFIX, shownStart } from './rules.ts'

export type OwnKey = { channel: string; name: string }

/**
 * The publishable key of the shop front this program serves itself. Such keys are no secrets (every browser of a shop
 * front has one), so it is worked out from the program's own secret: the same in every process, stored nowhere. Saying
 * it twice is harmless; who revoked it in the desk has closed that shop front, and it stays closed.
 * Null: the retailer has no such channel, or there is no retailer yet.
 */
export async function ownKey(ctx: Ctx, { channel, name }: OwnKey): Promise<string | null> {
  const secret = `${PREFIX.publishable}_${keyedHash(`own shop front|${channel}`)}`
  const id = newId()
  const [added] = await ctx.sql<{ id: string }>`
    insert into access_key (id, kind, name, prefix, hash, channel, permissions, created_by, created_at, replaces_id)
    select ${id}, 'publishable', ${name}, ${shownStart(secret)}, ${hashSecret(secret)}, c.code, '{}', null, ${ctx.now}, null
      from channel c where c.code = ${channel}
    on conflict (hash) do nothing returning id`
  if (added) ctx.emit(keyAdded, { name, kind: 'publishable' }, { subject_kind: 'key', subject_id: id })
  const [there] = added ? [added] : await ctx.sql`select code from channel where code = ${channel}`
  return there ? secret : null
}
