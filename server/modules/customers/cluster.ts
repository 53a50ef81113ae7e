import type { Ctx } from '#platform/ctx'
import { notFound } from '#platform/errors'
import type { Born } from './rules.ts'

/** Every customer id of the same person, oldest first, the given one included; empty where nobody has that id. */
export async function clusterOf(ctx: Ctx, customer_id: string): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>`
    select id from customer where cluster_id = (select cluster_id from customer where id = ${customer_id})
     order by created_at, id`
  return rows.map(({ id }) => id)
}

/** As `clusterOf`, and 404 where nobody has that id. */
export async function personOf(ctx: Ctx, customer_id: string): Promise<string[]> {
  const ids = await clusterOf(ctx, customer_id)
  if (ids.length === 0) throw notFound('customer', customer_id)
  return ids
}

/** True when who acts is that shopper, under whichever of their ids. */
export async function isMine(ctx: Ctx, customer_id: string | null): Promise<boolean> {
  const { kind, customer_id: own } = ctx.actor
  if (kind !== 'customer' || own === null || customer_id === null) return false
  if (own === customer_id) return true
  const [same] = await ctx.sql<{ same: boolean }>`
    select true as same from customer mine join customer theirs on theirs.cluster_id = mine.cluster_id
     where mine.id = ${own} and theirs.id = ${customer_id}`
  return same !== undefined
}

/** Tags of the whole person, sorted. */
export async function tagsOf(ctx: Ctx, customer_id: string): Promise<string[]> {
  const rows = await ctx.sql<{ tag: string }>`
    select distinct tag from customer, unnest(tags) as tag
     where cluster_id = (select cluster_id from customer where id = ${customer_id}) order by tag`
  return rows.map(({ tag }) => tag)
}

/** The shopper of this session. */
export function ownId(ctx: Ctx): string {
  if (ctx.actor.customer_id === null) throw notFound('customer')
  return ctx.actor.customer_id
}

export type Member = Born & { cluster_id: string; erased_at: Date | null }

/**
 * Locks the people these ids belong to, whole clusters, until the transaction ends. Who belongs to whom changes for one
 * transaction at a time: two joins that cross would each wait for rows of the other, and a join takes milliseconds.
 */
export async function lockPeople(ctx: Ctx, customer_ids: readonly string[]): Promise<Member[]> {
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended('customer_merge', 0))`
  return ctx.sql<Member>`
    select id, cluster_id, created_at, erased_at from customer
     where cluster_id in (select cluster_id from customer where id = any(${customer_ids}::uuid[]))
     order by id for no key update`
}
