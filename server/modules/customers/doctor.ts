import { doctorBy } from '#platform/doctor'
import type { Difference } from '#platform/doctor'
import { behind, within } from '#platform/slices'

/** The cluster of every customer follows from the merges that stand: recomputes it for those in any merge. */
export const doctor = doctorBy({
  ids: 1,
  cut: ({ sql }, after, rows) => sql`
    select array[id] as key from customer where ${behind(after, 'id')} order by id limit 1 offset ${rows - 1}`,
  differences: [
    ({ sql }, slice, limit) => sql<Difference>`
      with recursive judged as (
        select id from customer c
         where ${within(slice, 'id')}
           and (cluster_id <> id
                or exists (select from customer_merge m where m.kept_id = c.id and m.undone_at is null)
                or exists (select from customer_merge m where m.joined_id = c.id and m.undone_at is null))),
      reach as (
        select id as start, id from judged
        union
        select reach.start, beside.id
          from reach
         cross join lateral (
           select joined_id as id from customer_merge where kept_id = reach.id and undone_at is null
            union all
           select kept_id from customer_merge where joined_id = reach.id and undone_at is null) beside),
      expected as (
        select distinct on (reach.start) reach.start as id, c.id as cluster_id
          from reach cross join lateral (select id, created_at from customer where id = reach.id offset 0) c
         order by reach.start, c.created_at, c.id)
      select 'customer.cluster_id' as "check", expected.id::text as subject, expected.cluster_id::text as expected,
             c.cluster_id::text as found, count(*) over ()::int as differing
        from expected cross join lateral (select cluster_id from customer where id = expected.id offset 0) c
       where c.cluster_id <> expected.cluster_id
       order by expected.id limit ${limit}`,
  ],
})
