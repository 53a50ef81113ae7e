import { may, mustServeAll } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { fragment } from '#platform/ctx'
import type { PageOf } from '#platform/page'
import { momentCursor, pageOf } from '#platform/page'
import { personOf } from './cluster.ts'

export const TRAIL_KINDS = ['seen', 'changed'] as const

/** That somebody saw a person, or changed something about them. `what`: the operation, or the fact. */
export type Trace = {
  id: string
  kind: (typeof TRAIL_KINDS)[number]
  what: string
  customer_id: string
  actor_kind: string
  actor_id: string | null
  actor_name: string | null
  channel: string
  store_id: string | null
  request_id: string | null
  at: Date
}

export type AskTrail = {
  customer_id: string
  kind?: Trace['kind'] | undefined
  actor_id?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  limit: number
  after?: string | undefined
}

const OLDEST = new Date(0)
const NEWEST = new Date('9999-12-31T00:00:00Z')

/**
 * Who saw a person and who changed them, whichever id of theirs, newest first. Of what the person did it has what changes
 * their data; the rest is the timeline. Each source gives the head of its index per id, so that a page costs the same for a long life.
 */
export async function trailOf(ctx: Ctx, ask: AskTrail): Promise<PageOf<Trace>> {
  mustServeAll(ctx.actor)
  const people = await personOf(ctx, ask.customer_id)
  const { at, id } = momentCursor(ask.after)
  const { kind = null, actor_id = null, from = OLDEST, to = NEWEST, limit } = ask
  const rows = await ctx.sql<Trace>`
    select t.* from unnest(${people}::uuid[]) as person(id)
     cross join lateral (
       (select l.id, 'seen' as kind, l.operation as what, l.customer_id, l.actor_kind, l.actor_id, l.actor_name, l.channel, l.store_id,
               l.request_id, l.recorded_at as at
          from look l
         where l.customer_id = person.id and (l.recorded_at, l.id) < (${at}::timestamptz, ${id}::uuid)
           and l.recorded_at >= ${from}::timestamptz and l.recorded_at < ${to}::timestamptz
           and (${actor_id}::uuid is null or l.actor_id = ${actor_id}::uuid) and coalesce(${kind}::text, 'seen') = 'seen'
         order by l.recorded_at desc, l.id desc limit ${limit + 1})
       union all
       (select e.id, 'changed', e.type, e.customer_id, e.actor_kind, e.actor_id, e.actor_name, e.channel, e.store_id, null, e.occurred_at
          from event e
         where e.customer_id = person.id and (e.occurred_at, e.id) < (${at}::timestamptz, ${id}::uuid)
           and e.occurred_at >= ${from}::timestamptz and e.occurred_at < ${to}::timestamptz
           and (${actor_id}::uuid is null or e.actor_id = ${actor_id}::uuid) and coalesce(${kind}::text, 'changed') = 'changed'
           and (e.actor_kind <> 'customer' or split_part(e.type, '.', 1) in ('customer', 'consent'))
         order by e.occurred_at desc, e.id desc limit ${limit + 1})) t
     order by t.at desc, t.id desc limit ${limit + 1}`
  return pageOf(rows, limit, (row) => [row.at, row.id])
}

/** Beside whom it was: their name as it is now, where they have one. */
export type Look = Trace & { customer_name: string | null }

export type AskLooks = Omit<AskTrail, 'customer_id' | 'kind'> & { actor_id: string }

/** Whom one member of staff, till or key has seen, newest first. */
export async function looksBy(ctx: Ctx, ask: AskLooks): Promise<PageOf<Look>> {
  mustServeAll(ctx.actor)
  const { at, id } = momentCursor(ask.after)
  const { actor_id, from = OLDEST, to = NEWEST, limit } = ask
  const rows = await ctx.sql<Look>`
    select l.id, 'seen' as kind, l.operation as what, l.customer_id, l.actor_kind, l.actor_id, l.actor_name, l.channel, l.store_id,
           l.request_id, l.recorded_at as at, nullif(concat_ws(' ', c.given_name, c.family_name), '') as customer_name
      from (select * from look
             where actor_id = ${actor_id} and customer_id is not null and (recorded_at, id) < (${at}::timestamptz, ${id}::uuid)
               and recorded_at >= ${from}::timestamptz and recorded_at < ${to}::timestamptz
             order by recorded_at desc, id desc limit ${limit + 1}) l
      left join customer c on c.id = l.customer_id and ${may(ctx.actor, 'customers.read')}::boolean
     order by l.recorded_at desc, l.id desc`
  return pageOf(rows, limit, (row) => [row.at, row.id])
}

/** Beside a customer's: a look at the order or cart of somebody who has no record. */
export type GuestLook = Omit<Trace, 'kind' | 'customer_id'> & { subject_kind: string; subject_id: string }

export type AskGuestLooks = Omit<AskTrail, 'customer_id' | 'kind'> & { subject_id?: string | undefined }

/** Who saw guests, newest first: all of them, one order or cart, or what one of the staff saw. */
export async function guestLooks(ctx: Ctx, ask: AskGuestLooks): Promise<PageOf<GuestLook>> {
  mustServeAll(ctx.actor)
  const { at, id } = momentCursor(ask.after)
  const { subject_id, actor_id, from = OLDEST, to = NEWEST, limit } = ask
  const rows = await ctx.sql<GuestLook>`
    select id, operation as what, subject_kind, subject_id, actor_kind, actor_id, actor_name, channel, store_id, request_id,
           recorded_at as at
      from look
     where subject_id is not null and (recorded_at, id) < (${at}::timestamptz, ${id}::uuid)
       and recorded_at >= ${from}::timestamptz and recorded_at < ${to}::timestamptz
       ${subject_id === undefined ? fragment`` : fragment`and subject_id = ${subject_id}`}
       ${actor_id === undefined ? fragment`` : fragment`and actor_id = ${actor_id}`}
     order by recorded_at desc, id desc limit ${limit + 1}`
  return pageOf(rows, limit, (row) => [row.at, row.id])
}

/** A look as it is handed to the person: when, where and for what; who of the staff it was stays inside. */
export type ToldLook = { at: Date; operation: string; channel: string; by: string }

export const looksTold = (ctx: Ctx, customer_ids: readonly string[], limit: number): Promise<ToldLook[]> =>
  ctx.sql<ToldLook>`
    select recorded_at as at, operation, channel, actor_kind as by from look
     where customer_id = any(${customer_ids}::uuid[]) order by recorded_at desc, id desc limit ${limit}`
