import type { Ctx } from '#platform/ctx'
import type { Finding } from '#platform/module'

/** The cluster of every customer follows from the merges that stand: recomputes it for those in any merge. */
export const doctor = async (ctx: Ctx, limit: number): Promise<Finding[]> => {
  const rows = await ctx.sql<{ id: string; expected: string; found: string }>`
    with recursive edge as (
      select kept_id as a, joined_id as b from customer_merge where undone_at is null
      union select joined_id, kept_id from customer_merge where undone_at is null),
    reach as (
      select distinct id as start, id from customer where cluster_id <> id or id in (select a from edge)
      union select reach.start, edge.b from reach join edge on edge.a = reach.id),
    expected as (
      select distinct on (reach.start) reach.start as id, c.id as cluster_id from reach join customer c on c.id = reach.id
       order by reach.start, c.created_at, c.id)
    select expected.id, expected.cluster_id as expected, customer.cluster_id as found
      from expected join customer on customer.id = expected.id
     where customer.cluster_id <> expected.cluster_id order by expected.id limit ${limit}`
  return rows.map(({ id, expected, found }) => ({ check: 'customer.cluster_id', subject: id, expected, found }))
}
