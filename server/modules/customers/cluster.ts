import { fragment } from '#platform/ctx'
import type { Ctx, Fragment } from '#platform/ctx'
import { notFound } from '#platform/errors'
import { gathered } from '#platform/gathered'
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

/**
 * Whether a shopper's session speaks for the person it belongs to: a contact was proved, or all that is known of the
 * person was typed by shoppers at a cart. Else whoever gets a visit joined to somebody by staff would read that person's
 * orders without ever proving to be them.
 */
export async function speaksForPerson({ actor, sql }: Ctx): Promise<boolean> {
  if (actor.kind !== 'customer' || actor.customer_id === null) return false
  if (actor.verified) return true
  const [me] = await sql<{ known: boolean }>`
    select ${isKnown(fragment`me.cluster_id`)} as known from customer me where me.id = ${actor.customer_id}`
  return me?.known !== true
}

/**
 * Whether anything is known of the person of a cluster but what was typed at carts; an expression. Not an `exists`,
 * which the planner may turn into a list of everybody who is known.
 */
export const isKnown = (cluster_id: Fragment): Fragment => fragment`
  ((select true from customer k
      join customer_identity i on i.customer_id = k.id and i.valid_to is null and i.level <> 'anonymous' and i.source <> 'cart'
     where k.cluster_id = ${cluster_id} limit 1) is true)`

/** Every id this shopper's session may speak for; none for a visit that was joined to somebody known. */
export const idsOfSession = async (ctx: Ctx): Promise<string[]> =>
  (await speaksForPerson(ctx)) ? clusterOf(ctx, ownId(ctx)) : []

/** True when who acts is that shopper: what was born under their own id, or under any id they may speak for. */
export async function isMine(ctx: Ctx, customer_id: string | null): Promise<boolean> {
  const { kind, customer_id: own } = ctx.actor
  if (kind !== 'customer' || own === null || customer_id === null) return false
  return own === customer_id || (await idsOfSession(ctx)).includes(customer_id)
}

/** Tags of the whole person, sorted. */
export const tagsOf = gathered<string, string[]>(async ({ sql }, customer_ids) => {
  const rows = await sql<{ turn: number; tag: string }>`
    select distinct a.turn::int as turn, tag
      from unnest(${customer_ids}::uuid[]) with ordinality as a(customer_id, turn)
      join customer c on c.id = a.customer_id
      join customer k on k.cluster_id = c.cluster_id, unnest(k.tags) as tag
     order by turn, tag`
  const tags = Map.groupBy(rows, ({ turn }) => turn)
  return customer_ids.map((_, index) => (tags.get(index + 1) ?? []).map(({ tag }) => tag))
})

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
