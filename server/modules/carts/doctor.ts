import { doctorBy } from '#platform/doctor'
import type { Difference } from '#platform/doctor'
import { behind, within } from '#platform/slices'

/** A cart that ended keeps no goods from others, and none are kept for a cart that is not there. */
export const doctor = doctorBy({
  ids: 1,
  cut: ({ sql }, after, rows) => sql`
    select array[cart_id] as key from stock_reservation where ${behind(after, 'cart_id')} order by cart_id limit 1 offset ${rows - 1}`,
  differences: [
    ({ sql, now }, slice, limit) => sql<Difference>`
      with held as (
        select cart_id, sum(quantity) as units, (select status from cart where id = cart_id) as status
          from stock_reservation where ${within(slice, 'cart_id')} and expires_at > ${now}
         group by cart_id)
      select 'a closed cart holds nothing' as "check", 'cart ' || cart_id || ' (' || coalesce(status, 'missing') || ')' as subject,
             '0 units' as expected, units || ' units' as found, count(*) over ()::int as differing
        from held where status is distinct from 'open'
       order by cart_id limit ${limit}`,
  ],
})
