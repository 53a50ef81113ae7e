import { doctorBy } from '#platform/doctor'
import type { Difference } from '#platform/doctor'
import { behind, within } from '#platform/slices'

/** What a list asks must be the one open row of its history. */
export const doctor = doctorBy({
  ids: 2,
  cut: ({ sql }, after, rows) => sql`
    select key from (
      (select array[price_list_id, variant_id] as key from price where ${behind(after, 'price_list_id', 'variant_id')}
        order by price_list_id, variant_id limit 1 offset ${rows - 1})
      union all
      (select array[price_list_id, variant_id] from price_history where to_at is null and ${behind(after, 'price_list_id', 'variant_id')}
        order by price_list_id, variant_id limit 1 offset ${rows - 1})) ends
     order by key limit 1`,
  differences: [
    ({ sql }, slice, limit) => sql<Difference>`
      with asked as (
        select price_list_id, variant_id, min_quantity from price where ${within(slice, 'price_list_id', 'variant_id')}
         union
        select price_list_id, variant_id, min_quantity from price_history
         where to_at is null and ${within(slice, 'price_list_id', 'variant_id')}),
      both_sides as (
        select price_list_id, variant_id,
               (select amount from price p
                 where p.price_list_id = a.price_list_id and p.variant_id = a.variant_id and p.min_quantity = a.min_quantity) as now,
               (select amount from price_history h where h.to_at is null
                   and h.price_list_id = a.price_list_id and h.variant_id = a.variant_id and h.min_quantity = a.min_quantity) as open
          from asked a)
      select 'price is the open row of its history' as "check", price_list_id || ' ' || variant_id as subject,
             coalesce(open::text, 'none') as expected, coalesce(now::text, 'none') as found, count(*) over ()::int as differing
        from both_sides where now is distinct from open
       order by price_list_id, variant_id limit ${limit}`,
  ],
})
