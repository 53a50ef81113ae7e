import { isShopper } from '#platform/actor'
import type { Ctx } from '#platform/ctx'
import { clusterOf, idsOfSession } from '#customers'
import { momentCursor, pageOf } from '#platform/page'
import type { PageOf } from '#platform/page'

/** One thing that happened with a customer, in any channel: a fact of the log or a tracked step. */
export type Moment = {
  id: string
  type: string
  channel: string
  store_id: string | null
  store_name: string | null
  actor_kind: string
  actor_name: string | null
  subject_kind: string | null
  subject_id: string | null
  occurred_at: Date
  data: Record<string, unknown>
  /** Born under another customer id of the same person, before they were joined. */
  customer_id: string
}

export type AskTimeline = {
  customer_id: string
  limit: number
  after?: string | undefined
  channel?: string | undefined
  /** Whole types (`order.placed`) or their first word (`order`). */
  types?: readonly string[] | undefined
}

/**
 * The thread: everything of one person, whatever id it was born under, newest first. Each source gives
 * the head of its index per id, so a page costs the same for a long life as for a short one.
 */
export async function timeline(ctx: Ctx, ask: AskTimeline): Promise<PageOf<Moment>> {
  const { limit, channel = null, types = null } = ask
  const { at, id } = momentCursor(ask.after)
  const people = isShopper(ctx.actor) ? await idsOfSession(ctx) : await clusterOf(ctx, ask.customer_id)
  const rows = await ctx.sql<Moment>`
    select m.*, s.name as store_name
      from unnest(${people}::uuid[]) as person(id)
     cross join lateral (
       (select e.id, e.type, e.channel, e.store_id, e.actor_kind, e.actor_name, e.subject_kind, e.subject_id, e.occurred_at, e.data, e.customer_id
          from event e
         where e.customer_id = person.id and (e.occurred_at, e.id) < (${at}::timestamptz, ${id}::uuid)
           and (${channel}::text is null or e.channel = ${channel})
           and (${types}::text[] is null or e.type = any(${types}::text[]) or split_part(e.type, '.', 1) = any(${types}::text[]))
         order by e.occurred_at desc, e.id desc limit ${limit + 1})
       union all
       (select t.id, t.type, t.channel, t.store_id, 'customer', null, null, null, t.occurred_at, t.data, t.customer_id
          from touchpoint t
         where t.customer_id = person.id and (t.occurred_at, t.id) < (${at}::timestamptz, ${id}::uuid)
           and (${channel}::text is null or t.channel = ${channel})
           and (${types}::text[] is null or t.type = any(${types}::text[]) or split_part(t.type, '.', 1) = any(${types}::text[]))
         order by t.occurred_at desc, t.id desc limit ${limit + 1})) m
      left join store s on s.id = m.store_id
     order by m.occurred_at desc, m.id desc
     limit ${limit + 1}`
  return pageOf(rows, limit, (row) => [row.occurred_at, row.id])
}
